"""Aliquote IMU: the rates of the prospect of the portal, and what they are expected to yield."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from pydantic import Field

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.checks import AVVISA, Ignoto, Violazione, controllo
from crescere_kit.acts.checks.engine import Trovato
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.imu import Fattispecie, fattispecie
from crescere_kit.acts.programmes.tax_terms import adottata_in_tempo, termine_del_bilancio
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Percento,
    Riga,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)
from crescere_kit.euro import percentuale


class Aliquota(Riga):
    """The rate of a kind of property; condizione narrows it as the decree allows."""

    fattispecie: Testo = Field(title="Fattispecie", description="Per esempio gruppo_d o altri.")
    condizione: Testo = Field("", title="Fattispecie personalizzata", description="Come nel Portale.")
    codice_portale: Testo = Field("", title="Codice della fattispecie nel Portale")
    deliberata: Percento = Field(title="Aliquota (%)", ge=0)
    imponibile: EuroPositivo = Field(title="Base imponibile", description="Dal catasto o dai versamenti F24.")
    gettito_precedente: EuroPositivo | None = Field(None, title="Gettito dell'anno prima")


class AliquotaDelProspetto(Riga):
    """A rate as the prospect of the portal has it."""

    fattispecie: Testo = Field(title="Fattispecie")
    condizione: Testo = Field("", title="Fattispecie personalizzata")
    aliquota: Percento = Field(title="Aliquota (%)", ge=0)


class AliquotaStampata(Riga):
    """A rate with its limits and what it yields to the comune."""

    nome: Testo
    base: Percento | None
    minimo: Percento | None
    massimo: Percento | None
    deliberata: Percento
    gettito: EuroPositivo
    precedente: EuroPositivo | None
    variazione: Euro | None


class Imu(Delibera):
    """The data of the act (art. 1, c. 738-783, l. 160/2019)."""

    codice = "imu"
    organo = "consiglio"

    aliquote: list[Aliquota] = campo(
        "U", "Aliquote", passo="Aliquote", predefinito=list, norma="l160-2019:1:748", stampa=False
    )
    aliquote_del_prospetto: list[AliquotaDelProspetto] = campo(
        "X",
        "Aliquote del prospetto del Portale",
        passo="Aliquote",
        predefinito=list,
        norma="l160-2019:1:757",
        stampa=False,
        aiuto="Copiate dal prospetto: devono essere le stesse della delibera.",
    )
    maggiorazione_755: SiNo = campo(
        "U",
        "Si conserva la maggiorazione del comma 755",
        passo="Aliquote",
        obbligatorio=False,
        predefinito=False,
        norma="l160-2019:1:755",
    )
    continuita_755: TestoLungo | None = campo(
        "U",
        "Delibere che hanno confermato la maggiorazione dal 2015 al 2019",
        passo="Aliquote",
        obbligatorio=False,
    )
    motivi: TestoLungo | None = campo("U", "Motivi della scelta", passo="Aliquote")

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Imposta municipale propria (IMU): aliquote per l'anno {self.anno_esercizio}"

    @calcolato("D", "Prospetto delle aliquote e del gettito", serve="aliquote")
    def prospetto(self) -> list[AliquotaStampata]:
        """Per ogni fattispecie i limiti di legge, l'aliquota e il gettito per il comune: base imponibile per
        l'aliquota, senza la parte che va allo Stato per il gruppo catastale D.
        """
        return [self._stampata(una) for una in self.aliquote]

    @calcolato("D", "Gettito stimato", serve="aliquote")
    def gettito(self) -> EuroPositivo:
        """Somma del gettito delle fattispecie."""
        return somma(una.gettito for una in self.prospetto)

    @calcolato("D", "Gettito dell'anno prima", serve="aliquote")
    def gettito_precedente(self) -> EuroPositivo | None:
        """Somma del gettito dell'anno prima; non si calcola se manca per una fattispecie."""
        scritti = [una.gettito_precedente for una in self.aliquote]
        return None if None in scritti else somma(scritti)

    @calcolato("D", "Variazione del gettito", serve="gettito gettito_precedente")
    def variazione(self) -> Euro:
        """Gettito stimato meno gettito dell'anno prima."""
        return self.gettito - self.gettito_precedente

    @calcolato("L", "Termine per deliberare", norma="l296-2006:1:169")
    def termine(self) -> Giorno:
        """Il termine speciale dell'anno, o quello del bilancio di previsione."""
        return termine_del_bilancio(self.anno_esercizio, "imu_termine")

    @calcolato("L", "Termine per il Portale", norma="l160-2019:1:767")
    def portale_entro(self) -> Giorno:
        """Il giorno entro cui il prospetto è inserito nel Portale del federalismo fiscale."""
        return rules.termine("imu_mef", self.anno_esercizio)

    @calcolato("L", "Detrazione per l'abitazione principale")
    def detrazione(self) -> EuroPositivo:
        """La detrazione di legge."""
        return arrotonda(Decimal(str(rules.in_force("tributi", "imu_detrazione", self.giorno).valore)))

    def di_legge(self, una: Aliquota) -> Fattispecie | None:
        """Return the kind of property of a rate as the law has it; None when the law has none."""
        return fattispecie(una.fattispecie, self.giorno)

    def massima(self, della_legge: Fattispecie) -> Decimal:
        """Return the maximum rate, raised where the maggiorazione of comma 755 is kept."""
        if self.maggiorazione_755 and della_legge.codice == "altri":
            return Decimal(str(rules.in_force("tributi", "imu_maggiorazione", self.giorno).valore))
        return della_legge.massimo

    def _stampata(self, una: Aliquota) -> AliquotaStampata:
        legge = self.di_legge(una)
        comunale = una.deliberata - (legge.statale if legge else 0)
        gettito = arrotonda(una.imponibile * max(comunale, Decimal(0)) / 100)
        prima = una.gettito_precedente
        nome = legge.nome if legge else una.fattispecie
        return AliquotaStampata(
            nome=f"{nome} – {una.condizione}" if una.condizione else nome,
            base=legge and legge.base,
            minimo=legge and legge.minimo,
            massimo=legge and self.massima(legge),
            deliberata=una.deliberata,
            gettito=gettito,
            precedente=prima,
            variazione=None if prima is None else gettito - prima,
        )


