"""What a measure, and a plan, moves: the equilibrio, the parametri P1 and P4, the rate it acts on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from crescere_kit.recovery.choices import Fabbisogno
from crescere_kit.recovery.levers import Opzione
from crescere_kit.recovery.situation import ANNI, Situazione

EURO, PERCENTUALE = "euro", "percentuale"
_UNITA = {"punti": PERCENTUALE, "%": PERCENTUALE, "scelta": PERCENTUALE}
_RISCOSSIONE = "FCDE_RISCOSSIONE"


@dataclass(frozen=True)
class Mosso:
    """An indicator in the two years, before and after: euro in cents, the rest as it is; None is n.c."""

    codice: str
    nome: str
    unita: str
    prima: tuple[float | None, float | None]
    dopo: tuple[float | None, float | None]


@dataclass(frozen=True)
class Contesto:
    """What the indicators are computed from, before any measure: arrays (2,), cents, NaN where unknown."""

    anni: tuple[int, int]
    saldo: np.ndarray
    entrate: np.ndarray
    rigide: np.ndarray
    debito: np.ndarray
    crediti: np.ndarray
    capitale_noto: bool = True

    @classmethod
    def di(cls, situazione: Situazione, posto: int, fabbisogno: Fabbisogno) -> Contesto:
        primo = int(situazione.anno[posto])
        return cls(
            (primo, primo + 1),
            -np.asarray(fabbisogno.gap, dtype=float),
            situazione.entrate_correnti[posto],
            situazione.spese_rigide[posto],
            situazione.rate_debito[posto],
            situazione.crediti[posto],
            not np.isnan(np.asarray(fabbisogno.capitale, dtype=float)).any(),
        )


def del_piano(contesto: Contesto, misure: Sequence[tuple[Opzione, float]]) -> tuple[Mosso, ...]:
    """Return the equilibrio and the two parametri that a plan moves."""
    saldo = contesto.saldo + _somma(misure, lambda una: 0 if una.leva.capitale else una.netto)
    entrate = contesto.entrate + _somma(misure, lambda una: _se("entrate", una) * una.lordo)
    rigide = contesto.rigide - _somma(misure, lambda una: _se("rigide", una) * una.netto)
    debito = contesto.debito - _somma(misure, lambda una: _se("debito", una) * una.netto)
    quote = (
        ("P1", "Spese rigide sulle entrate correnti", contesto.rigide, rigide),
        ("P4", "Sostenibilità dei debiti finanziari", contesto.debito, debito),
    )
    return (
        Mosso("O", "Equilibrio di parte corrente", EURO, _cents(contesto.saldo), _cents(saldo)),
        *(
            Mosso(codice, nome, PERCENTUALE, _quota(prima, contesto.entrate), _quota(dopo, entrate))
            for codice, nome, prima, dopo in quote
        ),
    )


def della_misura(contesto: Contesto, una: Opzione, livello: float) -> tuple[Mosso, ...]:
    """Return what one measure moves by itself: what it acts on first."""
    mossi = [mosso for mosso in del_piano(contesto, [(una, livello)]) if mosso.prima != mosso.dopo]
    if not una.leva.indicatore:
        return tuple(mossi)
    prima = np.full(ANNI, una.prima)
    if una.leva.indicatore == _RISCOSSIONE:
        dopo = prima + 100 * una.netto * livello / contesto.crediti
    else:
        dopo = prima + livello
    proprio = Mosso(
        una.leva.indicatore,
        una.leva.indicatore_nome,
        _UNITA.get(una.leva.unita, una.leva.unita),
        _valori(prima),
        _valori(dopo),
    )
    return (proprio, *mossi)


def _somma(misure: Sequence[tuple[Opzione, float]], cosa) -> np.ndarray:
    return sum((cosa(una) * livello for una, livello in misure), np.zeros(ANNI))


def _quota(sopra: np.ndarray, sotto: np.ndarray) -> tuple[float | None, ...]:
    return _valori(100 * sopra / np.where(sotto > 0, sotto, np.nan))


def _cents(importi: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(uno) else round(float(uno)) for uno in importi)


def _valori(importi: np.ndarray) -> tuple[float | None, ...]:
    return tuple(None if np.isnan(uno) else round(float(uno), _DECIMALI) for uno in importi)


def _se(cosa: str, una: Opzione) -> float:
    return float(cosa in una.leva.muove)


_DECIMALI = 6  # of a ratio: beyond them there is only binary noise
