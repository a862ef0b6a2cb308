"""The cash of the year: what can be paid, what must wait, what the treasurer advances (TUEL 222)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.tables import abitudini, entrate, spese

SCORTA = 0.004, 0.03  # of the entrate correnti: between these, no comune empties its account
MINIMO_PAGATO = 0.05


@dataclass(frozen=True)
class Tesoreria:
    """What was paid, and the anticipazione: drawn in the year and still out at 31 December."""

    spese: Movimenti
    utilizzata: np.ndarray
    da_restituire: np.ndarray


def cancellati(comuni: Comuni, anno: int, iniziali: np.ndarray) -> np.ndarray:
    """Return the debts that the riaccertamento drops."""
    rumore = np.exp(0.3 * caso(comuni.seme, anno, "residui passivi").standard_normal(iniziali.shape))
    return cents(iniziali * np.minimum(abitudini()["cancella"][None, :] * rumore, 0.3))


def residui_di_partenza(comuni: Comuni, impegni: np.ndarray) -> np.ndarray:
    """Return the stock of debts that such payments leave in the long run."""
    come = abitudini()
    resta = impegni * (1 - comuni.tra(come["pc_debole"], come["pc_forte"]))
    esce = comuni.tra(come["pr_debole"], come["pr_forte"]) + come["cancella"]
    return cents(resta / np.maximum(esce, 0.05)) * (esce > 0)


def paga(
    comuni: Comuni,
    anno: int,
    *,
    impegni: np.ndarray,
    iniziali: np.ndarray,
    via: np.ndarray,
    disponibile: np.ndarray,
    correnti: np.ndarray,
) -> Tesoreria:
    """Pay what the cash allows: salaries and rates first, then suppliers and works in proportion.

    `disponibile` is the cash at 1 January plus everything collected, without the anticipazione.
    """
    anticipata = spese().dove("anticipazione")
    resa = iniziali[:, anticipata]
    in_competenza, in_residui = _desiderati(comuni, anno, impegni, iniziali - via)
    comprimibili = abitudini()["comprimibile"] == 1
    desiderati = in_competenza + in_residui
    fissi = desiderati[:, ~comprimibili].sum(axis=1) + resa.sum(axis=1)
    elastici = desiderati[:, comprimibili].sum(axis=1)
    spendibile = disponibile - _scorta(comuni, anno, correnti) - fissi
    da_restituire = _anticipo(comuni, anno, spendibile - elastici, spendibile, correnti)
    quota = np.clip((spendibile + da_restituire) / np.maximum(elastici, 1), MINIMO_PAGATO, 1.0)
    quote = np.where(comprimibili, quota[:, None], 1.0)
    in_competenza, in_residui = cents(in_competenza * quote), cents(in_residui * quote)
    utilizzata = _utilizzata(comuni, anno, da_restituire, correnti)
    impegni[:, anticipata] = utilizzata[:, None]
    in_competenza[:, anticipata] = (utilizzata - da_restituire)[:, None]
    in_residui[:, anticipata] = resa
    return Tesoreria(Movimenti(iniziali, -via, impegni, in_competenza, in_residui), utilizzata, da_restituire)


def incassa_anticipazione(mosse: Movimenti, utilizzata: np.ndarray) -> None:
    """Book the anticipazione on the side of entrate, collected as soon as drawn."""
    posto = entrate().dove("anticipazione")
    mosse.obbligazioni[:, posto] = utilizzata[:, None]
    mosse.in_competenza[:, posto] = utilizzata[:, None]


def _scorta(comuni: Comuni, anno: int, correnti: np.ndarray) -> np.ndarray:
    poca, molta = SCORTA
    return cents(
        (poca + (molta - poca) * caso(comuni.seme, anno, "scorta").random(len(comuni)) ** 2) * correnti
    )


def _desiderati(
    comuni: Comuni, anno: int, impegni: np.ndarray, esigibili: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Return what each comune would pay if it had the cash."""
    come = abitudini()
    rumore = caso(comuni.seme, anno, "paga").standard_normal(impegni.shape)
    pronto = comuni.tra(come["pc_debole"], come["pc_forte"]) + 0.02 * rumore
    arretrato = comuni.tra(come["pr_debole"], come["pr_forte"]) + 0.03 * rumore[:, ::-1]
    return cents(impegni * np.clip(pronto, 0, 1)), cents(esigibili * np.clip(arretrato, 0, 1))


def _anticipo(
    comuni: Comuni, anno: int, avanza: np.ndarray, spendibile: np.ndarray, correnti: np.ndarray
) -> np.ndarray:
    """Return the anticipazione not given back: only the weak have one, or whoever has no choice."""
    sorte = caso(comuni.seme, anno, "anticipazione").random(len(comuni))
    tetto = np.select(
        [comuni.classe == PREDISSESTO, (comuni.classe == DISAVANZO) & (sorte < 0.15)],
        [0.05 + 0.1 * sorte, 0.03],
    )
    voluta = np.clip(-avanza, 0, cents(tetto * correnti))
    costretta = (cents(0.02 * correnti) - spendibile) * (spendibile < 0)
    return np.maximum(cents(voluta), costretta)


def _utilizzata(comuni: Comuni, anno: int, da_restituire: np.ndarray, correnti: np.ndarray) -> np.ndarray:
    """Return everything drawn in the year, given back or not."""
    sorte = caso(comuni.seme, anno, "utilizzi").random(len(comuni))
    gira = (comuni.classe == PREDISSESTO) | ((comuni.classe == DISAVANZO) & (sorte < 0.4))
    return da_restituire + cents(correnti * (0.1 + 0.3 * sorte)) * gira
