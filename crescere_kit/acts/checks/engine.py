"""A check is a pure function of the act that yields what is wrong; the engine says how it went."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import asdict, dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from crescere_kit.acts.act import Atto
from crescere_kit.acts.norms import norma
from crescere_kit.euro import cents, euro
from crescere_kit.rules import RegolaAssente

BLOCCA, AVVISA = "blocca", "avvisa"


@dataclass(frozen=True)
class Violazione:
    """What is wrong, in one sentence with its numbers; campo is where the office can mend it."""

    messaggio: str
    campo: str = ""
    numeri: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Ignoto:
    """The check cannot be made: what is missing, in one sentence."""

    messaggio: str
    campo: str = ""


@dataclass(frozen=True)
class Esito:
    """How one check went. superato is None when it could not be made: until the office makes it by hand and
    says how, a blocking check stops the act all the same.
    """

    id: str
    gravita: str
    regola: str
    norme: tuple[str, ...]
    superato: bool | None
    messaggio: str
    campo: str = ""
    numeri: Mapping[str, str] = field(default_factory=dict)

    @property
    def blocca(self) -> bool:
        """Whether the check, when it is not passed, stops the act."""
        return self.gravita == BLOCCA

    @property
    def ferma(self) -> bool:
        """Whether the act is stopped by this check."""
        return self.blocca and self.superato is not True

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; the norms as they are cited."""
        return asdict(self) | {"norme": [norma(una).citazione for una in self.norme], "ferma": self.ferma}


Trovato = Violazione | Ignoto


@dataclass(frozen=True)
class Controllo:
    """A check of the catalogue."""

    id: str
    gravita: str
    norme: tuple[str, ...]
    campo: str
    regola: str
    prova: Callable[[Any], Iterable[Trovato]]


def controllo(
    codice: str, *norme: str, gravita: str = BLOCCA, campo: str = ""
) -> Callable[[Callable[[Any], Iterable[Trovato]]], Controllo]:
    """Make a check of a generator of Violazione (or Ignoto); its docstring is the rule, as it is printed."""

    def decora(prova: Callable[[Any], Iterable[Trovato]]) -> Controllo:
        return Controllo(codice, gravita, norme, campo, " ".join((prova.__doc__ or "").split()), prova)

    return decora


def esamina(atto: Atto, controlli: Iterable[Controllo]) -> list[Esito]:
    """Return how every check went, one Esito for each thing found, in the order of the catalogue."""
    return [esito for uno in controlli for esito in _esiti(atto, uno)]


def _esiti(atto: Atto, uno: Controllo) -> Iterator[Esito]:
    try:
        trovati = list(uno.prova(atto))
    except RegolaAssente as assente:  # nobody wrote what the law said in that year
        trovati = [Ignoto(str(assente))]
    if not trovati:
        yield Esito(uno.id, uno.gravita, uno.regola, uno.norme, True, "", uno.campo)
    a_mano = {una.controllo: una.motivo for una in atto.verifiche_a_mano}
    for trovato in trovati:
        ignoto = isinstance(trovato, Ignoto)
        if ignoto and uno.id in a_mano:
            fatto = f"Verificato dall'ufficio: {a_mano[uno.id]}"
            yield Esito(uno.id, uno.gravita, uno.regola, uno.norme, True, fatto, uno.campo)
            continue
        yield Esito(
            id=uno.id,
            gravita=uno.gravita,
            regola=uno.regola,
            norme=uno.norme,
            superato=None if ignoto else False,
            messaggio=trovato.messaggio,
            campo=trovato.campo or uno.campo,
            numeri={} if ignoto else {nome: _scritto(valore) for nome, valore in trovato.numeri.items()},
        )


def in_euro(importo: Decimal) -> str:
    """Write an amount of an act as «1.234,56 €»."""
    return euro(cents(importo))


def _scritto(valore: Any) -> str:
    if isinstance(valore, Decimal):
        return in_euro(valore)
    return f"{valore:%d/%m/%Y}" if isinstance(valore, date) else str(valore)
