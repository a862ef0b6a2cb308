"""The labels of the prospects, as the map knows them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from crescere_kit.sources import maps

VOCE = "voce"
FACOLTATIVA = "facoltativa"
FUORI = "fuori"  # its amount is not lost in silence
IGNORA = "ignora"
FINE = "fine"

normale = lru_cache(maxsize=8192)(maps.normale)  # each text is compared with every prospect


@dataclass(frozen=True)
class Nota:
    """A known row: an amount of the panel, one the panel has not, a detail, or the end of the prospect.

    dopo is the row that must come before, for the many «di cui»; fase is empty where the columns say it.
    """

    prospetto: str
    lato: str
    etichetta: str
    ruolo: str
    codice: str
    fase: str
    dopo: str
    dal: int

    @property
    def serve(self) -> bool:
        """Whether it is an amount of the panel."""
        return self.ruolo in {VOCE, FACOLTATIVA}

    @property
    def nome(self) -> str:
        """The label without the sign that says that it may go on."""
        return self.etichetta.rstrip("*").strip()


@dataclass(frozen=True)
class Colonna:
    """A known column of a prospect, and the fase of its amounts."""

    lato: str
    intestazione: str
    fase: str


@dataclass(frozen=True)
class Schema:
    """What is known of one prospect."""

    prospetto: str
    note: tuple[Nota, ...]
    colonne: tuple[Colonna, ...]

    def voci(self, anno: int = 9999) -> dict[tuple[str, str], str]:
        """Return the rows that must be there in a year, with the name of each."""
        servono = [nota for nota in self.note if nota.ruolo == VOCE and nota.dal <= anno]
        return {(nota.lato, nota.codice): nota.nome for nota in reversed(servono)}

    def trova(self, testi: Iterable[str], lato: str | None, ultime: dict[str, str]) -> Nota | None:
        """Return the row with one of these labels, the one that says most.

        lato is the side of the page, when known; ultime the last row met on each side.
        """
        trovate = [
            (len(modello), bool(nota.dopo), -posto, nota)
            for forma in dict.fromkeys(map(normale, testi))
            for posto, modello, nota in self._per_parola.get(forma.partition(" ")[0], ())
            if lato in {None, nota.lato}
            and (not nota.dopo or ultime.get(nota.lato) == nota.dopo)
            and (forma.startswith(modello) if nota.etichetta.endswith("*") else forma == modello)
        ]
        return max(trovate, default=(None,), key=lambda trovata: trovata[:3])[-1]

    @cached_property
    def _per_parola(self) -> dict[str, list[tuple[int, str, Nota]]]:
        """The rows by the first word of their label."""
        per_parola: dict[str, list[tuple[int, str, Nota]]] = {}
        for posto, nota in enumerate(self.note):
            modello = normale(nota.etichetta)
            per_parola.setdefault(modello.partition(" ")[0], []).append((posto, modello, nota))
        return per_parola

    def colonna(self, testo: str) -> Colonna | None:
        """Return the column with this header."""
        forma = normale(testo)
        return next((c for c in self.colonne if forma and maps.corrisponde(forma, c.intestazione)), None)


def schemi(righe: Sequence[dict[str, str]], colonne: Sequence[dict[str, str]]) -> list[Schema]:
    """Build what is known of each prospect from the two maps."""
    note: dict[str, list[Nota]] = {}
    for riga in righe:
        campi = (riga[c] for c in ("prospetto", "lato", "etichetta", "ruolo", "codice", "fase", "dopo"))
        note.setdefault(riga["prospetto"], []).append(Nota(*campi, dal=int(riga["dal"] or 0)))
    return [
        Schema(prospetto, tuple(sue), tuple(_colonne(colonne, prospetto))) for prospetto, sue in note.items()
    ]


def _colonne(colonne: Iterable[dict[str, str]], prospetto: str) -> Iterable[Colonna]:
    for riga in colonne:
        if riga["prospetto"] == prospetto:
            yield Colonna(riga["lato"], riga["intestazione"], riga["fase"])
