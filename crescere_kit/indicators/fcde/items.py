"""The entrate that the ente puts at risk of not being collected, and what is known of each.

Which they are only the ente can say, in its form; its figures come first, and the rendiconto or the bilancio
answer for the codes of the official classification.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, classifications, lists

LATO = "fcde"
PREVISIONI = ("previsione_1", "previsione_2", "previsione_3")
COMPETENZA = ("competenza_1", "competenza_2", "competenza_3")
DI_BILANCIO = (*PREVISIONI, "metodo", "progetto_riscossione", "stanziato_1")
_NEL_RENDICONTO = (
    "accertamenti",
    "riscossioni_competenza",
    "residui_iniziali",
    "riscossioni_residui",
    "residui_finali",
)
DI_RENDICONTO = (*_NEL_RENDICONTO, "riscossioni_anno_dopo", "accantonato")


def codici(conti: Conti) -> list[str]:
    """Return the names of the entrate at risk that anybody of these enti wrote."""
    return conti.ricorda("fcde_codici", _codici)


def nome(codice: str) -> str:
    """Write an entrata for people: the code, and its official name when it has one."""
    if not classifications.esiste("entrate", codice):
        return f"«{codice}»"
    return f"«{codice} {classifications.nome('entrate', codice)}»"


def voce(conti: Conti, codice: str, fase: str) -> pd.Series:
    """Return a fase of one entrata as the ente wrote it, else as the rendiconto has it."""
    scritta = conti.manuale(LATO, codice, fase)
    if fase not in _NEL_RENDICONTO or not classifications.esiste("entrate", codice):
        return scritta
    for ufficiale in (codice, piano_dei_conti(codice)):
        del_rendiconto = conti.entrate(fase, ufficiale).mask(conti.rendiconto_vuoto)
        scritta = scritta.where(scritta.notna(), del_rendiconto)
    return scritta


def prevista(conti: Conti, codice: str, anno: int) -> pd.Series:
    """Return what the bilancio foresees of one entrata, 0 being its first year."""
    scritta = conti.manuale(LATO, codice, PREVISIONI[anno])
    if not classifications.esiste("entrate", codice):
        return scritta
    return scritta.where(scritta.notna(), conti.previsione("entrate", COMPETENZA[anno], codice))


def scritta(conti: Conti, codice: str, fasi: tuple[str, ...]) -> np.ndarray:
    """Say (bool) in which rows the ente wrote anything of an entrata in its form."""
    return conti.ricorda(("fcde_scritta", codice, fasi), lambda letti: _scritta(letti, codice, fasi))


def piano_dei_conti(codice: str) -> str:
    """Write a code of entrata as the piano dei conti does: 1010151 is E.1.01.01.51."""
    coppie = [codice[posto : posto + 2] for posto in range(1, len(codice), 2)]
    return ".".join(["E", codice[0], *coppie]).removesuffix(".00")


def numeri(serie: pd.Series) -> np.ndarray:
    """Return a series of the panel as float64, NaN where it is missing."""
    return serie.to_numpy(dtype=float, na_value=np.nan)


def _scritta(conti: Conti, codice: str, fasi: tuple[str, ...]) -> np.ndarray:
    return np.any([conti.manuale(LATO, codice, fase).notna().to_numpy() for fase in fasi], axis=0)


def _codici(conti: Conti) -> list[str]:
    return sorted({voce.codice for voce in lists.voci_scritte(conti.colonne, LATO)})
