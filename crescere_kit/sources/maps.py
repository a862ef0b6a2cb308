"""The maps from official names to our accounts: CSVs in the package, corrected by those in `<dati>/mappe`.

A real file with a new column or voce corrects data, never code: its row is added to a CSV of the same name in
the archive's own folder, and comes before the packaged ones. A row with an empty voce, or with the ruolo
`ignora`, says that the column or line is known and not needed.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from crescere_kit.errors import ErroreSpiegato

_NOTE = re.compile(r"\(\d+\)|\b20\d\d\b")
_SEGNI = re.compile(r"[^a-z0-9]+")
IMPORTI = ("importo", "rapporto", "si_no")


class MappaErrata(ErroreSpiegato):
    """A map written by hand lacks a column."""


@dataclass(frozen=True)
class Membro:
    """An official table: which side of which document it holds and how its codes are made."""

    membro: str
    nome: str
    documento: str
    lato: str
    codice: str
    letto: bool


@dataclass(frozen=True)
class Colonna:
    """A column of an official table: what it is and, for amounts, of which fase."""

    intestazione: str
    ruolo: str
    fase: str
    vista: bool


@dataclass(frozen=True)
class VoceUfficiale:
    """A line of a prospect: its official code and label, and our code («» when the line is not needed)."""

    codice: str
    etichetta: str
    voce: str
    vista: bool


@dataclass(frozen=True)
class Mappe:
    """The maps, with the archive's own rows first: three of BDAP, two of the DPCM 22/9/2014, two of the
    accounting programs, two of the workbook of BDAP, one of SIOPE.
    """

    righe_membri: tuple[dict[str, str], ...]
    righe_colonne: tuple[dict[str, str], ...]
    righe_voci: tuple[dict[str, str], ...]
    colonne_dpcm: tuple[dict[str, str], ...]
    righe_dpcm: tuple[dict[str, str], ...]
    colonne_capitoli: tuple[dict[str, str], ...]
    valori_capitoli: tuple[dict[str, str], ...]
    righe_workbook: tuple[dict[str, str], ...]
    colonne_workbook: tuple[dict[str, str], ...]
    anagrafiche_siope: tuple[dict[str, str], ...]

    def membri(self, anno: int | None) -> list[Membro]:
        """Return the official tables of a year."""
        return [
            Membro(
                *(riga[c] for c in ("membro", "nome", "documento", "lato", "codice")), riga["letto"] == "si"
            )
            for riga in self.righe_membri
            if _in_vigore(riga, anno)
        ]

    def colonne(self, membro: str, anno: int | None) -> list[Colonna]:
        """Return the columns that a table may have in a year."""
        return [
            Colonna(riga["intestazione"], riga["ruolo"], riga["fase"], riga["visto"] == "si")
            for riga in self.righe_colonne
            if riga["membro"] in ("*", membro) and _in_vigore(riga, anno)
        ]

    def voci(self, membro: str, anno: int | None) -> list[VoceUfficiale]:
        """Return the lines that a table may have in a year."""
        return [
            VoceUfficiale(riga["codice"], riga["etichetta"], riga["voce"], riga["visto"] == "si")
            for riga in self.righe_voci
            if riga["membro"] == membro and _in_vigore(riga, anno)
        ]


def carica(cartella: Path | None = None) -> Mappe:
    """Load the packaged maps, after the corrections found in `cartella`."""
    nomi = ("bdap_membri", "bdap_colonne", "bdap_voci", "dpcm_colonne", "dpcm_righe")
    nomi += ("capitoli_colonne", "capitoli_valori", "workbook_righe", "workbook_colonne", "siope_anagrafiche")
    return Mappe(*(tuple(_proprie(cartella, f"{nome}.csv") + righe(f"{nome}.csv")) for nome in nomi))


def righe(nome: str) -> list[dict[str, str]]:
    """Return the rows of a packaged map."""
    return _leggi(files(__package__).joinpath("mappe", nome).read_text(encoding="utf-8"))


def normale(testo: str) -> str:
    """Return a name as it is compared: no accents, case, punctuation, years, numbers of footnotes."""
    ascii_ = unicodedata.normalize("NFKD", testo).encode("ascii", "ignore").decode().lower()
    return _SEGNI.sub(" ", _NOTE.sub(" ", ascii_)).strip()


def corrisponde(cercato: str, modello: str) -> bool:
    """Compare a normalised name with a name of the map; one that ends with `*` needs only to begin alike."""
    noto = normale(modello)
    return cercato.startswith(noto) if modello.endswith("*") else cercato == noto


def _proprie(cartella: Path | None, nome: str) -> list[dict[str, str]]:
    percorso = cartella / nome if cartella else None
    if percorso is None or not percorso.is_file():
        return []
    correzioni = _leggi(percorso.read_text(encoding="utf-8-sig"))
    attese = set(righe(nome)[0])
    for numero, riga in enumerate(correzioni, start=2):
        mancano = sorted(attese - {c for c, valore in riga.items() if c and valore is not None})
        if mancano:
            raise MappaErrata(
                f"Nella mappa «{percorso}», riga {numero}, mancano le colonne: {', '.join(mancano)}."
            )
    return correzioni


def _leggi(testo: str) -> list[dict[str, str]]:
    return list(csv.DictReader(testo.splitlines(), delimiter=";"))


def _in_vigore(riga: dict[str, str], anno: int | None) -> bool:
    return anno is None or int(riga["dal"] or 0) <= anno <= int(riga["al"] or 9999)
