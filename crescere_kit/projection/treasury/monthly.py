"""The cash month by month: the year of each titolo laid over its months, but for what falls in known ones."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.projection.horizon import ANNI
from crescere_kit.projection.treasury.annual import Movimenti
from crescere_kit.projection.treasury.calendar import MESI
from crescere_kit.projection.treasury.events import Evento
from crescere_kit.projection.treasury.profile import Profilo
from crescere_kit.projection.treasury.rates import NEUTRI, TEMA, Iniziali, Titolo


@dataclass(frozen=True)
class Mensile:
    """The 24 months of each ente; every array is (enti, paths, 24), NaN where SIOPE has no months.

    entrate, uscite: of the month. saldi: at its end, net of what is owed to the tesoriere, so that below zero
    they are the anticipazione in use. banda: how far a balance may be from that only because money comes and
    goes on other days; at 31 December it is zero, since how much moves in the year has bands of its own.
    iniziale: the balance that opens, (enti, paths, 1). perche: for each ente, why its months are not known.
    """

    entrate: np.ndarray
    uscite: np.ndarray
    iniziale: np.ndarray
    saldi: np.ndarray
    banda: np.ndarray
    perche: tuple[str, ...]


def applica(
    profilo: Profilo, movimenti: Movimenti, iniziali: Iniziali, eventi: Iterable[Evento] = ()
) -> Mensile:
    """Lay what each titolo moves over the months, and step the balance from the start of the first year."""
    eventi = tuple(eventi)
    lati = {"entrate": np.zeros((1, 1, ANNI, MESI)), "spese": np.zeros((1, 1, ANNI, MESI))}
    for titolo in movimenti.competenza:
        if titolo in NEUTRI:
            continue
        propri = [evento for evento in eventi if evento.titolo == titolo]
        lati[titolo[0]] = lati[titolo[0]] + _sui_mesi(titolo, profilo, movimenti.mosso(titolo), propri)
    entrate, uscite = np.broadcast_arrays(*lati.values())
    banda = _banda(entrate, uscite)
    entrate, uscite, banda = (_in_fila(valori) for valori in (entrate, uscite, banda))
    iniziale = iniziali.cassa - iniziali.debito
    saldi = iniziale + np.cumsum(entrate - uscite, axis=-1)
    return Mensile(entrate, uscite, iniziale, saldi, banda, profilo.perche)


def _sui_mesi(titolo: Titolo, profilo: Profilo, mosso: np.ndarray, eventi: list[Evento]) -> np.ndarray:
    """Return what a titolo moves in each month: (enti, paths, years, 12)."""
    di_solito = profilo.mesi[titolo]
    resto, senza, datati = mosso, di_solito, 0.0
    for evento in eventi:
        importo, passato = _conosciuto(evento)
        importo = np.clip(
            importo, 0, np.maximum(resto, 0)
        )  # part of its titolo: never more than what is left
        resto = resto - importo
        senza = senza - passato[..., None] * evento.mesi
        datati = datati + importo[..., None] * evento.mesi
    return np.where(resto[..., None] == 0, 0.0, resto[..., None] * _intere(senza, di_solito)) + datati


def _intere(quote: np.ndarray, di_solito: np.ndarray) -> np.ndarray:
    """Make one of the shares that are left, never below zero where events took more than the month moved."""
    if quote is di_solito:
        return quote
    positive = np.maximum(quote, 0)
    somma = positive.sum(axis=-1, keepdims=True)
    return np.where(somma > 0, positive / np.where(somma > 0, somma, 1), di_solito)


def _conosciuto(evento: Evento) -> tuple[np.ndarray, np.ndarray]:
    """An event of which the amount or the past is unknown stays in the profile, where it was."""
    noto = np.isfinite(evento.importo) & np.isfinite(evento.passato)
    return np.where(noto, evento.importo, 0.0), np.where(noto, evento.passato, 0.0)


def _banda(entrate: np.ndarray, uscite: np.ndarray) -> np.ndarray:
    """Each month may move so much more or less; what moved early does not move later, up to 31 December."""
    scarto = float(rules.ultima(TEMA, "banda_mensile").valore) / 100
    incerto = np.cumsum(scarto**2 * (entrate**2 + uscite**2), axis=-1)
    tutto = incerto[..., -1:]
    return np.sqrt(incerto * (1 - np.divide(incerto, tutto, out=np.ones_like(incerto), where=tutto != 0)))


def _in_fila(valori: np.ndarray) -> np.ndarray:
    """Put the months of the two years one after the other."""
    return valori.reshape(*valori.shape[:-2], -1)
