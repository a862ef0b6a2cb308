"""Comuni by name: slugs for addresses and commands, and the nearest names for a mistyped one."""

from __future__ import annotations

import difflib
import re
import unicodedata

import pandas as pd

from crescere_kit.errors import ErroreSpiegato


class ComuneSconosciuto(ErroreSpiegato, LookupError):
    """No comune has this ISTAT code or name; the message offers the nearest ones."""


def slug(nome: str) -> str:
    """Turn a name into a DNS label: «Sant'Àgata del Bianco» → «sant-agata-del-bianco»."""
    ascii_ = unicodedata.normalize("NFKD", nome).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", ascii_.lower()).strip("-")


def trova(enti: pd.DataFrame, comune: str) -> str:
    """Return the ISTAT code of the comune given by ISTAT code, slug or name.

    Raises ComuneSconosciuto with the three nearest names.
    """
    testo = comune.strip()
    if testo in enti.index:
        return testo
    trovati = enti.index[enti["slug"] == slug(testo)]
    if len(trovati):
        return trovati[0]
    raise ComuneSconosciuto(_spiega(enti, testo))


def _spiega(enti: pd.DataFrame, testo: str) -> str:
    if enti.empty:
        return f"Il comune «{testo}» non c'è: l'archivio è vuoto. Usare «crescere dati importa FILE»."
    if testo.isdigit():
        chiavi = dict(zip(enti.index, enti["nome"], strict=True))
        vicini = [f"{codice} {chiavi[codice]}" for codice in _vicini(testo, list(chiavi))]
    else:
        chiavi = dict(zip(enti["slug"], enti["nome"], strict=True))
        vicini = [f"{chiavi[nome]} ({nome})" for nome in _vicini(slug(testo), list(chiavi))]
    return f"Il comune «{testo}» non è nell'archivio. Forse: {', '.join(vicini)}?"


def _vicini(testo: str, nomi: list[str]) -> list[str]:
    return difflib.get_close_matches(testo, nomi, n=3, cutoff=0.0)
