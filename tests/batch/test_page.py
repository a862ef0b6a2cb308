"""What a notebook writes is data: only structure, words, figures and images reach the report."""

import base64
import hashlib
import json
import re
from html import unescape

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from crescere_kit.batch import assets
from crescere_kit.batch.page import pulisci, relazione
from crescere_kit.charts import Grafico
from crescere_kit.tables import Importo, Tabella

PUNTO = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="


def quaderno(*uscite: dict):
    celle = [new_code_cell("segreto = 1", outputs=[new_output("display_data", u) for u in uscite])]
    return new_notebook(cells=[new_markdown_cell("## Titolo\n\nParole."), *celle])


def con_uscita(tipo: str, **dati):
    return new_notebook(cells=[new_code_cell("segreto = 1", outputs=[new_output(tipo, **dati)])])


@pytest.fixture
def figura() -> Grafico:
    tabella = Tabella("Prova", ("Anno", "Importo"), (("2023", Importo(100)),))
    return Grafico(({"type": "bar", "y": [1]},), {"height": 1}, "Prova", "Cresce.", tabella)


def test_scripts_styles_and_handlers_are_dropped():
    sporco = "<p onclick='x()'>ciao</p><script>x()</script><style>*{}</style><img src=x onerror=x()>"
    assert pulisci(sporco) == "<p>ciao</p>"
    assert "javascript" not in pulisci('<a href="javascript:x()">qui</a>')


def test_words_are_kept_and_code_is_not():
    html = relazione(quaderno({"text/html": "<p>Esito</p>"}), "Comune di Prova", "oggi")
    assert "<h1>Comune di Prova</h1>" in html  # the notebook has no title of its own
    assert "<h2" in html
    assert "Parole." in html
    assert "<p>Esito</p>" in html
    assert "segreto" not in html


def test_a_figure_survives_whole_and_its_numbers_are_open_for_those_without_scripts(figura):
    html = relazione(quaderno({"text/html": figura._repr_html_()}), "x", "y")
    dati = json.loads(unescape(re.search(r'data-figura="([^"]*)"', html)[1]))
    assert dati["data"] == [{"type": "bar", "y": [1]}]
    assert '<th scope="row">2023</th>' in html
    assert re.search(r"<noscript>.*i suoi numeri.*</noscript><details open", html)
    assert "data-a-vista" in html


def test_a_page_without_figures_asks_for_no_script():
    assert "<script" not in relazione(quaderno(), "x", "y")


def test_only_our_scripts_run_and_nothing_comes_from_outside(figura):
    html = relazione(quaderno({"text/html": figura._repr_html_()}), "x", "y")
    assert re.findall(r'<script[^>]*src="([^"]*)"', html) == [
        "risorse/vendor/plotly-basic.min.js",
        "risorse/grafici.js",
    ]
    assert "default-src 'none'" in html
    assert "unsafe" not in html
    assert "http" not in html.replace("http-equiv", "")


def test_a_figure_that_plotly_left_without_words_gets_its_title_and_its_numbers():
    treemap = {
        "data": [{"type": "treemap", "labels": ["Nord", "Sud"], "parents": ["", ""], "values": [1234.5, 2]}],
        "layout": {"title": {"text": "Due parti"}},
    }
    html = relazione(quaderno({"application/vnd.plotly.v1+json": treemap, "text/plain": "Figure"}), "x", "y")
    assert "<figcaption>Due parti</figcaption>" in html
    assert "<td>1.234,50</td>" in html
    assert "risorse/vendor/plotly.min.js" in html  # the small one draws no treemap
    assert "plotly-basic" not in html


def test_numbers_that_plotly_packs_are_read_and_what_is_not_a_number_is_left_blank():
    pacco = {"dtype": "f8", "bdata": "AAAAAAAA8D8AAAAAAAAEQA=="}  # 1.0 and 2.5
    figura = {"data": [{"type": "bar", "name": "Spese", "x": ["a", "b"], "y": pacco}, {"y": [float("nan")]}]}
    html = relazione(quaderno({"application/vnd.plotly.v1+json": figura}), "x", "y")
    assert "Serie: Spese." in html
    assert "<td>1</td>" in html
    assert "<td>2,50</td>" in html
    assert "NaN" not in html
    assert "risorse/vendor/plotly-basic.min.js" in html


@pytest.mark.parametrize("dati", ["non una figura", {"data": 3}, {"data": [[1]]}, {"layout": {}}])
def test_what_says_to_be_a_figure_and_is_not_becomes_a_sentence(dati):
    html = relazione(quaderno({"application/vnd.plotly.v1+json": dati}), "x", "y")
    assert "non è scritto in un modo che si possa disegnare" in html


