"""The cash of a year month by month: its long rows, and what there is to say of them.

A month nobody told is unknown, not zero: it has no row, and neither has the month after it where only the sum
from January is known. A negative month is real: a reversal (storno) may be larger than what was moved.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from crescere_kit.accounts.voci import CASSA_MENSILE
from crescere_kit.euro import euro
from crescere_kit.sources.long_rows import lunghe, unisci_righe

MESI = len(CASSA_MENSILE)
_NOMINATI = 5  # comuni named one by one before only counting them


@dataclass(frozen=True)
class Flussi:
    """What was moved in each month.

    chiavi: a row per ente, anno, lato and codice (of the titolo).
    importi: cents by row and month; righe: the rows of the file they come from.
    noti: the months that are known; visti: those the file has for this ente, year and side.
    totali, righe_totali: the year, and the row of the file it comes from.
    """

    chiavi: pd.DataFrame
    importi: np.ndarray
    righe: np.ndarray
    noti: np.ndarray
    visti: np.ndarray
    totali: np.ndarray
    righe_totali: np.ndarray


def righe(flussi: Flussi, file: str) -> pd.DataFrame:
    """Return the long rows: `cassa` of the year, `cassa_01` … `cassa_12` of the months that are known."""
    tabelle = []
    for lato in sorted(set(flussi.chiavi["lato"])):
        quali = np.flatnonzero((flussi.chiavi["lato"] == lato).to_numpy())
        chiavi = flussi.chiavi.iloc[quali]
        per_fase = [("cassa", flussi.totali[quali], flussi.righe_totali[quali], np.ones(len(quali), bool))]
        per_fase += [
            (fase, flussi.importi[quali, mese], flussi.righe[quali, mese], flussi.noti[quali, mese])
            for mese, fase in enumerate(CASSA_MENSILE)
        ]
        parti = {"documento": "siope", "lato": lato, "membro": f"siope_{lato}", "file": file}
        for fase, importi, dove, noti in per_fase:
            valori = pd.Series(pd.arrays.IntegerArray(importi.astype("int64"), ~noti), index=dove)
            tabelle.append(lunghe(chiavi.set_index(dove), {fase: valori}, **parti))
    return unisci_righe(tabelle)


def avvisi(flussi: Flussi, nomi: pd.Series) -> list[str]:
    """Say which years are not whole and which titoli are negative; `nomi` are those of the enti by istat."""
    chiavi = flussi.chiavi.reset_index(drop=True)
    per_ente = chiavi.drop_duplicates(["istat", "anno", "lato"])
    visti = flussi.visti[per_ente.index]
    ultimo = MESI - visti[:, ::-1].argmax(axis=1)
    buchi = [
        ", ".join(str(m + 1) for m in np.flatnonzero(~v[:u])) for v, u in zip(visti, ultimo, strict=True)
    ]
    per_ente = per_ente.assign(ultimo=ultimo, buchi=buchi)
    negativi = chiavi.assign(totale=flussi.totali)[flussi.totali < 0]
    return [
        *_fermi(per_ente[per_ente["ultimo"] < MESI], nomi),
        *_bucati(per_ente[per_ente["buchi"] != ""], nomi),
        *_negativi(negativi, nomi),
    ]


def _fermi(parziali: pd.DataFrame, nomi: pd.Series) -> Iterator[str]:
    for (lato, anno, mese), gruppo in parziali.groupby(["lato", "anno", "ultimo"]):
        fermo = f"le {lato} SIOPE del {anno} si fermano al mese {mese}"
        if len(gruppo) <= _NOMINATI:
            yield from (f"{_chi(nomi, istat)}: {fermo}." for istat in gruppo["istat"])
        else:
            yield f"{fermo[0].upper()}{fermo[1:]} per {len(gruppo)} comuni: {_alcuni(nomi, gruppo['istat'])}."


def _bucati(bucati: pd.DataFrame, nomi: pd.Series) -> Iterator[str]:
    for (lato, anno, mesi), gruppo in bucati.groupby(["lato", "anno", "buchi"]):
        quali = f"i mesi {mesi}" if "," in mesi else f"il mese {mesi}"
        manca = "mancano" if "," in mesi else "manca"
        yield (
            f"Nelle {lato} SIOPE del {anno} {manca} {quali} di {_alcuni(nomi, gruppo['istat'])}: "
            "quanto si è mosso allora non è zero, non si sa."
        )


def _negativi(negativi: pd.DataFrame, nomi: pd.Series) -> Iterator[str]:
    for (lato, anno, codice), gruppo in negativi.groupby(["lato", "anno", "codice"]):
        scritti = [
            f"{_chi(nomi, riga.istat)} {euro(riga.totale)}" for riga in gruppo.head(_NOMINATI).itertuples()
        ]
        yield (
            f"Nelle {lato} SIOPE del {anno} il titolo {codice} è negativo, cioè gli storni superano i "
            f"movimenti: {', '.join(scritti)}{_resto(len(gruppo))}."
        )


def _alcuni(nomi: pd.Series, codici: pd.Series) -> str:
    return ", ".join(_chi(nomi, istat) for istat in codici[:_NOMINATI]) + _resto(len(codici))


def _resto(quanti: int) -> str:
    return f" e altri {quanti - _NOMINATI}" if quanti > _NOMINATI else ""


def _chi(nomi: pd.Series, istat: str) -> str:
    return f"{nomi.get(istat, 'Comune')} ({istat})"
