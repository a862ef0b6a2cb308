"""Which program a file comes from and what its columns are: both are rows of a map, never code."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from crescere_kit.sources import delimited
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.maps import Mappe, corrisponde, normale

_INIZIO = 8192  # bytes that are enough to see a header
SEPARATORI = ("\t", ";", "|", ",")
# Without these a sum by titolo, and by what the Consiglio votes, cannot be made.
_SERVONO = {
    "entrate": ("capitolo", "titolo", "tipologia"),
    "spese": ("capitolo", "titolo", "macroaggregato", "missione", "programma"),
}
Voce = dict[str, str]


@dataclass(frozen=True)
class Forma:
    """The layout of one file: the program's `schema`, the lato, how it was cut and what each column is."""

    schema: str
    lato: str
    separatore: str
    virgolette: bool
    colonne: tuple[Voce | None, ...]

    def posto(self, ruolo: str) -> int | None:
        """Return the place of the column that has a ruolo, None when there is none."""
        return next(
            (i for i, colonna in enumerate(self.colonne) if colonna and colonna["ruolo"] == ruolo), None
        )

    def importi(self) -> Iterator[tuple[int, Voce]]:
        """Yield place and note of the columns of amounts."""
        for posto, colonna in enumerate(self.colonne):
            if colonna and colonna["ruolo"] == "importo":
                yield posto, colonna


def riconosci(inizio: bytes, mappe: Mappe) -> Forma | None:
    """Find the layout whose columns are most of the header; None when no map knows the program."""
    prima = delimited.decodifica(inizio[:_INIZIO]).partition("\n")[0]
    schemi = list(dict.fromkeys((nota["schema"], nota["lato"]) for nota in mappe.colonne_capitoli))
    forme = [
        forma
        for separatore in SEPARATORI
        if separatore in prima
        for schema, lato in schemi
        if (forma := _forma(prima, separatore, schema, lato, mappe)) and _basta(forma)
    ]
    return max(forme, key=_note, default=None)


def somiglia(inizio: bytes) -> bool:
    """Say whether a header speaks of capitoli, though no map has its columns."""
    return "capitolo" in normale(delimited.decodifica(inizio).partition("\n")[0])


def difetti(forma: Forma, intestazioni: Sequence[str], file: str) -> list[Difetto]:
    """Return the columns that are unknown, doubled or missing."""
    trovati, prese = [], {}
    for intestazione, colonna in zip(intestazioni, forma.colonne, strict=True):
        if colonna is None:
            atteso = "una colonna della mappa «capitoli_colonne.csv» (anche per dire che non serve: «ignora»)"
            trovati.append(Difetto(file, 1, intestazione, "una colonna sconosciuta", atteso))
        elif colonna["ruolo"] != "ignora" and (cosa := _cosa(colonna)) in prese:
            trovato = f"una seconda colonna come «{prese[cosa]}»"
            trovati.append(Difetto(file, 1, intestazione, trovato, "una colonna sola"))
        elif colonna["ruolo"] != "ignora":
            prese[cosa] = intestazione
    senza = "nessuna colonna che lo dica"
    trovati += [Difetto(file, 1, ruolo, senza, "la colonna nell'intestazione") for ruolo in mancanti(forma)]
    return trovati


def mancanti(forma: Forma) -> list[str]:
    """Return what every capitolo must say and no column does."""
    return [ruolo for ruolo in _SERVONO[forma.lato] if forma.posto(ruolo) is None]


def _forma(prima: str, separatore: str, schema: str, lato: str, mappe: Mappe) -> Forma:
    # A tab is never inside a field: programs that use it leave quotes alone, unless they quote everything.
    virgolette = separatore != "\t" or prima.lstrip("\ufeff").startswith('"')
    note = [n for n in mappe.colonne_capitoli if (n["schema"], n["lato"]) == (schema, lato)]
    nomi = [normale(nome) for nome in delimited.intestazioni(prima, separatore, virgolette)]
    colonne = (next((n for n in note if corrisponde(nome, n["intestazione"])), None) for nome in nomi)
    return Forma(schema, lato, separatore, virgolette, tuple(colonne))


def _basta(forma: Forma) -> bool:
    propri = _SERVONO[forma.lato][2:]  # what the other side of the budget does not have
    riconosciuta = any(forma.posto(ruolo) is not None for ruolo in propri) and any(forma.importi())
    return riconosciuta and _note(forma) * 2 >= len(forma.colonne)


def _note(forma: Forma) -> int:
    return sum(colonna is not None for colonna in forma.colonne)


def _cosa(colonna: Voce) -> tuple[str, str, str]:
    return colonna["ruolo"], colonna["stanziamento"], colonna["fase"]
