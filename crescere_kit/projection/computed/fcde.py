"""The FCDE of the projected years: what is not collected of the projected revenue, and moves with it.

Every entrata of the form counts for its share of a line; where the form has none, the fund keeps to tributi
and extratributarie the proportion that it had in the last rendiconto.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import rapporti
from crescere_kit.indicators.fcde import budget, items
from crescere_kit.indicators.fcde.budget import EntrataPrevista
from crescere_kit.indicators.fcde.methods import ACCELERATO, MEDIA_DEI_TOTALI, NUMERATI
from crescere_kit.projection.computed import fcde_items, fcde_total
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.scenario import Ipotesi

_DALLE_ENTRATE = "calcolato sulle entrate di dubbia esigibilità del modulo"
_IN_TUTTO = "nella stessa proporzione dell'ultimo stanziamento su tributi ed entrate extratributarie"
_MANCA = "manca il FCDE: indicare le sue entrate nel modulo, o caricare il rendiconto per programmi"


@dataclass(frozen=True)
class Parametri:
    """What of each line is set aside, (n, 1, 2), and what is in any case, in cents; NaN where unknown."""

    pesi: dict[str, np.ndarray]
    fisso: np.ndarray
    perche: tuple[str, ...]


def prepara(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Parametri:
    """Work out what does not depend on the projected amounts."""
    return conti.ricorda(
        ("fcde", orizzonte.chiave, ipotesi), lambda letti: _prepara(letti, orizzonte, ipotesi)
    )


def _prepara(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Parametri:
    pesi, fisso, indicate = _delle_entrate(conti, orizzonte, ipotesi)
    sconosciuto = np.isnan(fisso + sum(pesi.values(), np.zeros(fisso.shape))).any(axis=(1, 2))
    in_tutto = fcde_total.peso(conti, orizzonte, ipotesi)
    altrimenti = ~indicate | sconosciuto
    for linea in (*pesi, *fcde_total.LINEE_A_RISCHIO):
        suo = in_tutto if linea in fcde_total.LINEE_A_RISCHIO else np.zeros(fisso.shape)
        pesi[linea] = np.where(altrimenti[:, None, None], suo, pesi.get(linea, 0.0))
    fisso = np.where(altrimenti[:, None, None], in_tutto * 0, fisso)  # NaN stays NaN
    manca = np.isnan(fisso).any(axis=(1, 2))
    perche = np.where(altrimenti, np.where(manca, _MANCA, _IN_TUTTO), _DALLE_ENTRATE)
    return Parametri(pesi, fisso, tuple(map(str, perche)))


def applica(parametri: Parametri, linee: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the fund that these lines need: (n, S, 2) cents."""
    fondo = parametri.fisso
    for linea, peso in parametri.pesi.items():
        # A line of which nothing is at risk may well be unknown.
        fondo = fondo + np.where(peso == 0, 0.0, peso * linee[linea])
    return {"fcde": fondo}


def riscossa(entrata: EntrataPrevista, ipotesi: Ipotesi) -> np.ndarray:
    """Return the share of an entrata that is collected, by the method of each row: (m,) between 0 and 1.

    The metodo accelerato is that of who chose it or of the scenario, where the law allows it; otherwise the
    ordinary one. One more point of collection is a point of the first and a fifth of a point of the others.
    """
    chiesto = (entrata.metodo == _NUMERO_ACCELERATO) & entrata.progetto
    accelerato = (chiesto | bool(ipotesi.fcde_accelerato)) & entrata.ammesso & entrata.migliora
    quota = _quota(entrata, MEDIA_DEI_TOTALI)
    for numero, metodo in NUMERATI.items():
        sua = accelerato if metodo is ACCELERATO else (entrata.metodo == numero) & ~accelerato
        quota = np.where(sua, _quota(entrata, metodo), quota)
    anni = np.where(accelerato, 1.0, float(rules.ultima("fcde", "anni_serie").valore))
    return (quota + ipotesi.riscossione_punti / 100 / anni).clip(0, 1)


_NUMERO_ACCELERATO = next(numero for numero, metodo in NUMERATI.items() if metodo is ACCELERATO)


def _quota(entrata: EntrataPrevista, metodo: object) -> np.ndarray:
    numeratori, denominatori = metodo.rapporti(entrata.storia)
    return rapporti(numeratori, denominatori).mean(axis=0).clip(0, 1)


