"""Goods and services bought by contract: the value of each, with the index that the contract has."""

from __future__ import annotations

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form, una_tantum
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, conta
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.scenario import Ipotesi

LATO, MACROAGGREGATO = "contratti", "103"
RIFIUTI, UTENZE, ALTRI = 1, 2, 3  # as the form numbers them
_NOMI = {RIFIUTI: "rifiuti", UTENZE: "utenze", ALTRI: "altri beni e servizi"}
_MANCA = "il modulo dell'ente non elenca i suoi contratti"


def rifiuti(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the contracts for the waste service."""
    return _linea(conti, orizzonte, ipotesi, RIFIUTI)


def utenze(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute energy, water, telephones: the rise supposed by the scenario adds to that of the contracts."""
    return _linea(conti, orizzonte, ipotesi, UTENZE)


def altri_beni_servizi(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the rest of the macroaggregato 103, where contracts are all of it."""
    scritti = _linea(conti, orizzonte, ipotesi, ALTRI)
    resto = scoperto(conti, orizzonte)
    valori = np.where((resto == 0)[:, None, None], scritti.valori, np.nan)
    in_parte = "i contratti del modulo non sono tutto il macroaggregato 103: il resto va previsto"
    return calcolata(valori, np.array(scritti.perche), np.where(np.isnan(resto), _MANCA, in_parte))


def scoperto(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Return how much of the macroaggregato 103 of year N no contract of the form explains: (n,) cents.

    What is said not to repeat itself is taken away first. NaN where the list, or the macroaggregato, is
    unknown; never below zero.
    """
    impegni = orizzonte.prendi(conti, conti.impegni(MACROAGGREGATO))
    elenco = form.elenco(conti, orizzonte, LATO)
    tolti = una_tantum.importi(conti, orizzonte)["altri_beni_servizi"]
    return np.maximum(impegni - tolti - elenco.somma(elenco["importo"], 0), 0)


def valori(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi, linea: int) -> np.ndarray:
    """Return the contracts of one kind in the two years: (n, 1, 2); zero where the list has none of it."""
    elenco = form.elenco(conti, orizzonte, LATO)
    sua, indice = elenco["linea"] == linea, elenco["indice"] / 100
    di_piu = ipotesi.utenze_percento / 100 if linea == UTENZE else 0.0
    ultimo = np.nan_to_num(elenco["ultimo_anno"], nan=np.inf)
    anni = [
        np.where(
            sua & (ultimo >= elenco.anni + passo),
            elenco["importo"] * (1 + indice + di_piu) * (1 + indice) ** (passo - 1),
            0.0,
        )
        for passo in range(1, ANNI + 1)
    ]
    return biennio(*(elenco.somma(anno, 0) for anno in anni))


def partenza(conti: Conti, orizzonte: Orizzonte, linea: int) -> np.ndarray:
    """Return the contracts of one kind in year N: (n,) cents, NaN where there is no list."""
    elenco = form.elenco(conti, orizzonte, LATO)
    return elenco.somma(np.where(elenco["linea"] == linea, elenco["importo"], 0.0), 0)


def _linea(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi, linea: int) -> Calcolata:
    elenco = form.elenco(conti, orizzonte, LATO)
    come = conta(elenco.quante(0, elenco["linea"] == linea), lambda quanti: _frase(quanti, _NOMI[linea]))
    return calcolata(valori(conti, orizzonte, ipotesi, linea), come, _MANCA)


def _frase(quanti: int, cosa: str) -> str:
    if not quanti:
        return f"nessun contratto di {cosa} nel modulo"
    return f"contratto del modulo, {cosa}" if quanti == 1 else f"{quanti} contratti del modulo, {cosa}"
