"""The result of administration's parts: what must be set aside, what is tied, what may be used again."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.sources.demo.chance import caso, cents
from crescere_kit.sources.demo.comuni import DISAVANZO, PREDISSESTO, Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.revenue import GRANDI
from crescere_kit.sources.demo.tables import entrate

ANNI_FCDE = 5
PRUDENZA = {PREDISSESTO: 0.9, DISAVANZO: 0.97}


@dataclass(frozen=True)
class Quote:
    """The parts of the result of administration at 31 December, in cents."""

    fcde: np.ndarray
    fal: np.ndarray
    perdite_partecipate: np.ndarray
    contenzioso: np.ndarray
    altri_accantonamenti: np.ndarray
    vincolata: np.ndarray
    destinata: np.ndarray

    @property
    def accantonata(self) -> np.ndarray:
        """Return part B."""
        return self.fcde + self.fal + self.perdite_partecipate + self.contenzioso + self.altri_accantonamenti


@dataclass(frozen=True)
class Gestione:
    """How the year moves the parts: what is used, budgeted, tied, corrected at the end."""

    quote: Quote
    usate_correnti: np.ndarray
    usate_capitale: np.ndarray
    libero: np.ndarray
    accantonate: np.ndarray
    vincolate_correnti: np.ndarray
    vincolate_capitale: np.ndarray
    variazione: np.ndarray
    liberate: np.ndarray
    destinate: np.ndarray


def incagli(storia: list[np.ndarray]) -> np.ndarray:
    """Return the share of old credits that experience says will not come in (all. 4/2, esempio 5)."""
    return 1 - np.mean(storia[-ANNI_FCDE:], axis=0)


def riscosso_dei_residui(mosse: Movimenti) -> np.ndarray:
    """Return the share of old credits collected in the year; where there were none, all of it."""
    return np.where(mosse.iniziali > 0, mosse.in_residui / np.maximum(mosse.iniziali, 1), 1.0)


def quote_di_partenza(comuni: Comuni, correnti: np.ndarray, fcde: np.ndarray, fal: np.ndarray) -> Quote:
    """Return parts in proportion to the entrate correnti, for the year before the first."""
    vincolata, destinata = cents(0.05 * correnti), cents(0.012 * correnti * (comuni.classe < DISAVANZO))
    return Quote(fcde, fal, *_fondi(comuni, correnti, 0), vincolata, destinata)


def fcde(comuni: Comuni, finali: np.ndarray, incaglio: np.ndarray) -> np.ndarray:
    """Return the fondo crediti: the weakest comuni set aside a little less than they should."""
    prudenza = np.select([comuni.classe == c for c in PRUDENZA], PRUDENZA.values(), 1.0)
    return cents(prudenza * (finali * incaglio * entrate()["fcde"]).sum(axis=1))


def gestisci(
    comuni: Comuni,
    anno: int,
    prima: Quote,
    disponibile: np.ndarray,
    *,
    mosse: Movimenti,
    incaglio: np.ndarray,
) -> Gestione:
    """Decide what the year uses and sets aside; the FAL follows its own plan, see `debt`."""
    correnti = mosse.obbligazioni[:, entrate().titolo("1", "2", "3")].sum(axis=1)
    sorte = caso(comuni.seme, anno, "quote").random((len(comuni), 7))
    usi = _usi(prima, disponibile, sorte)
    vincolate = [cents((0.006 + 0.014 * sorte[:, i]) * correnti) for i in (4, 5)]
    destinate = cents(0.008 * sorte[:, 6] * comuni.forza * correnti * (disponibile > 0))
    quote = Quote(
        fcde(comuni, mosse.finali, incaglio),
        prima.fal,
        *_fondi(comuni, correnti, anno),
        prima.vincolata - usi["vincolata"] + sum(vincolate),
        prima.destinata - usi["destinata"] + destinate,
    )
    perse = (mosse.cancellati * incaglio * entrate()["fcde"]).sum(axis=1)
    liberate = np.minimum(prima.fcde, cents(perse))
    serve = quote.accantonata - prima.accantonata + usi["accantonata"] + liberate
    accantonate = cents(np.maximum(serve * (0.75 + 0.35 * sorte[:, 0]), 0.004 * correnti))
    gestione = {"accantonate": accantonate, "variazione": serve - accantonate, "liberate": liberate}
    gestione |= {"vincolate_correnti": vincolate[0], "vincolate_capitale": vincolate[1]}
    return Gestione(quote=quote, destinate=destinate, **_per_fine(usi), **gestione)


def _usi(prima: Quote, disponibile: np.ndarray, sorte: np.ndarray) -> dict[str, np.ndarray]:
    """Return what the year takes from each part of the result of the year before."""
    fondi = prima.contenzioso + prima.altri_accantonamenti
    return {
        "accantonata": cents(0.12 * sorte[:, 0] * fondi),
        "vincolata": cents((0.3 + 0.3 * sorte[:, 1]) * prima.vincolata),
        "destinata": cents(0.6 * sorte[:, 2] * prima.destinata),
        "libero": cents((0.15 + 0.4 * sorte[:, 3]) * np.maximum(disponibile, 0)),
    }


def _per_fine(usi: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Split the uses between current spending and works; the avanzo libero is split by `balance`."""
    meta = usi["vincolata"] // 2
    return {
        "usate_correnti": usi["accantonata"] + meta,
        "usate_capitale": usi["vincolata"] - meta + usi["destinata"],
        "libero": usi["libero"],
    }


def _fondi(comuni: Comuni, correnti: np.ndarray, anno: int) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Return the funds for company losses, lawsuits and the rest."""
    forma = (len(comuni), 2)
    sorte = caso(comuni.seme, "fondi").random(forma) + 0.12 * caso(comuni.seme, anno, "fondi").random(forma)
    perdite = cents(0.0015 * correnti * (comuni.abitanti >= GRANDI))
    contenzioso = cents((0.004 + 0.035 * (1 - comuni.forza) * sorte[:, 0]) * correnti)
    return perdite, contenzioso, cents((0.008 + 0.012 * sorte[:, 1]) * correnti)
