"""Offices, in the gender of who holds them: «il Sindaco», «della Sindaca», «la Responsabile del servizio»."""

from __future__ import annotations

import re

from crescere_kit.acts.italian.articles import con
from crescere_kit.acts.italian.words import parole

# From here on the words are about something else: «Responsabile | del servizio finanziario».
_COMPLEMENTO = re.compile(
    r"\s(?:d[eai]l(?:l[aeo]|l')?|de[il]|degli|dei|di|da|a[il]|all[aeo]?|all'|ne[il]|nell[aeo]|in|per|con|f\.\s?f\.)"
    r"(?=[\s\w])|,|\("
)


def al_femminile(carica: str) -> str:
    """Write an office, given in the masculine, in the feminine."""
    fine = _COMPLEMENTO.search(carica)
    capo, resto = (carica[: fine.start()], carica[fine.start() :]) if fine else (carica, "")
    return re.sub(r"[^\W\d_]+", lambda parola: _femminile(parola.group()), capo) + resto


def _femminile(parola: str) -> str:
    dati = parole("offices")
    piana = parola.lower()
    if piana in dati["femminili"]:
        return _come(parola, dati["femminili"][piana])
    for desinenza, altra in dati["regole"].items():
        if piana.endswith(desinenza):
            return _come(parola, piana.removesuffix(desinenza) + altra)
    return parola


def _come(modello: str, parola: str) -> str:
    """Give a word the capitals of another one."""
    if modello.isupper():
        return parola.upper()
    return parola[0].upper() + parola[1:] if modello[0].isupper() else parola


def nel_genere(nome: str, genere: str) -> str:
    """Write an office, given in the masculine, in the gender of a person."""
    return al_femminile(nome) if genere == "f" else nome


def carica(nome: str, genere: str, preposizione: str = "") -> str:
    """Write an office with its article or articulated preposition; nome is in the masculine."""
    return con(nel_genere(nome, genere), preposizione, "f" if genere == "f" else "m")
