"""Electronic invoices (FatturaPA): what an act of payment needs of each, from a file that may be hostile."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from lxml import etree

from crescere_kit.errors import ErroreSpiegato

_NOTE_DI_CREDITO = frozenset({"TD04", "TD08"})
_IMPORTO = re.compile(r"-?\d{1,12}\.\d{2,8}")
_FORNITORE = ".//CedentePrestatore/DatiAnagrafici/Anagrafica"
_MASSIMO = 5 * 1024 * 1024  # an invoice of five megabytes is not an invoice


class FatturaIllegibile(ErroreSpiegato, ValueError):
    """A file is not an electronic invoice that can be read."""


@dataclass(frozen=True)
class Fattura:
    """What an invoice says; amounts in euro, None where it does not say."""

    numero: str
    data: date
    fornitore: str
    denominazione: str
    persona_fisica: bool
    imponibile: Decimal
    iva: Decimal
    cig: str | None
    cup: str | None
    iban: str | None


def leggi(contenuto: bytes) -> Fattura:
    """Read the first invoice of a FatturaPA file; raise FatturaIllegibile with the reason."""
    if len(contenuto) > _MASSIMO:
        raise FatturaIllegibile("Il file della fattura pesa più di 5 MB: togliere gli allegati e riprovare.")
    radice = _radice(contenuto)
    corpi = radice.findall("FatturaElettronicaBody")
    if len(corpi) != 1:
        raise FatturaIllegibile(
            f"Il file contiene {len(corpi)} fatture: dividerlo, perché ognuna si liquida per sé."
        )
    if _facoltativo(radice, ".//DatiGeneraliDocumento/TipoDocumento") in _NOTE_DI_CREDITO:
        raise FatturaIllegibile("Il file è una nota di credito: non si liquida, si porta in diminuzione.")
    try:
        return Fattura(
            numero=_testo(radice, ".//DatiGeneraliDocumento/Numero"),
            data=_data(radice, ".//DatiGeneraliDocumento/Data"),
            fornitore=_testo(radice, ".//CedentePrestatore//IdFiscaleIVA/IdCodice"),
            denominazione=_denominazione(radice),
            persona_fisica=_facoltativo(radice, f"{_FORNITORE}/Denominazione") is None,
            imponibile=_somma(radice, ".//DatiRiepilogo/ImponibileImporto"),
            iva=_somma(radice, ".//DatiRiepilogo/Imposta"),
            cig=_facoltativo(radice, ".//CodiceCIG"),
            cup=_facoltativo(radice, ".//CodiceCUP"),
            iban=_facoltativo(radice, ".//DettaglioPagamento/IBAN"),
        )
    except ValueError as errore:
        raise FatturaIllegibile(f"La fattura elettronica non è completa: {errore}.") from None


def _radice(contenuto: bytes) -> etree._Element:
    """Parse without entities, without network, without huge trees; a DTD is refused."""
    parser = etree.XMLParser(
        resolve_entities=False,
        no_network=True,
        huge_tree=False,
        load_dtd=False,
        remove_comments=True,  # a comment inside an amount would cut it
        remove_pis=True,
    )
    try:
        radice = etree.fromstring(contenuto, parser)
    except etree.XMLSyntaxError:
        raise FatturaIllegibile(
            "Il file non è una fattura elettronica in XML (se finisce in .p7m, togliere prima la firma)."
        ) from None
    if radice.getroottree().docinfo.doctype:
        raise FatturaIllegibile("Il file ha una DTD, che una fattura elettronica non ha.")
    if etree.QName(radice).localname != "FatturaElettronica":
        raise FatturaIllegibile("Il file è XML ma non è una fattura elettronica.")
    return radice


def _testo(radice: etree._Element, percorso: str) -> str:
    trovato = _facoltativo(radice, percorso)
    if trovato is None:
        raise ValueError(f"manca {percorso.rsplit('/', 1)[-1]}")
    return trovato


def _facoltativo(radice: etree._Element, percorso: str) -> str | None:
    nodo = radice.find(percorso)
    return nodo.text.strip() if nodo is not None and nodo.text and nodo.text.strip() else None


def _denominazione(radice: etree._Element) -> str:
    """Return the name of the supplier: of a firm, else of a person; "" where the invoice has none."""
    parti = [_facoltativo(radice, f"{_FORNITORE}/{nome}") for nome in ("Denominazione", "Nome", "Cognome")]
    return " ".join(parte for parte in parti if parte)


def _somma(radice: etree._Element, percorso: str) -> Decimal:
    nodi = radice.findall(percorso)
    if not nodi:
        raise ValueError(f"manca {percorso.rsplit('/', 1)[-1]}")
    return sum((_importo(nodo) for nodo in nodi), Decimal("0.00"))


def _importo(nodo: etree._Element) -> Decimal:
    scritto = (nodo.text or "").strip()
    if not _IMPORTO.fullmatch(scritto):
        raise ValueError(f"«{scritto[:30]}» non è un importo")
    return Decimal(scritto)


def _data(radice: etree._Element, percorso: str) -> date:
    scritta = _testo(radice, percorso)[:10]
    try:
        return date.fromisoformat(scritta)
    except ValueError:
        raise ValueError(f"«{scritta}» non è una data") from None
