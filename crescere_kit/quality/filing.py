"""What was not filed, or filed empty: missing is not zero."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from functools import reduce

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.column import colonna
from crescere_kit.quality.finding import Oggetto, Riscontro, riscontro

_LATI = (("entrate", "accertamenti", TITOLI_ENTRATE), ("spese", "impegni", TITOLI_SPESE))
_PROSPETTI = {"equilibri": "equilibri di bilancio", "risultato": "allegato a, risultato di amministrazione"}


def riscontri(conti: Conti) -> Iterator[Riscontro]:
    """Yield the rendiconti missing, empty or partial, and the budgets without cash."""
    con_titoli = {lato: _noti(conti, lato, fase, titoli) for lato, fase, titoli in _LATI}
    qualcosa = con_titoli["entrate"].any(axis=1) | con_titoli["spese"].any(axis=1)
    del_rendiconto = Oggetto("rendiconto", difettosa=lambda voce: voce.documento == "rendiconto")
    yield riscontro("rendiconto_vuoto", del_rendiconto, conti.rendiconto_vuoto)
    yield riscontro("rendiconto_assente", del_rendiconto, _atteso(conti, ~qualcosa))
    for lato, noti in con_titoli.items():
        yield from _lato(lato, noti, qualcosa)
    for lato, nome in _PROSPETTI.items():
        oggetto = Oggetto(nome, difettosa=_di("rendiconto", lato))
        yield riscontro("prospetto_assente", oggetto, qualcosa & ~_qualcuna(conti, "rendiconto", lato))
    yield from _senza_cassa(conti)


def _lato(lato: str, noti: pd.DataFrame, qualcosa: pd.Series) -> Iterator[Riscontro]:
    presenti = noti.any(axis=1)
    yield riscontro(
        "lato_assente", Oggetto(lato, difettosa=_di("rendiconto", lato, noti.columns)), qualcosa & ~presenti
    )
    for titolo in noti:
        oggetto = Oggetto(f"{lato}, titolo {titolo}", difettosa=_di("rendiconto", lato, [titolo]))
        yield riscontro("titolo_assente", oggetto, presenti & ~noti[titolo])


def _senza_cassa(conti: Conti) -> Iterator[Riscontro]:
    for lato, titoli in (("entrate", TITOLI_ENTRATE), ("spese", TITOLI_SPESE)):
        competenza, cassa = (
            _noti(conti, lato, fase, titoli, "previsione").any(axis=1) for fase in ("competenza_1", "cassa_1")
        )
        oggetto = Oggetto(lato, difettosa=_di("previsione", lato, fase="cassa_1"))
        yield riscontro("cassa_assente", oggetto, competenza & ~cassa)


def _noti(
    conti: Conti, lato: str, fase: str, titoli: tuple[str, ...], documento: str = "rendiconto"
) -> pd.DataFrame:
    return pd.DataFrame({titolo: conti.voce(documento, lato, titolo, fase).notna() for titolo in titoli})


def _qualcuna(conti: Conti, documento: str, lato: str) -> pd.Series:
    """Tell where anything at all of one side of a documento is known."""
    noti = (~array.isna() for voce, array in conti.colonne.items() if voce[:2] == (documento, lato))
    dove = reduce(np.logical_or, noti, np.zeros(len(conti), dtype=bool))
    return colonna(dove, conti.indice)


def _atteso(conti: Conti, manca: pd.Series) -> np.ndarray:
    """Tell where a rendiconto is missing that a later one follows, or whose term has passed."""
    istat, anno = (conti.indice.get_level_values(livello) for livello in ("istat", "anno"))
    ultimo = pd.Series(anno, index=istat).where(~manca.to_numpy()).groupby(level=0).transform("max")
    seguito = anno.to_numpy() < ultimo.to_numpy()
    return manca.to_numpy() & (
        seguito | np.isin(anno, [uno for uno in anno.unique() if _scaduto(uno, conti.giorno)])
    )


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
