"""The voci of Italian accounts that are projected by their own history."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, classifications
from crescere_kit.projection.forecast.series import Serie, di_conti

ENTRATE = (
    *("10101", "1010106", "1010116", "1010151"),  # the tributi, and in them IMU, addizionale and TARI
    *("10104", "10301", "10302"),
    *("20101", "20102", "20103", "20104", "20105"),
    *("30100", "30200", "30300", "30400", "30500"),
    *("1", "2", "3", "4", "5", "6"),
)
SPESE = ("101", "102", "103", "104", "107", "109", "110", "1", "2", "3", "4")


def _accertati(codice: str) -> Callable[[Conti], pd.Series]:
    return lambda conti: conti.accertamenti(codice)


def _impegnati(codice: str) -> Callable[[Conti], pd.Series]:
    return lambda conti: conti.impegni(codice)


def nome(lato: str, codice: str) -> str:
    """Return the name of a voce in a series: «entrate 10101»."""
    return f"{lato} {codice}"


VOCI: dict[str, Callable[[Conti], pd.Series]] = {
    nome("entrate", codice): _accertati(codice) for codice in ENTRATE
} | {nome("spese", codice): _impegnati(codice) for codice in SPESE}


def in_parole(voce: str) -> str:
    """Write the voci of Italian accounts by their official name; those of any other panel have their own."""
    lato, _, codice = voce.partition(" ")
    if lato not in ("entrate", "spese") or not classifications.esiste(lato, codice):
        return voce
    di_che = f"titolo {codice} " if len(codice) == 1 else ""
    return f"{di_che}{classifications.nome(lato, codice)} ({lato})"


def dei_conti(conti: Conti) -> Serie:
    """Return the series of accertamenti and impegni, in cents, from the rendiconti."""
    return di_conti(conti, VOCI)


def previste(conti: Conti) -> dict[str, np.ndarray]:
    """Return what each ente had foreseen for each voce and year, as first approved, float (ente, anno)."""
    lette = {
        nome(lato, codice): lambda letti, lato=lato, codice=codice: letti.voce(
            "previsione", lato, codice, "competenza_1"
        )
        for lato, codici in (("entrate", ENTRATE), ("spese", SPESE))
        for codice in codici
    }
    serie = di_conti(conti, lette)
    return {voce: serie.valori[:, posto] for posto, voce in enumerate(serie.voci)}
