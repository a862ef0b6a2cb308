"""The FCDE of the bilancio di previsione: one entrata after the other, over the whole panel at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import quota_non_riscossa, rapporti, supera_la_media
from crescere_kit.indicators.fcde import items
from crescere_kit.indicators.fcde.methods import ACCELERATO, METODI, NUMERATI, Metodo, Storia
from crescere_kit.indicators.fcde.window import Finestra, anni_serie, prima_del_bilancio

ANNI = range(len(items.PREVISIONI))


class Quadro(NamedTuple):
    """What is the same for every entrata of a bilancio: the rendiconti to look at, and what the law wants."""

    finestra: Finestra
    percento: np.ndarray
    ammesso: np.ndarray


@dataclass(frozen=True)
class EntrataPrevista:
    """One entrata in the rows (their places) of the bilanci that have it.

    importi: a row for each year of the bilancio; percento: how much of the fund each must hold. metodo is the
    number that the ente chose, the first where it chose none. ammesso, progetto and migliora are the three
    conditions of the metodo accelerato.
    """

    codice: str
    righe: np.ndarray
    storia: Storia
    importi: np.ndarray
    percento: np.ndarray
    metodo: np.ndarray
    ammesso: np.ndarray
    progetto: np.ndarray
    migliora: np.ndarray

    def fondo(self, metodo: Metodo, anno: int, quali: np.ndarray | slice = slice(None)) -> np.ndarray:
        """Return the fund of one year in cents by one method, for some of the rows; NaN where unknown."""
        importi = self.importi[anno][quali]
        if metodo is ACCELERATO:
            permesso = (self.ammesso & self.progetto & self.migliora)[quali]
            importi = np.where(permesso | (importi == 0), importi, np.nan)
        numeratori, denominatori = metodo.rapporti(self.storia)
        return quota_non_riscossa(
            importi, numeratori[:, quali], denominatori[:, quali], self.percento[anno][quali]
        )

    def fondo_scelto(self, anno: int) -> np.ndarray:
        """Return the fund of one year by the method that each ente chose."""
        fondo = np.full(len(self.righe), np.nan)
        for numero, metodo in NUMERATI.items():
            quali = np.flatnonzero(self.metodo == numero)
            fondo[quali] = self.fondo(metodo, anno, quali)
        return fondo


def totale(conti: Conti, cosa: str) -> pd.Series:
    """Return a total over the entrate at risk, in cents: by a method, or «scelto» and the year (0, 1, 2).

    Missing where no entrata is at risk, or where that of any cannot be computed.
    """
    return conti.ricorda("fcde_previsione", _totali)[cosa]


def previste(conti: Conti) -> Iterator[EntrataPrevista]:
    """Yield each entrata at risk, with all that its fund needs."""
    quadro = Quadro(
        prima_del_bilancio(conti, anni_serie() + 1), percento_obbligatorio(conti), accelerato_ammesso(conti)
    )
    for codice in items.codici(conti):
        in_bilancio = items.scritta(conti, codice, items.DI_BILANCIO)
        nella_serie = quadro.finestra.qualcuno(items.scritta(conti, codice, items.DI_RENDICONTO))
        righe = np.flatnonzero(in_bilancio | nella_serie)
        if len(righe):
            yield _prevista(conti, codice, righe, quadro)


def percento_obbligatorio(conti: Conti) -> np.ndarray:
    """Return the share of the fund that each of the three years must hold, a row each."""
    anni = conti.anno_di_riga
    quote = [rules.per_anni("fcde", "percentuale_obbligatoria", anni + passo) for passo in ANNI]
    return np.stack([items.numeri(quota) for quota in quote])


def accelerato_ammesso(conti: Conti) -> np.ndarray:
    """Say (bool) which bilanci may use the metodo accelerato, the first only with the assestamento."""
    anni = conti.anno_di_riga
    sempre, assestati = (
        rules.per_anni("fcde", codice, anni).notna().to_numpy()
        for codice in ("metodo_accelerato", "metodo_accelerato_assestamento")
    )
    return sempre | (assestati & conti.ha("assestato").to_numpy())


def _prevista(conti: Conti, codice: str, righe: np.ndarray, quadro: Quadro) -> EntrataPrevista:
    sua = quadro.finestra.di(righe)
    fasi = ("accertamenti", "riscossioni_competenza", "riscossioni_anno_dopo")
    storia = Storia(sua.anni, *(sua.guarda(items.numeri(items.voce(conti, codice, fase))) for fase in fasi))
    metodo = items.numeri(conti.manuale(items.LATO, codice, "metodo"))[righe]
    progetto = items.numeri(conti.manuale(items.LATO, codice, "progetto_riscossione"))[righe]
    quote = rapporti(storia.incassato, storia.accertato)
    confronto = quote[: int(rules.ultima("fcde", "anni_confronto_accelerato").valore)]
    return EntrataPrevista(
        codice,
        righe,
        storia,
        np.stack([items.numeri(items.prevista(conti, codice, anno))[righe] for anno in ANNI]),
        quadro.percento[:, righe],
        np.where(np.isnan(metodo), 1, metodo),
        quadro.ammesso[righe],
        progetto == 1,
        supera_la_media(quote[0], confronto),
    )


def _totali(conti: Conti) -> dict[str, pd.Series]:
    nomi = [metodo.codice for metodo in METODI] + [f"scelto{anno}" for anno in ANNI]
    somme = {nome: np.zeros(len(conti)) for nome in nomi}
    in_gioco = np.zeros(len(conti), dtype=bool)
    for entrata in previste(conti) if items.codici(conti) else ():
        in_gioco[entrata.righe] = True
        for metodo in METODI:
            somme[metodo.codice][entrata.righe] += entrata.fondo(metodo, 0)
        for anno in ANNI:
            somme[f"scelto{anno}"][entrata.righe] += entrata.fondo_scelto(anno)
    return {nome: in_centesimi(somma, in_gioco, conti) for nome, somma in somme.items()}


def in_centesimi(somma: np.ndarray, in_gioco: np.ndarray, conti: Conti) -> pd.Series:
    """Return a total as the panel keeps it, missing where nothing was summed or something was unknown."""
    noti = in_gioco & ~np.isnan(somma)
    cents = pd.arrays.IntegerArray(np.where(noti, somma, 0).astype("int64"), ~noti)
    return pd.Series(cents, index=conti.indice)
