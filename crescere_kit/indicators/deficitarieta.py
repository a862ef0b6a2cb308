"""The eight parametri di deficitarietà strutturale of the comuni (art. 242 TUEL, DM 4/8/2023).

The formulas are those of the indicatori sintetici (DM 22/12/2015, all. 2). Where the open data carry every
component the value is recomputed, else the figure that the ente declared is used.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import ENTRATE_CORRENTI, TITOLI_ENTRATE
from crescere_kit.indicators import anticipazione
from crescere_kit.indicators.indicator import PERCENTUALE, Indicatore, Rapporto, indicatore
from crescere_kit.indicators.interests import INTERESSI, netti
from crescere_kit.indicators.missing import servono
from crescere_kit.indicators.passivita import FINANZIATI, debiti, elenco_mancante
from crescere_kit.indicators.penultimate import ACCERTAMENTI_CORRENTI

PERSONALE = "101"
IRAP = "U.1.02.01.01"
CONTRIBUTI_PER_RIMBORSO_PRESTITI = "E.4.02.06"
TRASFERIMENTI_PER_DEBITI = ("E.4.03.01", "E.4.03.04")  # assunzione e cancellazione di debiti
# E.1.01 senza le compartecipazioni (E.1.01.04): per un comune è la tipologia 101 del titolo 1.
TRIBUTI_PROPRI = "10101"
SPESE_CORRENTI_E_CAPITALE = ("1", "2")
RIMBORSO_PRESTITI = "4"
DELLE_ENTRATE_CORRENTI = "entrate correnti accertate, titoli 1, 2 e 3"


def _parametro(codice: str, nome: str, verso: str, denominatore: str, *sintetici: str, **altro: object):
    return indicatore(
        codice,
        nome,
        PERCENTUALE,
        verso=verso,
        limite=("deficitarieta", codice.lower()),
        dichiarato=tuple(Voce("indicatori", "sintetici", cifra, "percentuale") for cifra in sintetici),
        risposta=Voce("indicatori", "parametri", codice, "deficitario"),
        denominatore=denominatore,
        **altro,
    )


@_parametro("P1", "Incidenza delle spese rigide", "alto", DELLE_ENTRATE_CORRENTI, "1.1")
def p1(conti: Conti) -> Rapporto:
    """Disavanzo da recuperare, spese di personale (con IRAP e fondo pluriennale), interessi passivi e
    rimborso dei prestiti, sulle entrate correnti accertate.
    """
    rigide = conti.equilibri("AA") + spesa_di_personale(conti) + conti.impegni(INTERESSI, RIMBORSO_PRESTITI)
    return Rapporto(rigide, conti.accertamenti(*ENTRATE_CORRENTI))


@_parametro(
    "P2", "Incassi delle entrate proprie", "basso", "previsioni definitive di cassa, titoli 1, 2 e 3", "2.8"
)
def p2(conti: Conti) -> Rapporto:
    """Incassi, in competenza e a residui, dei tributi propri e delle entrate extratributarie, sulle
    previsioni definitive di cassa delle entrate correnti.
    """
    proprie = (TRIBUTI_PROPRI, "3")
    incassi = conti.riscossioni_competenza(*proprie) + conti.riscossioni_residui(*proprie)
    return Rapporto(incassi, conti.entrate("previsioni_cassa", *ENTRATE_CORRENTI))


def _solo_residui(conti: Conti, istat: str, anno: int) -> str:
    detto = conti.manuale("tesoreria", "anticipazione_residua")
    if conti.dichiarato("3.2").notna().loc[(istat, anno)] or detto.notna().loc[(istat, anno)]:
        return ""
    return "ricalcolato dai residui del titolo 5, che non mostrano l'anticipazione riaperta il giorno dopo"


@_parametro(
    "P3",
    "Anticipazioni chiuse solo contabilmente",
    "alto",
    "massimo dell'anticipazione di tesoreria",
    "3.2",
    prevale_dichiarato=True,
    perche=servono({2: ACCERTAMENTI_CORRENTI}),
    spiega=_solo_residui,
)
def p3(conti: Conti) -> Rapporto:
    """Anticipazione di tesoreria non restituita alla fine dell'esercizio, sul massimo previsto dalla norma
    (una quota in dodicesimi delle entrate correnti del penultimo anno). Vale ciò che l'ente dichiara; se
    manca, ciò che scrive nel suo modulo o ciò che resta fra i residui passivi del titolo 5.
    """
    return Rapporto(anticipazione.residua(conti), anticipazione.massimo(conti))


@_parametro("P4", "Sostenibilità dei debiti finanziari", "alto", DELLE_ENTRATE_CORRENTI, "10.3")
def p4(conti: Conti) -> Rapporto:
    """Interessi passivi (senza quelli di mora e su anticipazioni) e rimborso dei prestiti (senza estinzioni
    anticipate), meno i contributi ricevuti per pagarli, sulle entrate correnti accertate.
    """
    capitale = conti.impegni(RIMBORSO_PRESTITI) - conti.equilibri("F1_anticipate")
    contributi = conti.accertamenti(CONTRIBUTI_PER_RIMBORSO_PRESTITI, *TRASFERIMENTI_PER_DEBITI)
    return Rapporto(netti(conti) + capitale - contributi, conti.accertamenti(*ENTRATE_CORRENTI))


@_parametro("P5", "Disavanzo a carico dell'esercizio", "alto", DELLE_ENTRATE_CORRENTI, "12.4")
def p5(conti: Conti) -> Rapporto:
    """Disavanzo di amministrazione iscritto in spesa, sulle entrate correnti accertate."""
    return Rapporto(conti.equilibri("AA"), conti.accertamenti(*ENTRATE_CORRENTI))


def _senza_debiti(conti: Conti, istat: str, anno: int) -> str:
    detto = elenco_mancante("dfb")(conti, istat, anno)
    return detto and f"{detto}; l'ente non ha dichiarato il valore"


@_parametro(
    "P6",
    "Debiti fuori bilancio riconosciuti e finanziati",
    "alto",
    "impegni dei titoli 1 e 2",
    "13.1",
    perche=_senza_debiti,
)
def p6(conti: Conti) -> Rapporto:
    """Debiti fuori bilancio riconosciuti e finanziati, sugli impegni dei titoli 1 e 2: dall'elenco del modulo
    dell'ente o, se manca, come dichiarato (indicatore 13.1). I conti pubblici non li mostrano.
    """
    return Rapporto(debiti(conti, FINANZIATI), conti.impegni(*SPESE_CORRENTI_E_CAPITALE))


@_parametro(
    "P7",
    "Debiti fuori bilancio da riconoscere o finanziare",
    "alto",
    DELLE_ENTRATE_CORRENTI,
    "13.2",
    "13.3",
    perche=_senza_debiti,
)
def p7(conti: Conti) -> Rapporto:
    """Debiti fuori bilancio in corso di riconoscimento e riconosciuti in corso di finanziamento, sulle
    entrate correnti accertate: dall'elenco del modulo dell'ente o, se manca, come dichiarato (indicatori 13.2
    e 13.3). I conti pubblici non li mostrano.
    """
    return Rapporto(debiti(conti, FINANZIATI, negati=True), conti.accertamenti(*ENTRATE_CORRENTI))


@_parametro("P8", "Effettiva capacità di riscossione", "basso", "accertamenti e residui attivi definitivi")
def p8(conti: Conti) -> Rapporto:
    """Riscossioni in competenza e a residui di tutti i titoli, sugli accertamenti più i residui attivi
    iniziali dopo il riaccertamento.
    """
    incassi = conti.riscossioni_competenza(*TITOLI_ENTRATE) + conti.riscossioni_residui(*TITOLI_ENTRATE)
    residui = conti.entrate("residui_iniziali", *TITOLI_ENTRATE) + conti.entrate(
        "riaccertamento", *TITOLI_ENTRATE
    )
    return Rapporto(incassi, conti.accertamenti(*TITOLI_ENTRATE) + residui)


PARAMETRI: tuple[Indicatore, ...] = (p1, p2, p3, p4, p5, p6, p7, p8)


def spesa_di_personale(conti: Conti) -> pd.Series:
    """Return the spending on personnel as the indicatori mean it: with IRAP and fondo pluriennale."""
    return conti.impegni(PERSONALE, IRAP) + fpv_del_personale(conti)


def fpv_del_personale(conti: Conti) -> pd.Series:
    """Return the fondo pluriennale of personnel sent to the next year less that received."""
    return conti.voce("rendiconto", "fpv", "spesa_101", "importo") - conti.voce(
        "rendiconto", "fpv", "entrata_101", "importo"
    )
