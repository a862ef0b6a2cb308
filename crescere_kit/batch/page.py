"""An executed notebook as a lean page: words, tables and figures; no code, and no script but ours."""

from __future__ import annotations

from functools import cache
from typing import Any

import nbformat
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup

from crescere_kit.batch import assets, contents, figures
from crescere_kit.batch.cells import pezzi
from crescere_kit.batch.cleaning import pulisci
from crescere_kit.batch.failure import racconta
from crescere_kit.batch.outcome import Esito
from crescere_kit.charts.figure import PLOTLY

__all__ = ["indice", "pulisci", "relazione"]


def relazione(
    quaderno: nbformat.NotebookNode, titolo: str, generato: str, errore: str = "", singolo: bool = False
) -> str:
    """Write the report of an executed notebook; `errore` says why it stopped, when no cell of it does.

    A page linked to the files of `assets.prepara`, or one that holds them all and asks for nothing.
    """
    blocchi = list(pezzi(quaderno))
    disegnati = any("data-figura=" in blocco for blocco in blocchi)
    return (
        _ambiente()
        .get_template("relazione.html.j2")
        .render(
            titolo=titolo,
            generato=generato,
            blocchi=blocchi,
            intitolata=any("<h1" in blocco for blocco in blocchi),
            errore=errore or racconta(quaderno),
            **_vesti((_plotly(quaderno), "grafici.js") if disegnati else (), blocchi, singolo),
        )
    )


def indice(esito: Esito, **dati: Any) -> str:
    """Write the page that lists the reports of a batch: to search, to filter by state, to sort."""
    return (
        _ambiente()
        .get_template("indice.html.j2")
        .render(
            esito=esito,
            righe=contents.righe(esito),
            perche=contents.perche(esito.falliti),
            tempi=contents.tempi(esito.rapporti),
            file_della_regione=contents.file(esito.regione)[1:] if esito.regione else (),
            **dati,
        )
    )


def _vesti(disegni: tuple[str, ...], blocchi: list[Markup], singolo: bool) -> dict[str, Any]:
    """Return the scripts that this page needs: by name, or whole with the hashes that let them run."""
    elenchi = ("elenco.js",) if any("crescere-elenco" in blocco for blocco in blocchi) else ()
    nomi = (*disegni, *elenchi)
    if not singolo:
        return {"script": nomi, "stile": None}
    return {"script": [assets.script(nome) for nome in nomi], "stile": assets.stile()}


def _plotly(quaderno: nbformat.NotebookNode) -> str:
    """Name the small plotly, or the whole one when a figure has a trace that the small one cannot draw."""
    nude = [
        u["data"][PLOTLY] for c in quaderno.cells for u in c.get("outputs", []) if PLOTLY in u.get("data", {})
    ]
    return (
        assets.PLOTLY
        if all(figures.tipi(figura) <= figures.BASE for figura in nude)
        else assets.PLOTLY_INTERO
    )


@cache
def _ambiente() -> Environment:
    return Environment(
        loader=FileSystemLoader(assets.modelli()), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
