"""Sintetici 2: how much of the forecast entrate is accertato and how much comes in."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.indicators.deficitarieta import TRIBUTI_PROPRI
from crescere_kit.indicators.sintetici.form import Conti, Rapporto, incassi, sintetico

PROPRIE = (TRIBUTI_PROPRI, "3")
INIZIALI = "previsioni iniziali di competenza, titoli 1, 2 e 3"
DEFINITIVE = "previsioni definitive di competenza, titoli 1, 2 e 3"
DI_CASSA = "previsioni iniziali di cassa, titoli 1, 2 e 3"
DEFINITIVE_DI_CASSA = "previsioni definitive di cassa, titoli 1, 2 e 3"


def _iniziali(conti: Conti, fase: str) -> pd.Series:
    """Return the entrate correnti of the budget as first approved: the assestato is another indicator."""
    primo, secondo, terzo = (conti.voce("previsione", "entrate", t, fase) for t in ENTRATE_CORRENTI)
    return primo + secondo + terzo


@sintetico("2.1", "Accertamenti correnti su previsioni iniziali", "basso", INIZIALI)
def accertamenti_su_iniziali(conti: Conti) -> Rapporto:
    """Entrate correnti accertate sulle previsioni iniziali di competenza."""
    return Rapporto(conti.accertamenti(*ENTRATE_CORRENTI), _iniziali(conti, "competenza_1"))


@sintetico("2.2", "Accertamenti correnti su previsioni definitive", "basso", DEFINITIVE)
def accertamenti_su_definitive(conti: Conti) -> Rapporto:
    """Entrate correnti accertate sulle previsioni definitive di competenza."""
    return Rapporto(
        conti.accertamenti(*ENTRATE_CORRENTI), conti.entrate("previsioni_competenza", *ENTRATE_CORRENTI)
    )


@sintetico("2.3", "Accertamenti di entrate proprie su previsioni iniziali", "basso", INIZIALI)
def proprie_su_iniziali(conti: Conti) -> Rapporto:
    """Tributi propri ed entrate extratributarie accertati, sulle previsioni iniziali di competenza delle
    entrate correnti.
    """
    return Rapporto(conti.accertamenti(*PROPRIE), _iniziali(conti, "competenza_1"))


@sintetico("2.4", "Accertamenti di entrate proprie su previsioni definitive", "basso", DEFINITIVE)
def proprie_su_definitive(conti: Conti) -> Rapporto:
    """Tributi propri ed entrate extratributarie accertati, sulle previsioni definitive di competenza delle
    entrate correnti.
    """
    return Rapporto(conti.accertamenti(*PROPRIE), conti.entrate("previsioni_competenza", *ENTRATE_CORRENTI))


@sintetico("2.5", "Incassi correnti su previsioni iniziali di cassa", "basso", DI_CASSA)
def incassi_su_iniziali(conti: Conti) -> Rapporto:
    """Incassi correnti, in competenza e a residui, sulle previsioni iniziali di cassa."""
    return Rapporto(incassi(conti, *ENTRATE_CORRENTI), _iniziali(conti, "cassa_1"))


@sintetico("2.6", "Incassi correnti su previsioni definitive di cassa", "basso", DEFINITIVE_DI_CASSA)
def incassi_su_definitive(conti: Conti) -> Rapporto:
    """Incassi correnti, in competenza e a residui, sulle previsioni definitive di cassa."""
    return Rapporto(incassi(conti, *ENTRATE_CORRENTI), conti.entrate("previsioni_cassa", *ENTRATE_CORRENTI))


@sintetico("2.7", "Incassi di entrate proprie su previsioni iniziali di cassa", "basso", DI_CASSA)
def incassi_propri_su_iniziali(conti: Conti) -> Rapporto:
    """Incassi di tributi propri ed entrate extratributarie, sulle previsioni iniziali di cassa delle entrate
    correnti.
    """
    return Rapporto(incassi(conti, *PROPRIE), _iniziali(conti, "cassa_1"))


INDICATORI = (
    accertamenti_su_iniziali,
    accertamenti_su_definitive,
    proprie_su_iniziali,
    proprie_su_definitive,
    incassi_su_iniziali,
    incassi_su_definitive,
    incassi_propri_su_iniziali,
)
