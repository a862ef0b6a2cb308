"""Riequilibrio finanziario pluriennale: the recourse to it (fase ricorso), then its plan (fase piano)."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.programmes.rescue import FASI, PIANO, Prfp, regola

CONTENUTI = {
    "misure_correttive": "a) le misure correttive, a partire da quelle della Corte dei conti",
    "ricognizione": "b) la ricognizione e la quantificazione dei fattori di squilibrio, dell'eventuale "
    "disavanzo e dei debiti fuori bilancio",
    "misure_di_ripristino": "c) l'individuazione, con quantificazione e previsione dell'anno, delle misure "
    "per ripristinare l'equilibrio e ripianare il disavanzo",
    "percentuali_di_ripiano": "d) l'indicazione, per ogni anno, della percentuale di ripiano del disavanzo e "
    "degli importi per i debiti fuori bilancio",
}


@controllo("PR-01", "tuel:243-bis:5-bis", campo="anni")
def durata_ammessa(atto: Prfp) -> Iterator[Trovato]:
    """La durata del piano sta fra il minimo e il massimo che la legge dà per il rapporto fra passività e
    spese correnti e per gli abitanti.
    """
    if atto.fase != PIANO or atto.anni is None:
        return
    minimo = int(regola(atto, "anni_minimi"))
    if atto.durata_massima is None:
        yield Ignoto("La durata massima non si calcola: mancano gli impegni correnti o gli abitanti.")
    elif not minimo <= atto.anni <= atto.durata_massima:
        yield Violazione(
            f"Il piano dura {atto.anni} anni: la legge ne ammette da {minimo} a {atto.durata_massima}.",
            numeri={"anni": atto.anni, "massimo": atto.durata_massima},
        )


@controllo("PR-02", "tuel:243-bis:6", campo="quote")
def misure_capienti(atto: Prfp) -> Iterator[Trovato]:
    """Le quote annue sommano le passività, sono una per anno del piano, e ogni anno le misure coprono la
    quota.
    """
    if atto.fase != PIANO or not atto.quote or atto.anni is None:
        return
    if atto.totale_quote != atto.passivita_totale:
        yield Violazione(
            f"Le quote sommano {in_euro(atto.totale_quote)}, le passività da ripianare "
            f"{in_euro(atto.passivita_totale)}."
        )
    if len(atto.quote) != atto.anni:
        yield Violazione(f"Le quote sono {len(atto.quote)}, gli anni del piano {atto.anni}.")
    for posto, una in enumerate(atto.piano):
        if una.misure < una.quota:
            yield Violazione(
                f"Nel {una.anno} le misure valgono {in_euro(una.misure)}, la quota è {in_euro(una.quota)}.",
                f"quote.{posto}.importo",
            )


@controllo("PR-03", "tuel:243-bis:6", campo="contenuti")
def contenuti_completi(atto: Prfp) -> Iterator[Trovato]:
    """Il piano contiene tutto ciò che chiede il comma 6, dalla lettera a alla lettera d."""
    if atto.fase != PIANO:
        return
    for nome, parole in CONTENUTI.items():
        if not getattr(atto, nome):
            yield Violazione(f"Nel piano manca: {parole}.", nome)


@controllo("PR-04", "tuel:243-bis:6", "tuel:194:1", campo="passivita")
def debiti_riconosciuti(atto: Prfp) -> Iterator[Trovato]:
    """Ogni debito fuori bilancio è riconosciuto o ha la data in cui il Consiglio lo riconosce."""
    for posto, una in enumerate(atto.passivita):
        if una.tipo == "dfb" and una.riconoscimento is None:
            yield Violazione(
                f"«{una.descrizione}»: il debito fuori bilancio va riconosciuto, o va detto entro quando.",
                f"passivita.{posto}.riconoscimento",
            )


@controllo("PR-05", "tuel:243-bis:5", campo="seduta_data")
def entro_novanta_giorni(atto: Prfp) -> Iterator[Trovato]:
    """Il piano è deliberato entro novanta giorni dall'esecutività del ricorso: il termine è perentorio; la
    nuova amministrazione può rimodularlo entro sessanta giorni dalla relazione di inizio mandato.
    """
    if atto.fase != PIANO:
        return
    if atto.ricorso_esecutivo is None:
        yield Violazione("Indicare da quando è esecutiva la delibera di ricorso.", "ricorso_esecutivo")
        return
    termine = atto.termine_piano
    if atto.relazione_inizio_mandato is not None:
        giorni = int(regola(atto, "giorni_rimodulazione"))
        termine = max(termine, atto.relazione_inizio_mandato + timedelta(days=giorni))
    if atto.giorno > termine:
        yield Violazione(
            f"Il termine perentorio per il piano era il {termine:%d/%m/%Y}: oltre, si applica l'art. 6, "
            "comma 2, d.lgs. 149/2011 (dissesto).",
            numeri={"termine": termine},
        )


@controllo("PR-06", "tuel:243-bis:6", gravita=AVVISA, campo="misure")
def misure_prudenti(atto: Prfp) -> Iterator[Trovato]:
    """Nessuna misura vale più di quanto si è ottenuto finora con la stessa leva."""
    for posto, una in enumerate(atto.misure):
        if una.ottenuto is not None and una.importo > una.ottenuto:
            yield Violazione(
                f"«{una.descrizione}» vale {in_euro(una.importo)} nel {una.anno}; finora se ne sono ottenuti "
                f"{in_euro(una.ottenuto)}: dire perché si può fare di più.",
                f"misure.{posto}.importo",
            )


@controllo("PR-07", "tuel:243-bis", campo="fase")
def fase_scritta(atto: Prfp) -> Iterator[Trovato]:
    """L'atto dice se è il ricorso alla procedura o il piano."""
    if atto.fase is not None and atto.fase not in FASI:
        yield Violazione("La fase è «ricorso» o «piano».")


@controllo("PR-08", "tuel:239:1", campo="pareri")
def parere_dei_revisori(atto: Prfp) -> Iterator[Trovato]:
    """Il piano ha il parere dell'organo di revisione."""
    if atto.fase == PIANO and atto.rev is None:
        yield Violazione("Manca il parere dell'organo di revisione sul piano.")


@controllo("PR-09", "tuel:243-bis:6", campo="anni")
def cassa_del_piano(atto: Prfp) -> Iterator[Trovato]:
    """Con il piano la cassa non scende sotto zero in nessun anno."""
    for una in atto.cassa or ():
        if una.finale < 0:
            yield Violazione(f"Alla fine del {una.anno} la cassa sarebbe {in_euro(una.finale)}.")


@controllo("PR-10", "tuel:243-ter", campo="obblighi_fondo")
def obblighi_del_fondo(atto: Prfp) -> Iterator[Trovato]:
    """Chi accede al fondo di rotazione si impegna ad aliquote massime, personale e copertura dei servizi."""
    if atto.fase == PIANO and atto.fondo_rotazione and not atto.obblighi_fondo:
        yield Violazione(
            "Chi accede al fondo di rotazione deve dire come porta le aliquote al massimo, riduce il "
            "personale e copre i servizi."
        )


ATTO = Definizione(
    Prfp,
    (
        durata_ammessa,
        misure_capienti,
        contenuti_completi,
        debiti_riconosciuti,
        entro_novanta_giorni,
        misure_prudenti,
        fase_scritta,
        parere_dei_revisori,
        cassa_del_piano,
        obblighi_del_fondo,
    ),
)
