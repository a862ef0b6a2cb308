"""The values of the law, dated and with their source: one TOML file by theme."""

from crescere_kit.rules.loader import Regola, RegolaAssente, RegoleNonValide, in_force, per_anni, temi

__all__ = ["Regola", "RegolaAssente", "RegoleNonValide", "in_force", "per_anni", "temi"]
