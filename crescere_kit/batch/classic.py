"""The whole notebook with its code, as nbconvert writes it: nothing in it runs, nothing is asked for."""

from __future__ import annotations

import re
from functools import cache

import nbformat
from markupsafe import escape
from nbconvert import HTMLExporter

from crescere_kit.batch import stopped
from crescere_kit.batch.cells import in_parole, mostra

_FERMO = (
    "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
    "img-src data:; font-src data:; base-uri 'none'; form-action 'none'\">"
)
_SCRIPT = re.compile(r"<script\b.*?</script>", re.DOTALL | re.IGNORECASE)  # all its own: ours are none
_STATICI = frozenset({"error", "stream"})


def relazione(quaderno: nbformat.NotebookNode, titolo: str) -> str:
    """Write the notebook with its code; figures are words and numbers, since no script runs."""
    celle = [_ferma(cella) for cella in quaderno.cells if not stopped.di_servizio(cella)]
    pronto = nbformat.v4.new_notebook(cells=celle, metadata={"language_info": {"name": "python"}})
    html, _ = _esportatore().from_notebook_node(pronto)
    testa, corpo = _SCRIPT.sub("", html).split("<head>", 1)
    titolato = corpo.replace("<title>Notebook</title>", f"<title>{escape(titolo)}</title>", 1)
    return f"{testa}<head>{_FERMO}{titolato}"


def _ferma(cella: nbformat.NotebookNode) -> nbformat.NotebookNode:
    """Leave in a cell only what can do nothing: its outputs as our own page shows them, no metadata."""
    if cella.cell_type != "code":
        return nbformat.v4.new_markdown_cell(cella.source)
    uscite = [ferma for uscita in cella.outputs if (ferma := _uscita(uscita)) is not None]
    return nbformat.v4.new_code_cell(cella.source, execution_count=cella.execution_count, outputs=uscite)


def _uscita(uscita: nbformat.NotebookNode) -> nbformat.NotebookNode | None:
    if uscita.output_type in _STATICI:
        return uscita
    pezzo = mostra(uscita)
    return None if pezzo is None else nbformat.v4.new_output("display_data", {"text/html": str(pezzo)})


@cache
def _esportatore() -> HTMLExporter:
    """Return an exporter that is built once; the words of a notebook are written as in our own page."""
    esportatore = HTMLExporter(language_code="it")
    esportatore.register_filter("markdown2html", lambda testo: str(in_parole(testo)))
    return esportatore
