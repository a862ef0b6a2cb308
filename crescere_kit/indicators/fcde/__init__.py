"""The fondo crediti di dubbia esigibilità (art. 167 TUEL; all. 4/2, punto 3.3 ed esempio n. 5).

What is set aside must not be less than what the years past say will not be collected.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.indicators.fcde import budget, items, methods, why, year_end
from crescere_kit.indicators.indicator import EURO, MODULO, Indicatore, indicatore

_NON_STANZIATO = "manca il FCDE stanziato: scriverlo nel modulo, o caricare il bilancio per programma"
_NON_ACCANTONATO = "manca il FCDE accantonato: caricare l'allegato a del rendiconto"
_DEL_BILANCIO = {"documento": MODULO, "spiega": why.come_si_calcola}
CONTI_DELLO_STANZIATO = ("M20.02", "U.1.10.01.03")  # where a bilancio holds the fund, the best first
_ORDINALI = ("primo", "secondo", "terzo")


def _con_metodo(metodo: methods.Metodo, nome: str):
    return indicatore(
        f"FCDE_{metodo.codice}", nome, EURO, documento=MODULO, perche=why.della_previsione(metodo)
    )


@_con_metodo(methods.MEDIA_DEI_TOTALI, "FCDE del bilancio con la media dei totali")
def con_media_dei_totali(conti: Conti) -> pd.Series:
    """Per ogni entrata di dubbia esigibilità: previsione del primo anno, per la quota non riscossa (uno meno
    le riscossioni in conto competenza degli ultimi cinque rendiconti sui loro accertamenti), per la quota del
    fondo che la legge chiede quell'anno. Somma di tutte le entrate.
    """
    return budget.totale(conti, methods.MEDIA_DEI_TOTALI.codice)


@_con_metodo(methods.MEDIA_DEI_RAPPORTI, "FCDE del bilancio con la media dei rapporti annui")
def con_media_dei_rapporti(conti: Conti) -> pd.Series:
    """Come il FCDE con la media dei totali, ma la quota riscossa è la media delle quote riscosse in ognuno
    degli ultimi cinque anni: un anno senza accertamenti la rende non calcolabile.
    """
    return budget.totale(conti, methods.MEDIA_DEI_RAPPORTI.codice)


@_con_metodo(methods.CON_ANNO_DOPO, "FCDE del bilancio contando gli incassi dell'anno dopo")
def con_anno_dopo(conti: Conti) -> pd.Series:
    """Come il FCDE con la media dei totali, ma contano anche le riscossioni dell'anno dopo sui residui di
    ogni anno: la serie si sposta perciò indietro di un anno.
    """
    return budget.totale(conti, methods.CON_ANNO_DOPO.codice)


@_con_metodo(methods.ACCELERATO, "FCDE del bilancio con il metodo accelerato")
def accelerato(conti: Conti) -> pd.Series:
    """Come il FCDE con la media dei totali, ma la quota riscossa è quella dell'ultimo rendiconto. Vale solo
    nei bilanci che la legge ammette, se la riscossione dell'ultimo rendiconto supera la media degli ultimi
    tre e se è attivato un progetto almeno triennale che la rafforza (L. 199/2025, c. 659).
    """
    return budget.totale(conti, methods.ACCELERATO.codice)


def _minimo(anno: int) -> Indicatore:
    @indicatore(
        f"FCDE_MINIMO_{anno + 1}",
        f"FCDE minimo del bilancio, {_ORDINALI[anno]} anno",
        EURO,
        perche=why.della_previsione(None, anno),
        **_DEL_BILANCIO,
    )
    def minimo(conti: Conti) -> pd.Series:
        """Per ogni entrata di dubbia esigibilità: previsione dell'anno, per la quota non riscossa negli
        ultimi cinque rendiconti approvati (con il metodo scelto dall'ente per ognuna, altrimenti con
        la media dei totali), per la quota del fondo che la legge chiede quell'anno. Somma di tutte.
        """
        return budget.totale(conti, f"scelto{anno}")

    return minimo


def _scarto(anno: int) -> Indicatore:
    @indicatore(
        f"FCDE_SCARTO_{anno + 1}",
        f"FCDE stanziato meno FCDE minimo, {_ORDINALI[anno]} anno",
        EURO,
        verso="basso",
        limite=("fcde", "minimo_previsione"),
        perche=why.stanziamento_mancante(
            why.della_previsione(None, anno),
            _NON_STANZIATO,
            lambda conti: budget.totale(conti, f"scelto{anno}"),
        ),
        **_DEL_BILANCIO,
    )
    def scarto(conti: Conti) -> pd.Series:
        """FCDE stanziato nel bilancio (dal modulo dell'ente, altrimenti dal programma 20.02 o dalla voce
        U.1.10.01.03) meno il FCDE minimo: se è negativo lo stanziamento non basta.
        """
        return stanziato(conti, anno) - budget.totale(conti, f"scelto{anno}")

    return scarto


@indicatore(
    "FCDE_R", "FCDE del rendiconto, calcolato sui residui", EURO, documento=MODULO, perche=why.del_rendiconto
)
def del_rendiconto(conti: Conti) -> pd.Series:
    """Per ogni entrata di dubbia esigibilità: residui attivi al 31 dicembre, per la quota non riscossa (uno
    meno la media degli ultimi cinque anni delle riscossioni in conto residui sui residui al 1° gennaio).
    Somma di tutte le entrate.
    """
    return year_end.fondo(conti)


@indicatore(
    "FCDE_R_SCARTO",
    "FCDE accantonato a rendiconto meno FCDE calcolato",
    EURO,
    verso="basso",
    limite=("fcde", "minimo_rendiconto"),
    documento=MODULO,
    perche=why.stanziamento_mancante(why.del_rendiconto, _NON_ACCANTONATO, year_end.fondo),
)
def scarto_del_rendiconto(conti: Conti) -> pd.Series:
    """FCDE accantonato nel risultato di amministrazione meno quello calcolato sui residui: se è negativo
    l'accantonamento non basta, e la parte disponibile è più alta del vero.
    """
    return year_end.accantonato(conti) - year_end.fondo(conti)


def _nota_della_stima(conti: Conti, istat: str, anno: int) -> str:
    return "è una stima per tipologie intere, che l'ente può correggere indicando nel modulo le sue entrate"


def _perche_non_si_stima(conti: Conti, istat: str, anno: int) -> str:
    riga = conti.indice.get_loc((istat, anno))
    if year_end.indicate(conti)[riga]:
        return "l'ente ha indicato le sue entrate: vale il FCDE calcolato su quelle, e non si stima"
    return ""


@indicatore(
    "FCDE_R_STIMA",
    "Stima del FCDE del rendiconto, dai soli conti pubblici",
    EURO,
    spiega=_nota_della_stima,
    perche=_perche_non_si_stima,
)
def stima(conti: Conti) -> pd.Series:
    """Stima, non calcolo: residui attivi al 31 dicembre di tributi (tipologia 10101), servizi e beni (30100),
    sanzioni (30200) e rimborsi (30500), ognuno per la quota non riscossa in conto residui negli ultimi cinque
    rendiconti, sui totali. Si dà solo dove l'ente non ha indicato le sue entrate.
    """
    return year_end.stima(conti)


INDICATORI: tuple[Indicatore, ...] = (
    con_media_dei_totali,
    con_media_dei_rapporti,
    con_anno_dopo,
    accelerato,
    *(_minimo(anno) for anno in budget.ANNI),
    *(_scarto(anno) for anno in budget.ANNI),
    del_rendiconto,
    scarto_del_rendiconto,
    stima,
)


def stanziato(conti: Conti, anno: int) -> pd.Series:
    """Return the fund entered in the first, second or third year (0, 1, 2) of each bilancio."""
    scritto = conti.manuale("fcde_totale", f"stanziato_{anno + 1}")
    for codice in CONTI_DELLO_STANZIATO:
        nel_bilancio = conti.previsione("spese", items.COMPETENZA[anno], codice)
        scritto = scritto.where(scritto.notna(), nel_bilancio)
    return scritto
