"""Rendiconto della gestione: the consiglio approves what the year closed with, and what follows from it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from crescere_kit import rules
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.acts.act import somma
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.closing import report
from crescere_kit.acts.closing.rendiconto import Rendiconto
from crescere_kit.acts.definition import Definizione


@controllo("RE-01", "tuel:186")
def risultato(atto: Rendiconto) -> Iterator[Trovato]:
    """Il risultato di amministrazione è fondo di cassa più residui attivi, meno residui passivi e fondo
    pluriennale vincolato.
    """
    parti = (atto.cassa_finale, atto.residui_attivi, atto.residui_passivi, atto.fpv_c, atto.fpv_k)
    if atto.risultato is None or None in parti:
        yield Ignoto(f"Il prospetto del risultato di amministrazione {atto.anno_rendiconto} non è completo.")
        return
    cassa, attivi, passivi, corrente, capitale = parti
    atteso = cassa + attivi - passivi - corrente - capitale
    if atto.risultato != atteso:
        yield Violazione(
            f"Il risultato di amministrazione è {in_euro(atto.risultato)} e le sue parti danno "
            f"{in_euro(atteso)}: la differenza è {in_euro(atto.risultato - atteso)}.",
            numeri={"risultato": atto.risultato, "atteso": atteso},
        )


def _uguali(
    cosa: str, chi: str, scritto: Decimal | None, calcolato: Decimal | None, campo: str
) -> Iterator[Trovato]:
    if scritto is None or calcolato is None:
        yield Ignoto(f"Per {cosa} manca il valore {chi if scritto is None else 'del rendiconto'}.", campo)
    elif scritto != calcolato:
        yield Violazione(
            f"Per {cosa} il valore {chi} è {in_euro(scritto)}, quello del rendiconto "
            f"{in_euro(calcolato)}: la differenza è {in_euro(scritto - calcolato)}.",
            campo,
        )


@controllo("RE-02", "tuel:227", campo="cassa_tesoriere")
def cassa(atto: Rendiconto) -> Iterator[Trovato]:
    """Il fondo di cassa è quello del conto del tesoriere."""
    yield from _uguali(
        "il fondo di cassa", "del tesoriere", atto.cassa_tesoriere, atto.cassa_finale, "cassa_tesoriere"
    )


@controllo("RE-03", "tuel:228:3", campo="riaccertamento")
def residui(atto: Rendiconto) -> Iterator[Trovato]:
    """I residui sono quelli del riaccertamento ordinario e la somma di quelli dei titoli."""
    for lato, parte, titoli in (("attivi", "entrate", TITOLI_ENTRATE), ("passivi", "spese", TITOLI_SPESE)):
        del_prospetto = getattr(atto, f"residui_{lato}")
        campo = f"residui_{lato}_riaccertati"
        yield from _uguali(
            f"i residui {lato}", "del riaccertamento", getattr(atto, campo), del_prospetto, campo
        )
        per_titolo = [
            atto.fatti.rendiconto(parte, uno, "residui_finali", atto.anno_rendiconto) for uno in titoli
        ]
        noti = [uno for uno in per_titolo if uno is not None]
        if noti:
            yield from _uguali(f"i residui {lato}", "dei titoli", somma(noti), del_prospetto, campo)


@controllo("RE-11", "tuel:232", campo="situazione_semplificata")
def situazione_semplificata(atto: Rendiconto) -> Iterator[Trovato]:
    """La situazione patrimoniale semplificata è degli enti sotto gli abitanti che la legge dice."""
    if not atto.situazione_semplificata:
        return
    soglia = int(rules.in_force("delibere", "situazione_semplificata", atto.giorno).valore)
    abitanti = atto.fatti.popolazione()
    if abitanti is None:
        yield Ignoto("Gli abitanti dell'ente non si conoscono.")
    elif abitanti >= soglia:
        yield Violazione(
            f"L'ente ha {abitanti} abitanti: la situazione semplificata è per chi ne ha meno di {soglia}."
        )


@controllo("RE-04", "tuel:188", campo="data_ripiano")
def ripiano(atto: Rendiconto) -> Iterator[Trovato]:
    """Se la parte disponibile è negativa, il ripiano è deliberato nella stessa seduta o ha una data."""
    if atto.disponibile is None:
        yield Ignoto(f"La parte disponibile {atto.anno_rendiconto} non si conosce.")
    elif atto.disponibile < 0 and atto.data_ripiano is None:
        yield Violazione(
            f"Il disavanzo di amministrazione è {in_euro(-atto.disponibile)}: dire quando il "
            "Consiglio lo ripiana."
        )
    elif atto.disponibile < 0 and atto.data_ripiano < atto.giorno:
        yield Violazione("Il ripiano ha una data precedente a quella della seduta.")


@controllo("RE-05", "tuel:227:2", "tuel:239:1", campo="data_deposito")
def intervalli(atto: Rendiconto) -> Iterator[Trovato]:
    """Consiglieri e organo di revisione hanno avuto i documenti con i giorni di anticipo che la legge dà."""
    yield from _anticipo(atto, "consiglieri", atto.data_deposito, "data_deposito")
    yield from _anticipo(atto, "revisore", atto.data_al_revisore, "data_al_revisore")


def _anticipo(atto: Rendiconto, chi: str, dal: date | None, campo: str) -> Iterator[Trovato]:
    servono = int(rules.in_force("delibere", f"giorni_rendiconto_{chi}", atto.giorno).valore)
    if dal is not None and (atto.giorno - dal).days < servono:
        yield Violazione(
            f"I documenti sono stati dati a {chi} il {dal:%d/%m/%Y}, {(atto.giorno - dal).days} giorni prima "
            f"della seduta: ne servono {servono}.",
            campo,
        )


@controllo("RE-06", "dlgs118-2011:11:4", "tuel:227:5", campo="prospetti")
def allegati_di_legge(atto: Rendiconto) -> Iterator[Trovato]:
    """Gli allegati che la legge elenca sono uniti, o l'atto dice perché non sono dovuti."""
    uniti = {uno.lettera: uno for uno in atto.prospetti}
    for lettera, titolo in ATTO.testi["prospetti"].items():
        uno = uniti.get(lettera)
        if uno is None or (not uno.unito and not uno.motivo):
            yield Violazione(f"Manca l'allegato {lettera}) {titolo}: unirlo o dire perché non è dovuto.")


