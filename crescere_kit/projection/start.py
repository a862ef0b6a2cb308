"""What each line was in the last rendiconto: the place from which the projection starts."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import CONTI, LINEE, RESTO

# Where only the titolo was filed, or its parts do not add up to it, this line takes what is left.
_RACCOGLIE = {
    ("entrate", "1"): "altri_tributi",
    ("entrate", "2"): "trasf_20101",
    ("entrate", "3"): "beni_servizi",
    ("spese", "1"): "altre_correnti",
}
_FASE = {"entrate": "accertamenti", "spese": "impegni"}


def partenza(
    conti: Conti, orizzonte: Orizzonte, note: Mapping[str, np.ndarray], passo: int = 0
) -> dict[str, np.ndarray]:
    """Return each line of entrata and spesa at year N + passo: cents (n,), NaN where it is not known.

    note: what the ente itself says that a line was, (n,), for those that no official file holds alone. The
    lines of an account add up to it, and those of a titolo to the titolo.
    """
    per_conto = {chiave: _leggi(conti, orizzonte, *chiave, passo) for chiave in CONTI}
    linee: dict[str, np.ndarray] = {}
    for (lato, conto), codici in CONTI.items():
        resto = per_conto[lato, conto].copy()
        for codice in codici:
            if LINEE[codice].dentro != RESTO:
                linee[codice] = _sola(conti, orizzonte, codice, note, passo)
                resto -= np.nan_to_num(linee[codice])  # an unknown part stays inside the rest
        linee[next(c for c in codici if LINEE[c].dentro == RESTO)] = resto
    for (lato, titolo), raccoglie in _RACCOGLIE.items():
        _chiudi(linee, lato, titolo, raccoglie, _leggi(conti, orizzonte, lato, titolo, passo))
    return {codice: linee[codice] for codice in LINEE if codice in linee}


def _chiudi(linee: dict[str, np.ndarray], lato: str, titolo: str, raccoglie: str, totale: np.ndarray) -> None:
    """Make the lines of a titolo add up to it: what nobody filed is zero once the rest is accounted for."""
    resti = [c for c, una in LINEE.items() if (una.lato, una.titolo, una.dentro) == (lato, titolo, RESTO)]
    tutte = [c for c, una in LINEE.items() if (una.lato, una.titolo) == (lato, titolo)]
    noto = ~np.isnan(totale)
    for codice in resti:
        linee[codice] = np.where(noto & np.isnan(linee[codice]), 0.0, linee[codice])
    somma = sum(np.nan_to_num(linee[codice]) for codice in tutte)
    linee[raccoglie] = np.where(noto, linee[raccoglie] + totale - somma, linee[raccoglie])


def _sola(
    conti: Conti, orizzonte: Orizzonte, codice: str, note: Mapping[str, np.ndarray], passo: int
) -> np.ndarray:
    linea = LINEE[codice]
    filata = (
        _leggi(conti, orizzonte, linea.lato, linea.dentro, passo)
        if linea.dentro
        else np.full(len(orizzonte), np.nan)
    )
    return np.where(np.isnan(filata), note.get(codice, np.nan), filata)


def _leggi(conti: Conti, orizzonte: Orizzonte, lato: str, codice: str, passo: int) -> np.ndarray:
    serie = conti.voce("rendiconto", lato, codice, _FASE[lato])
    return orizzonte.prendi(conti, serie, passo)
