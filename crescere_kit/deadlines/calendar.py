"""What the law wants of one comune between a day and a later one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from typing import Any

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.deadlines.situation import SITUAZIONI
from crescere_kit.euro import data
from crescere_kit.rules import Regola

_ANNI_INTORNO = (-1, 0, 1)  # the rendiconto due this year is of the year before, the bilancio of the next


@dataclass(frozen=True)
class Scadenza:
    """A duty with its day.

    condizione is "" when it surely concerns the ente, else the words of the doubt; fatto is the day on which
    the ente wrote it was done, "" when it did not say.
    """

    codice: str
    giorno: date
    cosa: str
    chi: str
    atti: tuple[str, ...]
    condizione: str
    fatto: str
    norma: str
    verifica: str
    mancano_giorni: int = 0

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types."""
        return asdict(self) | {"giorno": self.giorno.isoformat(), "atti": list(self.atti)}


def prossime(conti: Conti, istat: str, oggi: date, giorni: int | None = None) -> list[Scadenza]:
    """Return what is due from a day on, the nearest first; without giorni, as far as the programme looks."""
    fino = oggi + timedelta(days=_orizzonte() if giorni is None else giorni)
    del_comune = conti.solo([istat])
    trovate = [
        _scadenza(codice, esercizio, quando, del_comune, istat)
        for codice in _adempimenti()
        for esercizio, quando in _termini(codice, oggi.year, del_comune, istat)
        if oggi <= quando <= fino
    ]
    sue = (replace(uno, mancano_giorni=(uno.giorno - oggi).days) for uno in trovate if uno)
    return sorted(sue, key=lambda uno: (uno.giorno, uno.codice))


def _termini(codice: str, anno: int, conti: Conti, istat: str) -> Iterator[tuple[int, date]]:
    """Yield the exercises around a year with their terms; the one that the ente wrote prevails."""
    for esercizio in (anno + scarto for scarto in _ANNI_INTORNO):
        scritto = _scritto(conti, istat, esercizio, "bilancio_termine") if codice == "bilancio" else None
        if scritto is not None:
            yield esercizio, scritto
            continue
        try:
            yield esercizio, rules.termine(codice, esercizio)
        except rules.RegolaAssente:
            continue


def _scadenza(codice: str, esercizio: int, quando: date, conti: Conti, istat: str) -> Scadenza | None:
    adempimento = _adempimenti()[codice]
    riguarda, dubbio = _riguarda(adempimento.get("se"), conti, istat, quando.year)
    if riguarda is False:
        return None
    regola = _regola(codice, esercizio, quando)
    fatto = _scritto(conti, istat, esercizio, adempimento["fatto"]) if "fatto" in adempimento else None
    return Scadenza(
        codice=codice,
        giorno=quando,
        cosa=adempimento["cosa"].format(esercizio=esercizio),
        chi=adempimento["chi"],
        atti=tuple(adempimento.get("atti", ())),
        condizione="" if riguarda else dubbio,
        fatto=data(int(f"{fatto:%Y%m%d}")) if fatto else "",
        norma=regola.fonte,
        verifica=regola.verifica,
    )


def _riguarda(se: str | None, conti: Conti, istat: str, anno: int) -> tuple[bool | None, str]:
    if se is None:
        return True, ""
    prova, dubbio = SITUAZIONI[se]
    return prova(conti, istat, anno), dubbio


def _regola(codice: str, esercizio: int, quando: date) -> Regola:
    """Return the rule that gave the day: the decree that deferred it, where there is one."""
    if codice == "bilancio" and quando.year == esercizio:
        try:
            return rules.a_fine_anno("termini", "bilancio_prorogato", esercizio)
        except rules.RegolaAssente:  # the ente wrote a term of its own
            pass
    return rules.in_force("termini", codice, quando)


def _scritto(conti: Conti, istat: str, esercizio: int, codice: str) -> date | None:
    """Return a date of the ente's own form, None when it did not write it."""
    if (istat, esercizio) not in conti.indice:
        return None
    valore = conti.manuale("scadenze", codice).loc[(istat, esercizio)]
    return None if pd.isna(valore) else date.fromisoformat(str(int(valore)))


def _orizzonte() -> int:
    return int(rules.ultima("avviso", "orizzonte_scadenze").valore)


@cache
def _adempimenti() -> dict[str, dict[str, Any]]:
    return tomllib.loads(files(__package__).joinpath("scadenzario.toml").read_text(encoding="utf-8"))
