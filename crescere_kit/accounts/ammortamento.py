"""How a loan is paid back: the instalments of a French, constant-capital or bullet plan, exactly."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, localcontext

FRANCESE, QUOTA_COSTANTE, UNICA_SOLUZIONE = 1, 2, 3  # as the ente's own form numbers them

_CENTESIMO = Decimal("0.01")
_CIFRE = 40  # a loan of billions over fifty years stays exact far beyond the cent


@dataclass(frozen=True)
class Rata:
    """One instalment in euro: interest, capital paid back and what is still owed after it."""

    interessi: Decimal
    capitale: Decimal
    debito: Decimal

    @property
    def importo(self) -> Decimal:
        """What is paid."""
        return self.interessi + self.capitale


def rata(capitale: Decimal, tasso: Decimal, rate_anno: int, rate: int) -> Decimal:
    """Return the constant instalment of a French plan; `tasso` is the yearly rate in percentage points."""
    with localcontext(prec=_CIFRE):
        return _al_centesimo(_rata(capitale, _tasso_di_rata(tasso, rate_anno), rate))


def piano(capitale: Decimal, tasso: Decimal, rate_anno: int, rate: int, tipo: int) -> tuple[Rata, ...]:
    """Return every instalment of a loan of which `capitale` is owed and `rate` instalments are left.

    The plan runs unrounded and each figure is rounded to the cent when it is given: roundings never pile up
    in what is still owed, and a sum of capital may differ from the debt by some cents.
    """
    if rate < 1 or rate_anno < 1:
        raise ValueError("a loan has at least one instalment, and at least one a year")
    with localcontext(prec=_CIFRE):
        tasso_di_rata = _tasso_di_rata(tasso, rate_anno)
        costante = _rata(capitale, tasso_di_rata, rate)
        debito, scritte = Decimal(capitale), []
        for numero in range(1, rate + 1):
            interessi = debito * tasso_di_rata
            quota = _quota(tipo, costante - interessi, capitale, rate, ultima=numero == rate)
            debito = Decimal(0) if numero == rate else debito - quota
            scritte.append(Rata(*map(_al_centesimo, (interessi, quota, debito))))
    return tuple(scritte)


def interessi_per_anno(rate: tuple[Rata, ...], rate_anno: int, anni: int) -> tuple[Decimal, ...]:
    """Return the interest of each of the next years, the plan beginning with the first of them."""
    return tuple(
        sum((una.interessi for una in rate[anno * rate_anno : (anno + 1) * rate_anno]), Decimal(0))
        for anno in range(anni)
    )


def _quota(tipo: int, francese: Decimal, capitale: Decimal, rate: int, *, ultima: bool) -> Decimal:
    if tipo == FRANCESE:
        return francese
    if tipo == QUOTA_COSTANTE:
        return capitale / rate
    if tipo == UNICA_SOLUZIONE:
        return Decimal(capitale) if ultima else Decimal(0)
    raise ValueError(f"no plan has the number {tipo}")


def _rata(capitale: Decimal, tasso_di_rata: Decimal, rate: int) -> Decimal:
    if not tasso_di_rata:
        return capitale / Decimal(rate)
    return capitale * tasso_di_rata / (1 - (1 + tasso_di_rata) ** -rate)


def _tasso_di_rata(tasso: Decimal, rate_anno: int) -> Decimal:
    return tasso / 100 / rate_anno


def _al_centesimo(euro: Decimal) -> Decimal:
    return euro.quantize(_CENTESIMO, ROUND_HALF_UP)
