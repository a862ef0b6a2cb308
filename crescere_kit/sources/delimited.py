"""Text tables as public offices publish them, read whole as text with the number of each row."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

import pandas as pd
import pyarrow as pa
import pyarrow.csv

from crescere_kit.sources.faults import Difetto

_CODIFICHE = ("utf-8-sig", "cp1252", "latin-1")
_ALTRI_FORMATI = {
    b"pk\x03\x04": "un archivio zip o un foglio Excel",
    b"%pdf": "un PDF",
    b"<!do": "una pagina web",
    b"<htm": "una pagina web",
    b"<?xm": "un file XML",
    b"\xd0\xcf\x11\xe0": "un foglio Excel",
}


@dataclass(frozen=True)
class Tabella:
    """A table of texts: columns in file order, index = number of the row in the file (header = 1)."""

    dati: pd.DataFrame
    difetti: list[Difetto]


def leggi(contenuto: bytes, file: str, separatore: str, virgolette: bool = True) -> Tabella:
    """Read a delimited file into texts; every malformed row is a fault, and is left out.

    Without `virgolette` a quote is a character like any other: programs that never quote a field write it so.
    """
    guasto = _non_e_un_csv(contenuto)
    if guasto:
        return _illeggibile(file, guasto, "un file CSV con intestazione e righe")
    testo = decodifica(contenuto)
    intestazione = intestazioni(testo, separatore, virgolette)
    scartate: list[pyarrow.csv.InvalidRow] = []
    try:
        dati = _analizza(testo, separatore, virgolette, len(intestazione), scartate)
    except pa.ArrowInvalid:
        return _illeggibile(
            file, "un CSV che non si riesce a dividere in colonne", f"colonne divise da «{separatore}»"
        )
    # The header is row 1: what Arrow could not split keeps its place in the numbering.
    righe = pd.RangeIndex(2, 2 + len(dati) + len(scartate)).difference([riga.number for riga in scartate])
    difetti = [_malformata(file, riga) for riga in scartate if riga.text.strip()]
    dati = dati.set_axis(righe).set_axis(intestazione, axis=1)
    if re.search(r"\n\r?\n", testo):
        dati = dati[(dati != "").any(axis=1)]
    return Tabella(dati, difetti)


def intestazioni(testo: str, separatore: str, virgolette: bool = True) -> list[str]:
    """Return the names in the first row."""
    come = csv.QUOTE_MINIMAL if virgolette else csv.QUOTE_NONE
    prime = csv.reader(io.StringIO(testo[:65_536], newline=None), delimiter=separatore, quoting=come)
    return [nome.strip() for nome in next(prime, [])]


def decodifica(contenuto: bytes) -> str:
    """Decode UTF-8 (with or without BOM), else the Windows and ISO encodings that offices still use."""
    for codifica in _CODIFICHE:
        try:
            return contenuto.decode(codifica)
        except UnicodeDecodeError:
            continue
    raise AssertionError("latin-1 decodes anything")


def _analizza(testo: str, separatore: str, virgolette: bool, colonne: int, scartate: list) -> pd.DataFrame:
    """Parse with Arrow, on one thread so that it knows the number of a row it cannot split."""
    nomi = [f"c{numero}" for numero in range(colonne)]
    if "\n" not in testo.strip():
        return pd.DataFrame({nome: pd.Series([], dtype="str") for nome in nomi})

    def scarta(riga: pyarrow.csv.InvalidRow) -> str:
        scartate.append(riga)
        return "skip"

    tabella = pyarrow.csv.read_csv(
        pa.BufferReader(testo.encode()),
        pyarrow.csv.ReadOptions(column_names=nomi, skip_rows=1, use_threads=False),
        pyarrow.csv.ParseOptions(
            delimiter=separatore,
            quote_char='"' if virgolette else False,
            invalid_row_handler=scarta,
            ignore_empty_lines=False,
        ),
        pyarrow.csv.ConvertOptions(column_types=dict.fromkeys(nomi, pa.string())),
    )
    return tabella.to_pandas(types_mapper={pa.string(): pd.StringDtype(na_value=float("nan"))}.get)


def _malformata(file: str, riga: pyarrow.csv.InvalidRow) -> Difetto:
    trovate = f"{riga.actual_columns} colonne"
    return Difetto(file, riga.number, None, trovate, f"{riga.expected_columns} come nell'intestazione")


def _illeggibile(file: str, trovato: str, atteso: str) -> Tabella:
    return Tabella(pd.DataFrame(), [Difetto(file, None, None, trovato, atteso)])


def _non_e_un_csv(contenuto: bytes) -> str | None:
    if not contenuto.strip():
        return "un file vuoto"
    inizio = contenuto.lstrip()[:4].lower()
    return _ALTRI_FORMATI.get(inizio) or ("un file binario" if b"\x00" in contenuto[:4096] else None)
