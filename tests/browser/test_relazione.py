"""A report in a real browser: figures drawn when seen, hostile outputs inert, one file alone, on paper."""

import io
import os
import signal
from dataclasses import replace
from pathlib import Path

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from crescere_kit.batch import assets
from crescere_kit.batch.outcome import FALLITO, Esito, Rapporto
from crescere_kit.batch.page import indice, relazione
from crescere_kit.batch.paper import StampaNonRiuscita, Stampante
from crescere_kit.charts import Grafico
from crescere_kit.tables import Importo, Tabella

pytestmark = pytest.mark.browser
QUANTE = 20
OSTILE = """<script>window.colpito = 1</script>
<img src="https://fuori.example/x" onerror="window.colpito = 1">
<svg onload="window.colpito = 1"></svg><iframe src="https://fuori.example"></iframe>
<meta http-equiv="refresh" content="0;url=https://fuori.example">
<a id="esca" href="javascript:window.colpito = 1">qui</a>
<div class="disegno" data-figura="non JSON">x</div>
<div class="disegno" data-figura='{"data":[{"type":"scatter","y":[1],
"text":["<img src=x onerror=colpito()>"]}],"layout":{"title":"<a href=\\"javascript:colpito()\\">t</a>","images":[{"source":"https://fuori.example/i.png",
"xref":"paper","yref":"paper","sizex":1,"sizey":1}]}}'></div>"""


def figura(numero: int) -> Grafico:
    tabella = Tabella(f"Figura {numero}", ("Anno", "Importo"), (("2023", Importo(100 * numero)),))
    dati = ({"type": "bar", "x": ["2023"], "y": [numero]},)
    return Grafico(dati, {"height": 340}, f"Figura {numero}", "Cresce.", tabella)


def quaderno(*pagine: str):
    uscite = [new_output("display_data", {"text/html": pagina}) for pagina in pagine]
    return new_notebook(cells=[new_code_cell("", outputs=uscite)])


VENTI = quaderno(*(figura(numero)._repr_html_() for numero in range(1, QUANTE + 1)))


@pytest.fixture
def apri(chromium: Browser, tmp_path):
    """Open a report from a folder, noting what it asks for and what its policy refuses."""
    assets.prepara(tmp_path)
    contesti, chieste, rifiutate = [], [], []

    def apri(html: str, script: bool = True) -> tuple[Page, list[str], list[str]]:
        (tmp_path / "pagina.html").write_text(html, encoding="utf-8")
        contesti.append(
            chromium.new_context(java_script_enabled=script, viewport={"width": 1000, "height": 700})
        )
        pagina = contesti[-1].new_page()
        pagina.on("request", lambda r: chieste.append(r.url))
        pagina.on(
            "requestfailed", lambda r: chieste.remove(r.url) if r.failure == "csp" else print(r.failure)
        )
        pagina.on("console", lambda m: rifiutate.append(m.text) if m.type == "error" else None)
        pagina.on("pageerror", lambda errore: rifiutate.append(str(errore)))
        pagina.goto((tmp_path / "pagina.html").as_uri())
        return pagina, chieste, rifiutate

    yield apri
    for contesto in contesti:
        contesto.close()


def test_figures_are_drawn_when_they_are_about_to_be_seen_and_all_of_them_before_print(apri):
    pagina, chieste, rifiutate = apri(relazione(VENTI, "Comune di Prova", "oggi"))
    pagina.wait_for_selector(".disegno .main-svg")
    assert 0 < pagina.evaluate("document.querySelectorAll('[data-disegnato]').length") < QUANTE / 2
    assert pagina.locator("details[open]").count() == 0
    pagina.locator("figure").last.scroll_into_view_if_needed()
    pagina.locator("figure").last.locator(".main-svg").first.wait_for()
    pagina.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert pagina.evaluate("document.querySelectorAll('.disegno:not(:has(.main-svg))').length") == 0
    assert all(url.startswith(("file:", "data:", "blob:")) for url in chieste)
    assert rifiutate == []


def test_a_single_file_draws_and_asks_for_nothing_at_all(apri):
    pagina, chieste, rifiutate = apri(relazione(VENTI, "Comune di Prova", "oggi", singolo=True))
    pagina.wait_for_selector(".disegno .main-svg")
    assert [url for url in chieste if not url.startswith("data:")] == [pagina.url]
    assert rifiutate == []
    assert pagina.evaluate("document.fonts.check('16px \"Titillium Web\"')")


