"""Checks VU-01 … VU-10: what every variation of the budget must respect."""

from __future__ import annotations

from collections.abc import Iterator

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.budget.rows import ENTRATE, SPESE
from crescere_kit.acts.budget.surplus import avanzo_disponibile, limiti_in_disavanzo
from crescere_kit.acts.budget.variation import Variazione
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro

_DI_GIRO = {ENTRATE: "9", SPESE: "7"}


@controllo("VU-01", "tuel:162:6", "tuel:175:1", campo="righe")
def pareggio(atto: Variazione) -> Iterator[Trovato]:
    """In ogni anno maggiori entrate, minori spese e avanzo applicato sono pari a maggiori spese e minori
    entrate.
    """
    for uno in atto.totali or ():
        if uno.dare != uno.avere:
            yield Violazione(
                f"Anno {uno.anno}: maggiori entrate, minori spese e avanzo sono {in_euro(uno.dare)}, "
                f"maggiori spese e minori entrate {in_euro(uno.avere)}: la differenza è "
                f"{in_euro(uno.dare - uno.avere)}.",
                numeri={"anno": uno.anno, "risorse": uno.dare, "impieghi": uno.avere},
            )


@controllo("VU-02", "tuel:162:6", "tuel:193:1", campo="righe")
def equilibri_dopo(atto: Variazione) -> Iterator[Trovato]:
    """Dopo la variazione gli equilibri di parte corrente e in conto capitale non sono negativi e il bilancio
    resta in pareggio, in ogni anno.
    """
    for uno in atto.equilibri or ():
        if None in (uno.o_dopo, uno.z_dopo, uno.w_dopo):
            yield Ignoto(
                f"Gli equilibri del {uno.anno} non si calcolano: manca il prospetto del bilancio "
                "(si carica con il modulo dell'ente)."
            )
            continue
        for nome, valore in (("di parte corrente", uno.o_dopo), ("in conto capitale", uno.z_dopo)):
            if valore < 0:
                yield Violazione(
                    f"Nel {uno.anno} l'equilibrio {nome} dopo la variazione è {in_euro(valore)}."
                )
        if uno.w_dopo != 0:
            yield Violazione(
                f"Nel {uno.anno} il bilancio dopo la variazione non pareggia: W è {in_euro(uno.w_dopo)}."
            )


@controllo("VU-03", "tuel:162:6", campo="righe")
def cassa_non_negativa(atto: Variazione) -> Iterator[Trovato]:
    """Il fondo di cassa finale presunto non è negativo."""
    if atto.cassa_finale is None:
        yield Ignoto(
            "Il fondo di cassa finale non si calcola: mancano le previsioni di cassa o il fondo iniziale."
        )
    elif atto.cassa_finale < 0:
        yield Violazione(
            f"Il fondo di cassa finale presunto è {in_euro(atto.cassa_finale)}: non può essere negativo.",
            numeri={"cassa": atto.cassa_finale},
        )


@controllo("VU-04", "tuel:175:6", "tuel:175:7", campo="righe")
def nessuno_spostamento_vietato(atto: Variazione) -> Iterator[Trovato]:
    """Non si spostano dotazioni fra residui e competenza, né dai capitoli per conto terzi e partite di giro
    ad altre parti del bilancio.
    """
    for posto, una in enumerate(atto.righe):
        if una.residui:
            yield Violazione(
                f"La riga {posto + 1} riguarda i residui: non si spostano fra residui e competenza.",
                f"righe.{posto}.residui",
            )
    for anno in sorted({una.anno for una in atto.righe}):
        saldo = somma(
            una.competenza if una.lato == ENTRATE else -una.competenza
            for una in atto.righe
            if una.anno == anno and una.letto.titolo == _DI_GIRO[una.lato]
        )
        if saldo:
            yield Violazione(
                f"Anno {anno}: le partite di giro cambiano di {in_euro(saldo)} fra entrata e spesa: non "
                "possono finanziare altre parti del bilancio."
            )


@controllo("VU-05", "tuel:175:3", campo="lettera_c3")
def dopo_il_termine(atto: Variazione) -> Iterator[Trovato]:
    """Dopo il 30 novembre si varia solo nei casi dell'art. 175, comma 3; il PEG entro il 15 dicembre."""
    termine = rules.termine(atto.termine_delle_variazioni, atto.anno_esercizio)
    if atto.giorno > termine and not atto.lettera_c3:
        yield Violazione(
            f"Il termine per variare il bilancio era il {termine:%d/%m/%Y}: indicare quale caso dell'art. "
            "175, comma 3, permette questa variazione."
        )


@controllo("VU-06", "tuel:193:1", campo="righe")
def stanziamenti_capienti(atto: Variazione) -> Iterator[Trovato]:
    """Nessuno stanziamento diventa negativo né scende sotto quanto è già impegnato o accertato."""
    for posto, (una, stampata) in enumerate(zip(atto.righe, atto.prospetto or (), strict=True)):
        dove = f"La riga {posto + 1} ({una.codice}, anno {una.anno})"
        if stampata.assestato is None:
            if una.competenza < 0:
                yield Ignoto(
                    f"{dove}: il bilancio caricato non ha questo dettaglio: indicare lo stanziamento.",
                    f"righe.{posto}.stanziamento",
                )
            continue
        if stampata.assestato < 0:
            yield Violazione(
                f"{dove}: lo stanziamento è {in_euro(stampata.attuale)} e diventerebbe "
                f"{in_euro(stampata.assestato)}.",
                f"righe.{posto}.competenza",
            )
        elif una.competenza < 0 and una.impegnato is not None and stampata.assestato < una.impegnato:
            yield Violazione(
                f"{dove}: lo stanziamento diventerebbe {in_euro(stampata.assestato)}, meno di quanto è già "
                f"impegnato o accertato ({in_euro(una.impegnato)}).",
                f"righe.{posto}.competenza",
            )


@controllo("VU-10", gravita=AVVISA, campo="righe")
def vincoli_pari(atto: Variazione) -> Iterator[Trovato]:
    """Le entrate vincolate cambiano quanto le spese che finanziano."""
    for vincolo in sorted({una.vincolo for una in atto.righe if una.vincolo}):
        per_lato = {
            lato: somma(una.competenza for una in atto.righe if una.vincolo == vincolo and una.lato == lato)
            for lato in (ENTRATE, SPESE)
        }
        if per_lato[ENTRATE] != per_lato[SPESE]:
            yield Violazione(
                f"Vincolo «{vincolo}»: l'entrata cambia di {in_euro(per_lato[ENTRATE])}, la spesa di "
                f"{in_euro(per_lato[SPESE])}."
            )


CONTROLLI = (
    pareggio,
    equilibri_dopo,
    cassa_non_negativa,
    nessuno_spostamento_vietato,
    dopo_il_termine,
    stanziamenti_capienti,
    avanzo_disponibile,
    limiti_in_disavanzo,
    vincoli_pari,
)
