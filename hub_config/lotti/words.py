"""Days and hours as an office says them."""

from __future__ import annotations

from datetime import date, datetime, tzinfo

GIORNI = ("lunedì", "martedì", "mercoledì", "giovedì", "venerdì", "sabato", "domenica")
MESI = (
    "gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre",
)  # fmt: skip


def giorno(numero: int) -> str:
    """«1°», «15»."""
    return "1°" if numero == 1 else str(numero)


def il_giorno(quando: date) -> str:
    """«il 1° dicembre 2026», «l'8 marzo 2027»."""
    detto = f"{giorno(quando.day)} {MESI[quando.month - 1]} {quando.year}"
    return f"l'{detto}" if quando.day in (8, 11) else f"il {detto}"


def alle(ora: int, minuto: int) -> str:
    """«alle 6», «all'1:30», «a mezzanotte»."""
    if (ora, minuto) == (0, 0):
        return "a mezzanotte"
    detto = str(ora) if not minuto else f"{ora}:{minuto:02}"
    return f"all'{detto}" if ora == 1 else f"alle {detto}"


def momento(quando: datetime, fuso: tzinfo) -> str:
    """«martedì 1° dicembre 2026 alle 6»."""
    qui = quando.astimezone(fuso)
    data = f"{giorno(qui.day)} {MESI[qui.month - 1]} {qui.year}"
    return f"{GIORNI[qui.weekday()]} {data} {alle(qui.hour, qui.minute)}"