def test_without_scripts_every_figure_tells_its_numbers(apri):
    pagina, _, _ = apri(relazione(VENTI, "Comune di Prova", "oggi"), script=False)
    assert pagina.locator("noscript p:visible").count() == QUANTE
    assert pagina.locator("figure table:visible").count() == QUANTE


def test_a_hostile_notebook_runs_nothing_and_calls_nobody(apri):
    pagina, chieste, _ = apri(relazione(quaderno(OSTILE, figura(1)._repr_html_()), "Comune di Prova", "oggi"))
    pagina.locator("figure .main-svg").first.wait_for()
    pagina.get_by_text("Il disegno non è riuscito").wait_for()
    pagina.locator("#esca").click()
    assert pagina.evaluate("window.colpito") is None
    assert [url for url in chieste if not url.startswith(("file:", "data:", "blob:"))] == []
    assert pagina.url.startswith("file:")


def test_one_chromium_prints_tagged_pages_with_their_figures_and_one_that_is_killed_is_replaced(chromium):
    html = relazione(VENTI, "Comune di Prova", "oggi")
    with Stampante() as stampante:
        letto = PdfReader(io.BytesIO(stampante.stampa(html, "Comune di Prova, 2024")))
        radice = letto.trailer["/Root"]
        assert radice["/MarkInfo"]["/Marked"]
        assert radice["/Lang"] == "it"
        assert "/StructTreeRoot" in radice
        testi = [" ".join(pagina.extract_text().split()) for pagina in letto.pages]
        assert len(testi) > 3
        assert all(f"Comune di Prova, 2024 pagina {n} di {len(testi)}" in t for n, t in enumerate(testi, 1))
        assert all(f"Figura {numero}" in " ".join(testi) for numero in range(1, QUANTE + 1))
        assert len(letto.pages[0]["/Contents"].get_data()) > 5_000  # lines and bars, not only words
        primo = stampante._chromium.pid
        os.killpg(primo, signal.SIGKILL)
        assert stampante.stampa(html, "x").startswith(b"%PDF")
        assert stampante._chromium.pid != primo
        stampante._secondi = 0.0
        with pytest.raises(StampaNonRiuscita, match="Chromium non ha finito in tempo"):
            stampante.stampa(html, "x")
    assert stampante._chromium is None


def test_the_index_is_searched_filtered_and_sorted_with_all_the_comuni_of_italy(apri):
    rapporti = [
        Rapporto(f"{n:06}", f"{n:06}", f"c-{n}", f"Comunè {n}", 2024, html=f"c-{n}.html", secondi=n / 10)
        for n in range(1, 7_901)
    ]
    rapporti[6] = replace(rapporti[6], stato=FALLITO, errore="Manca il rendiconto.")
    html = indice(Esito("07_relazione", Path(), rapporti), generato="oggi", versione="0.1")
    senza, _, _ = apri(html, script=False)
    assert senza.locator("tbody tr").count() == 7_900
    pagina, chieste, rifiutate = apri(html)
    assert pagina.locator("tbody tr").count() == 300  # no more are laid out until they are asked for
    pagina.get_by_label("Cerca un comune").fill("comune 789")
    pagina.get_by_role("status").get_by_text("18 di 7900").wait_for()
    assert pagina.locator("tbody tr").count() == 18
    pagina.get_by_label("Cerca un comune").fill("")
    pagina.get_by_label("Stato").select_option("fallito")
    pagina.get_by_role("status").get_by_text("1 di 7900").wait_for()
    assert pagina.locator("tbody tr").inner_text().startswith("Comunè 7 000007")
    pagina.get_by_label("Stato").select_option("")
    pagina.get_by_role("button", name="Tempo").click()
    pagina.get_by_role("button", name="Tempo").click()
    assert pagina.locator("tbody tr").first.inner_text().startswith("Comunè 7900")
    pagina.get_by_role("button", name="Mostra tutte le 7900 righe").click()
    assert pagina.locator("tbody tr").count() == 7_900
    assert pagina.locator("th[aria-sort=descending]").inner_text().startswith("Tempo")
    assert rifiutate == []
    assert all(url.startswith(("file:", "data:")) for url in chieste)
