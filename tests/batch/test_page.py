"""What a notebook writes is data: only structure and words reach the report."""

import json
import re
from html import unescape

from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from crescere_kit.batch.page import pulisci, relazione
from crescere_kit.charts import Grafico
from crescere_kit.tables import Importo, Tabella


def quaderno(*uscite: dict):
    celle = [new_code_cell("segreto = 1", outputs=[new_output("display_data", u) for u in uscite])]
    return new_notebook(cells=[new_markdown_cell("## Titolo\n\nParole."), *celle])


def test_scripts_styles_and_handlers_are_dropped():
    sporco = "<p onclick='x()'>ciao</p><script>x()</script><style>*{}</style><img src=x onerror=x()>"
    assert pulisci(sporco) == "<p>ciao</p>"
    assert "javascript" not in pulisci('<a href="javascript:x()">qui</a>')


def test_words_are_kept_and_code_is_not():
    html = relazione(quaderno({"text/html": "<p>Esito</p>"}), "Comune di Prova", "oggi")
    assert "<h2" in html
    assert "Parole." in html
    assert "<p>Esito</p>" in html
    assert "segreto" not in html


def test_a_figure_survives_whole():
    tabella = Tabella("Prova", ("Anno", "Importo"), (("2023", Importo(100)),))
    figura = Grafico(({"type": "bar", "y": [1]},), {"height": 1}, "Prova", "Cresce.", tabella)
    html = relazione(quaderno({"text/html": figura._repr_html_()}), "x", "y")
    dati = json.loads(unescape(re.search(r'data-figura="([^"]*)"', html)[1]))
    assert dati["data"] == [{"type": "bar", "y": [1]}]
    assert '<th scope="row">2023</th>' in html
    assert "<details>" in html


def test_only_our_scripts_run_and_nothing_comes_from_outside():
    html = relazione(quaderno(), "x", "y")
    assert re.findall(r'<script[^>]*src="([^"]*)"', html) == [
        "risorse/vendor/plotly-basic.min.js",
        "risorse/grafici.js",
    ]
    assert "default-src 'none'" in html
    assert "http" not in html.replace("http-equiv", "")


def test_a_title_is_escaped():
    assert "<script>alert" not in relazione(quaderno(), "<script>alert(1)</script>", "y")


def test_a_bare_result_is_shown_as_text():
    assert "&lt;Oggetto&gt;" in relazione(quaderno({"text/plain": "<Oggetto>"}), "x", "y")
