"""How much is collected, and how old and how covered is what is not: alarms of an analyst, not law."""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import ENTRATE_CORRENTI, TITOLI_ENTRATE
from crescere_kit.euro import euro
from crescere_kit.indicators.fcde import items
from crescere_kit.indicators.indicator import EURO, MODULO, PERCENTUALE, Rapporto, indicatore

TARI = "1010151"
TRIBUTI, EXTRATRIBUTARIE = "1", "3"
TRIBUTI_PROPRI = "10101"
CONTO_CAPITALE = "4"


def _quota(codice: str, nome: str, verso: str, regola: str, denominatore: str, **altro: object):
    limite = ("riscossione", regola)
    return indicatore(
        codice, nome, PERCENTUALE, verso=verso, limite=limite, denominatore=denominatore, **altro
    )


@_quota("RISC_TARI", "Riscossione della TARI", "basso", "tari", "TARI accertata", documento=MODULO)
def della_tari(conti: Conti) -> Rapporto:
    """Riscossioni in conto competenza della TARI (categoria 1010151) sui suoi accertamenti, dal modulo
    dell'ente o dal rendiconto.
    """
    return Rapporto(
        items.voce(conti, TARI, "riscossioni_competenza"), items.voce(conti, TARI, "accertamenti")
    )


@_quota(
    "RISC_T3",
    "Riscossione delle entrate extratributarie",
    "basso",
    "titolo_3",
    "entrate extratributarie accertate, titolo 3",
)
def delle_extratributarie(conti: Conti) -> Rapporto:
    """Riscossioni in conto competenza del titolo 3 sui suoi accertamenti."""
    return Rapporto(conti.riscossioni_competenza(EXTRATRIBUTARIE), conti.accertamenti(EXTRATRIBUTARIE))


@_quota(
    "RISC_ACQUA",
    "Riscossione dei proventi dell'acquedotto",
    "basso",
    "acquedotto",
    "proventi dell'acquedotto",
    documento=MODULO,
)
def dell_acquedotto(conti: Conti) -> Rapporto:
    """Proventi dell'acquedotto riscossi nell'anno in conto competenza, sui proventi del servizio."""
    return Rapporto(
        conti.manuale("acquedotto", "servizio", "riscossioni"),
        conti.manuale("acquedotto", "servizio", "proventi"),
    )


@_quota(
    "RISC_RESIDUI",
    "Riscossione dei residui di tributi ed extratributarie",
    "basso",
    "residui",
    "residui attivi al 1° gennaio dei tributi propri e del titolo 3",
)
def dei_residui(conti: Conti) -> Rapporto:
    """Riscossioni in conto residui dei tributi propri (tipologia 10101) e delle entrate extratributarie, sui
    loro residui attivi al 1° gennaio.
    """
    voci = (TRIBUTI_PROPRI, EXTRATRIBUTARIE)
    return Rapporto(conti.riscossioni_residui(*voci), conti.entrate("residui_iniziali", *voci))


@_quota(
    "RESIDUI_EC",
    "Residui attivi di tributi ed extratributarie sulle entrate correnti",
    "alto",
    "residui_su_correnti",
    "entrate correnti accertate, titoli 1, 2 e 3",
)
def residui_su_correnti(conti: Conti) -> Rapporto:
    """Residui attivi al 31 dicembre dei titoli 1 e 3 sulle entrate correnti accertate nell'anno."""
    return Rapporto(_residui(conti), conti.accertamenti(*ENTRATE_CORRENTI))


@_quota(
    "FCDE_RESIDUI",
    "FCDE accantonato sui residui di tributi ed extratributarie",
    "basso",
    "fcde_su_residui",
    "residui attivi al 31 dicembre dei titoli 1 e 3",
)
def fcde_su_residui(conti: Conti) -> Rapporto:
    """Fondo crediti di dubbia esigibilità accantonato nel risultato di amministrazione, sui residui attivi al
    31 dicembre dei titoli 1 e 3.
    """
    return Rapporto(conti.risultato("fcde"), _residui(conti))


@_quota("RESIDUI_VECCHI", "Residui attivi con più di cinque anni", "alto", "residui_vecchi", "residui attivi")
def residui_vecchi(conti: Conti) -> Rapporto:
    """Residui attivi con più di cinque anni (dal modulo dell'ente) sui residui attivi al 31 dicembre."""
    del_prospetto = conti.risultato("residui_attivi")
    tutti = del_prospetto.where(del_prospetto.notna(), conti.entrate("residui_finali", *TITOLI_ENTRATE))
    return Rapporto(conti.manuale("residui", "attivi_oltre_5_anni"), tutti)


def _da_incassare(conti: Conti, istat: str, anno: int) -> str:
    residui = conti.entrate("residui_finali", CONTO_CAPITALE).loc[(istat, anno)]
    return "" if pd.isna(residui) else f"i residui attivi del titolo 4 sono {euro(residui)}"


@indicatore(
    "OPERE_SCARTO",
    "Contributi incassati meno pagamenti per le stesse opere",
    EURO,
    verso="basso",
    limite=("riscossione", "opere"),
    documento=MODULO,
    spiega=_da_incassare,
)
def opere(conti: Conti) -> pd.Series:
    """Contributi già incassati per opere finanziate da altri (PNRR e simili) meno i pagamenti già fatti per
    le stesse opere: se è negativo, l'ente ha anticipato la cassa.
    """
    incassati = conti.manuale("residui", "titolo4_contributi_incassati")
    return incassati - conti.manuale("residui", "titolo4_opere_pagate")


INDICATORI = (
    della_tari,
    delle_extratributarie,
    dell_acquedotto,
    dei_residui,
    residui_su_correnti,
    residui_vecchi,
    fcde_su_residui,
    opere,
)


def _residui(conti: Conti) -> pd.Series:
    return conti.entrate("residui_finali", TRIBUTI, EXTRATRIBUTARIE)
