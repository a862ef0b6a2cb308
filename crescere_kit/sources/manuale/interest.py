"""The interest of the loans of the form, when the ente did not write it: from the plan of each loan."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from crescere_kit.accounts.ammortamento import interessi_per_anno, piano
from crescere_kit.accounts.voci import MANUALE, Voce

INTERESSI = Voce(MANUALE, "debito", "interessi_in_essere", "valore")
LATO = "mutui"
_SERVONO = ("capitale_residuo", "tasso", "rate_anno", "rate_residue", "tipo")

Prestito = Mapping[str, int | float]  # the values of a loan by fase, euro in cents


def calcolati(prestiti: list[Prestito], anni: int) -> tuple[int, ...] | None:
    """Return the interest (cents) of all loans for each of the next years; None when a loan is incomplete."""
    if not prestiti or not all(set(_SERVONO) <= prestito.keys() for prestito in prestiti):
        return None
    di_ognuno = [_interessi(prestito, anni) for prestito in prestiti]
    return tuple(sum(dell_anno) for dell_anno in zip(*di_ognuno, strict=True))


def _interessi(prestito: Prestito, anni: int) -> tuple[int, ...]:
    capitale, tasso, rate_anno, rate, tipo = (prestito[fase] for fase in _SERVONO)
    scritto = piano(Decimal(int(capitale)) / 100, Decimal(str(tasso)), int(rate_anno), int(rate), int(tipo))
    return tuple(int(euro * 100) for euro in interessi_per_anno(scritto, int(rate_anno), anni))