@controllo("IMU-01", "l160-2019:1:748", "l160-2019:1:755", campo="aliquote")
def nei_limiti(atto: Imu) -> Iterator[Trovato]:
    """Ogni aliquota sta fra il minimo e il massimo di legge della sua fattispecie; sopra il massimo solo con
    la maggiorazione del comma 755, confermata di anno in anno dal 2015.
    """
    for posto, una in enumerate(atto.aliquote):
        legge = atto.di_legge(una)
        if legge and not legge.minimo <= una.deliberata <= atto.massima(legge):
            yield Violazione(
                f"{legge.nome.capitalize()}: l'aliquota {percentuale(float(una.deliberata))} è fuori dai "
                f"limiti, da {percentuale(float(legge.minimo))} a {percentuale(float(atto.massima(legge)))}.",
                f"aliquote.{posto}.deliberata",
            )
    if atto.maggiorazione_755 and not atto.continuita_755:
        yield Violazione(
            "La maggiorazione del comma 755 vale solo dove è stata confermata dal 2015 al 2019: indicare le "
            "delibere.",
            "continuita_755",
        )


@controllo("IMU-02", "l160-2019:1:757", campo="aliquote_del_prospetto")
def uguali_al_prospetto(atto: Imu) -> Iterator[Trovato]:
    """Le aliquote della delibera sono quelle del prospetto del Portale, che ne è parte integrante: senza, la
    delibera non ha effetto.
    """
    if not atto.aliquote:
        return
    della_delibera = {(una.fattispecie, una.condizione): una.deliberata for una in atto.aliquote}
    del_prospetto = {(una.fattispecie, una.condizione): una.aliquota for una in atto.aliquote_del_prospetto}
    for chiave in dict.fromkeys([*della_delibera, *del_prospetto]):
        qui, li = della_delibera.get(chiave), del_prospetto.get(chiave)
        if qui != li:
            yield Violazione(
                f"«{' – '.join(filter(None, chiave))}»: la delibera dice {_scritta(qui)}, il prospetto del "
                f"Portale {_scritta(li)}."
            )


@controllo("IMU-03", "l160-2019:1:756", "dm7-7-2023:tutto", campo="aliquote")
def fattispecie_del_decreto(atto: Imu) -> Iterator[Trovato]:
    """Si usano solo le fattispecie della legge e, per differenziarle, quelle del decreto, con il loro codice
    nel Portale.
    """
    for posto, una in enumerate(atto.aliquote):
        if atto.di_legge(una) is None:
            yield Violazione(
                f"«{una.fattispecie}» non è una fattispecie IMU.", f"aliquote.{posto}.fattispecie"
            )
        elif una.condizione and not una.codice_portale:
            yield Violazione(
                f"«{una.condizione}»: indicare il codice che il Portale dà a questa fattispecie; se non c'è, "
                "il decreto non la prevede.",
                f"aliquote.{posto}.codice_portale",
            )


@controllo("IMU-04", "l160-2019:1:758", gravita=AVVISA, campo="aliquote")
def terreni_montani(atto: Imu) -> Iterator[Trovato]:
    """Nei comuni montani i terreni agricoli sono esenti."""
    if not any(una.fattispecie == "terreni" for una in atto.aliquote):
        return
    montano = atto.fatti.anagrafica.ente.montano
    if montano is None:
        yield Ignoto("L'anagrafica non dice se il comune è montano: in quel caso i terreni sono esenti.")
    elif montano:
        yield Violazione("Il comune è montano: i terreni agricoli sono esenti, l'aliquota non si applica.")


@controllo("IMU-05", "l296-2006:1:169", campo="seduta_data")
def in_tempo(atto: Imu) -> Iterator[Trovato]:
    """La delibera è adottata entro il termine: dopo, dal 2025 valgono le aliquote di base se manca un
    prospetto valido.
    """
    yield from adottata_in_tempo(
        atto,
        atto.termine,
        "valgono le aliquote in vigore o, senza prospetto, quelle di base",
    )


@controllo("IMU-06", "l160-2019:1:767", campo="seduta_data")
def da_inserire_nel_portale(atto: Imu) -> Iterator[Trovato]:
    """L'inserimento nel Portale entro il 14 ottobre è nello scadenzario: il termine è perentorio."""
    if atto.portale_entro is None:
        yield Ignoto(f"Il termine del Portale del {atto.giorno.year} non si conosce.")
    elif atto.giorno > atto.portale_entro:
        yield Violazione(
            f"Il termine perentorio per il Portale era il {atto.portale_entro:%d/%m/%Y}: la delibera non ha "
            "effetto per l'anno."
        )


def _scritta(aliquota: Decimal | None) -> str:
    return "nulla" if aliquota is None else percentuale(float(aliquota))


ATTO = Definizione(
    Imu,
    (
        nei_limiti,
        uguali_al_prospetto,
        fattispecie_del_decreto,
        terreni_montani,
        in_tempo,
        da_inserire_nel_portale,
    ),
)
