"""Ratifica della variazione d'urgenza: the consiglio confirms what the giunta did, before it lapses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.budget.rows import ENTRATE, RigaProspetto
from crescere_kit.acts.chained import importato
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import EuroPositivo, Giorno, Intero, Riferimento, Riga, Testo, TestoLungo

URGENZA = "var_urgenza"
ESITI = {
    "totale": "ratifica integrale",
    "parziale": "ratifica parziale",
    "non ratifica": "mancata ratifica",
}


class AltraVariazione(Riga):
    """Another urgent variation that waits for its ratifica."""

    riferimento: Riferimento = Field(title="Delibera della Giunta")
    termine: Giorno = Field(title="Termine per la ratifica")


class RigaEsclusa(Riga):
    """A row of the variation that the consiglio does not ratify."""

    riga: Intero = Field(title="Numero della riga del prospetto, da 1", ge=1)


class AltraStampata(Riga):
    """An urgent variation that waits, with the days it still has."""

    numero: Intero
    data: Giorno
    termine: Giorno
    giorni: Intero


class VariazioneRatifica(Delibera):
    """The data of the act (art. 175, c. 4 and 5, art. 42, c. 4, TUEL)."""

    codice = "var_ratifica"
    organo = "consiglio"

    variazione: Testo | None = campo(
        "A",
        "Pratica della variazione d'urgenza",
        passo="Variazione",
        norma="tuel:175:4",
        stampa=False,
        aiuto="Il numero della pratica nel registro, come 2026-0007: gli importi vengono da lì.",
    )
    impronta: Testo | None = campo(
        "A",
        "Impronta della variazione",
        passo="Variazione",
        obbligatorio=False,
        stampa=False,
        aiuto="Se è scritta, la variazione adottata dev'essere ancora la stessa.",
    )
    esito: Testo = campo("U", "Esito", passo="Variazione", predefinito="totale", scelte=ESITI)
    righe_non_ratificate: list[RigaEsclusa] = campo(
        "U",
        "Righe non ratificate",
        passo="Variazione",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
    )
    rapporti_sorti: TestoLungo | None = campo(
        "U",
        "Provvedimenti per i rapporti sorti",
        passo="Variazione",
        obbligatorio=False,
        norma="tuel:175:5",
    )
    altre_variazioni: list[AltraVariazione] = campo(
        "U",
        "Altre variazioni d'urgenza da ratificare",
        passo="Variazione",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        quale = "Ratifica" if self.esito != "non ratifica" else "Mancata ratifica"
        return f"{quale} della variazione d'urgenza al bilancio di previsione {self.triennio}"

    @property
    def importata(self) -> Mapping[str, Any] | None:
        """The urgent variation as it was adopted, None while nobody says which."""
        presa = importato(self.fatti, self.variazione, URGENZA)
        return None if presa is None else presa.contesto

    @calcolato("A", "Delibera della Giunta da ratificare", serve="variazione")
    def delibera(self) -> Riferimento | None:
        """Numero e data della variazione d'urgenza adottata."""
        importata = self.importata
        if importata is None or importata.get("numero") is None:
            return None
        return Riferimento(
            organo="Giunta comunale", numero=importata["numero"], data=importata["seduta_data"]
        )

    @calcolato("A", "Impronta della variazione adottata", serve="variazione", stampa=False)
    def impronta_adottata(self) -> Testo | None:
        """SHA-256 dei dati della variazione, come il registro li ha conservati."""
        presa = importato(self.fatti, self.variazione)
        return None if presa is None else presa.sha256

    @calcolato("A", "Prospetto della variazione", serve="variazione")
    def prospetto(self) -> list[RigaProspetto]:
        """Le righe della variazione d'urgenza, dall'atto adottato."""
        return [RigaProspetto.model_validate(una) for una in (self.importata or {}).get("prospetto") or ()]

    @calcolato("A", "Totale a pareggio", serve="variazione")
    def pareggio(self) -> EuroPositivo | None:
        """Il totale a pareggio della variazione d'urgenza, dall'atto adottato."""
        importata = self.importata
        return None if importata is None else Decimal(str(importata["pareggio"]))

    @calcolato("D", "Righe non ratificate", serve="variazione")
    def non_ratificate(self) -> list[RigaProspetto]:
        """Le righe del prospetto che il Consiglio non ratifica."""
        righe = self.prospetto or []
        return [righe[una.riga - 1] for una in self.righe_non_ratificate if una.riga <= len(righe)]

    @calcolato("D", "Termine per la ratifica", serve="variazione", norma="tuel:175:4")
    def termine(self) -> Giorno | None:
        """Il termine scritto nella variazione d'urgenza: sessanta giorni, e comunque il 31 dicembre."""
        importata = self.importata
        return None if importata is None else date.fromisoformat(str(importata["termine_ratifica"]))

    @calcolato("D", "Altre variazioni in attesa")
    def in_attesa(self) -> list[AltraStampata]:
        """Le altre variazioni d'urgenza e i giorni che restano dal giorno della seduta."""
        return [
            AltraStampata(
                numero=una.riferimento.numero,
                data=una.riferimento.data,
                termine=una.termine,
                giorni=(una.termine - self.giorno).days,
            )
            for una in self.altre_variazioni
        ]


