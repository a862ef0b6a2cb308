"""Piano esecutivo di gestione (art. 169 TUEL): the giunta gives each responsabile lines and objectives."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field, model_validator

from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget.codes import codice_bilancio
from crescere_kit.acts.budget.plan import Confronto, Dotazione, confronta
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Riferimento, Riga, Testo, TestoLungo

LATI = ("entrate", "spese")
_ANNI = ("importo", "importo_2", "importo_3")


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
    importo: EuroPositivo = Field(title="Dotazione del primo anno")
    importo_2: EuroPositivo | None = Field(None, title="Dotazione del secondo anno")
    importo_3: EuroPositivo | None = Field(None, title="Dotazione del terzo anno")
    cassa: EuroPositivo | None = Field(None, title="Dotazione di cassa del primo anno")

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


class LineaConfrontata(Riga):
    """A line of the plan in a year beside the same in the budget."""

    esercizio: Testo
    lato: Testo
    codice: Testo
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

    def esercizi(self) -> list[tuple[str, str, int, bool]]:
        """Return what is compared: its name, the field of the chapters, the year, and whether it is cash."""
        primo = self.anno_esercizio
        anni = [(str(primo + passo), campo, primo + passo, False) for passo, campo in enumerate(_ANNI)]
        return [*anni, (f"cassa {primo}", "cassa", primo, True)]

    @calcolato("B", "Confronto con il bilancio, linea per linea", serve="capitoli", stampa=False)
    def linee(self) -> list[LineaConfrontata]:
        """Per ogni anno del piano e per la cassa del primo, la somma dei capitoli e lo stanziamento del
        bilancio: per titolo e fin dove arrivano sia i codici dei capitoli sia il bilancio caricato.
        """
        return [
            LineaConfrontata(
                esercizio=nome, lato=una.lato, codice=una.codice, peg=una.piano, bilancio=una.bilancio
            )
            for nome, campo, anno, di_cassa in self.esercizi()
            for lato in LATI
            for una in self._del_lato(lato, campo, anno, di_cassa)
        ]

    def _del_lato(self, lato: str, campo: str, anno: int, di_cassa: bool) -> Iterator[Confronto]:
        dotazioni = [
            Dotazione(codice_bilancio(lato, uno.codice), getattr(uno, campo))
            for uno in self.capitoli
            if uno.lato == lato
        ]
        conti = [
            uno for uno in self.fatti.conti.codici("previsione", lato) if not uno.startswith(("E.", "U."))
        ]
        return confronta(
            lato, dotazioni, conti, lambda conto: self.fatti.previsto(lato, conto, anno, cassa=di_cassa)
        )

    @calcolato("B", "Confronto con il bilancio", serve="capitoli", norma="tuel:169")
    def confronto(self) -> list[LineaConfrontata]:
        """Le linee dei titoli: per ogni anno la somma dei capitoli del PEG e lo stanziamento del bilancio."""
        return [una for una in self.linee if len(una.codice) == 1]


@controllo("PE-01", "tuel:169", campo="capitoli")
def pari_al_bilancio(atto: PianoEsecutivo) -> Iterator[Trovato]:
    """In ogni anno, e nella cassa del primo, la somma dei capitoli del PEG è quella del bilancio, per titolo
    e fin dove arriva il bilancio caricato.
    """
    for nome, dotazione, *_ in atto.esercizi():
        senza = [uno.capitolo for uno in atto.capitoli if getattr(uno, dotazione) is None]
        if senza:
            yield Violazione(f"Capitoli senza dotazione per «{nome}»: {', '.join(senza[:20])}.")
    for una in atto.linee or ():
        if una.bilancio is None:
            yield Ignoto(f"Lo stanziamento di {una.lato}, {una.codice}, {una.esercizio}, non si conosce.")
        elif una.peg != una.bilancio:
            yield Violazione(
                f"{una.lato.capitalize()}, {_nome(una.codice)}, {una.esercizio}: il PEG ha "
                f"{in_euro(una.peg)}, il bilancio {in_euro(una.bilancio)}.",
                numeri={"peg": una.peg, "bilancio": una.bilancio},
            )


def _nome(codice: str) -> str:
    return f"titolo {codice}" if len(codice) == 1 else f"codice {codice}"


@controllo("PE-02", "tuel:169", gravita=AVVISA, campo="capitoli")
def con_responsabile(atto: PianoEsecutivo) -> Iterator[Trovato]:
    """Ogni capitolo ha il suo centro di responsabilità."""
    senza = [uno.capitolo for uno in atto.capitoli if not uno.responsabile]
    if senza:
        yield Violazione(f"Capitoli senza centro di responsabilità: {', '.join(senza[:20])}.")


ATTO = Definizione(PianoEsecutivo, (pari_al_bilancio, con_responsabile))
