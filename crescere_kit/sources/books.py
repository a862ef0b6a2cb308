"""The kinds of workbook that are read: the first that recognises what is in one reads it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from crescere_kit.sources import manuale, spreadsheet, workbook
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.spreadsheet import Libro
from crescere_kit.sources.whose import Dichiarato

SCONOSCIUTO = "foglio di calcolo"  # the layout of a workbook that cannot be opened, or that nobody recognises


@dataclass(frozen=True)
class Genere:
    """A kind of workbook: the name of its layout, what it is for people, how it is recognised and read."""

    formato: str
    nome: str
    riconosce: Callable[[Libro, Mappe], bool]
    leggi: Callable[[Libro, Mappe, Dichiarato, pd.DataFrame], Letto]


# From the most certain sign to the least: a form of ours says what it is, a prospect is known by its labels.
GENERI = (
    Genere(
        "modulo",
        "il modulo dell'ente",
        lambda libro, _: manuale.e_un_modulo(libro),
        lambda libro, _, dichiarato, noti: manuale.leggi(libro, dichiarato, noti),
    ),
    Genere("rendiconto xlsx", "il rendiconto scaricato da BDAP", workbook.riconosce, workbook.leggi),
)
FORMATI = tuple(genere.formato for genere in GENERI)


def formato(percorso: Path, mappe: Mappe) -> str:
    """Recognise the layout of a workbook."""
    genere = _genere(spreadsheet.apri(percorso, percorso.name), mappe)
    return genere.formato if genere else SCONOSCIUTO


def leggi(percorso: Path, mappe: Mappe, dichiarato: Dichiarato, noti: pd.DataFrame) -> Letto:
    """Read a workbook, or say why it cannot be read."""
    libro = spreadsheet.apri(percorso, percorso.name)
    if libro.difetti:
        return Letto(difetti=list(libro.difetti))
    genere = _genere(libro, mappe)
    if genere is None:
        fogli = ", ".join(f"«{foglio.nome}»" for foglio in libro.fogli[:5]) or "nessuno"
        nomi = " o ".join(noto.nome for noto in GENERI)
        trovato = f"un file Excel di cui nessun prospetto è riconosciuto (fogli: {fogli})"
        return Letto(difetti=[Difetto(percorso.name, None, None, trovato, nomi)])
    return genere.leggi(libro, mappe, dichiarato, noti)


def _genere(libro: Libro, mappe: Mappe) -> Genere | None:
    return next((genere for genere in GENERI if genere.riconosce(libro, mappe)), None)
