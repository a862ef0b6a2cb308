"""Salvaguardia degli equilibri e assestamento (artt. 193 and 175 TUEL): is the budget still true?"""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.budget import variation_checks
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.safeguard.gap import CAPITALE, CORRENTE
from crescere_kit.acts.safeguard.model import DI_PARTE_CAPITALE, VIETATE, SalvaguardiaAssestamento

_IN_CONTO_CAPITALE = "Conto capitale"


@controllo("SE-01", "tuel:193:2", "tuel:147-quinquies", campo="dichiarazioni")
def tutti_hanno_dichiarato(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Ogni servizio ha dichiarato l'andamento di entrate e spese e i debiti fuori bilancio, e ogni titolo del
    bilancio ha la sua proiezione al 31 dicembre.
    """
    hanno_scritto = [una.responsabile.casefold() for una in atto.dichiarazioni]
    if not atto.servizi:
        yield Ignoto("L'anagrafica dell'ente non dice quali sono i servizi: non si sa chi deve dichiarare.")
    for servizio in atto.servizi or ():
        if servizio.casefold() not in hanno_scritto:
            yield Violazione(f"Manca la dichiarazione del servizio «{servizio}».")
    for posto, una in enumerate(atto.dichiarazioni):
        dove = f"dichiarazioni.{posto}"
        if hanno_scritto.index(una.responsabile.casefold()) != posto:
            yield Violazione(f"Il servizio «{una.responsabile}» ha due dichiarazioni.", dove)
        if not una.entrate_e_spese:
            yield Violazione(f"«{una.responsabile}» non dice come vanno entrate e spese.", dove)
        if una.debiti is None:
            yield Violazione(
                f"«{una.responsabile}» non dice se ha debiti fuori bilancio: scrivere l'importo, o 0.", dove
            )
    yield from _titoli_senza_proiezione(atto)


def _titoli_senza_proiezione(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    previsti = {(una.lato, una.titolo) for una in atto.proiezione}
    for lato in ("entrate", "spese"):
        for titolo in (*CORRENTE[lato], *CAPITALE[lato]):
            if (lato, titolo) not in previsti and atto.assestato(lato, titolo):
                yield Violazione(
                    f"Manca la proiezione al 31 dicembre di {lato}, titolo {titolo}, che in bilancio ha "
                    f"{in_euro(atto.assestato(lato, titolo))}.",
                    "proiezione",
                )


@controllo("SE-02", "tuel:193:2", campo="misure")
def squilibrio_coperto(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Le misure coprono lo squilibrio, nell'anno e nei due successivi; le alienazioni solo quello in conto
    capitale.
    """
    if atto.squilibrio is None:
        ignote = ", ".join(una.nome.lower() for una in atto.mancanze or () if una.importo is None)
        yield Ignoto(f"Lo squilibrio non si calcola: non si conosce {ignote or 'la proiezione'}.")
        return
    if atto.tot_misure < atto.squilibrio:
        yield Violazione(
            f"Lo squilibrio è {in_euro(atto.squilibrio)}, le misure {in_euro(atto.tot_misure)}.",
            numeri={"squilibrio": atto.squilibrio, "misure": atto.tot_misure},
        )
    yield from _alienazioni(atto)
    ultimo = atto.anno_esercizio + 2
    if any(not atto.anno_esercizio <= una.anno <= ultimo for una in atto.misure):
        yield Violazione(f"Una misura è fuori dagli anni dal {atto.anno_esercizio} al {ultimo}.")


def _alienazioni(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    usate = somma(una.importo for una in atto.misure if una.fonte == DI_PARTE_CAPITALE)
    capitale = somma(una.importo or 0 for una in atto.mancanze or () if una.nome == _IN_CONTO_CAPITALE)
    if usate > capitale:
        yield Violazione(
            f"Le alienazioni sono {in_euro(usate)} e coprono solo lo squilibrio in conto capitale, che è "
            f"{in_euro(capitale)}."
        )


@controllo("SE-03", "tuel:193:3", campo="misure")
def mezzi_ammessi(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Con prestiti ed entrate vincolate non si ripristinano gli equilibri."""
    for posto, una in enumerate(atto.misure):
        if una.fonte in VIETATE:
            yield Violazione(
                f"Con {VIETATE[una.fonte]} non si ripristinano gli equilibri.", f"misure.{posto}.fonte"
            )


@controllo("SE-09", "tuel:193:2", campo="residui_attivi_da_cancellare")
def residui_esistenti(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Non si cancellano più residui di quanti ne ha l'ultimo rendiconto."""
    for lato in ("attivi", "passivi"):
        campo = f"residui_{lato}_da_cancellare"
        tolti, del_rendiconto = getattr(atto, campo), getattr(atto, f"residui_{lato}")
        if tolti is not None and del_rendiconto is not None and tolti > del_rendiconto:
            yield Violazione(
                f"Si cancellano residui {lato} per {in_euro(tolti)}: nell'ultimo rendiconto sono "
                f"{in_euro(del_rendiconto)}.",
                campo,
            )


@controllo("SE-04", "tuel:175:8", campo="riserva_verificata")
def riserva(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Con l'assestamento si verificano anche il fondo di riserva e il fondo di cassa."""
    if not atto.riserva_verificata:
        yield Violazione("Il fondo di riserva e il fondo di cassa non risultano verificati.")


@controllo("SE-05", "tuel:167", gravita=AVVISA, campo="fcde_stanziato")
def fcde_congruo(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Il FCDE stanziato è almeno il minimo ricalcolato."""
    if None in (atto.fcde_stanziato, atto.fcde_minimo):
        yield Ignoto("Il FCDE stanziato o quello minimo non si conosce.")
    elif atto.fcde_stanziato < atto.fcde_minimo:
        yield Violazione(
            f"Il FCDE stanziato è {in_euro(atto.fcde_stanziato)}, il minimo {in_euro(atto.fcde_minimo)}: "
            "adeguarlo con l'assestamento."
        )


@controllo("SE-08", "tuel:193:3", gravita=AVVISA, campo="misure")
def tributi_in_tempo(atto: SalvaguardiaAssestamento) -> Iterator[Trovato]:
    """Tributi e tariffe si aumentano per il riequilibrio solo entro il termine della salvaguardia."""
    termine = rules.termine("salvaguardia", atto.anno_esercizio)
    if any(una.fonte == "tributi" for una in atto.misure) and atto.giorno > termine:
        yield Violazione(f"Dopo il {termine:%d/%m/%Y} non si aumentano più tributi e tariffe per l'anno.")


ATTO = Definizione(
    SalvaguardiaAssestamento,
    (
        tutti_hanno_dichiarato,
        squilibrio_coperto,
        mezzi_ammessi,
        residui_esistenti,
        riserva,
        *variation_checks.CONTROLLI,
        fcde_congruo,
        tributi_in_tempo,
    ),
)
