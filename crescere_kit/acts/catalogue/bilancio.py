"""Bilancio di previsione: the consiglio approves three years, and the act prints what the budget says."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.budget.approval import ALLEGATI, Bilancio
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.indicators import Esito


@controllo("BI-01", "tuel:162:6", campo="prospetto")
def pareggio(atto: Bilancio) -> Iterator[Trovato]:
    """Il bilancio pareggia in ogni anno: l'equilibrio finale è zero."""
    for uno in atto.equilibri:
        if uno.w is None:
            yield Ignoto(f"Il pareggio del {uno.anno} non si calcola: mancano righe del prospetto.")
        elif uno.w:
            yield Violazione(f"Nel {uno.anno} il bilancio non pareggia: W è {in_euro(uno.w)}.")


@controllo("BI-02", "tuel:162:6", campo="prospetto")
def equilibri_rispettati(atto: Bilancio) -> Iterator[Trovato]:
    """Gli equilibri di parte corrente e in conto capitale non sono negativi, in ogni anno."""
    for uno in atto.equilibri:
        for nome, valore in (("di parte corrente", uno.o), ("in conto capitale", uno.z)):
            if valore is None:
                yield Ignoto(
                    f"L'equilibrio {nome} del {uno.anno} non si calcola: mancano righe del prospetto."
                )
            elif valore < 0:
                yield Violazione(f"Nel {uno.anno} l'equilibrio {nome} è {in_euro(valore)}.")


@controllo("BI-03", "tuel:162:6")
def cassa_non_negativa(atto: Bilancio) -> Iterator[Trovato]:
    """Il fondo di cassa finale non è negativo."""
    if atto.cassa_finale is None:
        yield Ignoto("Il fondo di cassa finale non si calcola: mancano le previsioni di cassa o il fondo.")
    elif atto.cassa_finale < 0:
        yield Violazione(f"Il fondo di cassa finale è {in_euro(atto.cassa_finale)}.")


@controllo("BI-04", "tuel:166", campo="fondo_riserva")
def riserve_nei_limiti(atto: Bilancio) -> Iterator[Trovato]:
    """Il fondo di riserva e quello di cassa stanno nei limiti di legge."""
    letti, anno = atto.dichiarati, atto.anno_esercizio
    for codice, campo_ in (
        ("RISERVA", "fondo_riserva"),
        ("RISERVA_TETTO", "fondo_riserva"),
        ("RISERVA_CASSA", "fondo_riserva_cassa"),
    ):
        valore = letti.valore_di(codice, anno)
        if valore is None or valore.valore is None:
            yield Ignoto(f"«{valore.nome if valore else codice}» non si calcola.", campo_)
        elif valore.esito == Esito.OLTRE:
            yield Violazione(f"{valore.nome}: {valore.testo}, limite {valore.limite_in_parole}.", campo_)


@controllo("BI-05", "tuel:167", campo="fcde")
def fcde_sufficiente(atto: Bilancio) -> Iterator[Trovato]:
    """Il fondo crediti di dubbia esigibilità è almeno il minimo, e così gli altri fondi."""
    for fondo in (atto.fcde, *atto.altri_fondi):
        if fondo is None:
            continue
        if fondo.minimo is None:
            yield Ignoto(f"Manca il minimo di legge di «{fondo.nome}».")
        elif fondo.primo < fondo.minimo:
            yield Violazione(
                f"«{fondo.nome}» è stanziato per {in_euro(fondo.primo)}: il minimo è {in_euro(fondo.minimo)}."
            )


@controllo("BI-06", "dlgs118-2011:11:3", "tuel:172", campo="allegati_uniti")
def allegati_completi(atto: Bilancio) -> Iterator[Trovato]:
    """Ci sono tutti gli allegati di legge, o il motivo per cui non servono."""
    visti = {uno.lettera: uno for uno in atto.allegati_uniti}
    for lettera, nome in ALLEGATI.items():
        uno = visti.get(lettera)
        if uno is None or (not uno.unito and not uno.motivo):
            yield Violazione(f"Manca l'allegato: {nome}.")


