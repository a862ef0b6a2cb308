"""Hostile outputs: whoever wrote the notebook, or the data in it, gets words on a page and nothing more."""

import pytest
from bs4 import BeautifulSoup
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from crescere_kit.batch import classic
from crescere_kit.batch.cleaning import leggibile, pulisci
from crescere_kit.batch.page import relazione

OSTILI = [
    "<script>colpito()</script>",
    "<img src=x onerror=colpito()>",
    "<svg onload=colpito()><script>colpito()</script></svg>",
    "<math><mtext><table><mglyph><style><img src=x onerror=colpito()>",
    "<iframe src='https://fuori.example'></iframe><object data='x'></object><embed src=x>",
    "<meta http-equiv=refresh content='0;url=https://fuori.example'>",
    "<base href='https://fuori.example/'>",
    "<link rel=stylesheet href='https://fuori.example/x.css'>",
    "<form action='https://fuori.example'><input name=password><button formaction=x>Entra</button></form>",
    "<a href='javascript:colpito()'>qui</a><a href='data:text/html,<script>colpito()</script>'>qui</a>",
    "<div style='position:fixed;inset:0;background:url(https://fuori.example)'>sopra</div>",
    '<noscript><p title="</noscript><img src=x onerror=colpito()>"></noscript>',
    "</div></main><script>colpito()</script>",
    "<template><script>colpito()</script></template><video src=x onloadstart=colpito()></video>",
    '<div class="disegno" data-figura=\'"><script>colpito()</script>\'></div>',
]
ATTIVI = {
    "script", "style", "img", "svg", "iframe", "object", "embed", "meta", "base", "link", "form", "input",
    "button", "video", "template",
}  # fmt: skip
ATTRIBUTI = {"style", "src", "srcset", "formaction", "action", "background", "srcdoc"}


def pericoli(html: str) -> list[str]:
    """Every element and attribute that could run, dress or ask for something, as a parser sees them."""
    trovati = []
    for nodo in BeautifulSoup(html, "html.parser").find_all(True):
        trovati += [nodo.name] if nodo.name in ATTIVI else []
        trovati += [n for n in nodo.attrs if n.startswith("on") or n in ATTRIBUTI]
        trovati += [v for v in [nodo.get("href", "")] if v.startswith(("javascript", "data", "vbscript"))]
    return trovati


@pytest.mark.parametrize("ostile", OSTILI)
def test_a_hostile_output_is_inert(ostile):
    assert pericoli(str(pulisci(ostile))) == []


@pytest.mark.parametrize("tipo", ["text/html", "text/markdown", "text/plain", "text/latex"])
def test_no_kind_of_output_lets_anything_run(tipo):
    uscita = new_output("display_data", {tipo: "".join(OSTILI), "application/javascript": "colpito()"})
    errore = new_output("error", ename=OSTILI[0], evalue=OSTILI[1], traceback=OSTILI)
    stampato = new_output("stream", name="stdout", text="".join(OSTILI))
    celle = [new_markdown_cell("".join(OSTILI)), new_code_cell(OSTILI[0], outputs=[stampato, uscita, errore])]
    quaderno = new_notebook(cells=celle)
    pagina = relazione(quaderno, OSTILI[0], OSTILI[0], OSTILI[1])
    assert pericoli(pagina.split("<body", 1)[1]) == []
    intero = classic.relazione(quaderno, OSTILI[0])
    assert intero.index("default-src 'none'") < intero.index("<title>")  # nothing runs, and nothing before it
    assert pericoli(intero.split("<body", 1)[1]) == []
    assert "<script" not in intero.lower()


def test_tags_one_inside_the_other_for_ever_are_refused_before_they_are_read():
    assert "non si può mostrare" in pulisci("<div>" * 100_000 + "fondo" + "</div>" * 100_000)
    assert "fondo" in pulisci("<b>" * 1_000 + "fondo")
    righe = "<table>" + "<tr><td>1<br></td></tr>" * 30_000 + "</table>"
    assert pulisci(righe).count("<td>") == 30_000  # long is not deep


def test_the_orders_of_a_terminal_leave_only_their_words():
    collegamento = "\x1b]8;;https://fuori.example\x1b\\qui\x1b]8;;\x1b\\"
    ordini = f"\x1b[2J\x1b[1;31mRosso\x1b[0m{collegamento}\x1bP+q\x1b\\ \x9b31m"
    assert leggibile(ordini) == "Rossoqui 31m"
    assert leggibile("riga\r\naltra") == "riga\naltra"
