"""Determinazione di impegno: money promised to somebody, on the year in which it falls due."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crescere_kit import rules
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.commitment import CONTRATTI, DeterminaImpegno
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.spending import ESERCIZI_DEL_BILANCIO, durc_scaduto, scoperte, totale

_MOTIVO_MINIMO = 40


@controllo("IM-01", "tuel:183", "tuel:191", campo="quote")
def copertura(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Ogni capitolo, in ogni anno, ha quanto serve."""
    yield from scoperte(atto.quote, "quote")
    if any(una.disponibile is None for una in atto.quote):
        yield Ignoto("Manca quanto è disponibile su ogni capitolo: lo dice il programma di contabilità.")


@controllo("IM-02", "tuel:183", campo="quote")
def quadra(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Le imputazioni sommano il totale."""
    if atto.totale is not None and atto.quote and totale(atto.quote) != atto.totale:
        yield Violazione(
            f"Le imputazioni sommano {in_euro(totale(atto.quote))}, il totale con l'IVA è "
            f"{in_euro(atto.totale)}.",
            numeri={"imputazioni": totale(atto.quote), "totale": atto.totale},
        )


@controllo("IM-03", "tuel:163:2", "tuel:163:5", campo="regime")
def regime_del_bilancio(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """In esercizio provvisorio si impegna per dodicesimi, in gestione provvisoria solo ciò che la legge
    impone.
    """
    if atto.regime == "bilancio" or atto.obbligatoria or atto.totale is None:
        return
    if atto.regime == "gestione":
        yield Violazione("In gestione provvisoria si impegnano solo le spese che la legge impone.")
    elif atto.dodicesimi_disponibili is None:
        yield Ignoto("Mancano i dodicesimi ancora impegnabili del capitolo.", "dodicesimi_disponibili")
    elif atto.totale > atto.dodicesimi_disponibili:
        yield Violazione(
            f"Si impegnano {in_euro(atto.totale)} e i dodicesimi ancora impegnabili sono "
            f"{in_euro(atto.dodicesimi_disponibili)}."
        )


@controllo("IM-04", "tuel:183:6", campo="quote")
def entro_il_triennio(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Si impegna oltre il triennio del bilancio solo nei casi che la legge ammette."""
    ultimo = atto.anno_esercizio + ESERCIZI_DEL_BILANCIO - 1
    oltre = sorted({una.esigibile_dal.year for una in atto.quote if una.esigibile_dal.year > ultimo})
    if oltre and not atto.oltre_triennio:
        yield Violazione(
            f"Una quota è del {oltre[0]}, oltre il bilancio {atto.triennio}: dire in quale caso."
        )
    prima = [una for una in atto.quote if una.esigibile_dal.year < atto.anno_esercizio]
    if prima:
        yield Violazione("Una quota è di un anno già chiuso: sarebbe un debito fuori bilancio.")


@controllo("IM-05", "tuel:183:8", "dl78-2009:9", campo="quote")
def compatibile_con_la_cassa(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Il programma dei pagamenti è compatibile con gli stanziamenti di cassa."""
    attesi: dict[tuple[int, str, str], Decimal] = {}
    for posto, una in enumerate(atto.quote):
        if una.esigibile_dal.year != atto.anno_esercizio:
            continue
        attesi[una.riga] = attesi.get(una.riga, Decimal(0)) + una.importo
        if una.residuo_cassa is None:
            yield Ignoto(
                "Manca lo stanziamento di cassa residuo del capitolo.", f"quote.{posto}.residuo_cassa"
            )
        elif attesi[una.riga] > una.residuo_cassa:
            yield Violazione(
                f"Sul capitolo {una.capitolo or una.codice} lo stanziamento di cassa residuo è "
                f"{in_euro(una.residuo_cassa)}, i pagamenti attesi {in_euro(attesi[una.riga])}.",
                f"quote.{posto}.importo",
            )


@controllo("IM-08", "l136-2010:3", "l3-2003:11", "tuel:191", campo="cig")
def codici_e_durc(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """CIG, CUP e DURC ci sono, o l'atto dice perché non servono."""
    if atto.cig is None and not atto.cig_esente and atto.base in CONTRATTI:
        yield Violazione("Manca il CIG, o il motivo per cui non serve.")
    if atto.investimento and atto.cup is None:
        yield Violazione("Manca il CUP: senza, l'atto che finanzia un investimento è nullo.", "cup")
    guasto = durc_scaduto(atto.durc, atto.giorno)
    if guasto and not atto.durc_esente and atto.base != "contributo":
        yield Violazione(guasto, "durc")
    if atto.motivazione is not None and len(atto.motivazione) < _MOTIVO_MINIMO:
        yield Violazione(
            "La motivazione è troppo breve: dire perché si spende e perché a chi.", "motivazione"
        )


@controllo("IM-09", "tuel:183", campo="accertato")
def entro_l_accertato(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Ciò che un'entrata vincolata paga è accertato e non ancora impegnato."""
    if atto.fonte != "vincolata" or atto.totale is None:
        return
    if not atto.accertamento or atto.accertato is None:
        yield Violazione("Manca l'accertamento dell'entrata vincolata, con quanto resta da impegnare.")
    elif atto.totale > atto.accertato:
        yield Violazione(
            f"L'entrata vincolata accertata e non impegnata è {in_euro(atto.accertato)}, l'impegno "
            f"{in_euro(atto.totale)}."
        )


@controllo("IM-06", "dlgs36-2023:50", gravita=AVVISA, campo="gia_affidato")
def non_frazionato(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Con quanto è già affidato allo stesso fornitore per lo stesso oggetto non si passa la soglia
    dell'affidamento diretto.
    """
    if atto.base != "affidamento diretto" or not atto.gia_affidato or atto.netto is None:
        return
    soglia = rules.in_force("delibere", "affidamento_diretto", atto.giorno).valore
    if atto.gia_affidato + atto.netto > soglia:
        yield Violazione(
            f"In dodici mesi si affidano {in_euro(atto.gia_affidato + atto.netto)} per lo stesso oggetto: la "
            f"soglia dell'affidamento diretto è {in_euro(Decimal(soglia))}."
        )


@controllo("IM-07", "dlgs36-2023:50", gravita=AVVISA, campo="affidatario_uscente")
def rotazione(atto: DeterminaImpegno) -> Iterator[Trovato]:
    """Il fornitore non è quello uscente, o la motivazione dice perché."""
    if atto.affidatario_uscente and atto.base == "affidamento diretto":
        yield Violazione(
            "Si affida al fornitore uscente: la motivazione dica perché si deroga alla rotazione."
        )


ATTO = Definizione(
    DeterminaImpegno,
    (
        copertura,
        quadra,
        regime_del_bilancio,
        entro_il_triennio,
        compatibile_con_la_cassa,
        codici_e_durc,
        entro_l_accertato,
        non_frazionato,
        rotazione,
    ),
)
