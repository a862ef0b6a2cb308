"""A plausible closing of the year before the first: nobody starts from empty books."""

from __future__ import annotations

import numpy as np

from crescere_kit.sources.demo import debt, reserves, revenue, spending, treasury
from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import AVANZO, DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.state import Stato
from crescere_kit.sources.demo.tables import entrate

ANNI_DI_RIENTRO = 15, 30  # of the disavanzo from the FCDE and of that from the riaccertamento straordinario
ANNI_DI_PIANO = 20


def avvio(comuni: Comuni, anno: int) -> Stato:
    """Return the accounts at the end of `anno`: credits and debts as such habits leave in the long run."""
    accertate = revenue.accertamenti(comuni, anno)
    correnti = accertate[:, entrate().titolo("1", "2", "3")].sum(axis=1)
    crediti = revenue.residui_di_partenza(comuni, accertate)
    debito = debt.di_partenza(comuni, correnti)
    gruppi, fpv = _spesa(comuni, anno, correnti, accertate)
    debiti = treasury.residui_di_partenza(comuni, spending.celle(comuni, anno, gruppi))
    rr = comuni.tra(entrate()["rr_debole"], entrate()["rr_forte"])
    fondo = reserves.fcde(comuni, crediti, 1 - rr)
    quote = reserves.quote_di_partenza(comuni, correnti, fondo, debito.fal)
    disponibile, rata = _disponibile(comuni, correnti)
    risultato = disponibile + quote.accantonata + quote.vincolata + quote.destinata
    cassa = risultato - crediti.sum(axis=1) + debiti.sum(axis=1) + fpv.sum(axis=1)
    scoperto = np.maximum(0, cents(0.03 * correnti) - cassa)  # suppliers never paid: how weak comuni live
    return Stato(
        crediti=crediti,
        debiti=debiti + spending.celle(comuni, anno, {"beni": scoperto}),
        fpv=fpv,
        cassa=cassa + scoperto,
        quote=quote,
        disponibile=disponibile,
        debito=debito,
        rata_disavanzo=rata,
        disavanzo_mancato=np.zeros_like(rata),
        riscosso=[rr],
        correnti=[correnti, correnti],
        spesa=None,
    )


def _spesa(
    comuni: Comuni, anno: int, correnti: np.ndarray, accertate: np.ndarray
) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Return a year of spending in round shares, and the FPV it leaves."""
    contributi, giro, terzi = (
        accertate[:, entrate().dove(voce)].sum(axis=1) for voce in ("contributi", "giro", "terzi")
    )
    quote = {"personale": 0.26, "beni": 0.42, "trasferimenti": 0.06}
    gruppi = {gruppo: cents(quota * correnti) for gruppo, quota in quote.items()}
    gruppi |= {"investimenti": contributi, "giro": giro, "terzi": terzi}
    return gruppi, spending.fpv(comuni, anno, gruppi, contributi // 2)


def _disponibile(comuni: Comuni, correnti: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the parte disponibile, and the yearly rate of those who must recover a disavanzo."""
    sorte = caso(comuni.seme, "disponibile").random((len(comuni), 2))
    profonda, lieve = -0.45 - 0.35 * sorte[:, 0], -0.12 - 0.24 * sorte[:, 0]
    casi = [comuni.classe == PREDISSESTO, comuni.classe == DISAVANZO, comuni.classe == AVANZO]
    quota = np.select(casi, [profonda, lieve, 0.06 + 0.06 * sorte[:, 0]], 0.01 + 0.04 * sorte[:, 0])
    ordinari = np.where(sorte[:, 1] < 0.7, *ANNI_DI_RIENTRO)
    anni = np.where(comuni.classe == PREDISSESTO, ANNI_DI_PIANO, ordinari)
    disponibile = cents(quota * correnti)
    return disponibile, np.maximum(0, -disponibile) // anni
