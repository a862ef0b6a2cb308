"""Find the prospects in the sheets by their labels, and the amount of each known row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from crescere_kit.sources.faults import Difetto, forse
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.spreadsheet import Cella, Foglio, Libro, values
from crescere_kit.sources.workbook.labels import FINE, FUORI, Colonna, Nota, Schema, schemi
from crescere_kit.sources.workbook.stretches import Tratto, e_un_numero, righe, tratti

_TERZO = 3  # a sheet with a third of the rows of a prospect is that prospect, with something missing
_MAPPA = "mappe/workbook_righe.csv"


@dataclass(frozen=True)
class Riga:
    """A row of a prospect that has a label; nota is None when nobody knows it."""

    tratto: Tratto
    nota: Nota | None


@dataclass(frozen=True)
class Prospetto:
    """A prospect in a sheet: its known rows in order, its columns of amounts, the texts above it."""

    schema: Schema
    foglio: Foglio
    righe: tuple[Riga, ...]
    colonne: dict[int, Colonna]
    titoli: tuple[Cella, ...]


@dataclass(frozen=True)
class Importo:
    """An amount of the panel and its cell; cents is None where nothing is written."""

    nota: Nota
    fase: str
    cents: int | None
    cella: Cella

    @property
    def chiave(self) -> tuple[str, str, str]:
        """The voce, without the documento."""
        return self.nota.lato, self.nota.codice, self.fase


@dataclass
class Esame:
    """What one prospect gave."""

    importi: list[Importo] = field(default_factory=list)
    difetti: list[Difetto] = field(default_factory=list)
    trascurate: list[tuple[Riga, int]] = field(default_factory=list)


def riconosce(libro: Libro, mappe: Mappe) -> bool:
    """Say whether a workbook holds at least one of the prospects."""
    return any(True for _ in prospetti(libro, mappe))


def prospetti(libro: Libro, mappe: Mappe) -> Iterator[Prospetto]:
    """Yield the prospects found in the sheets; a sheet may hold more than one."""
    noti = schemi(mappe.righe_workbook, mappe.colonne_workbook)
    for foglio in libro.fogli:
        divise = tratti(righe(foglio))
        for schema in noti:
            trovato = _prospetto(foglio, divise, schema)
            voci = {(riga.nota.lato, riga.nota.codice) for riga in trovato.righe if riga.nota}
            if len(voci & schema.voci().keys()) * _TERZO >= len(schema.voci()):
                yield trovato


def esamina(prospetto: Prospetto, anno: int) -> Esame:
    """Read the amounts of a prospect, with every fault."""
    esame = Esame()
    for riga in prospetto.righe:
        if riga.nota is None:
            esame.difetti += _sconosciuta(riga, prospetto)
        elif riga.nota.ruolo == FUORI:
            esame.trascurate += _trascurata(riga, prospetto)
        elif riga.nota.serve:
            _leggi(riga.nota, riga.tratto, prospetto, esame)
    esame.difetti += _mancanti(prospetto, anno)
    return esame


def _prospetto(foglio: Foglio, divise: Sequence[Sequence[Tratto]], schema: Schema) -> Prospetto:
    colonne: dict[int, Colonna] = {}
    ultime: dict[str, str] = {}
    trovate: list[Riga] = []
    titoli: list[Cella] = []
    for tratto in (tratto for riga in divise for tratto in riga):
        intestazioni = _intestazioni(tratto, schema)
        nota = None if intestazioni else schema.trova(tratto.etichette, _lato(tratto, colonne), ultime)
        if nota and nota.ruolo == FINE:
            break
        colonne |= intestazioni
        if nota and nota.serve:
            ultime[nota.lato] = nota.codice
        if nota or trovate:
            trovate.append(Riga(tratto, nota))
        else:
            titoli += [*tratto.testi, *tratto.valori]
    note = [posto for posto, riga in enumerate(trovate) if riga.nota and riga.nota.serve]
    return Prospetto(schema, foglio, tuple(trovate[: note[-1] + 1] if note else ()), colonne, tuple(titoli))


def _intestazioni(tratto: Tratto, schema: Schema) -> dict[int, Colonna]:
    """Return the headers of columns in a stretch that holds no number."""
    if any(e_un_numero(cella) for cella in tratto.valori):
        return {}
    celle = [cella for cella in (*tratto.testi, *tratto.valori) if isinstance(cella.valore, str)]
    return {c.colonna: colonna for c in celle if (colonna := schema.colonna(c.valore))}


def _lato(tratto: Tratto, colonne: dict[int, Colonna]) -> str | None:
    """Return the side of the page a label is on: that of the first column of amounts at its right."""
    a_destra = [colonna for colonna in sorted(colonne) if colonna >= tratto.prima.colonna]
    return colonne[a_destra[0]].lato if a_destra else None


def _leggi(nota: Nota, tratto: Tratto, prospetto: Prospetto, esame: Esame) -> None:
    sue = {posto: c.fase for posto, c in sorted(prospetto.colonne.items()) if c.lato == nota.lato}
    if nota.fase:
        celle, difetti = _sola(tratto, list(sue))
        fasi = [(nota.fase, cella) for cella in celle]
    else:
        per_posto = {cella.colonna: cella for cella in tratto.valori}
        fasi = [(fase, per_posto[posto]) for posto, fase in sue.items() if posto in per_posto]
        difetti = [] if sue else [_senza_colonne(tratto, prospetto, nota.lato)]
    esame.difetti += difetti
    for fase, cella in fasi:
        cents, difetto = values.cents(cella)
        esame.difetti += [difetto] if difetto else []
        esame.importi.append(Importo(nota, fase, cents, cella))
    if not fasi and not difetti:
        esame.importi.append(Importo(nota, nota.fase, None, tratto.prima))


def _sola(tratto: Tratto, posti: Sequence[int]) -> tuple[list[Cella], list[Difetto]]:
    """Return the one amount of a row: that of the first known column, else the only one there is."""
    nella_prima = [cella for cella in tratto.valori if posti and cella.colonna == posti[0]]
    celle = nella_prima or [cella for cella in tratto.valori if cella.colonna not in posti]
    if len(celle) < 2:
        return celle, []
    quali = ", ".join(cella.indirizzo for cella in celle)
    return [], [tratto.prima.difetto(f"«{tratto.nome}» con più importi ({quali})", "un importo solo")]


def _sconosciuta(riga: Riga, prospetto: Prospetto) -> list[Difetto]:
    """A row that nobody knows is a fault when an amount would be lost with it."""
    if not any(_non_zero(cella) for cella in riga.tratto.valori) or not riga.tratto.testi:
        return []
    noti = [nota.nome for nota in prospetto.schema.note]
    atteso = (
        f"una riga conosciuta del prospetto{forse(riga.tratto.nome, noti)}, o da aggiungere in «{_MAPPA}»"
    )
    return [riga.tratto.prima.difetto(f"«{riga.tratto.nome}»", atteso)]


def _trascurata(riga: Riga, prospetto: Prospetto) -> list[tuple[Riga, int]]:
    sue = [posto for posto, c in sorted(prospetto.colonne.items()) if c.lato == riga.nota.lato]
    celle, _ = _sola(riga.tratto, sue)
    cents = [values.cents(cella)[0] for cella in celle]
    return [(riga, importo) for importo in cents if importo]


def _mancanti(prospetto: Prospetto, anno: int) -> Iterator[Difetto]:
    trovate = {(riga.nota.lato, riga.nota.codice) for riga in prospetto.righe if riga.nota}
    senza_nota = [riga.tratto.nome for riga in prospetto.righe if riga.nota is None]
    for chiave, nome in prospetto.schema.voci(anno).items():
        if chiave not in trovate:
            atteso = f"la riga «{nome}»{forse(nome, senza_nota)}"
            foglio = prospetto.foglio
            yield Difetto(foglio.file, None, None, "nessuna riga così", atteso, foglio=foglio.nome)


def _senza_colonne(tratto: Tratto, prospetto: Prospetto, lato: str) -> Difetto:
    nomi = [f"«{c.intestazione.rstrip('*')}»" for c in prospetto.schema.colonne if c.lato == lato]
    return tratto.prima.difetto(f"«{tratto.nome}» senza colonne", f"sopra, le colonne {', '.join(nomi)}")


def _non_zero(cella: Cella) -> bool:
    cents, difetto = values.cents(cella)
    return bool(cents) or difetto is not None
