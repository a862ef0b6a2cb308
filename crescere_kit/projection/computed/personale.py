"""The spending for personnel: that of the last rendiconto, with the contracts and who comes and goes."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form, una_tantum
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, conta, prima_nota
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.scenario import Ipotesi

MOVIMENTI, REDDITI, IMPOSTE, IRAP = "movimenti_personale", "101", "102", "U.1.02.01.01"
_BASE = "spesa dell'ultimo rendiconto con l'aumento dei contratti"


def personale(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the redditi da lavoro dipendente."""
    redditi = _redditi(conti, orizzonte)
    manca = "manca il macroaggregato 101 dell'ultimo rendiconto"
    return calcolata(
        redditi[:, None, None] * rapporto(conti, orizzonte, ipotesi), _come(conti, orizzonte), manca
    )


def imposte(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the imposte a carico dell'ente: the IRAP follows the personnel, the rest stays as it is."""
    tutte, irap = _imposte(conti, orizzonte), _irap(conti, orizzonte)
    seguono = irap[:, None, None] * rapporto(conti, orizzonte, ipotesi)
    valori = seguono + (tutte - irap)[:, None, None]
    manca = "mancano i macroaggregati 101 e 102 dell'ultimo rendiconto"
    return calcolata(valori, "l'IRAP segue la spesa di personale, il resto è quello dell'anno", manca)


def rapporto(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    """Return how the spending with IRAP of each year stands to that of year N: (n, 1, 2)."""
    base = _redditi(conti, orizzonte) + np.nan_to_num(_irap(conti, orizzonte))
    base = np.where(base > 0, base, np.nan)
    elenco = form.elenco(conti, orizzonte, MOVIMENTI)
    nessuno = elenco.quante(1) == 0
    effetti = [
        np.where(nessuno, 0.0, elenco.somma(elenco[f"effetto_{anno}"], 1)) for anno in range(1, ANNI + 1)
    ]
    return crescita(conti, orizzonte, ipotesi) + biennio(*effetti) / base[:, None, None]


def crescita(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    """Return what the contracts alone make of one euro of year N: (n, 1, 2)."""
    punti = _punti(conti, orizzonte, ipotesi)
    annuali = [1 + prima_nota(punti, _regola(orizzonte, passo)) / 100 for passo in range(1, ANNI + 1)]
    return np.cumprod(biennio(*annuali), axis=-1)


def di_sua_scelta(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    """Say (bool) for which enti the scenario or the form gives the yearly rise, in place of the rule."""
    return ~np.isnan(_punti(conti, orizzonte, ipotesi))


def _punti(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> np.ndarray:
    if ipotesi.ccnl_percento is not None:
        return np.full(len(orizzonte), float(ipotesi.ccnl_percento))
    return form.scritto(conti, orizzonte, "personale", "ccnl_percento", 1)


def _regola(orizzonte: Orizzonte, passo: int) -> np.ndarray:
    return rules.per_anni("proiezione", "ccnl", orizzonte.base + passo).to_numpy(dtype=float, na_value=np.nan)


def _redditi(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    tolti = una_tantum.importi(conti, orizzonte)["personale"]
    return orizzonte.prendi(conti, conti.impegni(REDDITI)) - tolti


def _imposte(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    return orizzonte.prendi(conti, conti.impegni(IMPOSTE))


def _irap(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Return the IRAP; where it is not told from the other taxes they are nearly all IRAP."""
    return prima_nota(orizzonte.prendi(conti, conti.impegni(IRAP)), _imposte(conti, orizzonte))


def _come(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    return conta(form.elenco(conti, orizzonte, MOVIMENTI).quante(1), _frase)


def _frase(movimenti: int) -> str:
    if not movimenti:
        return f"{_BASE}: nessuna cessazione o assunzione indicata"
    return f"{_BASE} e {'un movimento' if movimenti == 1 else f'{movimenti} movimenti'} del modulo"
