"""Names of places as people write them: «SANT'AGATA DEL BIANCO» becomes «Sant'Agata del Bianco»."""

from __future__ import annotations

import re
from functools import cache

import pandas as pd

from crescere_kit.accounts import slug

_PAROLA = re.compile(r"[^\s'’\-/]+")
_PARTICELLE = re.compile(
    r"al?|all[aeo]?|ai|agli|con|d[aei]?|d[ae]ll?[aeo]?|dal|degli|dei|del|e|ed|in|l[aeo]|nell?a?|sull?a?"
)
_COMUNE_DI = re.compile(r"comune di\s+", re.IGNORECASE)


@cache
def nome_proprio(nome: str) -> str:
    """Write a name that arrives in capitals with the capitals it should have; leave any other as it is."""
    nome = _COMUNE_DI.sub("", nome.strip(), count=1)
    if nome != nome.upper():
        return nome
    return _PAROLA.sub(lambda parola: _maiuscola(parola[0], parola.start()), nome)


def con_slug(enti: pd.DataFrame, gia_dati: pd.Series | None = None) -> pd.DataFrame:
    """Add the slug of each ente: one already given stays, two comuni with one name take their province."""
    semplici = enti["nome"].map(slug)
    con_provincia = semplici + "-" + enti["provincia"].fillna("").map(slug)
    slugs = semplici.where(~semplici.duplicated(keep=False), con_provincia)
    slugs = slugs.where(~slugs.duplicated(keep=False), semplici + "-" + enti.index)
    if gia_dati is not None:
        slugs = gia_dati.reindex(enti.index).fillna(slugs)
    return enti.assign(slug=slugs)


def _maiuscola(parola: str, posizione: int) -> str:
    minuscola = parola.lower()
    return minuscola if posizione and _PARTICELLE.fullmatch(minuscola) else minuscola.capitalize()
