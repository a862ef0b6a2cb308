"""A day of the staff of a comune, in a browser."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from moduli import compila
from playwright.sync_api import Page, expect

from crescere_kit.sources.store import Archivio

pytestmark = pytest.mark.browser

# The rows that could not be computed are closed together: their words are there without being on the screen.
PARTI = (
    ".crescere-schede > li, .crescere-tabella tr, .crescere-cifre > div, "
    ".crescere-righe > li > details > summary"
)
DETTO_NELLA_PAGINA = f"""() => Array.from(
    document.querySelectorAll("{PARTI}"),
    (parte) => parte.matches("summary") ? parte.textContent : parte.innerText)"""


@pytest.fixture
def comune(hub):
    return hub.registro.comuni[0]


def dal_comando(hub, slug: str, *altro: str) -> dict:
    """What `crescere indicatori --json` says, on the archive of the whole region."""
    comando = [
        str(Path(sys.executable).with_name("crescere")),
        "indicatori",
        "--comune",
        slug,
        "--json",
        *altro,
    ]
    ambiente = {**os.environ, "CRESCERE_DATI": str(hub.archivio)}
    return json.loads(subprocess.run(comando, env=ambiente, capture_output=True, check=True).stdout)


def assenti(pagina: Page, indicatori: list[dict]) -> list[tuple[str, str]]:
    """The indicators whose name and figure are not together in some card or row of the page."""
    detto = [" ".join(parte.split()) for parte in pagina.evaluate(DETTO_NELLA_PAGINA)]
    return [(i["codice"], i["testo"]) for i in indicatori if not any(dice(parte, i) for parte in detto)]


def dice(parte: str, indicatore: dict) -> bool:
    nome = {"N_P": "deficitario (lo è da"}.get(indicatore["codice"], indicatore["nome"].split(" (lettera")[0])
    figura = rf"(?<![\d.,]){re.escape(indicatore['testo'])}(?![\d.,])"
    return nome.lower() in parte.lower() and re.search(figura, parte) is not None


def test_the_first_page_lists_the_person_s_comuni_and_their_doors_only(entra, comune):
    pagina = entra("lettore", comune.slug)
    expect(pagina.get_by_role("heading", level=1)).to_have_text("I miei comuni")
    expect(pagina.locator(".comuni h2")).to_have_text([comune.nome])
    expect(pagina.locator(".porte .bottone")).to_have_count(1)
    expect(pagina.get_by_role("link", name=f"Apri il cruscotto di {comune.nome}")).to_be_visible()


def test_the_cruscotto_shows_the_figures_of_the_command_line_and_leads_to_the_planned_reports(
    entra, apri, hub, comune
):
    pagina = entra("lettore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    expect(pagina.locator(".crescere-schede > li").first).to_be_visible()
    atteso = dal_comando(hub, comune.slug)
    expect(pagina.get_by_role("combobox", name="Anno")).to_have_value(str(atteso["anno"]))
    assert len(atteso["indicatori"]) >= 20
    assert assenti(pagina, atteso["indicatori"]) == []
    altre = pagina.get_by_role("navigation", name="Altre pagine")
    altre.get_by_role("link", name="Relazioni programmate").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(f"Relazioni programmate di {comune.nome}")


def test_choosing_another_year_shows_the_figures_of_that_year(entra, apri, hub, comune):
    pagina = entra("lettore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    pagina.get_by_role("combobox", name="Anno").select_option(label="2023")
    expect(pagina.get_by_role("heading", level=1)).to_contain_text("2023")
    expect(pagina.locator("#equilibri")).to_contain_text("2023")
    assert assenti(pagina, dal_comando(hub, comune.slug, "--anno", "2023")["indicatori"]) == []
    assert assenti(pagina, dal_comando(hub, comune.slug)["indicatori"]) != []


def test_the_staff_load_their_form_from_the_page_and_only_their_comune_knows(entra, apri, hub, tmp_path):
    altro, comune = hub.registro.comuni[:2]
    pagina = entra("lettore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    with pagina.expect_download() as scaricato:
        pagina.get_by_role("link", name="Scarica il modulo dell'ente").click()
    modulo = tmp_path / scaricato.value.suggested_filename
    scaricato.value.save_as(modulo)
    debito = ("Debito e cassa", "debito/residuo/valore", "valore")
    modulo.write_bytes(compila(modulo.read_bytes(), {debito: 1234567.89}))
    with pagina.expect_file_chooser() as scelta:
        pagina.get_by_role("button", name="Carica il modulo compilato").click()
    scelta.value.set_files(modulo)
    pagina.get_by_text(f"«{modulo.name}» caricato").wait_for()
    assert "1.234.567,89 €" in pagina.content()
    for cartella in (hub.archivio, hub.stato / "comuni" / altro.slug / "dati"):
        assert not any(modulo.name in fonte for fonte in Archivio(cartella).fonti()["nome"])


def test_the_charts_are_drawn_and_say_the_same_in_a_table(entra, apri, comune):
    pagina = entra("lettore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    grafici = pagina.locator("figure.crescere-grafico")
    expect(grafici.first).to_be_visible()
    expect(grafici.first.locator(".main-svg").first).to_be_visible()
    assert grafici.first.locator("details table").count() == 1


def test_another_comune_and_one_s_own_laboratorio_are_closed(entra, apri, hub, comune):
    pagina = entra("lettore", comune.slug)
    altro = hub.registro.comuni[1].slug
    for percorso in (f"/user/{altro}/cruscotto/", f"/user/{comune.slug}/lab", f"/user/{altro}/lab"):
        risposta = pagina.goto(hub.base + percorso)
        assert risposta.status in (403, 404)
        expect(pagina.get_by_role("link", name="Torna ai miei comuni")).to_be_visible()
    for percorso in (f"{altro}/cruscotto", f"{comune.slug}/laboratorio"):
        assert pagina.goto(f"{hub.base}/hub/casa/apri/{percorso}").status == 403


def test_a_wrong_password_is_said_beside_the_form(chromium, hub):
    contesto = chromium.new_context()
    pagina = contesto.new_page()
    pagina.goto(hub.base)
    pagina.get_by_label("Nome utente").fill("nessuno")
    pagina.get_by_label("Password").fill("sbagliata")
    pagina.get_by_role("button", name="Entra").click()
    expect(pagina.get_by_role("alert")).to_contain_text("Nome utente o password non corretti")
    expect(pagina.get_by_label("Nome utente")).to_have_value("nessuno")
    contesto.close()


def test_the_keyboard_reaches_the_content_first(entra, comune):
    pagina = entra("lettore", comune.slug)
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_role("link", name="Vai al contenuto")).to_be_focused()
    pagina.keyboard.press("Enter")
    pagina.keyboard.press("Tab")
    expect(pagina.get_by_role("link", name="Apri il cruscotto")).to_be_focused()


def test_who_goes_out_does_not_come_back_without_the_password(entra, apri, hub, comune):
    pagina = entra("lettore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    pagina.goto(f"{hub.base}/hub/casa")
    pagina.get_by_role("link", name="Esci").click()
    pagina.goto(f"{hub.base}/user/{comune.slug}/cruscotto/")
    expect(pagina.get_by_label("Password")).to_be_visible()


@pytest.mark.parametrize("larghezza", [320, 1280])
def test_the_pages_fit_the_window(entra, hub, comune, larghezza):
    pagina = entra("autore", comune.slug)
    pagina.set_viewport_size({"width": larghezza, "height": 800})
    for percorso in ("/hub/casa", "/hub/change-password"):
        pagina.goto(hub.base + percorso)
        assert sporge(pagina) == 0


def sporge(pagina: Page) -> int:
    """How many pixels of the page are out of the window, sideways."""
    return pagina.evaluate(
        "() => document.documentElement.scrollWidth - document.documentElement.clientWidth"
    )
