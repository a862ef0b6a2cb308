"""The tables of a report as a workbook: a sheet each, numbers that are numbers, an index of what there is."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator, Sequence
from typing import Any

import nbformat
import xlsxwriter

from crescere_kit.batch.tabular import Foglio, Numero, fogli
from crescere_kit.export import SICURO

_LARGHEZZA_MASSIMA = 70
_CELLA_MASSIMA = 32_767  # characters: Excel holds no more
_INDICE = "indice"
_VIETATI = re.compile(r"[\[\]:*?/\\\x00-\x1f]")
_NOME_MASSIMO = 31


def xlsx(quaderno: nbformat.NotebookNode, titolo: str) -> bytes:
    """Return the workbook of what a notebook shows in tables; without tables it says so."""
    memoria, tavole = io.BytesIO(), fogli(quaderno)
    nomi = list(_nomi(tavole))
    with xlsxwriter.Workbook(memoria, SICURO) as libro:
        libro.set_properties({"title": titolo, "author": "Crescere"})
        formati = _formati(libro, tavole)
        _indice(libro, titolo, list(zip(nomi, tavole, strict=True)), formati)
        for nome, tavola in zip(nomi, tavole, strict=True):
            _foglio(libro.add_worksheet(nome), tavola, formati)
    return memoria.getvalue()


def _nomi(tavole: Sequence[Foglio]) -> Iterator[str]:
    """Give each table a name that Excel takes, and that no other has."""
    presi = {_INDICE, "history", "cronologia"}
    for tavola in tavole:
        base = " ".join(_VIETATI.sub(" ", tavola.titolo).split()).strip("'") or "tabella"
        nome, volte = base[:_NOME_MASSIMO].strip(), 1
        while nome.lower() in presi:
            volte += 1
            coda = f" ({volte})"
            nome = base[: _NOME_MASSIMO - len(coda)].strip() + coda
        presi.add(nome.lower())
        yield nome


def _formati(libro: Any, tavole: Sequence[Foglio]) -> dict[Any, Any]:
    numeri = {c for tavola in tavole for riga in tavola.righe for c in riga if isinstance(c, Numero)}
    aspetti = {(cella.unita, cella.decimali) for cella in numeri}
    trovati = {
        (unita, cifre): libro.add_format({"num_format": _maschera(unita, cifre)}) for unita, cifre in aspetti
    }
    return trovati | {"testa": libro.add_format({"bold": True, "bottom": 1, "text_wrap": True})}


def _maschera(unita: str, decimali: int) -> str:
    cifre = "#,##0" + (f".{'0' * decimali}" if decimali else "")
    return f'{cifre}" {unita}"' if unita else cifre


def _indice(libro: Any, titolo: str, tavole: Sequence[tuple[str, Foglio]], formati: dict[Any, Any]) -> None:
    foglio = libro.add_worksheet(_INDICE)
    foglio.write_string(0, 0, titolo, formati["testa"])
    foglio.set_column(0, 1, 60)
    if not tavole:
        foglio.write_string(1, 0, "Questa relazione non ha tabelle.")
    for riga, (nome, tavola) in enumerate(tavole, 1):
        foglio.write_url(
            riga, 0, f"internal:'{nome.replace(chr(39), chr(39) * 2)}'!A1", string=tavola.titolo[:255]
        )
        foglio.write_string(riga, 1, f"{len(tavola.righe)} righe" if len(tavola.righe) != 1 else "1 riga")


def _foglio(foglio: Any, tavola: Foglio, formati: dict[Any, Any]) -> None:
    for colonna, nome in enumerate(tavola.colonne):
        foglio.write_string(0, colonna, nome, formati["testa"])
    for riga, celle in enumerate(tavola.righe, 1):
        for colonna, cella in enumerate(celle):
            _scrivi(foglio, riga, colonna, cella, formati)
    for colonna in range(max([len(tavola.colonne), *map(len, tavola.righe)])):
        foglio.set_column(colonna, colonna, _larga(tavola, colonna))
    foglio.freeze_panes(1, 0)
    if tavola.colonne:
        foglio.autofilter(0, 0, len(tavola.righe), len(tavola.colonne) - 1)
    for posto, nota in enumerate(tavola.note, len(tavola.righe) + 2):
        foglio.write_string(posto, 0, nota[:_CELLA_MASSIMA])


def _scrivi(foglio: Any, riga: int, colonna: int, cella: str | Numero, formati: dict[Any, Any]) -> None:
    if isinstance(cella, Numero):
        foglio.write_number(riga, colonna, cella.valore, formati[cella.unita, cella.decimali])
    else:
        foglio.write_string(riga, colonna, cella[:_CELLA_MASSIMA])


def _larga(tavola: Foglio, colonna: int) -> int:
    celle = [riga[colonna] for riga in tavola.righe if colonna < len(riga)]
    testi = [20 if isinstance(cella, Numero) else len(cella) + 2 for cella in celle]
    testa = len(tavola.colonne[colonna]) + 4 if colonna < len(tavola.colonne) else 0
    return min(max([*testi, testa]), _LARGHEZZA_MASSIMA)
