"""What is wrong in an official file, said so that whoever loads it can find the place and mend it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from crescere_kit.errors import ErroreSpiegato

_RIGHE_MOSTRATE = 12


@dataclass(frozen=True)
class Difetto:
    """One fault: where it is, what was found there and what was expected."""

    file: str
    riga: int | None
    colonna: str | None
    trovato: str
    atteso: str
    istat: str | None = None  # the comune to leave out if the rest is to be loaded at once
    foglio: str | None = None  # the sheet of a workbook, whose `colonna` is then letters


class FileRifiutato(ErroreSpiegato):
    """The files cannot be loaded: every fault is in `difetti`, and the message lists them all."""

    def __init__(self, difetti: Iterable[Difetto]):
        self.difetti = list(difetti)
        super().__init__(_spiega(self.difetti))


def vicini(cercato: str, noti: Iterable[str], quanti: int = 1) -> str:
    """Return the nearest known names between quotes, or an empty text when nothing is near."""
    per_forma = {nome.casefold(): nome for nome in noti}
    trovati = difflib.get_close_matches(cercato.casefold(), list(per_forma), n=quanti, cutoff=0.4)
    return ", ".join(f"«{per_forma[forma]}»" for forma in trovati)


def forse(cercato: str, noti: Iterable[str]) -> str:
    """Return « (forse «nome vicino»)», to be put after what was expected."""
    vicino = vicini(cercato, noti)
    return f" (forse {vicino})" if vicino else ""


def _spiega(difetti: list[Difetto]) -> str:
    ordinati = sorted(difetti, key=_dove)
    parti = [
        f"Caricamento rifiutato: {_quanti(len(difetti), 'difetto', 'difetti')}. Nessun dato è stato scritto."
    ]
    for file, del_file in groupby(ordinati, key=lambda difetto: difetto.file):
        parti.append(f"«{file}»")
        gruppi = groupby(del_file, key=_stesso_difetto)
        parti += [f"  - {_frase(list(uguali))}" for _, uguali in gruppi]
    return "\n".join(parti + _rimedio(difetti))


def _dove(difetto: Difetto) -> tuple:
    return (difetto.file, *_stesso_difetto(difetto), difetto.riga or 0)


def _stesso_difetto(difetto: Difetto) -> tuple[str, str, str, str]:
    return (difetto.foglio or "", difetto.colonna or "", difetto.atteso, difetto.trovato)


def _frase(uguali: list[Difetto]) -> str:
    primo = uguali[0]
    luogo = _luogo(primo, sorted({d.riga for d in uguali if d.riga is not None}))
    volte = f" [{_migliaia(len(uguali))} volte]" if len(uguali) > 1 else ""
    frase = f"trovato {primo.trovato}, atteso {primo.atteso}{volte}."
    return f"{luogo}: {frase}" if luogo else frase[0].upper() + frase[1:]


def _luogo(difetto: Difetto, righe: list[int]) -> str:
    """Write where: «riga 14, colonna «Impegni»», or «foglio «Mutui», cella C12» in a workbook."""
    colonna = difetto.colonna
    if difetto.foglio is None:
        return ", ".join(filter(None, (_righe(righe), colonna and f"colonna «{colonna}»")))
    if colonna and len(righe) == 1:
        return f"foglio «{difetto.foglio}», cella {colonna}{righe[0]}"
    return ", ".join(
        filter(None, (f"foglio «{difetto.foglio}»", _righe(righe), colonna and f"colonna {colonna}"))
    )


def _righe(righe: list[int]) -> str:
    """Write row numbers as ranges: «righe 14-20, 31»."""
    if not righe:
        return ""
    if len(righe) == 1:
        return f"riga {righe[0]}"
    tratti = [
        list(tratto) for _, tratto in groupby(enumerate(righe), key=lambda coppia: coppia[1] - coppia[0])
    ]
    scritti = [_tratto(tratto[0][1], tratto[-1][1]) for tratto in tratti]
    resto = len(scritti) - _RIGHE_MOSTRATE
    coda = f" e altri {_migliaia(resto)} tratti" if resto > 0 else ""
    return f"righe {', '.join(scritti[:_RIGHE_MOSTRATE])}{coda}"


def _tratto(prima: int, ultima: int) -> str:
    return str(prima) if prima == ultima else f"{prima}-{ultima}"


def _rimedio(difetti: list[Difetto]) -> list[str]:
    """Say how to load the rest, when every fault belongs to a comune that can be left out."""
    comuni = sorted({difetto.istat for difetto in difetti if difetto.istat})
    if not comuni or not all(difetto.istat for difetto in difetti):
        return []
    return [f"Per caricare gli altri comuni escludere quelli con difetti: {', '.join(comuni)}."]


def _quanti(numero: int, uno: str, molti: str) -> str:
    return f"{_migliaia(numero)} {uno if numero == 1 else molti}"


def _migliaia(numero: int) -> str:
    return f"{numero:,}".replace(",", ".")
