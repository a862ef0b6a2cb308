"""How far the day is on which something is due, in words."""

from __future__ import annotations

from datetime import date


def quando(giorno: date, oggi: date) -> str:
    """Say how far a day is."""
    mancano = (giorno - oggi).days
    if not mancano:
        return "scade oggi"
    giorni = "un giorno" if abs(mancano) == 1 else f"{abs(mancano)} giorni"
    return f"scaduta da {giorni}" if mancano < 0 else f"fra {giorni}"
