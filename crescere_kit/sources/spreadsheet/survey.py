"""What calamine does not say of a sheet, and how large it is before calamine opens it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from crescere_kit.sources.spreadsheet import limits
from crescere_kit.sources.spreadsheet.envelope import Rifiutata
from crescere_kit.sources.spreadsheet.parts import FoglioIndicato, Percorso

NON_CALCOLATA = "una formula non calcolata"
_INDIRIZZO = re.compile(r"([A-Z]{1,3})([1-9][0-9]{0,6})")
_NUMERO_DI_RIGA = re.compile(r"[1-9][0-9]{0,6}")
_DOPO_LE_CELLE = 2  # how deep are the parts of a sheet that come after its cells
_SENZA_VALORE = {"", "n"}  # the types of cell where an empty value means «never computed»


@dataclass
class Rilievo:
    """One sheet: how far it is written, and the cells that need care (row and column from 1)."""

    righe: int = 0
    colonne: int = 0
    caratteri: int = 0
    guasti: dict[tuple[int, int], str] = field(default_factory=dict)
    percenti: set[tuple[int, int]] = field(default_factory=set)


class _Lettore:
    """Follow the cells of a sheet in order; the last one is closed when the next begins."""

    def __init__(self, nome: str, testi: Sequence[int], percenti: frozenset[str], sospetti: bool):
        self.rilievo = Rilievo()
        self._nome, self._testi, self._percenti, self._sospetti = nome, testi, percenti, sospetti
        self._riga = self._colonna = 0
        self._cella: dict[str, str] | None = None
        self._formula = False
        self._scritto: list[str] | None = None
        self._percorso = Percorso(self._apre)

    def leggi(self, xml: bytes, parte: str) -> Rilievo:
        self._percorso.leggi(xml, parte)
        self._chiudi()
        self._controlla()
        return self.rilievo

    def _apre(self, nome: str, attributi: dict[str, str]) -> None:
        if nome == "c":
            self._chiudi()
            self._posiziona(attributi.get("r"))
            self._cella, self._formula, self._scritto = attributi, False, None
        elif nome == "row":
            self._chiudi()
            self._nuova_riga(attributi.get("r"))
        elif nome == "f":
            self._formula = True
        elif nome in {"v", "is"}:
            self._scritto = []
            self._percorso.parser.CharacterDataHandler = self._scritto.append
        elif self._percorso.dentro == _DOPO_LE_CELLE:
            self._chiudi()  # else the texts of a list of choices would be those of the last cell

    def _nuova_riga(self, numero: str | None) -> None:
        if numero is not None and not _NUMERO_DI_RIGA.fullmatch(numero):
            raise Rifiutata(f"la riga «{numero[:20]}» nel foglio «{self._nome}»", "un numero di riga")
        self._riga = int(numero) if numero else self._riga + 1
        self._colonna = 0

    def _posiziona(self, indirizzo: str | None) -> None:
        trovato = _INDIRIZZO.fullmatch(indirizzo or "")
        if indirizzo is not None and not trovato:
            raise Rifiutata(f"la cella «{indirizzo[:20]}» nel foglio «{self._nome}»", "un indirizzo come C12")
        if trovato:
            self._colonna, self._riga = _colonna(trovato[1]), int(trovato[2])
        else:
            self._colonna += 1

    def _chiudi(self) -> None:
        """Take note of the cell that ends here."""
        cella, self._cella = self._cella, None
        self._percorso.parser.CharacterDataHandler = None
        if cella is None or (self._scritto is None and not self._formula):
            return
        dove, scritto = (self._riga, self._colonna), "".join(self._scritto or []).strip()
        rilievo, tipo = self.rilievo, cella.get("t", "")
        rilievo.righe, rilievo.colonne = max(rilievo.righe, dove[0]), max(rilievo.colonne, dove[1])
        rilievo.caratteri += self._peso(tipo, scritto)
        if tipo == "e":
            rilievo.guasti[dove] = f"l'errore {scritto[:20] or 'di una formula'}"
        elif self._formula and self._mai_calcolata(tipo, scritto):
            rilievo.guasti[dove] = NON_CALCOLATA
        elif cella.get("s") in self._percenti:
            rilievo.percenti.add(dove)

    def _mai_calcolata(self, tipo: str, scritto: str) -> bool:
        """A program that leaves the sums to Excel writes nothing, or zero and «compute all on load»."""
        return tipo in _SENZA_VALORE and (not scritto or (self._sospetti and scritto == "0"))

    def _peso(self, tipo: str, scritto: str) -> int:
        if tipo != "s":
            return len(scritto)
        noto = (
            scritto.isascii() and scritto.isdigit() and len(scritto) < 9 and int(scritto) < len(self._testi)
        )
        if not noto:
            raise Rifiutata(f"un file Excel guasto (nel foglio «{self._nome}»)")
        return self._testi[int(scritto)]

    def _controlla(self) -> None:
        rilievo = self.rilievo
        troppo = (
            (rilievo.righe, limits.RIGHE, "righe"),
            (rilievo.colonne, limits.COLONNE, "colonne"),
            (rilievo.righe * rilievo.colonne, limits.CELLE, "celle"),
            (rilievo.caratteri, limits.CARATTERI, "caratteri"),
        )
        for quanti, limite, cosa in troppo:
            if quanti > limite:
                trovato = f"il foglio «{self._nome}» con più di {limite} {cosa}"
                raise Rifiutata(trovato, f"un foglio con al più {limite} {cosa}")


def rileva(
    xml: bytes, foglio: FoglioIndicato, testi: Sequence[int], percenti: frozenset[str], *, sospetti: bool
) -> Rilievo:
    """Go through a sheet; raise Rifiutata when it is too large to be opened.

    testi are the lengths of the shared texts, percenti the styles of percentages; sospetti says that a
    formula whose value is zero may never have been computed.
    """
    return _Lettore(foglio.nome, testi, percenti, sospetti).leggi(xml, foglio.parte)


@cache
def _colonna(lettere: str) -> int:
    numero = 0
    for lettera in lettere:
        numero = numero * 26 + ord(lettera) - ord("A") + 1
    return numero
