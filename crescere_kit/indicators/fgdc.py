"""The fondo di garanzia debiti commerciali: whoever pays late must set aside a share of what it buys.

The fund of a bilancio answers to what the PCC said at the end of the year before.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.column import costante
from crescere_kit.euro import euro, numero
from crescere_kit.indicators.indicator import EURO, GIORNI, MODULO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.law import in_vigore
from crescere_kit.indicators.missing import del_modulo, servono
from crescere_kit.indicators.wording import scrivi

TEMA = "pagamenti"
BENI_E_SERVIZI, FONDO = "103", "U.1.10.01.06"
# Rules of the percentuale, each with one «_oltre» of its days; from the mildest up.
CLASSI = ("fgdc_lieve", "fgdc_medio", "fgdc_grave", "fgdc_pieno")
PIENO = CLASSI[-1]
NON_DOVUTO = "fgdc_non_dovuto"
_STANZIAMENTI = (Voce("previsione", "spese", BENI_E_SERVIZI, "competenza_1"),)
_PCC = {
    1: del_modulo(TEMA, "ritardo", "stock_scaduto", "fatture_ricevute", "comunicazioni_mancate"),
    2: del_modulo(TEMA, "stock_scaduto"),
}


def classe(conti: Conti) -> pd.Series:
    """Return the rule of the percentuale due on each row, NON_DOVUTO, or missing where it cannot be told."""
    return conti.ricorda("classe del FGDC", _classe)


def _classe(conti: Conti) -> pd.Series:
    ritardo = _pcc(conti, "ritardo")
    scelta = costante(conti.indice, NON_DOVUTO, "string")
    for codice in CLASSI:
        oltre = (ritardo > in_vigore(conti, TEMA, f"{codice}_oltre")).fillna(False)
        scelta = scelta.mask(oltre.astype(bool), codice)
    piena = _misura_piena(conti, ritardo)
    return scelta.mask(piena.fillna(False).astype(bool), PIENO).mask(piena.isna())


def quota(conti: Conti) -> pd.Series:
    """Return the percentuale due (Float64): zero where nothing is."""
    return conti.ricorda("quota del FGDC", _quota)


def _quota(conti: Conti) -> pd.Series:
    scelta = classe(conti)
    dovuta = costante(conti.indice, 0.0, "Float64").mask(scelta.isna())
    for codice in CLASSI:
        dovuta = dovuta.mask((scelta == codice).fillna(False).astype(bool), in_vigore(conti, TEMA, codice))
    return dovuta


def _misura_piena(conti: Conti, ritardo: pd.Series) -> pd.Series:
    """Tell (boolean, missing where unknown) where one of the reasons for the highest share is there."""
    stock, prima = _pcc(conti, "stock_scaduto"), _pcc(conti, "stock_scaduto", 2)
    non_ridotto = (prima - stock) * 100 < prima * in_vigore(conti, TEMA, "stock_riduzione")
    piccolo = stock * 100 <= _pcc(conti, "fatture_ricevute") * in_vigore(conti, TEMA, "stock_fatture")
    mancate = _pcc(conti, "comunicazioni_mancate") > 0
    return (non_ridotto & ~piccolo) | mancate | (ritardo > in_vigore(conti, TEMA, f"{PIENO}_oltre"))


def _pcc(conti: Conti, codice: str, anni: int = 1) -> pd.Series:
    return conti.anni_prima(conti.manuale(TEMA, codice), anni)


def _base(conti: Conti) -> pd.Series:
    beni = conti.previsione("spese", "competenza_1", BENI_E_SERVIZI)
    return beni - conti.manuale("fondi", "spese_103_vincolate")


def _stanziato(conti: Conti) -> pd.Series:
    scritto = conti.manuale("fondi", "fgdc")
    return scritto.where(scritto.notna(), conti.previsione("spese", "competenza_1", FONDO))


def _perche(conti: Conti, istat: str, anno: int) -> str:
    """A class that is known lacks only the bilancio; one that is not lacks the PCC."""
    if pd.isna(classe(conti).loc[(istat, anno)]):
        return servono(_PCC)(conti, istat, anno)
    return servono({0: (*_STANZIAMENTI, *del_modulo("fondi", "spese_103_vincolate"))})(conti, istat, anno)


def _perche_scarto(conti: Conti, istat: str, anno: int) -> str:
    if pd.notna(dovuto.calcola(conti).loc[(istat, anno)]):
        return servono({0: del_modulo("fondi", "fgdc")})(conti, istat, anno)
    return _perche(conti, istat, anno)


def _spiega(conti: Conti, istat: str, anno: int) -> str:
    riga = (istat, anno)
    if not (punti := quota(conti).loc[riga]):
        return f"nel {anno - 1} i tempi di pagamento e il debito scaduto erano nella norma"
    parte = f"{numero(punti)} % di {euro(_base(conti).loc[riga])}"
    ritardo = _pcc(conti, "ritardo").loc[riga]
    oltre = in_vigore(conti, TEMA, f"{PIENO}_oltre").loc[riga]
    if classe(conti).loc[riga] != PIENO or (pd.notna(ritardo) and ritardo > oltre):
        return f"{parte}: nel {anno - 1} il ritardo era di {scrivi(ritardo, GIORNI)}"
    if _pcc(conti, "comunicazioni_mancate").loc[riga] == 1:
        return f"{parte}: nel {anno - 1} sono mancate comunicazioni alla PCC o pubblicazioni"
    stock, prima = _pcc(conti, "stock_scaduto").loc[riga], _pcc(conti, "stock_scaduto", 2).loc[riga]
    return f"{parte}: il debito scaduto era {euro(prima)} nel {anno - 2} e {euro(stock)} nel {anno - 1}"


@indicatore(
    "FGDC_DOVUTO",
    "Fondo di garanzia debiti commerciali dovuto",
    EURO,
    documento=MODULO,
    perche=_perche,
    spiega=_spiega,
)
def dovuto(conti: Conti) -> pd.Series:
    """Stanziamenti dell'anno per acquisto di beni e servizi (macroaggregato 103) meno quelli con vincolo di
    destinazione, per la percentuale che dipende dal ritardo dell'anno prima; la più alta se il debito scaduto
    non si è ridotto abbastanza o se sono mancate comunicazioni alla PCC (L. 145/2018, c. 859-868).
    """
    percento = quota(conti)
    importo = (_base(conti) * percento / 100).round()
    return importo.mask((percento == 0).fillna(False).astype(bool), 0.0).astype("Int64")


def _regola_della_classe(conti: Conti) -> pd.Series:
    scelta = classe(conti)
    return scelta.where(scelta != NON_DOVUTO)


@indicatore(
    "FGDC_QUOTA",
    "Fondo di garanzia debiti commerciali, quota stanziata",
    PERCENTUALE,
    verso="basso",
    limite=(TEMA, _regola_della_classe),
    denominatore="stanziamenti per beni e servizi senza vincolo di destinazione",
    documento=MODULO,
    perche=servono({0: (*_STANZIAMENTI, *del_modulo("fondi", "fgdc", "spese_103_vincolate"))}),
)
def quota_stanziata(conti: Conti) -> Rapporto:
    """Fondo di garanzia debiti commerciali stanziato, sugli stanziamenti per acquisto di beni e servizi senza
    vincolo di destinazione. Il limite è la percentuale della classe di ritardo dell'anno prima.
    """
    return Rapporto(_stanziato(conti), _base(conti))


@indicatore(
    "FGDC_SCARTO",
    "Fondo di garanzia debiti commerciali stanziato meno dovuto",
    EURO,
    verso="basso",
    limite=(TEMA, "fgdc_scarto"),
    documento=MODULO,
    perche=_perche_scarto,
)
def scarto(conti: Conti) -> pd.Series:
    """Fondo di garanzia debiti commerciali stanziato (modulo dell'ente o bilancio di previsione) meno quello
    dovuto: se è negativo, manca una parte del fondo.
    """
    return _stanziato(conti) - dovuto.calcola(conti)


INDICATORI = (dovuto, quota_stanziata, scarto)
