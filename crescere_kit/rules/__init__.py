"""The values of the law, dated and with their source: one TOML file by theme."""

from crescere_kit.rules.loader import (
    DA_VERIFICARE,
    Regola,
    RegolaAssente,
    RegoleNonValide,
    a_fine_anno,
    in_force,
    per_anni,
    regole,
    temi,
    ultima,
)
from crescere_kit.rules.terms import DOPO, termine

__all__ = [
    "DA_VERIFICARE",
    "DOPO",
    "Regola",
    "RegolaAssente",
    "RegoleNonValide",
    "a_fine_anno",
    "in_force",
    "per_anni",
    "regole",
    "temi",
    "termine",
    "ultima",
]
