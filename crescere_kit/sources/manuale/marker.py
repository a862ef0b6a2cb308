"""The hidden sheet that says whose a form is, of which years, and what was on it when it was written.

What was written is compared with what comes back: a row taken away or a label changed is noticed, while a
form written before a new voce was added is still good.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from crescere_kit.sources.faults import Difetto, forse
from crescere_kit.sources.manuale.fields import AnniSbagliati
from crescere_kit.sources.manuale.layout import Anni, Foglio
from crescere_kit.sources.spreadsheet import Foglio as FoglioLetto
from crescere_kit.sources.spreadsheet import Libro, values

NOME = "_modulo"
VERSIONE = 1  # changes when a form written before can no longer be read
_ISTAT, _ANNO = re.compile(r"[0-9]{6}"), re.compile(r"20[0-9]{2}")
_GENERE = "crescere, modulo dell'ente"
_SCARICARE = "un modulo scaricato con «crescere dati modulo»"


@dataclass(frozen=True)
class Testata:
    """Whose a form is; scritte are the labels as they were written, by sheet and key."""

    istat: str
    comune: str
    anni: Anni
    scritte: dict[tuple[str, str], str]

    def righe(self) -> list[tuple[str, ...]]:
        """Return the rows of the hidden sheet."""
        testa = [
            ("modulo", _GENERE),
            ("versione", str(VERSIONE)),
            ("istat", self.istat),
            ("comune", self.comune),
            ("rendiconto", str(self.anni.rendiconto)),
            ("bilancio", str(self.anni.bilancio)),
        ]
        return [*testa, *(("scritta", *dove, testo) for dove, testo in self.scritte.items())]

    @property
    def titolo(self) -> str:
        """Return what stands at the top of every sheet."""
        return f"{self.comune} (codice ISTAT {self.istat})"


def e_un_modulo(libro: Libro) -> bool:
    """Say whether a workbook is the form, were it only to say what was done to it."""
    return libro.foglio(NOME) is not None or len({"Leggimi", "FCDE", "Fatture"} & _nomi(libro)) > 1


def testata(istat: str, comune: str, anni: Anni, fogli: tuple[Foglio, ...]) -> Testata:
    """Return the marker of a form with these sheets."""
    scritte = {
        (foglio.nome, chiave): testo for foglio in fogli for chiave, testo in etichette(foglio).items()
    }
    return Testata(istat, comune, anni, scritte)


def etichette(foglio: Foglio) -> dict[str, str]:
    """Return the labels that tell the cells of a sheet, by key of column or row."""
    colonne = {f"colonna {colonna.chiave}": colonna.titolo for colonna in foglio.colonne}
    return colonne | {f"riga {riga.chiave}": riga.etichette[0] for riga in foglio.righe}


def leggi(libro: Libro) -> tuple[Testata | None, list[Difetto]]:
    """Read the hidden sheet; with faults there is no telling whose the form is."""
    foglio = libro.foglio(NOME)
    if foglio is None:
        trovato = "un modulo senza il foglio nascosto che dice di quale comune e anni è"
        return None, [Difetto(libro.file, None, None, trovato, _SCARICARE)]
    righe = [[_testo(foglio, numero, c) for c in (1, 2, 3, 4)] for numero in range(1, len(foglio.valori) + 1)]
    detti = {riga[0]: riga[1] for riga in righe if riga[0] != "scritta"}
    if detti.get("versione") != str(VERSIONE):
        trovato = f"un modulo della versione «{detti.get('versione', '')}»"
        atteso = f"la versione {VERSIONE}: scaricarne uno nuovo e riportarvi i dati"
        return None, [Difetto(libro.file, None, None, trovato, atteso)]
    scritte = {(riga[1], riga[2]): riga[3] for riga in righe if riga[0] == "scritta"}
    return _intera(detti, scritte, libro.file)


def _intera(
    detti: dict[str, str], scritte: dict[tuple[str, str], str], file: str
) -> tuple[Testata | None, list[Difetto]]:
    istat, anni = detti.get("istat", ""), [detti.get(quale, "") for quale in ("rendiconto", "bilancio")]
    cambiato = Difetto(file, None, None, "un foglio nascosto che è stato cambiato", _SCARICARE)
    if not (_ISTAT.fullmatch(istat) and all(map(_ANNO.fullmatch, anni)) and scritte):
        return None, [cambiato]
    try:
        dei_due_anni = Anni(*map(int, anni))
    except AnniSbagliati:
        return None, [cambiato]
    return Testata(istat, detti.get("comune") or f"Comune {istat}", dei_due_anni, scritte), []


def fogli_assenti(libro: Libro, scritto: Testata) -> list[Difetto]:
    """Find the sheets that the form had and the workbook has not, removed or renamed."""
    attesi = dict.fromkeys(foglio for foglio, _ in scritto.scritte)
    nuovi = _nomi(libro) - set(attesi)
    return [
        Difetto(
            libro.file,
            None,
            None,
            f"nessun foglio «{nome}»",
            "tutti i fogli del modulo, con il loro nome" + forse(nome, nuovi),
        )
        for nome in attesi
        if libro.foglio(nome) is None
    ]


def _nomi(libro: Libro) -> set[str]:
    return {foglio.nome for foglio in libro.fogli}


def _testo(foglio: FoglioLetto, riga: int, colonna: int) -> str:
    testo, _ = values.testo(foglio.cella(riga, colonna))
    return str(testo or "")
