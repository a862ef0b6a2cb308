"""The metadata of an act as the allegato 5 of AgID wants them: documento amministrativo informatico.

Names and order of the elements are those that public systems write (the classes that Pi3, ParER and Unimatica
generate from the scheme of AgID agree on them). The scheme itself could not be read here: so its namespace,
the longest texts it admits, and whether it wants an element that we leave out because the office did not give
its value (AOO, classification, aggregation) are not verified. No system was asked to take in what we write.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from crescere_kit.errors import ErroreSpiegato

_CREAZIONE = (
    "creazione tramite utilizzo di strumenti software che assicurino la produzione di documenti nei formati "
    "previsti in allegato 2"
)
_INTERNO, _USCITA = "I", "U"


class MetadatiIncompleti(ErroreSpiegato, ValueError):
    """Something that the metadata must say is not known; the sentence lists it all."""


@dataclass(frozen=True)
class Amministrazione:
    """The ente that registers the act; aoo and uor are pairs (denomination, IPA code)."""

    denominazione: str
    codice_ipa: str
    aoo: tuple[str, str] | None = None
    uor: tuple[str, str] | None = None
    indirizzi_digitali: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonaFisica:
    """Somebody who has a part in the act, as RUP or Autore."""

    cognome: str
    nome: str
    ruolo: str = "Autore"
    codice_fiscale: str = ""


@dataclass(frozen=True)
class Registro:
    """The register where the act took its number."""

    codice: str
    numero: int
    data: date


@dataclass(frozen=True)
class FileAllegato:
    """A file that goes with the act; of one that is not at hand, its SHA-256 in hexadecimal."""

    identificativo: str
    descrizione: str
    contenuto: bytes = b""
    sha256: str = ""

    @property
    def impronta(self) -> str:
        """Its SHA-256 in base64."""
        if self.sha256:
            return base64.b64encode(bytes.fromhex(self.sha256)).decode("ascii")
        return impronta(self.contenuto)


@dataclass(frozen=True)
class Documento:
    """What the metadata say of an act. What is left out is not known, and is not written."""

    contenuto: bytes
    identificativo: str
    nome: str
    formato: str
    tipologia: str
    oggetto: str
    registro: Registro | None
    ente: Amministrazione
    persone: tuple[PersonaFisica, ...] = ()
    parole_chiave: tuple[str, ...] = ()
    allegati: tuple[FileAllegato, ...] = ()
    classificazione: tuple[str, str, str] | None = None  # index, description, plan
    fascicolo: str = ""
    riservato: bool = False
    pubblicato: bool = True
    firmato: bool = False
    sigillato: bool = False
    marcato: bool = False
    software: tuple[str, str, str] = ("Crescere", "", "")  # name, version, producer
    versione: str = "1"
    conservazione_anni: int | None = None
    note: str = ""


def impronta(contenuto: bytes) -> str:
    """Return the SHA-256 of a file in base64, as the metadata want it."""
    return base64.b64encode(hashlib.sha256(contenuto).digest()).decode("ascii")


def metadati(documento: Documento) -> bytes:
    """Write the metadata as XML; same document, same bytes. Raise MetadatiIncompleti with all that lacks."""
    mancano = list(_mancanze(documento))
    if mancano:
        raise MetadatiIncompleti(
            f"I metadati AgID dell'atto non si possono scrivere: manca {', '.join(mancano)}. "
            "Completare l'anagrafica dell'ente o i dati dell'atto."
        )
    radice = etree.Element("DocumentoAmministrativoInformatico")
    _id_doc(radice, "IdDoc", impronta(documento.contenuto), documento.identificativo)
    _dentro(radice, "ModalitaDiFormazione", _CREAZIONE)
    _dentro(radice, "TipologiaDocumentale", documento.tipologia)
    _registrazione(radice, documento)
    _soggetti(radice, documento)
    chiave = _dentro(radice, "ChiaveDescrittiva")
    _dentro(chiave, "Oggetto", documento.oggetto)
    for parola in documento.parole_chiave:
        _dentro(chiave, "ParoleChiave", parola)
    _allegati(radice, documento)
    _classificazione(radice, documento)
    _dentro(radice, "Riservato", _si_no(documento.riservato))
    _formato(radice, documento)
    _verifica(radice, documento)
    _chiusura(radice, documento)
    etree.indent(radice)
    return etree.tostring(radice, encoding="UTF-8", xml_declaration=True) + b"\n"


def _mancanze(documento: Documento) -> Iterator[str]:
    dovuti = (
        (documento.contenuto, "il file dell'atto"),
        (documento.identificativo, "l'identificativo"),
        (documento.nome, "il nome del file"),
        (documento.formato, "il formato"),
        (documento.tipologia, "il tipo di atto"),
        (documento.oggetto, "l'oggetto"),
        (documento.ente.denominazione, "la denominazione dell'ente"),
        (documento.ente.codice_ipa, "il codice IPA dell'ente"),
        (documento.registro, "il numero di registro, che arriva con l'adozione"),
        (documento.registro is None or documento.registro.codice, "il codice del registro"),
    )
    yield from (frase for valore, frase in dovuti if not valore)


def _dentro(padre: etree._Element, nome: str, testo: str | None = None) -> etree._Element:
    """Add an element; a text that XML cannot hold is refused by the name of its element."""
    figlio = etree.SubElement(padre, nome)
    try:
        figlio.text = testo
    except ValueError:
        raise MetadatiIncompleti(
            f"I metadati AgID non si possono scrivere: «{nome}» contiene un carattere di controllo. "
            "Riscriverlo a mano invece di incollarlo."
        ) from None
    return figlio


def _id_doc(padre: etree._Element, nome: str, in_base64: str, identificativo: str) -> None:
    documento = _dentro(padre, nome)
    calcolata = _dentro(documento, "ImprontaCrittograficaDelDocumento")
    _dentro(calcolata, "Impronta", in_base64)
    _dentro(calcolata, "Algoritmo", "SHA-256")
    _dentro(documento, "Identificativo", identificativo)


def _registrazione(radice: etree._Element, documento: Documento) -> None:
    registro = documento.registro
    assert registro is not None  # _mancanze has seen to it
    dati = _dentro(radice, "DatiDiRegistrazione")
    _dentro(dati, "TipologiaDiFlusso", _USCITA if documento.pubblicato else _INTERNO)
    repertorio = _dentro(_dentro(dati, "TipoRegistro"), "Repertorio_Registro")
    _dentro(repertorio, "TipoRegistro", "Repertorio\\Registro")
    _dentro(repertorio, "DataRegistrazioneDocumento", registro.data.isoformat())
    _dentro(repertorio, "NumeroRegistrazioneDocumento", str(registro.numero))
    _dentro(repertorio, "CodiceRegistro", registro.codice)


def _soggetti(radice: etree._Element, documento: Documento) -> None:
    soggetti = _dentro(radice, "Soggetti")
    for elemento, ruolo in (
        ("AmministrazioneCheEffettuaLaRegistrazione", "Amministrazione Che Effettua La Registrazione"),
        ("Autore", "Autore"),
    ):
        chi = _ruolo(soggetti, elemento, ruolo)
        _amministrazione(_dentro(chi, "PAI"), documento.ente)
    for persona in documento.persone:
        chi = _dentro(
            _ruolo(soggetti, persona.ruolo, persona.ruolo), "RUP" if persona.ruolo == "RUP" else "PF"
        )
        _dentro(chi, "Cognome", persona.cognome)
        _dentro(chi, "Nome", persona.nome)
        if persona.codice_fiscale:
            _dentro(chi, "CodiceFiscale", persona.codice_fiscale)
    software = _dentro(_ruolo(soggetti, "Produttore", "Produttore"), "SW")
    _dentro(software, "DenominazioneSistema", " ".join(filter(None, documento.software[:2])))


def _ruolo(soggetti: etree._Element, elemento: str, ruolo: str) -> etree._Element:
    chi = _dentro(_dentro(soggetti, "Ruolo"), elemento)
    _dentro(chi, "TipoRuolo", ruolo)
    return chi


def _amministrazione(padre: etree._Element, ente: Amministrazione) -> None:
    parti = (("IPAAmm", (ente.denominazione, ente.codice_ipa)), ("IPAAOO", ente.aoo), ("IPAUOR", ente.uor))
    for nome, parte in parti:
        if parte is not None:
            codice = _dentro(padre, nome)
            _dentro(codice, "Denominazione", parte[0])
            _dentro(codice, "CodiceIPA", parte[1])
    for indirizzo in ente.indirizzi_digitali:
        _dentro(padre, "IndirizziDigitaliDiRiferimento", indirizzo)


def _allegati(radice: etree._Element, documento: Documento) -> None:
    allegati = _dentro(radice, "Allegati")
    _dentro(allegati, "NumeroAllegati", str(len(documento.allegati)))
    for uno in documento.allegati:
        indice = _dentro(allegati, "IndiceAllegati")
        _id_doc(indice, "IdDoc", uno.impronta, uno.identificativo)
        _dentro(indice, "Descrizione", uno.descrizione)


def _classificazione(radice: etree._Element, documento: Documento) -> None:
    classificazione = _dentro(radice, "Classificazione")
    nomi = ("IndiceDiClassificazione", "Descrizione", "PianoDiClassificazione")
    for nome, valore in zip(nomi, documento.classificazione or (), strict=False):
        _dentro(classificazione, nome, valore)


def _formato(radice: etree._Element, documento: Documento) -> None:
    formato = _dentro(radice, "IdentificativoDelFormato")
    _dentro(formato, "Formato", documento.formato)
    prodotto = _dentro(formato, "ProdottoSoftware")
    for nome, valore in zip(
        ("NomeProdotto", "VersioneProdotto", "Produttore"), documento.software, strict=True
    ):
        if valore:
            _dentro(prodotto, nome, valore)


def _verifica(radice: etree._Element, documento: Documento) -> None:
    verifica = _dentro(radice, "Verifica")
    for nome, valore in (
        ("FirmatoDigitalmente", documento.firmato),
        ("SigillatoElettronicamente", documento.sigillato),
        ("MarcaturaTemporale", documento.marcato),
        ("ConformitaCopieImmagineSuSupportoInformatico", False),  # born digital: there is no paper to match
    ):
        _dentro(verifica, nome, _si_no(valore))


def _chiusura(radice: etree._Element, documento: Documento) -> None:
    aggregazione = _dentro(radice, "Agg")
    if documento.fascicolo:
        tipo = _dentro(aggregazione, "TipoAgg")
        _dentro(tipo, "TipoAggregazione", "Fascicolo")
        _dentro(tipo, "IdAggregazione", documento.fascicolo)
    _dentro(radice, "NomeDelDocumento", documento.nome)
    _dentro(radice, "VersioneDelDocumento", documento.versione)
    if documento.conservazione_anni is not None:
        _dentro(radice, "TempoDiConservazione", str(documento.conservazione_anni))
    if documento.note:
        _dentro(radice, "Note", documento.note)


def _si_no(valore: bool) -> str:
    return "true" if valore else "false"
