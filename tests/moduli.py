"""The ente's own form in the tests: written, filled in as the office would, read back."""

from __future__ import annotations

import io
from typing import Any

import openpyxl
import pandas as pd
from openpyxl.worksheet.worksheet import Worksheet
from righe import ENTI
from righe import conti as panel

from crescere_kit.accounts import Voce
from crescere_kit.sources import manuale, spreadsheet
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.whose import Dichiarato

ISTAT, ANNI = "901001", manuale.Anni(2023, 2024)
FILE = "modulo.xlsx"
POCO = ((ISTAT, 2023, "rendiconto", "entrate", "1", "accertamenti", 100_00),)
Celle = dict[tuple[str, str | int, str], Any]  # (sheet, key of the row or place in a list, key of the column)


def scritto(*righe: tuple, anni: manuale.Anni = ANNI) -> bytes:
    """The form of Borgo Esempio, when the archive holds these rows (as `righe.conti` takes them)."""
    return manuale.scrivi(panel(*(righe or POCO)), ISTAT, anni)


def compila(contenuto: bytes, celle: Celle) -> bytes:
    """The same form with these cells written as Excel would; None empties a cell."""
    libro = openpyxl.load_workbook(io.BytesIO(contenuto))
    for (foglio, riga, colonna), valore in celle.items():
        cella = libro[foglio][indirizzo(libro[foglio], riga, colonna)]
        if not cella.has_style:  # a new cell is shown as its column is
            cella.number_format = _della_colonna(libro[foglio], cella.column)
        cella.value = valore
    return salva(libro)


def _della_colonna(scheda: Worksheet, numero: int) -> str:
    larghe = scheda.column_dimensions.values()
    return next(uguali.number_format for uguali in larghe if uguali.min <= numero <= uguali.max)


def salva(libro: openpyxl.Workbook) -> bytes:
    memoria = io.BytesIO()
    libro.save(memoria)
    return memoria.getvalue()


def apri(contenuto: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(contenuto))


def indirizzo(scheda: Worksheet, riga: str | int, colonna: str) -> str:
    """The address of a cell by its keys; the rows of a list are numbered from 1."""
    lettera = next(cella.column_letter for cella in scheda[4] if cella.value == colonna)
    if isinstance(riga, int):
        return f"{lettera}{5 + riga}"
    return f"{lettera}{next(cella.row for cella in scheda['A'] if cella.value == riga)}"


def riga(foglio: str, numero: int, **valori: Any) -> Celle:
    """The cells of one row of a list."""
    return {(foglio, numero, colonna): valore for colonna, valore in valori.items()}


def letto(contenuto: bytes, comune: str | None = None, anno: int | None = None) -> Letto:
    return manuale.leggi(spreadsheet.apri(contenuto, FILE), Dichiarato(comune, anno), ENTI)


def valori(letto: Letto) -> dict[tuple[int, Voce], Any]:
    """What a reading gives, by year and voce."""
    assert letto.difetti == []
    righe = letto.righe
    colonne = righe[["documento", "lato", "codice", "fase"]].astype("str").itertuples(index=False)
    numeri = [
        riga.rapporto if pd.isna(riga.importo) else riga.importo for riga in righe.itertuples(index=False)
    ]
    return {
        (anno, Voce(*voce)): numero for anno, voce, numero in zip(righe["anno"], colonne, numeri, strict=True)
    }


def del_modulo(lato: str, codice: str, fase: str = "valore") -> Voce:
    return Voce("manuale", lato, codice, fase)
