"""Utilizzo in termini di cassa di entrate vincolate (art. 195 TUEL): the giunta allows it for a year."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import Euro, EuroPositivo, Intero, Riga, SiNo, Testo

NATURE = {"trasferimenti": "trasferimenti", "prestiti": "prestiti", "legge": "vincolo di legge"}


class Vincolo(Riga):
    """Cash that is tied to a purpose."""

    descrizione: Testo = Field(title="Vincolo")
    natura: Testo = Field(
        title="Da che cosa nasce",
        pattern=f"^({'|'.join(NATURE)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": list(NATURE), "x-nomi": NATURE},
    )
    giacenza: EuroPositivo = Field(title="Giacenza al 1° gennaio")


class CassaVincolata(Delibera):
    """The data of the act (art. 195, 180 c. 3 lett. d, 185, 187 c. 3-ter, TUEL)."""

    codice = "cassa_vincolata"
    organo = "giunta"

    vincoli: list[Vincolo] = campo(
        "T", "Cassa vincolata", passo="Cassa", predefinito=list, norma="tuel:180:3"
    )
    importo: EuroPositivo | None = campo("U", "Utilizzo che si autorizza", passo="Cassa", norma="tuel:195")
    anticipazione_in_uso: EuroPositivo | None = campo(
        "U", "Anticipazione di tesoreria in uso", passo="Cassa", aiuto="Se nessuna, scrivere 0."
    )
    da_ricostituire: EuroPositivo | None = campo(
        "T",
        "Vincolate usate l'anno prima e non ricostituite al 31 dicembre",
        passo="Cassa",
        obbligatorio=False,
        stampa=False,
    )
    giorni_utilizzo: Intero | None = campo(
        "T", "Giorni di utilizzo dell'anno prima", passo="Cassa", obbligatorio=False
    )
    picco: EuroPositivo | None = campo(
        "T", "Punto più alto di utilizzo dell'anno prima", passo="Cassa", obbligatorio=False
    )
    in_dissesto: SiNo = campo(
        "U",
        "L'ente ha deliberato il dissesto e non ha ancora il decreto",
        passo="Cassa",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="tuel:195",
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Utilizzo in termini di cassa di entrate vincolate per l'esercizio {self.anno}"

    @calcolato("D", "Giacenza vincolata da trasferimenti e prestiti", norma="dl60-2024:6:6-octies")
    def giacenza(self) -> Euro:
        """Somma delle giacenze che nascono da trasferimenti e da prestiti: dal 5 luglio 2024 solo queste sono
        vincolate per cassa.
        """
        return somma(uno.giacenza for uno in self.vincoli if uno.natura != "legge")

    @calcolato("D", "Giacenza totale", stampa=False)
    def totale(self) -> Euro:
        """Somma di tutte le giacenze elencate."""
        return somma(uno.giacenza for uno in self.vincoli)

    @calcolato("D", "Limite", norma="tuel:222")
    def limite(self) -> Euro | None:
        """Lo stesso limite dell'anticipazione di tesoreria (indicatore Massimo dell'anticipazione)."""
        return self.fatti.indicatore("ANT_MASSIMO", self.anno_esercizio)

    @calcolato("D", "Quanto si può usare", serve="anticipazione_in_uso")
    def disponibile(self) -> Euro | None:
        """Limite meno l'anticipazione di tesoreria in uso."""
        return None if self.limite is None else self.limite - self.anticipazione_in_uso


@controllo("CV-01", "tuel:195", "tuel:222", campo="importo")
def entro_il_limite(atto: CassaVincolata) -> Iterator[Trovato]:
    """L'utilizzo sta nel limite dell'anticipazione di tesoreria, tolta quella in uso."""
    if atto.importo is None or atto.anticipazione_in_uso is None:
        return
    if atto.disponibile is None:
        yield Ignoto(f"Il limite non si calcola: manca il rendiconto {atto.anno_esercizio - 2}.")
    elif atto.importo > atto.disponibile:
        yield Violazione(
            f"Si autorizzano {in_euro(atto.importo)} e se ne possono usare {in_euro(atto.disponibile)}.",
            numeri={"importo": atto.importo, "disponibile": atto.disponibile},
        )


@controllo("CV-02", "tuel:195", campo="in_dissesto")
def senza_dissesto(atto: CassaVincolata) -> Iterator[Trovato]:
    """L'ente non è fra la delibera di dissesto e il decreto del bilancio riequilibrato."""
    if atto.in_dissesto:
        yield Violazione("Dalla delibera di dissesto al decreto non si usano entrate vincolate per cassa.")


@controllo("CV-03", "tuel:195", gravita=AVVISA, campo="da_ricostituire")
def ricostituite(atto: CassaVincolata) -> Iterator[Trovato]:
    """Le entrate vincolate usate l'anno prima sono state ricostituite al 31 dicembre."""
    if atto.da_ricostituire:
        yield Violazione(f"Restano da ricostituire {in_euro(atto.da_ricostituire)} dell'anno prima.")


@controllo("CV-04", "dl60-2024:6:6-octies", gravita=AVVISA, campo="vincoli")
def solo_trasferimenti_e_prestiti(atto: CassaVincolata) -> Iterator[Trovato]:
    """I vincoli elencati sono da trasferimenti o da prestiti."""
    for posto, uno in enumerate(atto.vincoli):
        if uno.natura == "legge":
            yield Violazione(
                f"«{uno.descrizione}» è un vincolo di legge: dal 5 luglio 2024 non vincola più la cassa.",
                f"vincoli.{posto}.natura",
            )


ATTO = Definizione(
    CassaVincolata, (entro_il_limite, senza_dissesto, ricostituite, solo_trasferimenti_e_prestiti)
)
