"""An indicator: a name, a formula in words, one line of arithmetic over the accounts, a limit."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from dataclasses import dataclass
from functools import reduce
from typing import NamedTuple

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce, percento
from crescere_kit.accounts.ratios import quoziente
from crescere_kit.column import come_colonna, costante

EURO, PERCENTUALE, NUMERO, GIORNI = "euro", "percentuale", "numero", "giorni"
RENDICONTO, PREVISIONE, MODULO = "rendiconto", "previsione", "manuale"
RIFERIMENTO = "riferimento"  # needs and incomes, of the year or of one before


class Rapporto(NamedTuple):
    """A ratio before the division, so that what is missing and what would bring it back can be said."""

    numeratore: pd.Series
    denominatore: pd.Series


@dataclass(frozen=True)
class Indicatore:
    """One line of the table of contents of this package.

    verso is the side that is worse: «alto», «basso», «diverso» (any value but the limit), or None when no
    side is. limite names the rule (tema, codice), None when the law sets none; where the rule depends on the
    ente (its population, whether it is in dissesto) the codice is a function that gives that of every row.
    With almeno the limit itself is already too much (4 parametri of 8); without avvisa nothing is near it,
    for who is just at it has done what the law asks. documento is the one without which there is nothing to
    compute; perche says what is missing better than the list of the voci can. dichiarato are the voci where
    the ente states the same figure (their sum); risposta is where it answers SI or NO;
    prevale_dichiarato when the accounts see less than the ente knows; denominatore is how the official calls
    it; spiega says of one row what no other indicator can.
    """

    codice: str
    nome: str
    unita: str
    formula: str
    funzione: Callable[[Conti], pd.Series | Rapporto | None]
    verso: str | None = None
    limite: tuple[str, str | Callable[[Conti], pd.Series]] | None = None
    almeno: bool = False
    avvisa: bool = True
    dichiarato: tuple[Voce, ...] = ()
    risposta: Voce | None = None
    prevale_dichiarato: bool = False
    denominatore: str = ""
    spiega: Callable[[Conti, str, int], str] | None = None
    perche: Callable[[Conti, str, int], str] | None = None
    documento: str = RENDICONTO

    def rapporto(self, conti: Conti) -> Rapporto | None:
        """Return the two sides of the ratio, None when this indicator is not one."""
        esito = self.funzione(conti)
        return esito if isinstance(esito, Rapporto) else None

    def calcola(self, conti: Conti) -> pd.Series:
        """Return the value recomputed from the accounts, over the whole panel; missing where it cannot be.

        Others may start from it: it is computed once.
        """
        return conti.ricorda(
            ("calcolato", self.codice), lambda letti: self.valore_di(self.funzione(letti), letti)
        )

    def valore_di(self, esito: pd.Series | Rapporto | None, conti: Conti) -> pd.Series:
        """Return as a value what the formula gave."""
        if esito is None:
            return costante(conti.indice, pd.NA, self.tipo)
        if not isinstance(esito, Rapporto):
            return come_colonna(esito, conti.indice)
        return percento(*esito) if self.unita == PERCENTUALE else quoziente(*esito)

    def leggi_dichiarato(self, conti: Conti) -> pd.Series:
        """Return the value as the ente declared it; missing where it did not."""
        if not self.dichiarato:
            return costante(conti.indice, pd.NA, self.tipo)
        somma = reduce(lambda prima, altra: prima + altra, (conti.voce(*voce) for voce in self.dichiarato))
        if self.unita != EURO:
            return somma.round(_decimali())
        # An indicatore declared in euro (per inhabitant) is a plain number of euro, not cents.
        return (100 * somma).round().astype("Int64") if somma.dtype == "Float64" else somma

    @property
    def tipo(self) -> str:
        return "Float64" if self.unita in (PERCENTUALE, GIORNI) else "Int64"


def indicatore(
    codice: str, nome: str, unita: str, **altro: object
) -> Callable[[Callable[[Conti], pd.Series | Rapporto | None]], Indicatore]:
    """Turn a function of the accounts into an Indicatore; its docstring is the formula people read."""

    def avvolgi(funzione: Callable[[Conti], pd.Series | Rapporto | None]) -> Indicatore:
        formula = " ".join((inspect.getdoc(funzione) or "").split())
        return Indicatore(codice, nome, unita, formula, funzione, **altro)

    return avvolgi


def _decimali() -> int:
    """Binary sums of declared decimals (0,20 + 0,40) must still compare equal to a limit of 0,60."""
    return int(rules.ultima("avviso", "decimali_dichiarati").valore)
