"""What a project of cohesion or PNRR money spends: its economic frame, its expenses, what may be claimed."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal

from pydantic import Field

from crescere_kit.acts.act import somma
from crescere_kit.acts.fields import PSEUDONIMO
from crescere_kit.acts.types import Cig, Cup, Euro, EuroPositivo, Giorno, Riga, SiNo, Testo

_ZERO = Decimal("0.00")
ATTESTAZIONI = {
    "no_doppio_finanziamento": "le spese non hanno avuto altri contributi",
    "iva_non_detraibile": "l'IVA rendicontata non è recuperabile",
    "conformita_appalti": "gli affidamenti rispettano il codice dei contratti",
    "dnsh": "è rispettato il principio di non arrecare un danno significativo all'ambiente",
    "pubblicita": "sono rispettati gli obblighi di visibilità del sostegno dell'Unione",
    "titolare_effettivo": "sono raccolti i dati sul titolare effettivo",
    "conservazione": "i documenti sono conservati per gli anni dovuti",
    "contabilita_separata": "la contabilità del progetto è separata",
}


class Progetto(Riga):
    """The project and the act that grants the money."""

    titolo: Testo = Field(title="Titolo")
    cup: Cup = Field(title="CUP")
    programma: Testo = Field(title="Programma")
    azione: Testo = Field("", title="Azione")
    decreto: Testo = Field(title="Atto di concessione")
    costo_ammesso: EuroPositivo = Field(title="Costo ammesso")
    contributo: EuroPositivo = Field(title="Contributo")
    gia_ricevuto: EuroPositivo = Field(_ZERO, title="Contributo già ricevuto")
    anticipi_da_recuperare: EuroPositivo = Field(_ZERO, title="Anticipi da scalare")
    ammissibile_dal: Giorno = Field(title="Spese ammissibili dal")
    ammissibile_al: Giorno = Field(title="Spese ammissibili al")


class VoceQuadro(Riga):
    """A line of the economic frame."""

    voce: Testo = Field(title="Voce")
    approvato: EuroPositivo = Field(title="Approvato")
    rimodulato: EuroPositivo | None = Field(None, title="Rimodulato")
    gia_rendicontato: EuroPositivo = Field(_ZERO, title="Già rendicontato")

    @property
    def valido(self) -> Decimal:
        """What may be spent on the line today."""
        return self.approvato if self.rimodulato is None else self.rimodulato


class SpesaRendicontata(Riga):
    """An expense with the documents that prove it."""

    fornitore: Testo = Field(title="Fornitore", json_schema_extra={"x-privacy": PSEUDONIMO})
    persona_fisica: SiNo = Field(False, title="È una persona fisica", json_schema_extra={"x-stampa": False})
    voce: Testo = Field(title="Voce del quadro economico")
    cig: Cig | None = Field(None, title="CIG")
    cup: Cup | None = Field(None, title="CUP in fattura e mandato")
    fattura: Testo = Field("", title="Fattura (numero e data)")
    sdi: Testo = Field("", title="Identificativo SDI")
    determina: Testo = Field("", title="Determinazione di liquidazione")
    mandato: Testo = Field("", title="Mandato (numero e data)")
    quietanza: Giorno | None = Field(None, title="Quietanza del")
    imponibile: EuroPositivo = Field(title="Imponibile")
    iva: EuroPositivo = Field(_ZERO, title="IVA")
    iva_recuperabile: SiNo = Field(False, title="L'IVA è recuperabile")
    importo: EuroPositivo = Field(title="Importo rendicontato")
    gia_rendicontata: SiNo = Field(
        False, title="Già rendicontata in un'altra domanda", json_schema_extra={"x-stampa": False}
    )


class VoceAggiornata(Riga):
    """A line of the frame with what was spent."""

    voce: Testo
    approvato: Euro
    rimodulato: Euro
    speso: Euro
    residuo: Euro


class Indicatore(Riga):
    """An output of the project."""

    nome: Testo = Field(title="Indicatore")
    obiettivo: Testo = Field(title="Obiettivo")
    valore: Testo = Field(title="Valore")


class Attestazione(Riga):
    """What the ente attests, yes or no."""

    codice: Testo = Field(
        title="Attestazione",
        pattern=f"^({'|'.join(ATTESTAZIONI)})$",
        json_schema_extra={"x-tipo": "scelta", "x-scelte": list(ATTESTAZIONI), "x-nomi": ATTESTAZIONI},
    )
    vera: SiNo = Field(title="Si attesta")


class AttestazioneStampata(Riga):
    """An attestation in words."""

    testo: Testo


def quadro_aggiornato(voci: Iterable[VoceQuadro], spese: Iterable[SpesaRendicontata]) -> list[VoceAggiornata]:
    """Return the frame with what these expenses and those before spend of each line."""
    fatte = list(spese)
    righe = []
    for una in voci:
        speso = una.gia_rendicontato + somma(spesa.importo for spesa in fatte if spesa.voce == una.voce)
        righe.append(
            VoceAggiornata(
                voce=una.voce,
                approvato=una.approvato,
                rimodulato=una.valido,
                speso=speso,
                residuo=una.valido - speso,
            )
        )
    return righe
