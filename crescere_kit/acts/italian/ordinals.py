"""Ordinals, in digits and in words: «3°», «3ª», «terzo», «ventitreesima»."""

from __future__ import annotations

from crescere_kit.acts.italian.numbers import in_lettere
from crescere_kit.acts.italian.words import ItalianoIncerto, parole

LIMITE = 10**6


def ordinale(numero: int, genere: str = "m") -> str:
    """Write an ordinal in digits."""
    return f"{numero}{'ª' if genere == 'f' else '°'}"


def ordinale_in_lettere(numero: int, genere: str = "m") -> str:
    """Write an ordinal in words."""
    if not 0 < numero < LIMITE:
        raise ItalianoIncerto(f"{numero} non si può scrivere come ordinale: servono numeri da 1 a 999.999.")
    primi = parole("words")["ordinali"]
    maschile = primi[numero] if numero < len(primi) else _composto(in_lettere(numero))
    return f"{maschile[:-1]}a" if genere == "f" else maschile


def _composto(cardinale: str) -> str:
    if cardinale.endswith("mila"):
        return f"{cardinale.removesuffix('mila')}millesimo"
    if cardinale.endswith("tré"):
        return f"{cardinale[:-1]}eesimo"
    return f"{cardinale if cardinale.endswith('sei') else cardinale[:-1]}esimo"