@controllo("RA-01", "tuel:175:4", campo="seduta_data")
def entro_il_termine(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """La ratifica è entro il termine, a pena di decadenza della variazione."""
    if atto.termine is not None and atto.giorno > atto.termine:
        yield Violazione(
            f"Il termine era il {atto.termine:%d/%m/%Y}: la variazione è decaduta. Il Consiglio provvede sui "
            "rapporti sorti nei trenta giorni successivi e comunque entro il 31/12 (art. 175, comma 5).",
            numeri={"termine": atto.termine, "seduta": atto.giorno},
        )


@controllo("RA-02", "tuel:175:4", campo="variazione")
def la_stessa_variazione(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """La variazione che si ratifica è quella adottata dalla Giunta, senza una cifra cambiata."""
    if not atto.variazione:
        return
    if atto.importata is None:
        yield Violazione(f"La pratica «{atto.variazione}» non è una variazione d'urgenza adottata.")
    elif atto.impronta and atto.impronta != atto.impronta_adottata:
        yield Violazione(
            f"La variazione nel registro ha impronta {atto.impronta_adottata[:12]}…, quella indicata è "
            f"{atto.impronta[:12]}…: non è la stessa."
        )


@controllo("RA-03", "tuel:162:6", campo="righe_non_ratificate")
def resta_in_pareggio(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """Se la ratifica è parziale, le righe che restano pareggiano in ogni anno."""
    if atto.esito != "parziale":
        if atto.righe_non_ratificate:
            yield Violazione("Ci sono righe non ratificate e l'esito non è parziale.", "esito")
        return
    quante = len(atto.prospetto or ())
    fuori_posto = [una.riga for una in atto.righe_non_ratificate if una.riga > quante]
    if fuori_posto:
        yield Violazione(f"La riga {fuori_posto[0]} non c'è: la variazione ne ha {quante}.")
    if len({una.riga for una in atto.righe_non_ratificate}) >= quante > 0:
        yield Violazione("Tutte le righe sono escluse: non è una ratifica parziale ma una mancata ratifica.")
        return
    if not atto.non_ratificate:
        yield Violazione("La ratifica è parziale ma non dice quali righe non si ratificano.")
        return
    fuori = {una.riga - 1 for una in atto.righe_non_ratificate}
    restano = [una for posto, una in enumerate(atto.prospetto or ()) if posto not in fuori]
    avanzo = {uno["anno"]: Decimal(str(uno["avanzo"])) for uno in (atto.importata or {}).get("totali") or ()}
    for anno in sorted({una.anno for una in restano} | {anno for anno, uno in avanzo.items() if uno}):
        saldo = avanzo.get(anno, Decimal("0.00")) + somma(
            una.competenza if una.lato == ENTRATE else -una.competenza for una in restano if una.anno == anno
        )
        if saldo:
            yield Violazione(
                f"Anno {anno}: senza le righe non ratificate le entrate e le spese differiscono di "
                f"{in_euro(saldo)}."
            )


@controllo("RA-05", "tuel:175:5", campo="rapporti_sorti")
def rapporti(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """Chi non ratifica, o ratifica in parte, provvede sui rapporti eventualmente sorti."""
    if atto.esito != "totale" and not atto.rapporti_sorti:
        yield Violazione("Manca che cosa si fa dei rapporti sorti sulla variazione non ratificata.")


@controllo("RA-04", "tuel:175:4", gravita=AVVISA, campo="altre_variazioni")
def altre(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """Non ci sono altre variazioni d'urgenza che aspettano la ratifica."""
    for una in atto.in_attesa:
        yield Violazione(
            f"Anche la variazione n. {una.numero} del {una.data:%d/%m/%Y} aspetta la ratifica: "
            f"restano {una.giorni} giorni."
        )


@controllo("RA-06", "tuel:162:6", campo="variazione")
def letta(atto: VariazioneRatifica) -> Iterator[Trovato]:
    """Gli importi vengono dalla variazione adottata, che il registro conserva."""
    if atto.variazione and atto.fatti.importa is None:
        yield Ignoto("Il registro degli atti non si legge da qui: aprire l'atto dalla pagina degli atti.")


ATTO = Definizione(
    VariazioneRatifica, (entro_il_termine, la_stessa_variazione, resta_in_pareggio, rapporti, altre, letta)
)
