"""The data of the act that approves a bilancio di previsione: three years, as the budget and the ente say."""

from __future__ import annotations

from pydantic import Field

from crescere_kit import rules
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE, righe_prospetto
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.facts import FASI_ESERCIZI, Fatti
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.stated import con_dichiarati, del_bilancio, del_modulo
from crescere_kit.acts.types import (
    Euro,
    EuroPositivo,
    Giorno,
    Intero,
    Percento,
    Riferimento,
    Riga,
    SiNo,
    Testo,
)

_LETTERE = [
    riga for riga in righe_prospetto("equilibri_previsti") if riga not in ("O", "Z", "W", "fondo_cassa")
]
ALLEGATI = {
    "a": "prospetto del risultato di amministrazione presunto",
    "b": "composizione del fondo pluriennale vincolato",
    "c": "composizione del fondo crediti di dubbia esigibilità",
    "d": "vincoli di indebitamento",
    "e": "nota integrativa",
    "f": "relazione dell'organo di revisione",
    "g": "piano degli indicatori",
    "h": "deliberazioni su tariffe e aliquote",
}


class RigaDelProspetto(Riga):
    """A row of the prospect of the equilibri, for the three years."""

    riga: Testo = Field(
        title="Riga",
        pattern=f"^({'|'.join(_LETTERE)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": _LETTERE},
    )
    primo: Euro = Field(title="Primo anno")
    secondo: Euro = Field(title="Secondo anno")
    terzo: Euro = Field(title="Terzo anno")


class Fondo(Riga):
    """What the budget sets aside in each year, and the least that the law wants."""

    nome: Testo = Field(title="Fondo")
    primo: EuroPositivo = Field(title="Primo anno")
    secondo: EuroPositivo = Field(title="Secondo anno")
    terzo: EuroPositivo = Field(title="Terzo anno")
    minimo: EuroPositivo | None = Field(None, title="Minimo di legge del primo anno")


class AllegatoUnito(Riga):
    """An attachment that the law wants: joined, or why it is not due."""

    lettera: Testo = Field(
        title="Allegato",
        pattern=f"^({'|'.join(ALLEGATI)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": list(ALLEGATI), "x-nomi": ALLEGATI},
    )
    unito: SiNo = Field(True, title="Unito")
    motivo: Testo = Field("", title="Perché non serve")


class AllegatoStampato(Riga):
    """An attachment in words."""

    nome: Testo


class TotaleTitolo(Riga):
    """A titolo in the three years, and its cash in the first."""

    lato: Testo
    titolo: Testo
    primo: Euro | None
    secondo: Euro | None
    terzo: Euro | None
    cassa: Euro | None


class EquilibrioAnno(Riga):
    """O, Z and W of a year."""

    anno: Intero
    o: Euro | None
    z: Euro | None
    w: Euro | None


