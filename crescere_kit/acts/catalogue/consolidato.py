"""Bilancio consolidato (art. 233-bis TUEL): the ente with the bodies it controls, as one."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato, in_euro
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Intero,
    Percento,
    Riferimento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
)

_METODI = {"integrale": "integrale", "proporzionale": "proporzionale"}


class EnteDelGruppo(Riga):
    """A body of the group, with what the thresholds look at."""

    nome: Testo = Field(title="Ente o società")
    quota: Percento = Field(title="Quota posseduta (%)")
    metodo: Testo = Field(
        "proporzionale",
        title="Metodo",
        pattern=f"^({'|'.join(_METODI)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": list(_METODI)},
    )
    attivo: EuroPositivo = Field(title="Totale dell'attivo")
    patrimonio: Euro = Field(title="Patrimonio netto")
    ricavi: EuroPositivo = Field(title="Ricavi caratteristici")
    obbligatorio: SiNo = Field(
        False, title="Sempre nel perimetro (in house, affidamento diretto, ente capogruppo di altri)"
    )


class EnteValutato(Riga):
    """A body of the group and whether it is consolidated."""

    nome: Testo
    quota: Percento
    metodo: Testo
    attivo: Euro
    patrimonio: Euro
    ricavi: Euro
    incidenza: Percento
    consolidato: SiNo
    in_parole: Testo


class Rettifica(Riga):
    """An operation inside the group that is taken away: it must cancel out."""

    descrizione: Testo = Field(title="Operazione")
    dare: EuroPositivo = Field(title="Dare")
    avere: EuroPositivo = Field(title="Avere")


class BilancioConsolidato(Delibera):
    """The data of the act (art. 233-bis TUEL; art. 11-bis d.lgs. 118/2011; all. 4/4)."""

    codice = "consolidato"
    organo = "consiglio"

    ref_perimetro: Riferimento | None = campo(
        "A", "Delibera di Giunta su gruppo e perimetro", passo="Gruppo", norma="dlgs118-2011:11-bis"
    )
    attivo: EuroPositivo | None = campo("R", "Totale dell'attivo dell'ente", passo="Gruppo")
    patrimonio: Euro | None = campo("R", "Patrimonio netto dell'ente", passo="Gruppo")
    ricavi: EuroPositivo | None = campo("R", "Ricavi caratteristici dell'ente", passo="Gruppo")
    gruppo: list[EnteDelGruppo] = campo("X", "Gruppo", passo="Gruppo", predefinito=list, stampa=False)
    rettifiche: list[Rettifica] = campo(
        "X", "Rettifiche infragruppo", passo="Consolidamento", obbligatorio=False, predefinito=list
    )
    differenza_consolidamento: Euro | None = campo(
        "X", "Differenza di consolidamento", passo="Consolidamento", obbligatorio=False
    )
    risultato: Euro | None = campo("X", "Risultato consolidato dell'esercizio", passo="Consolidamento")
    patrimonio_consolidato: Euro | None = campo("X", "Patrimonio netto consolidato", passo="Consolidamento")
    nota_integrativa: TestoLungo | None = campo(
        "U", "Sintesi della nota integrativa", passo="Consolidamento", obbligatorio=False
    )

    @property
    def anno_esercizio(self) -> int:
        """The year that is consolidated: the one before."""
        return self.giorno.year - 1

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Bilancio consolidato dell'esercizio {self.anno}"

    @calcolato(
        "D", "Gruppo e perimetro", serve="gruppo attivo patrimonio ricavi", norma="dlgs118-2011:11-bis"
    )
    def perimetro(self) -> list[EnteValutato]:
        """È nel perimetro chi pesa almeno la soglia su attivo, patrimonio o ricavi dell'ente, o deve starci
        comunque; se i piccoli insieme pesano più della soglia complessiva, ci stanno anche loro.
        """
        soglia, insieme = (
            Decimal(rules.in_force("delibere", codice, self.giorno).valore)
            for codice in ("consolidato_irrilevante", "consolidato_irrilevanti_insieme")
        )
        pesi = [self._peso(uno) for uno in self.gruppo]
        piccoli = sum((p for uno, p in zip(self.gruppo, pesi, strict=True) if p < soglia), Decimal(0))
        tutti = piccoli >= insieme
        return [
            self._valutato(uno, peso, uno.obbligatorio or peso >= soglia or tutti)
            for uno, peso in zip(self.gruppo, pesi, strict=True)
        ]

    def _peso(self, uno: EnteDelGruppo) -> Decimal:
        """Return the largest share of a body on the ente, in percentage points."""
        coppie = ((uno.attivo, self.attivo), (uno.patrimonio, self.patrimonio), (uno.ricavi, self.ricavi))
        return max((Decimal(100) * suo / nostro for suo, nostro in coppie if nostro), default=Decimal(0))

    @staticmethod
    def _valutato(uno: EnteDelGruppo, peso: Decimal, dentro: bool) -> EnteValutato:
        return EnteValutato(
            nome=uno.nome,
            quota=uno.quota,
            metodo=uno.metodo,
            attivo=uno.attivo,
            patrimonio=uno.patrimonio,
            ricavi=uno.ricavi,
            incidenza=peso.quantize(Decimal("0.01")),
            consolidato=dentro,
            in_parole="nel perimetro" if dentro else "irrilevante",
        )

    @calcolato("D", "Totale delle rettifiche in dare")
    def tot_dare(self) -> Euro:
        """Somma delle rettifiche in dare."""
        return somma(una.dare for una in self.rettifiche)

    @calcolato("D", "Totale delle rettifiche in avere")
    def tot_avere(self) -> Euro:
        """Somma delle rettifiche in avere."""
        return somma(una.avere for una in self.rettifiche)

    @calcolato("D", "Abitanti", stampa=False)
    def abitanti(self) -> Intero | None:
        """La popolazione dell'ente."""
        return self.fatti.popolazione()


