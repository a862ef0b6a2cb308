"""The data of the TARI act: the plan of costs, the users, and the tariffs computed from them."""

from __future__ import annotations

from decimal import Decimal

from crescere_kit import rules
from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Delibera
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.programmes.stated import con_dichiarati, del_modulo
from crescere_kit.acts.programmes.tari import rows
from crescere_kit.acts.programmes.tari.coefficients import DOMESTICA, NON_DOMESTICA, Limiti, classe, limiti
from crescere_kit.acts.programmes.tari.rows import FISSA, VARIABILE
from crescere_kit.acts.programmes.tari.tariffs import quantita, scritta, tariffe
from crescere_kit.acts.types import (
    EuroPositivo,
    Giorno,
    Percento,
    Riferimento,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

_PEF, _UTENZE = "Piano finanziario", "Utenze"


class Tari(Delibera):
    """The data of the act (art. 1, c. 641-668 and 683, l. 147/2013)."""

    codice = "tari"
    organo = "consiglio"

    etc: Testo | None = campo("A", "Ente che ha validato il PEF", passo=_PEF)
    ref_validazione: Riferimento | None = campo("X", "Atto di validazione del PEF", passo=_PEF)
    anni_pef: Testo | None = campo("X", "Anni del PEF", passo=_PEF, aiuto="Per esempio 2026-2029.")
    costi_fissi: EuroPositivo | None = campo("X", "Costi fissi", passo=_PEF, norma="l147-2013:1:654")
    costi_variabili: EuroPositivo | None = campo("X", "Costi variabili", passo=_PEF, norma="l147-2013:1:654")
    detrazioni: list[rows.Detrazione] = campo(
        "X",
        "Detrazioni dai costi",
        passo=_PEF,
        obbligatorio=False,
        predefinito=list,
        aiuto="Contributo del Ministero per le scuole e le altre voci del comma 4.5 del metodo ARERA.",
    )
    pef_precedente: EuroPositivo | None = campo("X", "Entrate tariffarie dell'anno prima", passo=_PEF)
    limite_crescita: Percento | None = campo(
        "X", "Limite alla crescita annuale (%)", passo=_PEF, aiuto="Dall'atto dell'ente che valida il PEF."
    )
    atto_superamento: TestoLungo | None = campo(
        "X", "Atto che consente di superare il limite", passo=_PEF, obbligatorio=False
    )
    quota_domestica_fissa: Percento | None = campo(
        "U", "Parte fissa a carico delle utenze domestiche (%)", passo=_UTENZE, ge=0, le=100
    )
    quota_domestica_variabile: Percento | None = campo(
        "U", "Parte variabile a carico delle utenze domestiche (%)", passo=_UTENZE, ge=0, le=100
    )
    motivo_ripartizione: TestoLungo | None = campo("U", "Motivo della ripartizione", passo=_UTENZE)
    utenze: list[rows.Utenza] = campo("X", "Utenze", passo=_UTENZE, predefinito=list, stampa=False)
    deroga_652: SiNo = campo(
        "U",
        "Si usa la tolleranza sui coefficienti",
        passo=_UTENZE,
        obbligatorio=False,
        predefinito=False,
        norma="l147-2013:1:652",
    )
    riduzioni: list[rows.Riduzione] = campo(
        "U",
        "Riduzioni",
        passo="Riduzioni e rate",
        obbligatorio=False,
        predefinito=list,
        stampa=False,
        norma="l147-2013:1:660",
    )
    rate: list[rows.Rata] = campo("U", "Rate", passo="Riduzioni e rate", predefinito=list)

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"TARI {self.anno_esercizio}: presa d'atto del piano economico finanziario e tariffe"

    @calcolato("D", "Totale del PEF", serve="costi_fissi costi_variabili")
    def pef(self) -> EuroPositivo:
        """Costi fissi più costi variabili."""
        return self.costi_fissi + self.costi_variabili

    @calcolato("D", "Totale delle detrazioni")
    def totale_detrazioni(self) -> EuroPositivo:
        """Somma delle detrazioni."""
        return somma(una.importo for una in self.detrazioni)

    @calcolato("D", "Entrate tariffarie", serve="pef")
    def entrate_tariffarie(self) -> EuroPositivo:
        """Totale del PEF meno le detrazioni: quanto le tariffe devono coprire."""
        return self.pef - self.totale_detrazioni

    @calcolato("D", "Riduzioni pagate dalla tariffa")
    def riduzioni_in_tariffa(self) -> EuroPositivo:
        """Minor gettito delle riduzioni che le altre utenze pagano con la tariffa."""
        return somma(una.minor_gettito for una in self.riduzioni if una.copertura == "tariffa")

    @calcolato("D", "Riduzioni pagate dal bilancio")
    def riduzioni_in_bilancio(self) -> EuroPositivo:
        """Minor gettito delle riduzioni che paga la fiscalità generale."""
        return somma(una.minor_gettito for una in self.riduzioni if una.copertura == "bilancio")

    @calcolato("D", "Riduzioni in parole")
    def riduzioni_stampate(self) -> list[rows.RiduzioneStampata]:
        """Per ogni riduzione la norma, il minor gettito (base per percentuale) e chi lo paga."""
        return [
            rows.RiduzioneStampata(
                fattispecie=una.fattispecie,
                norma=rows.COMMI[una.comma],
                minor_gettito=una.minor_gettito,
                copertura=rows.COPERTURE[una.copertura]
                + (f", capitolo {una.capitolo}" if una.capitolo else ""),
            )
            for una in self.riduzioni
        ]

    @calcolato(
        "D",
        "Tariffe",
        serve="utenze entrate_tariffarie quota_domestica_fissa quota_domestica_variabile",
        norma="dpr158-1999:tutto",
    )
    def tariffe(self) -> list[rows.Tariffa]:
        """Metodo normalizzato: il costo di ogni parte, aumentato delle riduzioni che la tariffa paga, si
        divide per la somma di superfici (o di utenze domestiche, per la parte variabile) per coefficiente, e
        si moltiplica per il coefficiente di ogni categoria.
        """
        calcolate = tariffe(self.utenze, self._costi())
        return [self._tariffa(una, *due) for una, due in zip(self.utenze, calcolate, strict=True)]

    @calcolato("D", "Gettito lordo", serve="tariffe")
    def gettito_lordo(self) -> EuroPositivo:
        """Somma delle tariffe per superfici e utenze."""
        return somma(una.gettito for una in self.tariffe)

    @calcolato("D", "Gettito atteso", serve="tariffe")
    def gettito(self) -> EuroPositivo:
        """Gettito lordo meno le riduzioni che la tariffa paga."""
        return self.gettito_lordo - self.riduzioni_in_tariffa

    @calcolato("D", "Copertura dei costi (%)", serve="gettito entrate_tariffarie", norma="l147-2013:1:654")
    def copertura(self) -> Percento | None:
        """Gettito atteso sulle entrate tariffarie del piano, con l'indicatore della copertura TARI."""
        valori = {
            del_modulo("tributi", "tari_gettito"): self.gettito,
            del_modulo("tributi", "tari_pef"): self.entrate_tariffarie,
        }
        anno = self.anno_esercizio
        return con_dichiarati(self.fatti, anno, valori).indicatore("TARI_COPERTURA", anno)

    @calcolato("L", "Componenti perequative", serve="utenze")
    def perequative(self) -> list[rows.Perequativa]:
        """Per ogni componente l'importo per utenza e il totale: non sono entrate del comune."""
        quante = sum(una.numero for una in self.utenze)
        importi = {
            nome: Decimal(str(rules.in_force("tributi", f"tari_{nome.lower()}", self.giorno).valore))
            for nome in ("UR1", "UR2", "UR3")
        }
        return [
            rows.Perequativa(nome=nome, importo=arrotonda(uno), totale=arrotonda(uno * quante))
            for nome, uno in importi.items()
        ]

    @calcolato("L", "Termine per deliberare", norma="dl228-2021:3:5-quinquies")
    def termine(self) -> Giorno:
        """Il termine della TARI, o quello del bilancio se è dopo."""
        return max(rules.termine("tari", self.anno_esercizio), rules.termine("bilancio", self.anno_esercizio))

    @calcolato("L", "Termine per il Portale")
    def portale_entro(self) -> Giorno:
        """Il giorno entro cui la delibera è inserita nel Portale del federalismo fiscale."""
        return rules.termine("imu_mef", self.anno_esercizio)

    def limiti_di(self, una: rows.Utenza) -> Limiti | None:
        """Return the limits of the coefficients of a kind of user; None where there are none."""
        abitanti = self.fatti.popolazione()
        return None if abitanti is None else limiti(classe(abitanti, self.giorno), una.utenza, una.voce)

    def _costi(self) -> dict[tuple[str, str], Decimal]:
        """What each (utenza, parte) must pay."""
        netti = {
            parte: costo - somma(una.importo for una in self.detrazioni if una.parte == parte)
            for parte, costo in ((FISSA, self.costi_fissi), (VARIABILE, self.costi_variabili))
        }
        quote = {FISSA: self.quota_domestica_fissa, VARIABILE: self.quota_domestica_variabile}
        costi = {(DOMESTICA, parte): arrotonda(netti[parte] * quote[parte] / 100) for parte in netti}
        costi |= {(NON_DOMESTICA, parte): netti[parte] - costi[DOMESTICA, parte] for parte in netti}
        for una in self.riduzioni:
            if una.copertura == "tariffa":
                costi[una.utenza, una.parte] += una.minor_gettito
        return costi

    def _tariffa(self, una: rows.Utenza, fissa: Decimal, variabile: Decimal) -> rows.Tariffa:
        gettito = arrotonda(una.superficie * fissa + quantita(una, VARIABILE) * variabile)
        prima, suoi = una.dovuto_precedente, self.limiti_di(una)
        return rows.Tariffa(
            utenza=rows.UTENZE[una.utenza],
            voce=una.voce,
            nome=suoi.nome if suoi else "",
            numero=una.numero,
            superficie=una.superficie,
            coefficiente_fisso=una.fisso,
            coefficiente_variabile=una.variabile,
            fissa=fissa,
            variabile=variabile,
            fissa_scritta=scritta(fissa),
            variabile_scritta=scritta(variabile),
            gettito=gettito,
            precedente=prima,
            variazione=arrotonda((gettito - prima) / prima * 100) if prima else None,
        )
