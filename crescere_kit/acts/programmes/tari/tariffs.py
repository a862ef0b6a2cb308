"""The tariffs of the metodo normalizzato (allegato 1 d.P.R. 158/1999): costs shared by the coefficients."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_UP, Decimal

from crescere_kit.acts.programmes.tari.coefficients import DOMESTICA
from crescere_kit.acts.programmes.tari.rows import FISSA, VARIABILE, Utenza

_SESTO = Decimal("0.000001")  # tariffs are printed with six decimals


def tariffe(
    utenze: Sequence[Utenza], costi: Mapping[tuple[str, str], Decimal]
) -> list[tuple[Decimal, Decimal]]:
    """Return, for each kind of user, the fixed tariff (per m²) and the variable one.

    The variable part is shared by users if they are domestic, by surface if they are not. costi: what each
    (utenza, parte) must pay.
    """
    unitari = {
        (utenza, parte): _unitario(utenze, utenza, parte, costo) for (utenza, parte), costo in costi.items()
    }
    return [
        (
            (unitari[una.utenza, FISSA] * una.fisso).quantize(_SESTO, ROUND_HALF_UP),
            (unitari[una.utenza, VARIABILE] * una.variabile).quantize(_SESTO, ROUND_HALF_UP),
        )
        for una in utenze
    ]


def quantita(una: Utenza, parte: str) -> Decimal:
    """Return what a tariff is multiplied by: square metres, or users for the domestic variable part."""
    return Decimal(una.numero) if (una.utenza, parte) == (DOMESTICA, VARIABILE) else una.superficie


def scritta(tariffa: Decimal) -> str:
    """Write a tariff with its six decimals: «1,620000»."""
    return f"{tariffa:.6f}".replace(".", ",")


def _unitario(utenze: Sequence[Utenza], utenza: str, parte: str, costo: Decimal) -> Decimal:
    pesi = sum(
        (
            quantita(una, parte) * (una.fisso if parte == FISSA else una.variabile)
            for una in utenze
            if una.utenza == utenza
        ),
        Decimal(0),
    )
    return costo / pesi if pesi else Decimal(0)