def test_an_image_is_an_image_and_says_what_it_is():
    html = relazione(quaderno({"image/png": PUNTO, "text/plain": "Il debito per anno"}), "x", "y")
    assert f'alt="Il debito per anno" src="data:image/png;base64,{PUNTO}"' in html


def test_a_drawing_goes_inside_an_image_where_it_cannot_run():
    html = relazione(quaderno({"image/svg+xml": "<svg onload='x()'></svg>"}), "x", "y")
    assert "onload" not in html
    assert base64.b64encode(b"<svg onload='x()'></svg>").decode() in html


def test_a_spoilt_image_is_a_sentence():
    assert "è rovinata" in relazione(quaderno({"image/png": '"><script>x()</script>'}), "x", "y")


def test_what_was_printed_is_read_as_text_without_colours_or_half_drawn_bars():
    testo = "\x1b[31mRosso\x1b[0m e <b>\n 10%\r 50%\r100%\n\x1b]0;titolo\x07fine\u202e"
    html = relazione(con_uscita("stream", name="stdout", text=testo), "x", "y")
    assert ">Rosso e &lt;b&gt;\n100%\nfine</pre>" in html


def test_what_was_printed_for_ever_is_cut_and_says_so():
    html = relazione(con_uscita("stream", name="stdout", text="a" * 30_000), "x", "y")
    assert len(html) < 25_000
    assert "Il resto, 10000 caratteri, è nel notebook." in html


def test_messages_of_the_programme_are_closed():
    html = relazione(con_uscita("stream", name="stderr", text="FutureWarning"), "x", "y")
    assert "<summary>Messaggi del programma</summary>" in html


def test_a_failed_notebook_says_where_it_stopped_and_keeps_what_came_before():
    prima = new_code_cell("1", outputs=[new_output("display_data", {"text/html": "<p>Prima</p>"})])
    errore = new_output(
        "error", ename="AnnoAssente", evalue="Non ci sono dati.", traceback=["\x1b[0;31mTraceback\x1b[0m <x>"]
    )
    aggiunta = new_markdown_cell("An Exception", metadata={"tags": ["papermill-error-cell-tag"]})
    rotta = new_code_cell("apri(1999)", outputs=[errore])
    frase = "Cella 2 («apri(1999)»): Non ci sono dati."
    html = relazione(new_notebook(cells=[aggiunta, prima, rotta]), "Comune di Prova", "oggi", frase)
    assert "Questa relazione non è completa.</strong> Cella 2 («apri(1999)»): Non ci sono dati." in html
    assert "<p>Prima</p>" in html
    assert "Qui il calcolo si è fermato (cella 2).</strong> Non ci sono dati." in html
    assert "apri(1999)</pre>" in html
    assert ">Traceback &lt;x&gt;</pre>" in html
    assert "An Exception" not in html


def test_a_process_that_died_has_its_reason_at_the_top():
    html = relazione(quaderno(), "x", "y", errore="La memoria non è bastata.")
    assert "non è completa.</strong> La memoria non è bastata." in html


def test_a_single_file_holds_everything_and_lets_only_what_it_holds_run(figura):
    assets.controlla()
    html = relazione(quaderno({"text/html": figura._repr_html_()}), "x", "y", singolo=True)
    politica = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    dentro = [t for _, t in re.findall(r"<(script|style)>(.*?)</(?:script|style)>", html, re.DOTALL)]
    assert len(dentro) == 3  # one style, plotly, what draws
    for testo in dentro:
        assert base64.b64encode(hashlib.sha256(testo.encode()).digest()).decode() in politica
    assert "unsafe" not in politica
    assert "file:" not in politica
    assert re.findall(r'(?:src|href)="(?!data:|#)([^"]*)"', html.split("</main>")[0].split("<body")[1]) == []
    assert set(re.findall(r'url\("(.{5})', dentro[0])) == {"data:"}


def test_a_title_is_escaped():
    assert "<script>alert" not in relazione(quaderno(), "<script>alert(1)</script>", "y")


def test_a_bare_result_is_shown_as_text():
    assert "&lt;Oggetto&gt;" in relazione(quaderno({"text/plain": "<Oggetto>"}), "x", "y")


def test_a_command_of_an_open_notebook_is_a_sentence():
    dati = {"application/vnd.jupyter.widget-view+json": {"model_id": "1"}, "text/plain": "VBox()"}
    html = relazione(quaderno(dati), "x", "y")
    assert "si usa solo a notebook aperto" in html
    assert "VBox" not in html
