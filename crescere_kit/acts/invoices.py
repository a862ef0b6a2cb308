"""Electronic invoices (FatturaPA): what an act of payment needs of each, from a file that may be hostile."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from lxml import etree

from crescere_kit.errors import ErroreSpiegato

_MASSIMO = 5 * 1024 * 1024  # an invoice of five megabytes is not an invoice


class FatturaIllegibile(ErroreSpiegato, ValueError):
    """A file is not an electronic invoice that can be read."""


@dataclass(frozen=True)
class Fattura:
    """What an invoice says; amounts in euro, None where it does not say."""

    numero: str
    data: date
    fornitore: str
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
    try:
        return Fattura(
            numero=_testo(radice, ".//DatiGeneraliDocumento/Numero"),
            data=date.fromisoformat(_testo(radice, ".//DatiGeneraliDocumento/Data")[:10]),
            fornitore=_testo(radice, ".//CedentePrestatore//IdFiscaleIVA/IdCodice"),
            imponibile=_somma(radice, ".//DatiRiepilogo/ImponibileImporto"),
            iva=_somma(radice, ".//DatiRiepilogo/Imposta"),
            cig=_facoltativo(radice, ".//CodiceCIG"),
            cup=_facoltativo(radice, ".//CodiceCUP"),
            iban=_facoltativo(radice, ".//DettaglioPagamento/IBAN"),
        )
    except (ValueError, InvalidOperation) as errore:
        raise FatturaIllegibile(f"La fattura elettronica non è completa: {errore}.") from None


def _radice(contenuto: bytes) -> etree._Element:
    """Parse without entities, without network, without huge trees; a DTD is refused."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
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


def _somma(radice: etree._Element, percorso: str) -> Decimal:
    nodi = radice.findall(percorso)
    if not nodi:
        raise ValueError(f"manca {percorso.rsplit('/', 1)[-1]}")
    return sum((Decimal((nodo.text or "").strip()) for nodo in nodi), Decimal("0.00"))
