"""The same act for many comuni: a proposal each, and a table of who lacks what. Never half a document."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from crescere_kit.acts.act import etichetta
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.faults import DatiNonValidi
from crescere_kit.acts.production import Lavoro, lavora
from crescere_kit.errors import ErroreSpiegato

PRONTO, MANCANO, FERMATO, ERRORE = "pronto", "mancano campi", "controlli non superati", "errore"


@dataclass(frozen=True)
class EsitoEnte:
    """What came of the act of one comune: the docx when nothing stops it, else why there is none."""

    slug: str
    nome: str
    stato: str
    mancano: tuple[str, ...] = ()  # labels of the empty fields
    controlli: tuple[str, ...] = ()  # sentences of the checks that stop it
    docx: bytes | None = None

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types, without the document."""
        return {nome: valore for nome, valore in asdict(self).items() if nome != "docx"}


DatiDi = Callable[[str], Mapping[str, Any]]


def genera(
    definizione: Definizione, scrivanie: Iterable[Scrivania], giorno: date, dati_di: DatiDi
) -> Iterable[EsitoEnte]:
    """Yield how the proposal of each comune went; dati_di gives the data that each slug wrote.

    What a proposal does not have yet (session, votes, opinions) is left blank and asked of nobody.
    """
    for una in scrivanie:
        yield _di(definizione, una, giorno, dati_di)


def _di(definizione: Definizione, una: Scrivania, giorno: date, dati_di: DatiDi) -> EsitoEnte:
    try:
        lavoro = lavora(definizione, dati_di(una.slug), una.fatti(giorno))
        return _esito(una, lavoro)
    except DatiNonValidi as errore:
        frasi = [f"{uno.campo}: {uno.messaggio}" for uno in errore.difetti]
        return EsitoEnte(una.slug, una.nome, ERRORE, controlli=tuple(frasi))
    except ErroreSpiegato as errore:
        return EsitoEnte(una.slug, una.nome, ERRORE, controlli=(str(errore),))


def _esito(una: Scrivania, lavoro: Lavoro) -> EsitoEnte:
    mancano = tuple(etichetta(type(lavoro.atto), nome) for nome in lavoro.mancano(della_seduta=False))
    fermano = tuple(f"{esito.id}: {esito.messaggio}" for esito in lavoro.fermano(della_seduta=False))
    if mancano or fermano:
        return EsitoEnte(una.slug, una.nome, MANCANO if mancano else FERMATO, mancano, fermano)
    return EsitoEnte(una.slug, una.nome, PRONTO, docx=lavoro.bozza())


def riassunto(esiti: Sequence[EsitoEnte]) -> dict[str, int]:
    """Return how many comuni are in each state."""
    return {stato: sum(uno.stato == stato for uno in esiti) for stato in (PRONTO, MANCANO, FERMATO, ERRORE)}