class Bilancio(Delibera):
    """The data of the act (artt. 151, 162-174 TUEL; art. 11, c. 3, d.lgs. 118/2011)."""

    codice = "bilancio"
    organo = "consiglio"

    primo_anno: Intero | None = campo("U", "Primo anno del bilancio", passo="Bilancio", norma="tuel:151:1")
    ref_dup: Riferimento | None = campo(
        "A", "Delibera del DUP e della nota", passo="Bilancio", norma="tuel:170:5"
    )
    ref_schema: Riferimento | None = campo(
        "A", "Delibera di Giunta sullo schema", passo="Bilancio", norma="tuel:174"
    )
    tributi: list[Riferimento] = campo(
        "A",
        "Deliberazioni su tributi e tariffe",
        passo="Bilancio",
        obbligatorio=False,
        predefinito=list,
        norma="l296-2006:1:169",
    )
    prospetto: list[RigaDelProspetto] = campo(
        "X",
        "Righe del prospetto degli equilibri",
        passo="Equilibri",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
        aiuto="Solo quelle che il bilancio caricato non dice; ciò che manca non è zero.",
    )
    fcde: Fondo | None = campo("B", "Fondo crediti di dubbia esigibilità", passo="Fondi", norma="tuel:167")
    altri_fondi: list[Fondo] = campo(
        "B", "Altri fondi accantonati", passo="Fondi", obbligatorio=False, predefinito=list
    )
    fondo_riserva: EuroPositivo | None = campo("B", "Fondo di riserva", passo="Fondi", norma="tuel:166")
    fondo_riserva_cassa: EuroPositivo | None = campo("B", "Fondo di riserva di cassa", passo="Fondi")
    allegati_uniti: list[AllegatoUnito] = campo(
        "U", "Allegati di legge", passo="Bilancio", predefinito=list, norma="tuel:172", stampa=False
    )
    una_tantum: EuroPositivo | None = campo(
        "B", "Entrate correnti una tantum", passo="Equilibri", obbligatorio=False, stampa=False
    )
    ricorrenti_una_tantum: EuroPositivo | None = campo(
        "B", "Spese una tantum", passo="Equilibri", obbligatorio=False, stampa=False
    )

    @property
    def anno_esercizio(self) -> int:
        """The first year of the budget."""
        return self.primo_anno or self.giorno.year

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Approvazione del bilancio di previsione finanziario {self.triennio}"

    @property
    def dichiarati(self) -> Fatti:
        """The accounts with the rows of the prospect and the funds as the act states them."""
        anno = self.anno_esercizio
        detti = {
            del_bilancio("equilibri_previsti", una.riga, fase): valore
            for una in self.prospetto
            for fase, valore in zip(FASI_ESERCIZI, (una.primo, una.secondo, una.terzo), strict=True)
        }
        detti |= {
            del_modulo("fondi", "riserva"): self.fondo_riserva,
            del_modulo("fondi", "riserva_cassa"): self.fondo_riserva_cassa,
        }
        return con_dichiarati(self.fatti, anno, detti)

    @calcolato("B", "Totali per titolo")
    def titoli(self) -> list[TotaleTitolo]:
        """Previsioni di competenza dei tre anni e di cassa del primo, per titolo."""
        lati = (("entrate", TITOLI_ENTRATE), ("spese", TITOLI_SPESE))
        return [self._titolo(lato, uno) for lato, titoli in lati for uno in titoli]

    def _titolo(self, lato: str, titolo: str) -> TotaleTitolo:
        fasi = {
            "primo": "competenza_1",
            "secondo": "competenza_2",
            "terzo": "competenza_3",
            "cassa": "cassa_1",
        }
        letti = {
            nome: self.fatti.valore("previsione", lato, titolo, fase, self.anno_esercizio)
            for nome, fase in fasi.items()
        }
        return TotaleTitolo(lato=lato, titolo=titolo, **letti)

    @calcolato("B", "Equilibri", norma="tuel:162:6")
    def equilibri(self) -> list[EquilibrioAnno]:
        """Equilibrio di parte corrente (O), in conto capitale (Z) e finale (W) dei tre anni."""
        letti, anno = self.dichiarati, self.anno_esercizio
        return [
            EquilibrioAnno(
                anno=anno + passo - 1,
                **{saldo.lower(): letti.indicatore(f"PREV_{saldo}_{passo}", anno) for saldo in "OZW"},
            )
            for passo in range(1, len(FASI_ESERCIZI) + 1)
        ]

    @calcolato("T", "Fondo di cassa finale", norma="tuel:162:6")
    def cassa_finale(self) -> Euro | None:
        """Fondo di cassa iniziale più entrate di cassa meno spese di cassa del primo anno."""
        return self.fatti.indicatore("PREV_CASSA", self.anno_esercizio)

    @calcolato("D", "Fondo di riserva sulle spese correnti", norma="tuel:166")
    def riserva_percento(self) -> Percento | None:
        """Fondo di riserva sulle spese correnti inizialmente previste."""
        return self.dichiarati.indicatore("RISERVA", self.anno_esercizio)

    @calcolato("D", "Fondo di riserva di cassa sulle spese finali", norma="tuel:166")
    def riserva_cassa_percento(self) -> Percento | None:
        """Fondo di riserva di cassa sulle spese finali previste di cassa."""
        return self.dichiarati.indicatore("RISERVA_CASSA", self.anno_esercizio)

    @calcolato("R", "Interessi sulle entrate correnti", norma="tuel:204")
    def indebitamento(self) -> Percento | None:
        """Interessi dei prestiti sulle entrate correnti accertate nel penultimo anno."""
        return self.fatti.indicatore("DEB_204", self.anno_esercizio)

    @calcolato("D", "Allegati", serve="allegati_uniti")
    def elenco_allegati(self) -> list[AllegatoStampato]:
        """Gli allegati di legge uniti."""
        return [AllegatoStampato(nome=ALLEGATI[uno.lettera]) for uno in self.allegati_uniti if uno.unito]

    @calcolato("L", "Termine del bilancio", norma="tuel:151:1")
    def termine(self) -> Giorno:
        """Il 31 dicembre dell'anno prima, o il giorno a cui un decreto lo ha spostato."""
        return rules.termine("bilancio", self.anno_esercizio)
