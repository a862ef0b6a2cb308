"""Totals that must agree: titoli with their rows, general totals with titoli, rows with their missioni."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.sources.faults import Difetto

_PARTI = {"entrate": "delle tipologie", "spese": "dei macroaggregati"}


def per_colonna(celle: pd.DataFrame, lato: str, file: str) -> Iterator[Difetto]:
    """Yield the total rows that are missing, and those that differ from what they sum, column by column."""
    per_ruolo = {ruolo: celle[celle["ruolo_riga"] == ruolo] for ruolo in _RUOLI}
    yield from _righe_mancanti(per_ruolo, file)
    titoli, somma = per_ruolo["titolo"], per_ruolo["titoli"]
    di_un_titolo = f"la somma {_PARTI[lato]} del titolo"
    yield from _diverse(per_ruolo["dettaglio"], titoli, ["posto", "di"], di_un_titolo, file)
    yield from _diverse(titoli, somma, ["posto"], "la somma dei totali dei titoli", file)
    # A row before the titoli enters only the columns the map says: the cash fund is no accertamento.
    iniziali = per_ruolo["iniziale"]
    entrano = [not r.fasi or r.fase in r.fasi.split() for r in iniziali.itertuples()]
    addendi = pd.concat([somma, iniziali[pd.Series(entrano, index=iniziali.index, dtype=bool)]])
    con_iniziali = "il totale dei titoli con le righe prima dei titoli"
    yield from _diverse(addendi, per_ruolo["generale"], ["posto"], con_iniziali, file)


def per_riga(celle: pd.DataFrame, file: str) -> Iterator[Difetto]:
    """Yield the totals of a row that differ from its missioni (and from the disavanzo to recover)."""
    ripiano = (celle["ruolo"] == "ripiano") & celle["importo"].notna()
    parti = celle[(celle["ruolo"] == "missione") | ripiano]
    totali = celle[celle["ruolo"] == "totale"]
    if len(parti):
        yield from _diverse(parti, totali, ["riga", "fase"], "la somma delle missioni", file)


_RUOLI = ("iniziale", "dettaglio", "titolo", "titoli", "generale")
_TOTALI = {"titoli": "la riga del totale dei titoli", "generale": "la riga del totale generale"}


def _righe_mancanti(per_ruolo: dict[str, pd.DataFrame], file: str) -> Iterator[Difetto]:
    """A file cut short has no totals at its end; it would pass for a smaller comune."""
    attese = {nome: per_ruolo[ruolo].empty for ruolo, nome in _TOTALI.items()}
    senza = sorted({*per_ruolo["dettaglio"]["di"]} - {*per_ruolo["titolo"]["di"]})
    attese |= {f"la riga del totale del titolo {titolo}": True for titolo in senza}
    for nome, manca in attese.items():
        if manca:
            yield Difetto(file, None, None, "un file senza una riga di totale", nome)


def _diverse(
    parti: pd.DataFrame, totali: pd.DataFrame, chiave: list[str], parole: str, file: str
) -> Iterator[Difetto]:
    """Compare where every part is there: one that is missing is not zero."""
    gruppi = parti.groupby(chiave)["importo"]
    somme = gruppi.sum().where(gruppi.count() == gruppi.size()).rename("somma")
    confronto = totali.merge(somme, left_on=chiave, right_index=True, how="left", indicator=True)
    confronto.loc[confronto["_merge"] == "left_only", "somma"] = 0  # a total of no rows at all
    diverse = (confronto["importo"] != confronto["somma"]).fillna(False)
    for cella in confronto[diverse].itertuples():
        atteso = f"{euro(cella.somma)}: {parole}"
        yield Difetto(file, int(cella.riga), cella.intestazione, euro(cella.importo), atteso)