@controllo("RE-07", "dlgs118-2011:11", gravita=AVVISA)
def equilibrio(atto: Rendiconto) -> Iterator[Trovato]:
    """L'equilibrio di bilancio (W2) non è negativo."""
    if atto.w2 is not None and atto.w2 < 0:
        yield Violazione(
            f"L'equilibrio di bilancio W2 è {in_euro(atto.w2)}: il rendiconto ne spiega le cause."
        )


@controllo("RE-08", "tuel:242")
def deficitarieta(atto: Rendiconto) -> Iterator[Trovato]:
    """I parametri di deficitarietà sono calcolati e l'atto dice se l'ente è strutturalmente deficitario."""
    if atto.deficitario is None:
        yield Ignoto("I parametri calcolati non bastano a dire se l'ente è strutturalmente deficitario.")


@controllo("RE-09", "l145-2018:1:859", gravita=AVVISA, campo="fgdc_accantonato")
def fgdc(atto: Rendiconto) -> Iterator[Trovato]:
    """Il fondo di garanzia debiti commerciali resta accantonato finché non ci sono le condizioni per
    liberarlo.
    """
    if atto.fgdc_accantonato_prima is None or atto.fgdc_liberabile:
        return
    if (atto.fgdc_accantonato or 0) < atto.fgdc_accantonato_prima:
        yield Violazione(
            f"Il fondo di garanzia debiti commerciali era {in_euro(atto.fgdc_accantonato_prima)} e non è "
            "riportato: si libera solo quando ci sono le condizioni."
        )


@controllo("RE-10", "tuel:231", campo="relazione")
def numeri_della_relazione(atto: Rendiconto) -> Iterator[Trovato]:
    """I numeri della relazione sono quelli del prospetto: ciascuno è messo per nome, nessuno a mano."""
    for posto, una in enumerate(atto.relazione):
        campo = f"relazione.{posto}.testo"
        for nome in report.ignoti(una.testo, atto.numeri):
            yield Violazione(f"«{una.titolo}»: [[{nome}]] non è il nome di un importo del rendiconto.", campo)
        for scritto in report.scritti_a_mano(una.testo):
            yield Violazione(f"«{una.titolo}»: «{scritto}» è scritto a mano: metterlo per nome.", campo)


ATTO = Definizione(
    Rendiconto,
    (
        risultato,
        cassa,
        residui,
        ripiano,
        situazione_semplificata,
        intervalli,
        allegati_di_legge,
        equilibrio,
        deficitarieta,
        fgdc,
        numeri_della_relazione,
    ),
)