@controllo("BC-01", "dlgs118-2011:11-bis", campo="rettifiche")
def rettifiche_pari(atto: BilancioConsolidato) -> Iterator[Trovato]:
    """Le rettifiche infragruppo si annullano."""
    if atto.tot_dare != atto.tot_avere:
        yield Violazione(
            f"Le rettifiche sono {in_euro(atto.tot_dare)} in dare e {in_euro(atto.tot_avere)} in avere."
        )


@controllo("BC-02", "dlgs118-2011:11-bis", campo="gruppo")
def perimetro_deliberato(atto: BilancioConsolidato) -> Iterator[Trovato]:
    """La Giunta ha deliberato gruppo e perimetro prima del consolidato."""
    if atto.ref_perimetro is not None and atto.ref_perimetro.data > atto.giorno:
        yield Violazione("La delibera sul perimetro è successiva alla seduta.", "ref_perimetro")
    if atto.gruppo and atto.perimetro is None:
        yield Ignoto("Il perimetro non si calcola: mancano attivo, patrimonio o ricavi dell'ente.")


@controllo("BC-03", "tuel:233-bis", gravita=AVVISA)
def obbligatorio(atto: BilancioConsolidato) -> Iterator[Trovato]:
    """Il consolidato è obbligatorio per l'ente."""
    soglia = int(rules.a_fine_anno("termini", "consolidato_abitanti", atto.anno_esercizio).valore)
    if atto.abitanti is not None and atto.abitanti < soglia:
        yield Violazione(
            f"L'ente ha {atto.abitanti} abitanti: sotto i {soglia} il consolidato è facoltativo."
        )


@controllo("BC-04", "tuel:233-bis", gravita=AVVISA, campo="seduta_data")
def termine_dubbio(atto: BilancioConsolidato) -> Iterator[Trovato]:
    """Il termine più lungo, che le sintesi dell'ultima legge di bilancio danno, è da verificare: finché non
    lo è, vale quello di prima.
    """
    certo = rules.termine("consolidato", atto.anno_esercizio)
    dubbio = rules.termine("consolidato_dubbio", certo.year)
    if certo < atto.giorno <= dubbio:
        yield Ignoto(
            f"Il termine era il {certo:%d/%m/%Y}; secondo alcune sintesi ora è il {dubbio:%d/%m/%Y}, ma la "
            "norma è da verificare (?)."
        )


ATTO = Definizione(BilancioConsolidato, (rettifiche_pari, perimetro_deliberato, obbligatorio, termine_dubbio))
