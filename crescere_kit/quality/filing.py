"""What was not filed, or filed empty: missing is not zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.quality.finding import Oggetto, Riscontro, riscontro

_LATI = (("entrate", "accertamenti", TITOLI_ENTRATE), ("spese", "impegni", TITOLI_SPESE))
_PROSPETTI = {"equilibri": "equilibri di bilancio", "risultato": "allegato a, risultato di amministrazione"}


def riscontri(conti: Conti) -> Iterator[Riscontro]:
    """Yield the rendiconti missing, empty or partial, and the budgets without cash."""
    con_titoli = {lato: _noti(conti, lato, fase, titoli) for lato, fase, titoli in _LATI}
    qualcosa = _almeno_uno(con_titoli["entrate"]) | _almeno_uno(con_titoli["spese"])
    del_rendiconto = Oggetto("rendiconto", difettosa=lambda voce: voce.documento == "rendiconto")
    yield riscontro("rendiconto_vuoto", del_rendiconto, conti.rendiconto_vuoto)
    yield riscontro("rendiconto_assente", del_rendiconto, _atteso(conti, ~qualcosa))
    for lato, noti in con_titoli.items():
        yield from _lato(lato, noti, qualcosa)
    for lato, nome in _PROSPETTI.items():
        oggetto = Oggetto(nome, difettosa=_di("rendiconto", lato))
        yield riscontro("prospetto_assente", oggetto, qualcosa & ~_qualcuna(conti, "rendiconto", lato))
    yield from _senza_cassa(conti)


def _lato(lato: str, noti: dict[str, np.ndarray], qualcosa: np.ndarray) -> Iterator[Riscontro]:
    presenti = _almeno_uno(noti)
    yield riscontro(
        "lato_assente", Oggetto(lato, difettosa=_di("rendiconto", lato, noti)), qualcosa & ~presenti
    )
    for titolo, noto in noti.items():
        oggetto = Oggetto(f"{lato}, titolo {titolo}", difettosa=_di("rendiconto", lato, [titolo]))
        yield riscontro("titolo_assente", oggetto, presenti & ~noto)


def _senza_cassa(conti: Conti) -> Iterator[Riscontro]:
    for lato, titoli in (("entrate", TITOLI_ENTRATE), ("spese", TITOLI_SPESE)):
        competenza, cassa = (
            _almeno_uno(_noti(conti, lato, fase, titoli, "previsione"))
            for fase in ("competenza_1", "cassa_1")
        )
        oggetto = Oggetto(lato, difettosa=_di("previsione", lato, fase="cassa_1"))
        yield riscontro("cassa_assente", oggetto, competenza & ~cassa)


def _noti(
    conti: Conti, lato: str, fase: str, titoli: tuple[str, ...], documento: str = "rendiconto"
) -> dict[str, np.ndarray]:
    """Tell (bool), for each titolo, on which rows it is known."""
    return {titolo: conti.voce(documento, lato, titolo, fase).notna().to_numpy() for titolo in titoli}


def _almeno_uno(noti: dict[str, np.ndarray]) -> np.ndarray:
    return np.logical_or.reduce(list(noti.values()))


def _qualcuna(conti: Conti, documento: str, lato: str) -> np.ndarray:
    """Tell (bool) where anything at all of one side of a documento is known."""
    suoi = np.array([voce[:2] == (documento, lato) for voce in conti.colonne], dtype=bool)
    return conti.colonne.presenti()[suoi].any(axis=0)


def _atteso(conti: Conti, manca: np.ndarray) -> np.ndarray:
    """Tell where a rendiconto is missing that a later one follows, or whose term has passed."""
    if not manca.any():
        return manca
    istat, anno = conti.indice.get_level_values("istat"), conti.anno_di_riga
    ultimo = pd.Series(anno, index=istat).where(~manca).groupby(level=0).transform("max")
    scaduti = [uno for uno in np.unique(anno) if _scaduto(uno, conti.giorno)]
    return manca & ((anno < ultimo.to_numpy()) | np.isin(anno, scaduti))


def _scaduto(anno: int, giorno: date | None) -> bool:
    try:
        return giorno is not None and rules.termine("rendiconto_bdap", int(anno)) < giorno
    except rules.RegolaAssente:
        return False


def _di(documento: str, lato: str, codici: object = None, fase: str | None = None) -> Callable[[Voce], bool]:
    """Return the test that a voce is of that side of a documento (and of those codes, of that fase)."""
    scelti = None if codici is None else frozenset(codici)

    def difettosa(voce: Voce) -> bool:
        return (
            voce.documento == documento
            and voce.lato == lato
            and (scelti is None or voce.codice in scelti)
            and fase in (None, voce.fase)
        )

    return difettosa