@controllo("BI-07", "tuel:170:5", campo="ref_dup")
def dup_prima(atto: Bilancio) -> Iterator[Trovato]:
    """Il DUP e la sua nota sono approvati prima del bilancio."""
    if atto.ref_dup is not None and atto.ref_dup.data > atto.giorno:
        yield Violazione("Il DUP è successivo al bilancio: ne è il presupposto.")


@controllo("BI-10", "l296-2006:1:169", campo="tributi")
def tributi_in_tempo(atto: Bilancio) -> Iterator[Trovato]:
    """Le deliberazioni su tributi e tariffe sono entro il termine del bilancio."""
    for uno in atto.tributi:
        if atto.termine is not None and uno.data > atto.termine:
            yield Violazione(
                f"La deliberazione n. {uno.numero} del {uno.data:%d/%m/%Y} è oltre il termine del bilancio "
                f"({atto.termine:%d/%m/%Y}): valgono le aliquote di prima."
            )


@controllo("BI-11", "tuel:204")
def indebitamento_nei_limiti(atto: Bilancio) -> Iterator[Trovato]:
    """Gli interessi dei prestiti stanno nel limite dell'art. 204 TUEL."""
    valore = atto.fatti.valore_di("DEB_204", atto.anno_esercizio)
    if valore is None or valore.valore is None:
        yield Ignoto("Il limite dell'art. 204 non si calcola: mancano gli interessi o le entrate.")
    elif valore.esito == Esito.OLTRE:
        yield Violazione(f"{valore.nome}: {valore.testo}, limite {valore.limite_in_parole}.")


@controllo("BI-12", "tuel:163:2", "tuel:163:3", gravita=AVVISA, campo="seduta_data")
def regime_provvisorio(atto: Bilancio) -> Iterator[Trovato]:
    """Il bilancio è approvato entro il termine: dopo c'è l'esercizio provvisorio o la gestione."""
    if atto.termine is not None and atto.giorno > atto.termine:
        yield Violazione(f"Il termine era il {atto.termine:%d/%m/%Y}: fino all'approvazione vale l'art. 163.")


@controllo("BI-08", "tuel:162:6", gravita=AVVISA, campo="una_tantum")
def una_tantum(atto: Bilancio) -> Iterator[Trovato]:
    """Le entrate una tantum non pagano spese ricorrenti."""
    if None in (atto.una_tantum, atto.ricorrenti_una_tantum):
        return
    if atto.una_tantum > atto.ricorrenti_una_tantum:
        differenza = in_euro(atto.una_tantum - atto.ricorrenti_una_tantum)
        yield Violazione(f"Entrate una tantum per {differenza} pagano spese ricorrenti.")


def _media(valori: list[Decimal]) -> Decimal:
    return somma(valori) / len(valori)


@controllo("BI-09", "tuel:162:6", gravita=AVVISA)
def previsioni_prudenti(atto: Bilancio) -> Iterator[Trovato]:
    """Le entrate proprie previste non superano di molto la media accertata negli ultimi tre anni."""
    oltre = rules.in_force("delibere", "scostamento_previsioni", atto.giorno).valore
    for uno in atto.titoli:
        if uno.lato != "entrate" or uno.titolo not in ("1", "3") or uno.primo is None:
            continue
        anni = [
            atto.fatti.rendiconto("entrate", uno.titolo, "accertamenti", atto.anno_esercizio - passo)
            for passo in (1, 2, 3)
        ]
        noti = [valore for valore in anni if valore is not None]
        if noti and uno.primo * 100 > _media(noti) * (100 + oltre):
            yield Violazione(
                f"Entrate, titolo {uno.titolo}: si prevedono {in_euro(uno.primo)}, la media accertata è "
                f"{in_euro(_media(noti).quantize(Decimal('0.01')))}."
            )


ATTO = Definizione(
    Bilancio,
    (
        pareggio,
        equilibri_rispettati,
        cassa_non_negativa,
        riserve_nei_limiti,
        fcde_sufficiente,
        allegati_completi,
        dup_prima,
        tributi_in_tempo,
        indebitamento_nei_limiti,
        regime_provvisorio,
        una_tantum,
        previsioni_prudenti,
    ),
)