def _delle_entrate(
    conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi
) -> tuple[dict[str, np.ndarray], np.ndarray, np.ndarray]:
    """Return the weights of the lines, what is fixed, and (bool) who wrote any entrata."""
    forma = (len(orizzonte), 1, ANNI)
    pesi: dict[str, np.ndarray] = {}
    fisso, indicate = np.zeros(forma), np.zeros(len(orizzonte), dtype=bool)
    ente = ente_della_riga(conti, orizzonte)
    correnti = [
        (dove, entrata)
        for entrata in (budget.previste(conti) if items.codici(conti) else ())
        if (dove := fcde_items.posto(entrata.codice)) and (ente[entrata.righe] >= 0).any()
    ]
    somme = _somme(correnti, ente, len(orizzonte))
    for dove, entrata in correnti:
        suoi = ente[entrata.righe]
        quali = suoi >= 0
        scoperta = ((1 - riscossa(entrata, ipotesi)) * entrata.percento[:ANNI] / 100)[:, quali].T
        quota = _parte(conti, orizzonte, dove, entrata, somme)[suoi[quali]]
        importo = entrata.importi[:ANNI, quali].T
        in_parte = ~np.isnan(quota)
        for linea in dove.linee:
            peso = pesi.setdefault(linea, np.zeros(forma))
            peso[suoi[quali], 0] += np.where(in_parte, quota, 0) * scoperta
        fisso[suoi[quali], 0] += np.where(in_parte, 0, importo) * scoperta
        indicate[suoi[quali]] = True
    return pesi, fisso, indicate


def _parte(
    conti: Conti,
    orizzonte: Orizzonte,
    dove: fcde_items.Posto,
    entrata: EntrataPrevista,
    somme: dict[tuple[str, ...], np.ndarray],
) -> np.ndarray:
    """Return which part of its lines an entrata is in the two years, (n, 2): all of them, or a share.

    Entrate that make a line up part it as the bilancio foresees; NaN where only an amount is known.
    """
    ente = ente_della_riga(conti, orizzonte)[entrata.righe]
    previsto = np.full((len(orizzonte), ANNI), np.nan)
    previsto[ente[ente >= 0]] = entrata.importi[:ANNI, ente >= 0].T
    if dove.intera:
        quante, totale = somme[dove.linee][:, :1], somme[dove.linee][:, 1:]
        fra_loro = np.divide(previsto, totale, out=np.full(previsto.shape, np.nan), where=totale > 0)
        return np.where(quante == 1, 1.0, np.where(np.isnan(fra_loro), 1.0 / np.maximum(quante, 1), fra_loro))
    if not dove.linee:
        return np.full(previsto.shape, np.nan)
    del_conto = [
        orizzonte.prendi(conti, conti.previsione("entrate", items.COMPETENZA[anno], dove.conto), 1)
        for anno in range(ANNI)
    ]
    dal_bilancio = rapporti(previsto, np.stack(del_conto, axis=1))
    accertato = orizzonte.prendi(conti, items.voce(conti, entrata.codice, "accertamenti"))
    del_titolo = orizzonte.prendi(conti, conti.accertamenti(dove.conto))
    dal_rendiconto = rapporti(accertato, del_titolo)[:, None]
    return np.where(np.isnan(dal_bilancio), dal_rendiconto, dal_bilancio)


def _somme(
    entrate: list[tuple[fcde_items.Posto, EntrataPrevista]], ente: np.ndarray, quanti: int
) -> dict[tuple[str, ...], np.ndarray]:
    """Return, for lines made of their entrate alone, how many these are and what they sum to: (n, 3)."""
    somme: dict[tuple[str, ...], np.ndarray] = {}
    for dove, entrata in entrate:
        suoi = ente[entrata.righe]
        somma = somme.setdefault(dove.linee, np.zeros((quanti, 1 + ANNI)))
        if dove.intera:
            somma[suoi[suoi >= 0], 0] += 1
            somma[suoi[suoi >= 0], 1:] += entrata.importi[:ANNI, suoi >= 0].T
    return somme


def ente_della_riga(conti: Conti, orizzonte: Orizzonte) -> np.ndarray:
    """Return which ente's first projected year each row of the panel is; -1 where of none."""
    posti = orizzonte.posti(conti, 1)
    ente = np.full(len(conti), -1)
    ente[posti[posti >= 0]] = np.flatnonzero(posti >= 0)
    return ente
