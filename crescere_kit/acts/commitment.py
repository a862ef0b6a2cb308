"""The data of a determinazione di impegno: what is bought, from whom, with which money, when it falls due."""

from __future__ import annotations

from decimal import Decimal

from crescere_kit.acts.act import somma
from crescere_kit.acts.bodies import Determinazione
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.spending import (
    Beneficiario,
    Durc,
    Imputazione,
    QuotaDiSpesa,
    imputazioni,
)
from crescere_kit.acts.types import (
    Cig,
    Cup,
    Euro,
    EuroPositivo,
    Percento,
    SiNo,
    Testo,
    TestoLungo,
    arrotonda,
)

BASI = {
    "affidamento diretto": "affidamento diretto (art. 50 d.lgs. 36/2023)",
    "convenzione": "adesione a una convenzione",
    "gara": "procedura di gara",
    "obbligo di legge": "obbligo di legge",
    "incarico": "incarico",
    "contributo": "contributo",
}
FONTI = {
    "proprie": "entrate proprie",
    "vincolata": "entrata vincolata",
    "mutuo": "mutuo",
    "avanzo": "avanzo di amministrazione",
    "fpv": "fondo pluriennale vincolato",
}
REGIMI = {
    "bilancio": "bilancio approvato",
    "provvisorio": "esercizio provvisorio",
    "gestione": "gestione provvisoria",
}
CONTRATTI = ("affidamento diretto", "convenzione", "gara")


class DeterminaImpegno(Determinazione):
    """The data of the act (artt. 183, 191, 151 c. 4, 147-bis TUEL; d.lgs. 36/2023; l. 136/2010)."""

    codice = "det_impegno"

    prestazione: Testo | None = campo("U", "Che cosa si acquista o si assegna", passo="Spesa")
    base: Testo = campo(
        "U", "Su quale base", passo="Spesa", predefinito="affidamento diretto", scelte=BASI, stampa=False
    )
    motivazione: TestoLungo | None = campo("U", "Motivazione", passo="Spesa", norma="tuel:183")
    beneficiario: Beneficiario | None = campo("X", "Beneficiario", passo="Beneficiario")
    durc: Durc | None = campo("X", "DURC", passo="Beneficiario", obbligatorio=False, aiuto="Salvo esenzione.")
    durc_esente: Testo | None = campo(
        "U", "Perché il DURC non serve", passo="Beneficiario", obbligatorio=False, stampa=False
    )
    cig: Cig | None = campo("X", "CIG", passo="Beneficiario", obbligatorio=False, norma="l136-2010:3")
    cig_esente: Testo | None = campo(
        "U", "Perché il CIG non serve", passo="Beneficiario", obbligatorio=False, stampa=False
    )
    cup: Cup | None = campo("X", "CUP", passo="Beneficiario", obbligatorio=False, norma="l3-2003:11")
    investimento: SiNo = campo(
        "U",
        "È un investimento, o è finanziato da UE o PNRR",
        passo="Spesa",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
    )
    netto: EuroPositivo | None = campo("U", "Importo senza IVA", passo="Importi")
    aliquota_iva: Percento = campo("U", "Aliquota IVA (%)", passo="Importi", predefinito=Decimal(22))
    quote: list[QuotaDiSpesa] = campo(
        "U",
        "Scadenze e capitoli",
        passo="Importi",
        predefinito=list,
        norma="tuel:183",
        stampa=False,
    )
    fonte: Testo = campo(
        "U", "Con che cosa si paga", passo="Importi", predefinito="proprie", scelte=FONTI, stampa=False
    )
    accertamento: Testo | None = campo(
        "U",
        "Accertamento dell'entrata vincolata",
        passo="Importi",
        obbligatorio=False,
        stampa=False,
        aiuto="Numero e anno.",
    )
    accertato: EuroPositivo | None = campo(
        "B", "Accertato e non ancora impegnato", passo="Importi", obbligatorio=False, stampa=False
    )
    regime: Testo = campo(
        "U", "Regime del bilancio", passo="Importi", predefinito="bilancio", scelte=REGIMI, stampa=False
    )
    dodicesimi_disponibili: EuroPositivo | None = campo(
        "B",
        "Dodicesimi ancora impegnabili",
        passo="Importi",
        obbligatorio=False,
        stampa=False,
        norma="tuel:163:5",
    )
    obbligatoria: SiNo = campo(
        "U",
        "Spesa tassativamente regolata dalla legge o non frazionabile",
        passo="Importi",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
        norma="tuel:163:5",
    )
    oltre_triennio: TestoLungo | None = campo(
        "U",
        "Perché si impegna oltre il triennio",
        passo="Importi",
        obbligatorio=False,
        stampa=False,
        norma="tuel:183:6",
    )
    gia_affidato: EuroPositivo | None = campo(
        "B",
        "Già affidato allo stesso fornitore in dodici mesi per lo stesso oggetto",
        passo="Beneficiario",
        obbligatorio=False,
        stampa=False,
    )
    affidatario_uscente: SiNo = campo(
        "U",
        "È il fornitore uscente",
        passo="Beneficiario",
        predefinito=False,
        obbligatorio=False,
        stampa=False,
    )

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes."""
        return f"Impegno di spesa: {self.prestazione or '____'}"

    @calcolato("D", "Base dell'affidamento")
    def base_in_parole(self) -> Testo:
        """Su quale base si spende."""
        return BASI[self.base]

    @calcolato("D", "Fonte di finanziamento")
    def fonte_in_parole(self) -> Testo:
        """Con che cosa si paga, con l'accertamento quando l'entrata è vincolata."""
        estremi = f" (accertamento {self.accertamento})" if self.accertamento else ""
        return FONTI[self.fonte] + estremi

    @calcolato("D", "IVA", serve="netto")
    def iva(self) -> Euro:
        """Importo netto per l'aliquota, arrotondato al centesimo."""
        return arrotonda(self.netto * self.aliquota_iva / 100)

    @calcolato("D", "Totale", serve="netto")
    def totale(self) -> EuroPositivo:
        """Importo netto più IVA."""
        return self.netto + self.iva

    @calcolato("D", "Imputazioni", serve="quote")
    def imputazioni(self) -> list[Imputazione]:
        """Ogni quota nell'anno in cui diventa esigibile, con quanto resta sul capitolo dopo."""
        return imputazioni(self.quote)

    @calcolato("B", "Stanziamenti di cassa residui", serve="quote", norma="tuel:183:8")
    def cassa_residua(self) -> Euro | None:
        """Somma degli stanziamenti di cassa residui dei capitoli dell'anno."""
        del_anno = {
            una.riga: una.residuo_cassa for una in self.quote if una.esigibile_dal.year == self.anno_esercizio
        }
        return None if not del_anno or None in del_anno.values() else somma(del_anno.values())
