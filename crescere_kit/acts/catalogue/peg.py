"""Piano esecutivo di gestione (art. 169 TUEL): the giunta gives each responsabile lines and objectives."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field, model_validator

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget.codes import codice_bilancio
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Riferimento, Riga, Testo, TestoLungo


class CapitoloPeg(Riga):
    """A chapter with who runs it."""

    lato: Testo = Field(
        title="Parte",
        pattern="^(entrate|spese)$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": ["entrate", "spese"]},
    )
    codice: Testo = Field(title="Codice di bilancio")
    capitolo: Testo = Field(title="Capitolo")
    descrizione: Testo = Field("", title="Descrizione")
    responsabile: Testo = Field("", title="Centro di responsabilità")
    importo: EuroPositivo = Field(title="Dotazione")

    @model_validator(mode="after")
    def _codice_che_si_legge(self) -> CapitoloPeg:
        codice_bilancio(self.lato, self.codice)
        return self


class Obiettivo(Riga):
    """What a centre must reach, and how one sees it."""

    responsabile: Testo = Field(title="Centro di responsabilità")
    obiettivo: TestoLungo = Field(title="Obiettivo")
    indicatore: Testo = Field(title="Indicatore")
    atteso: Testo = Field(title="Valore atteso")


class TotaleTitolo(Riga):
    """A titolo in the plan beside the same in the budget."""

    lato: Testo
    titolo: Testo
    peg: Euro
    bilancio: Euro | None


class PianoEsecutivo(Delibera):
    """The data of the act (art. 169 TUEL)."""

    codice = "peg"
    organo = "giunta"

    ref_bilancio: Riferimento | None = campo(
        "A", "Delibera che approva il bilancio", passo="Piano", norma="tuel:174"
    )
    capitoli: list[CapitoloPeg] = campo("X", "Capitoli", passo="Piano", predefinito=list, norma="tuel:169")
    obiettivi: list[Obiettivo] = campo("U", "Obiettivi", passo="Obiettivi", predefinito=list)

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Piano esecutivo di gestione {self.triennio}"

    @calcolato("B", "Confronto con il bilancio", serve="capitoli", norma="tuel:169")
    def confronto(self) -> list[TotaleTitolo]:
        """Per ogni titolo la somma dei capitoli del PEG e lo stanziamento del bilancio."""
        gruppi: dict[tuple[str, str], list[Decimal]] = {chiave: [] for chiave in self._del_bilancio()}
        for uno in self.capitoli:
            titolo = codice_bilancio(uno.lato, uno.codice).titolo
            gruppi.setdefault((uno.lato, titolo), []).append(uno.importo)
        return [
            TotaleTitolo(
                lato=lato,
                titolo=titolo,
                peg=somma(importi),
                bilancio=self.fatti.previsto(lato, titolo, self.anno_esercizio),
            )
            for (lato, titolo), importi in sorted(gruppi.items())
        ]

    def _del_bilancio(self) -> list[tuple[str, str]]:
        """Return the titoli of the budget that hold money: a PEG without one of them is not whole."""
        lati = (("entrate", TITOLI_ENTRATE), ("spese", TITOLI_SPESE))
        return [
            (lato, titolo)
            for lato, titoli in lati
            for titolo in titoli
            if self.fatti.previsto(lato, titolo, self.anno_esercizio)
        ]


@controllo("PE-01", "tuel:169", campo="capitoli")
def pari_al_bilancio(atto: PianoEsecutivo) -> Iterator[Trovato]:
    """Per ogni titolo la somma dei capitoli del PEG è quella del bilancio."""
    for uno in atto.confronto or ():
        if uno.bilancio is None:
            yield Ignoto(f"Lo stanziamento di {uno.lato}, titolo {uno.titolo}, non si conosce.")
        elif uno.peg != uno.bilancio:
            yield Violazione(
                f"{uno.lato.capitalize()}, titolo {uno.titolo}: il PEG ha {in_euro(uno.peg)}, il bilancio "
                f"{in_euro(uno.bilancio)}.",
                numeri={"peg": uno.peg, "bilancio": uno.bilancio},
            )


@controllo("PE-02", "tuel:169", gravita=AVVISA, campo="capitoli")
def con_responsabile(atto: PianoEsecutivo) -> Iterator[Trovato]:
    """Ogni capitolo ha il suo centro di responsabilità."""
    senza = [uno.capitolo for uno in atto.capitoli if not uno.responsabile]
    if senza:
        yield Violazione(f"Capitoli senza centro di responsabilità: {', '.join(senza[:20])}.")


ATTO = Definizione(PianoEsecutivo, (pari_al_bilancio, con_responsabile))
