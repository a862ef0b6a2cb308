"""Sintetici 8 and 9: how many residui are new, and how fast what is owed is paid."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.indicators.indicator import GIORNI
from crescere_kit.indicators.sintetici.form import Conti, Rapporto, sintetico

ACQUISTI = ("103", "202")
PASSIVI, ATTIVI = "residui passivi al 31 dicembre", "residui attivi al 31 dicembre"


def _nuovi(fase_di: Callable[..., pd.Series], *codici: str) -> Rapporto:
    return Rapporto(fase_di("residui_da_competenza", *codici), fase_di("residui_finali", *codici))


@sintetico("8.1", "Nuovi residui passivi correnti sullo stock", denominatore=PASSIVI)
def nuovi_passivi_correnti(conti: Conti) -> Rapporto:
    """Residui passivi di parte corrente nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.spese, "1")


@sintetico("8.2", "Nuovi residui passivi in conto capitale sullo stock", denominatore=PASSIVI)
def nuovi_passivi_capitale(conti: Conti) -> Rapporto:
    """Residui passivi in conto capitale nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.spese, "2")


@sintetico("8.3", "Nuovi residui passivi per attività finanziarie sullo stock", denominatore=PASSIVI)
def nuovi_passivi_finanziari(conti: Conti) -> Rapporto:
    """Residui passivi per incremento di attività finanziarie nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.spese, "3")


@sintetico("8.4", "Nuovi residui attivi correnti sullo stock", denominatore=ATTIVI)
def nuovi_attivi_correnti(conti: Conti) -> Rapporto:
    """Residui attivi di parte corrente nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.entrate, *ENTRATE_CORRENTI)


@sintetico("8.5", "Nuovi residui attivi in conto capitale sullo stock", denominatore=ATTIVI)
def nuovi_attivi_capitale(conti: Conti) -> Rapporto:
    """Residui attivi in conto capitale nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.entrate, "4")


@sintetico("8.6", "Nuovi residui attivi da attività finanziarie sullo stock", denominatore=ATTIVI)
def nuovi_attivi_finanziari(conti: Conti) -> Rapporto:
    """Residui attivi da riduzione di attività finanziarie nati nell'anno, su quelli al 31 dicembre."""
    return _nuovi(conti.entrate, "5")


@sintetico("9.1", "Acquisti e investimenti pagati nell'anno", "basso", "impegni dei macroaggregati 103 e 202")
def pagamenti_dell_anno(conti: Conti) -> Rapporto:
    """Pagamenti in conto competenza per beni, servizi e investimenti, sui loro impegni."""
    return Rapporto(conti.spese("pagamenti_competenza", *ACQUISTI), conti.impegni(*ACQUISTI))


@sintetico(
    "9.2",
    "Acquisti e investimenti arretrati pagati",
    "basso",
    "residui al 1° gennaio dei macroaggregati 103 e 202",
)
def pagamenti_dei_residui(conti: Conti) -> Rapporto:
    """Pagamenti in conto residui per beni, servizi e investimenti, sui residui al 1° gennaio."""
    return Rapporto(conti.spese("pagamenti_residui", *ACQUISTI), conti.spese("residui_iniziali", *ACQUISTI))


@sintetico("9.3", "Debiti verso altre amministrazioni pagati nell'anno", "basso")
def trasferimenti_dell_anno(conti: Conti) -> None:
    """Pagamenti in conto competenza di trasferimenti ad altre amministrazioni, sui loro impegni, come
    dichiarato dall'ente.
    """


@sintetico("9.4", "Debiti arretrati verso altre amministrazioni pagati", "basso")
def trasferimenti_dei_residui(conti: Conti) -> None:
    """Pagamenti in conto residui di trasferimenti ad altre amministrazioni, sui residui al 1° gennaio, come
    dichiarato dall'ente.
    """


@sintetico("9.5", "Tempestività dei pagamenti dichiarata", "alto", unita=GIORNI)
def tempestivita(conti: Conti) -> None:
    """Indicatore annuale di tempestività dei pagamenti, in giorni dalla scadenza, come lo dichiara l'ente."""


INDICATORI = (
    nuovi_passivi_correnti,
    nuovi_passivi_capitale,
    nuovi_passivi_finanziari,
    nuovi_attivi_correnti,
    nuovi_attivi_capitale,
    nuovi_attivi_finanziari,
    pagamenti_dell_anno,
    pagamenti_dei_residui,
    trasferimenti_dell_anno,
    trasferimenti_dei_residui,
    tempestivita,
)
