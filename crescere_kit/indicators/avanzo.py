"""How much avanzo an ente in disavanzo may apply (L. 145/2018, art. 1, c. 897-898).

It is the vincolato, accantonato and destinato: of libero there is none. The row is that of the bilancio; the
risultato di amministrazione is that of the year before.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.disavanzo import mancato_recupero
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.fcde import year_end
from crescere_kit.indicators.indicator import EURO, MODULO, indicatore
from crescere_kit.indicators.previsione import previsto
from crescere_kit.indicators.risultato import lettera_a, lettera_e

_GIORNO = 100  # a date is AAAAMMGG
_MESE_E_GIORNO = 100 * _GIORNO


def _non_in_disavanzo(conti: Conti, istat: str, anno: int) -> str:
    disponibile = conti.anni_prima(valori_di(lettera_e, conti), 1).loc[(istat, anno)]
    if pd.isna(disponibile):
        return f"serve la parte disponibile (lettera E) del rendiconto {anno - 1}"
    if disponibile >= 0:
        return f"alla fine del {anno - 1} l'ente non era in disavanzo: il limite non si applica"
    parti = {"della lettera A": valori_di(lettera_a, conti), "del FCDE e del FAL": _fondi(conti)}
    mancanti = [
        nome for nome, serie in parti.items() if pd.isna(conti.anni_prima(serie, 1).loc[(istat, anno)])
    ]
    if mancanti:
        return f"il rendiconto {anno - 1} non dice l'importo {' e '.join(mancanti)}"
    if pd.isna(_iscritto(conti).loc[(istat, anno)]):
        return f"non si conosce il disavanzo iscritto nel primo anno del bilancio {anno}"
    return f"non si conosce l'avanzo vincolato, accantonato e destinato applicato nel {anno}"


def _del_ritardo(conti: Conti, istat: str, anno: int) -> str:
    """Say until when the ente, late with its rendiconto, could apply nothing."""
    approvato = _approvato(conti).loc[(istat, anno)]
    termine = int(rules.a_fine_anno("avanzo", "termine_rendiconto", anno).valore)
    if pd.isna(approvato) or approvato <= anno * _MESE_E_GIORNO + termine:
        return ""
    if approvato // _MESE_E_GIORNO > anno:
        return f"il rendiconto {anno - 1} non è stato approvato entro il {anno}: il limite è zero"
    giorno, mese = approvato % _GIORNO, approvato // _GIORNO % _GIORNO
    quando = f"{giorno:02d}/{mese:02d}/{anno}"
    return f"in ritardo con il rendiconto {anno - 1}: prima del {quando} il limite era zero"


@indicatore(
    "AVANZO_MASSIMO",
    "Avanzo vincolato, accantonato e destinato applicabile",
    EURO,
    documento=MODULO,
    perche=_non_in_disavanzo,
    spiega=_del_ritardo,
)
def applicabile(conti: Conti) -> pd.Series:
    """Per l'ente in disavanzo: risultato di amministrazione dell'anno prima (lettera A), meno FCDE e fondo
    anticipazioni di liquidità accantonati, più il disavanzo iscritto nel primo anno del bilancio; se i primi
    tre danno meno di zero, il solo disavanzo iscritto; zero se il rendiconto non è stato approvato nell'anno.
    Per FCDE si prende quello accantonato o, se è di più, quello calcolato sulle entrate del modulo dell'ente.
    """
    iscritto = _iscritto(conti)
    netto = conti.anni_prima(valori_di(lettera_a, conti) - _fondi(conti), 1)
    massimo = iscritto + netto.clip(lower=0)
    anni = conti.anno_di_riga
    tardi = (_approvato(conti) // _MESE_E_GIORNO > anni).fillna(False).astype(bool)
    in_disavanzo = (conti.anni_prima(valori_di(lettera_e, conti), 1) < 0).fillna(False).astype(bool)
    return massimo.mask(tardi, 0).where(in_disavanzo)


@indicatore(
    "AVANZO_MARGINE",
    "Avanzo ancora applicabile entro il limite",
    EURO,
    verso="basso",
    limite=("avanzo", "margine"),
    documento=MODULO,
    perche=_non_in_disavanzo,
    spiega=_del_ritardo,
)
def margine(conti: Conti) -> pd.Series:
    """Avanzo applicabile dall'ente in disavanzo, più la parte vincolata corrente che i revisori certificano
    fuori dal limite (c. 898-bis, dal 2026, se la quota di disavanzo è stata recuperata), meno l'avanzo
    vincolato, accantonato e destinato applicato (dal modulo dell'ente, o le righe H e P del bilancio se non
    c'è fondo anticipazioni di liquidità). Ciò che il modulo non dichiara certificato sta dentro il limite.
    """
    return applicabile.calcola(conti) + _fuori_limite(conti) - _applicato(conti)


INDICATORI = (applicabile, margine)


def _iscritto(conti: Conti) -> pd.Series:
    """The disavanzo in the first year of the bilancio, or in the rendiconto of that same year."""
    previsto_ = previsto(conti, "AA", "1")
    return previsto_.where(previsto_.notna(), conti.equilibri("AA"))


def _fondi(conti: Conti) -> pd.Series:
    """The FCDE set aside, or the computed one where more: not every entrata may be in the form."""
    accantonato, calcolato = year_end.accantonato(conti), year_end.fondo(conti)
    piu_alto = (calcolato > accantonato).fillna(False).astype(bool)
    return accantonato.mask(piu_alto, calcolato) + conti.risultato("fal")


def _approvato(conti: Conti) -> pd.Series:
    """The day (AAAAMMGG) on which the rendiconto of the year before was approved."""
    return conti.anni_prima(conti.manuale("scadenze", "rendiconto_approvato"), 1)


def _fuori_limite(conti: Conti) -> pd.Series:
    """Without the certificate of the revisori there is no exemption, so what is not written is not exempt."""
    anni = conti.anno_di_riga
    ammessa = rules.per_anni("avanzo", "fuori_limite", anni).notna().to_numpy()
    recuperato = conti.anni_prima(mancato_recupero(conti), 1).fillna(0) >= 0
    certificata = conti.manuale("avanzo", "fuori_limite_898_bis").fillna(0)
    return certificata.where(ammessa & recuperato.to_numpy(dtype=bool), 0)


def _applicato(conti: Conti) -> pd.Series:
    """An ente in disavanzo has no avanzo libero: without FAL, all it applies is under the limit."""
    scritto = conti.manuale("avanzo", "vincolato_accantonato_applicato")
    senza_fal = conti.anni_prima(conti.risultato("fal"), 1).eq(0).fillna(False).astype(bool)
    dal_bilancio = (previsto(conti, "H", "1") + previsto(conti, "P", "1")).where(senza_fal)
    return scritto.where(scritto.notna(), dal_bilancio)
