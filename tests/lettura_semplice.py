"""Official files read with csv and zipfile only: what a test compares the kit with."""

import csv
import io
import re
import zipfile
from decimal import Decimal
from pathlib import Path

COMUNE = "ELCOMU"


def righe(contenuto: bytes, tipo: str = COMUNE) -> list[dict[str, str]]:
    """The rows of one kind of subject in an official csv."""
    testo = contenuto.decode("utf-8-sig" if contenuto[:3] == b"\xef\xbb\xbf" else "latin-1")
    lette = csv.DictReader(io.StringIO(testo, newline=""), delimiter=";")
    return [riga for riga in lette if riga["Codice Tipologia Soggetto"] == tipo]


def membri(percorsi: list[Path]) -> dict[tuple[int, str], list[dict[str, str]]]:
    """Every csv of every zip, twins left out: {(year, name without year and region): rows of comuni}."""
    trovati = {}
    for percorso in percorsi:
        if percorso.suffix == ".zip":
            with zipfile.ZipFile(percorso) as archivio:
                for nome in archivio.namelist():
                    if nome.endswith(".csv") and "Voce di Riepilogo" not in nome:
                        anno, cosa = re.fullmatch(r"(\d{4})_(.+)_[A-Z]+\.csv", nome).groups()
                        trovati[int(anno), cosa] = righe(archivio.read(nome))
    return trovati


def istat(riga: dict[str, str]) -> str:
    """The ISTAT code of a row."""
    return riga["Codice Provincia"] + riga["Codice Comune"]


def cents(testo: str) -> int:
    """An amount in cents; an empty field is an error."""
    return int(Decimal(testo) * 100)


def colonna(tutti: dict, anno: int, membro: str, chiave: str, intestazione: str) -> dict[tuple, int]:
    """{(istat, key): cents} of one column of a member."""
    return {(istat(r), r[chiave]): cents(r[intestazione]) for r in tutti[anno, membro]}
