"""Sintetici 3.1 and 10 to 15: debt, the parts of the risultato, disavanzo, fondo pluriennale, conto terzi."""

from __future__ import annotations

import pandas as pd

from crescere_kit.indicators.risultato import lettera_a, lettera_b, lettera_e
from crescere_kit.indicators.sintetici.form import EURO, Conti, Rapporto, per_abitante, sintetico

A = "risultato di amministrazione"
DEBITO_PRIMA = "debito residuo al 31 dicembre dell'anno prima"
DISAVANZO_PRIMA = "disavanzo dell'anno prima"


def _debito_prima(conti: Conti) -> pd.Series:
    return conti.anni_prima(conti.manuale("debito", "residuo"), 1)


def _disavanzo(conti: Conti) -> pd.Series:
    """Return the disavanzo as a positive amount, zero where the lettera E is not negative."""
    return (-lettera_e.calcola(conti)).clip(lower=0)


def _disavanzo_prima(conti: Conti) -> pd.Series:
    return conti.anni_prima(_disavanzo(conti), 1)


@sintetico("3.1", "Utilizzo medio delle anticipazioni di tesoreria", "alto")
def utilizzo_anticipazioni(conti: Conti) -> None:
    """Somma degli utilizzi giornalieri dell'anticipazione sul massimo previsto per tutti i giorni dell'anno,
    come dichiarato dall'ente.
    """


@sintetico("10.1", "Estinzioni anticipate sul debito", denominatore=DEBITO_PRIMA)
def estinzioni_anticipate(conti: Conti) -> Rapporto:
    """Prestiti estinti in anticipo, sul debito residuo al 31 dicembre dell'anno prima."""
    return Rapporto(conti.equilibri("F1_anticipate"), _debito_prima(conti))


@sintetico("10.2", "Rimborsi ordinari sul debito", denominatore=DEBITO_PRIMA)
def rimborsi_ordinari(conti: Conti) -> Rapporto:
    """Quote di capitale rimborsate, senza le estinzioni anticipate, sul debito residuo al 31 dicembre
    dell'anno prima.
    """
    return Rapporto(conti.impegni("4") - conti.equilibri("F1_anticipate"), _debito_prima(conti))


@sintetico("10.4", "Debito per abitante", "alto", unita=EURO)
def debito_per_abitante(conti: Conti) -> pd.Series:
    """Debito residuo al 31 dicembre per abitante."""
    return per_abitante(conti.manuale("debito", "residuo"), conti)


@sintetico("11.1", "Quota libera di parte corrente nel risultato", denominatore=A)
def quota_libera(conti: Conti) -> Rapporto:
    """Parte disponibile (lettera E) sul risultato di amministrazione."""
    return Rapporto(lettera_e.calcola(conti), lettera_a.calcola(conti))


@sintetico("11.2", "Quota destinata agli investimenti nel risultato", denominatore=A)
def quota_destinata(conti: Conti) -> Rapporto:
    """Parte destinata agli investimenti sul risultato di amministrazione."""
    return Rapporto(conti.risultato("destinata"), lettera_a.calcola(conti))


@sintetico("11.3", "Quota accantonata nel risultato", denominatore=A)
def quota_accantonata(conti: Conti) -> Rapporto:
    """Parte accantonata (lettera B) sul risultato di amministrazione."""
    return Rapporto(lettera_b.calcola(conti), lettera_a.calcola(conti))


@sintetico("11.4", "Quota vincolata nel risultato", denominatore=A)
def quota_vincolata(conti: Conti) -> Rapporto:
    """Parte vincolata sul risultato di amministrazione."""
    return Rapporto(conti.risultato("vincolata"), lettera_a.calcola(conti))


@sintetico("12.1", "Disavanzo ripianato nell'anno", "basso", DISAVANZO_PRIMA)
def disavanzo_ripianato(conti: Conti) -> Rapporto:
    """Diminuzione del disavanzo rispetto all'anno prima, sul disavanzo dell'anno prima; senza disavanzo
    l'anno prima non si calcola.
    """
    return Rapporto(_disavanzo_prima(conti) - _disavanzo(conti), _disavanzo_prima(conti))


@sintetico("12.2", "Incremento del disavanzo nell'anno", "alto", DISAVANZO_PRIMA)
def disavanzo_cresciuto(conti: Conti) -> Rapporto:
    """Aumento del disavanzo rispetto all'anno prima, sul disavanzo dell'anno prima; senza disavanzo l'anno
    prima non si calcola.
    """
    return Rapporto(_disavanzo(conti) - _disavanzo_prima(conti), _disavanzo_prima(conti))


@sintetico("12.3", "Disavanzo sul patrimonio netto", "alto")
def disavanzo_su_patrimonio(conti: Conti) -> None:
    """Disavanzo di amministrazione sul patrimonio netto, come dichiarato dall'ente."""


@sintetico("14.1", "Utilizzo del fondo pluriennale vincolato")
def utilizzo_fpv(conti: Conti) -> None:
    """Quota del fondo pluriennale di entrata utilizzata nell'anno, come dichiarato dall'ente."""


@sintetico("15.1", "Entrate per conto terzi sulle entrate correnti", "alto")
def conto_terzi_su_entrate(conti: Conti) -> None:
    """Accertamenti per conto terzi e partite di giro, al netto delle operazioni regolate, sulle entrate
    correnti, come dichiarato dall'ente.
    """


@sintetico("15.2", "Uscite per conto terzi sulla spesa corrente", "alto")
def conto_terzi_su_spese(conti: Conti) -> None:
    """Impegni per conto terzi e partite di giro, al netto delle operazioni regolate, sugli impegni del
    titolo 1, come dichiarato dall'ente.
    """


INDICATORI = (
    utilizzo_anticipazioni,
    estinzioni_anticipate,
    rimborsi_ordinari,
    debito_per_abitante,
    quota_libera,
    quota_destinata,
    quota_accantonata,
    quota_vincolata,
    disavanzo_ripianato,
    disavanzo_cresciuto,
    disavanzo_su_patrimonio,
    utilizzo_fpv,
    conto_terzi_su_entrate,
    conto_terzi_su_spese,
)
