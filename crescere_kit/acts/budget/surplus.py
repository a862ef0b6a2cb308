"""The avanzo that a variation applies: what it is for, and checks VU-07 and VU-08."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.checks import Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.programmes.choices import scelta
from crescere_kit.acts.types import Euro, EuroPositivo, Riga, Testo

if TYPE_CHECKING:
    from crescere_kit.acts.budget.variation import Variazione

QUOTE = {"acc": "accantonata", "vinc": "vincolata", "inv": "destinata agli investimenti", "lib": "libera"}
_NEL_PROSPETTO = {"acc": "accantonata", "vinc": "vincolata", "inv": "destinata", "lib": "disponibile"}
DEBITI, EQUILIBRI, INVESTIMENTI = "debiti", "equilibri", "investimenti"
# In the order of art. 187, c. 2, TUEL: the first two come before the others.
USI = {
    DEBITI: "copertura di debiti fuori bilancio",
    EQUILIBRI: "salvaguardia degli equilibri",
    INVESTIMENTI: "spese di investimento",
    "correnti": "spese correnti a carattere non permanente",
    "estinzione": "estinzione anticipata di prestiti",
}


class AvanzoApplicato(Riga):
    """A share of the risultato di amministrazione used by a variation."""

    quota: Annotated[str, Field(pattern="^(acc|vinc|inv|lib)$")] = Field(
        title="Quota", json_schema_extra={"x-tipo": "scelta", "x-scelte": list(QUOTE), "x-nomi": QUOTE}
    )
    importo: EuroPositivo = Field(title="Importo")
    finalita: Testo = Field(title="Finalità")
    uso: Testo | None = scelta("Uso della quota libera", USI, None)
    per_investimenti: bool = Field(
        False, title="Per spese di investimento", json_schema_extra={"x-stampa": False}
    )

    @property
    def in_conto_capitale(self) -> bool:
        """Whether it pays for investments."""
        return self.per_investimenti or self.uso == INVESTIMENTI


class AvanzoStampato(Riga):
    """A share of avanzo with its name in full."""

    quota: Testo
    importo: Euro
    finalita: Testo


@controllo("VU-07", "tuel:187:2", "tuel:187:3-bis", campo="avanzo")
def avanzo_disponibile(atto: Variazione) -> Iterator[Trovato]:
    """L'avanzo si applica entro la sua quota dell'ultimo rendiconto. Quello libero dopo la sua approvazione,
    prima per i debiti fuori bilancio e gli equilibri e poi per il resto; se l'ente usa anticipazione o
    entrate vincolate in cassa, solo per gli equilibri.
    """
    yield from _entro_la_quota(atto)
    libero = [(posto, uno) for posto, uno in enumerate(atto.avanzo) if uno.quota == "lib"]
    for posto, uno in libero:
        if uno.uso is None:
            yield Violazione("Dire a che cosa serve l'avanzo libero.", f"avanzo.{posto}.uso")
    if any(uno.uso not in (None, DEBITI, EQUILIBRI) for _, uno in libero):
        yield from _prima_il_resto(atto)
    if any(uno.uso not in (None, EQUILIBRI) for _, uno in libero):
        yield from _cassa_in_sofferenza(atto)


def _entro_la_quota(atto: Variazione) -> Iterator[Trovato]:
    precedente = atto.anno_esercizio - 1
    for quota, nome in QUOTE.items():
        applicata = somma(uno.importo for uno in atto.avanzo if uno.quota == quota)
        if not applicata:
            continue
        dove = _NEL_PROSPETTO[quota]
        disponibile = atto.fatti.rendiconto("risultato", dove, "importo", precedente)
        if disponibile is None:
            if quota == "lib":
                yield Violazione(
                    f"Il rendiconto {precedente} non c'è: l'avanzo libero si applica solo dopo la sua "
                    "approvazione."
                )
        elif applicata > max(disponibile, Decimal(0)):
            yield Violazione(
                f"La quota {nome} applicata è {in_euro(applicata)}, quella disponibile al "
                f"31/12/{precedente} {in_euro(disponibile)}.",
                numeri={"applicato": applicata, "disponibile": disponibile},
            )


def _applicato(atto: Variazione, uso: str) -> Decimal:
    return somma(uno.importo for uno in atto.avanzo if uno.quota == "lib" and uno.uso == uso)


def _prima_il_resto(atto: Variazione) -> Iterator[Trovato]:
    """Say what comes before the other uses and is not covered yet."""
    precedente = atto.anno_esercizio - 1
    da_coprire = [
        atto.fatti.indicatore(codice, precedente) for codice in ("DFB_RICONOSCERE", "DFB_FINANZIARE")
    ]
    if None in da_coprire:
        yield Ignoto("Non si sa se ci sono debiti fuori bilancio, che vengono prima: scriverli nel modulo.")
    elif sum(da_coprire) > _applicato(atto, DEBITI):
        yield Violazione(
            f"Ci sono debiti fuori bilancio da coprire per {in_euro(somma(da_coprire))}: l'avanzo libero "
            "serve prima a quelli."
        )
    prima = [(uno.o_prima, uno.z_prima) for uno in atto.equilibri or () if uno.anno == atto.anno_esercizio]
    mancano = somma(-uno for saldi in prima for uno in saldi if uno is not None and uno < 0)
    if mancano > _applicato(atto, EQUILIBRI):
        yield Violazione(
            f"Agli equilibri del {atto.anno_esercizio} mancano {in_euro(mancano)}: l'avanzo libero serve "
            "prima a quelli."
        )


def _cassa_in_sofferenza(atto: Variazione) -> Iterator[Trovato]:
    """Say whether the ente lives on its treasurer or on tied cash: then free avanzo only restores balance."""
    if atto.cassa_in_sofferenza is None:
        yield Ignoto(
            "Dire se l'ente usa l'anticipazione di tesoreria o entrate vincolate in termini di cassa.",
            "cassa_in_sofferenza",
        )
    elif atto.cassa_in_sofferenza:
        yield Violazione(
            "L'ente usa l'anticipazione di tesoreria o entrate vincolate in termini di cassa: l'avanzo "
            "libero si applica solo per gli equilibri.",
            "cassa_in_sofferenza",
        )


@controllo("VU-08", "l145-2018:1:897", "l145-2018:1:898", campo="avanzo")
def limiti_in_disavanzo(atto: Variazione) -> Iterator[Trovato]:
    """Un ente in disavanzo applica avanzo vincolato, accantonato e destinato entro il limite della legge
    145/2018, commi 897 e 898.
    """
    applicato = somma(uno.importo for uno in atto.avanzo if uno.quota != "lib")
    if not applicato:
        return
    precedente = atto.anno_esercizio - 1
    disponibile = atto.fatti.rendiconto("risultato", "disponibile", "importo", precedente)
    if disponibile is not None and disponibile >= 0:
        return
    limite = atto.fatti.indicatore("AVANZO_MASSIMO", atto.anno_esercizio)
    if limite is None:
        yield Ignoto(f"Il limite all'uso dell'avanzo non si calcola: manca il rendiconto {precedente}.")
    elif applicato > limite:
        yield Violazione(
            f"L'avanzo applicato è {in_euro(applicato)}, il limite dei commi 897 e 898 {in_euro(limite)}.",
            numeri={"applicato": applicato, "limite": limite},
        )
