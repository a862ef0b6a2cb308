"""Where the cells of a sheet are, found by their hidden keys; what is locked must read as it was written."""

from __future__ import annotations

from dataclasses import dataclass, field

from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.manuale.layout import CHIAVE, PRIMA_RIGA, Foglio
from crescere_kit.sources.manuale.marker import Testata
from crescere_kit.sources.spreadsheet import Cella, values
from crescere_kit.sources.spreadsheet import Foglio as FoglioLetto

_CERCATE = 30  # rows among which the hidden one is looked for: somebody may have put some above it
_ALTERATO = "il foglio come è stato scaricato: scaricare di nuovo il modulo e riportarvi i dati"


@dataclass(frozen=True)
class Posti:
    """The columns by key, the rows by key, and the first row under the titles; all counted from 1."""

    colonne: dict[str, int]
    righe: dict[str, int]
    prima_riga: int = 0
    difetti: list[Difetto] = field(default_factory=list)


def trova(letto: FoglioLetto, foglio: Foglio, testata: Testata) -> Posti:
    """Find the cells of a sheet; with faults nothing in it can be trusted."""
    riga_chiavi = next((r for r in range(1, _CERCATE) if _testo(letto.cella(r, 1)) == CHIAVE), None)
    if riga_chiavi is None:
        trovato = "il foglio senza la riga nascosta con le chiavi delle colonne"
        return Posti({}, {}, difetti=[letto.cella(PRIMA_RIGA, 1).difetto(trovato, _ALTERATO)])
    colonne = {_testo(cella): cella for cella in letto.riga(riga_chiavi)[1:] if not cella.vuota}
    righe, doppie = _righe(letto, riga_chiavi)
    scritte = {chiave: testo for (nome, chiave), testo in testata.scritte.items() if nome == foglio.nome}
    difetti = [*_titolo(letto, testata), *doppie]
    for chiave, testo in scritte.items():
        genere, nome = chiave.split(" ", 1)
        dove = colonne.get(nome) if genere == "colonna" else righe.get(nome)
        if dove is None:
            difetti.append(_manca(letto, genere, testo))
            continue
        accanto = (dove.riga + 1, dove.colonna) if genere == "colonna" else (dove.riga, 2)
        difetti += _cambiata(letto.cella(*accanto), testo)
    posti = {nome: cella.colonna for nome, cella in colonne.items()}
    return Posti(posti, {nome: cella.riga for nome, cella in righe.items()}, riga_chiavi + 2, difetti)


def _righe(letto: FoglioLetto, riga_chiavi: int) -> tuple[dict[str, Cella], list[Difetto]]:
    righe: dict[str, Cella] = {}
    doppie = []
    for numero in range(riga_chiavi + 1, len(letto.valori) + 1):
        cella = letto.cella(numero, 1)
        if cella.vuota:
            continue
        chiave = _testo(cella)
        if chiave in righe:
            doppie.append(cella.difetto(f"una riga copiata dalla riga {righe[chiave].riga}", _ALTERATO))
        righe.setdefault(chiave, cella)
    return righe, doppie


def _titolo(letto: FoglioLetto, testata: Testata) -> list[Difetto]:
    scritti = [_testo(letto.cella(riga, 2)) for riga in range(1, PRIMA_RIGA)]
    if testata.titolo in scritti:
        return []
    cella = letto.cella(1, 2)
    return [cella.difetto(values.mostra(cella), f"«{testata.titolo}», il comune di questo modulo")]


def _manca(letto: FoglioLetto, genere: str, testo: str) -> Difetto:
    return letto.cella(1, 1).difetto(f"nessuna {genere} «{testo}»", _ALTERATO)


def _cambiata(cella: Cella, testo: str) -> list[Difetto]:
    if _testo(cella) == testo:
        return []
    return [cella.difetto(values.mostra(cella), f"«{testo}»: le scritte del modulo non si cambiano")]


def _testo(cella: Cella) -> str:
    testo, _ = values.testo(cella)
    return str(testo or "")
