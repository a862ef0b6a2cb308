"""What a PDF says of itself: pages, title, tags, the standards it declares; and what of these is missing.

It is read as a declaration: whether the file keeps it is for a validator such as veraPDF to say.
"""

from __future__ import annotations

import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

from lxml import etree

_PACCHETTO = re.compile(rb"<\?xpacket begin=.*?<\?xpacket end=", re.DOTALL)
_SPAZI = {"a": "http://www.aiim.org/pdfa/ns/id/", "u": "http://www.aiim.org/pdfua/ns/id/"}
_ATTESE = (("a:part", "2"), ("a:conformance", "B"), ("u:part", "1"))
_PARLANTI = ("Title", "Author", "Subject", "Keywords")
_VIRGOLETTE = {'"': "&quot;", "'": "&apos;"}


@dataclass(frozen=True)
class Dichiarazione:
    """What a PDF declares; `difetti` are sentences, none when it is what was asked for."""

    pagine: int
    titolo: str
    difetti: tuple[str, ...]


def dichiarazione(file: Path, *, secondi: float = 20) -> Dichiarazione:
    """Read what the PDF declares, with `pdfinfo` and from its XMP packet."""
    voci = _voci(file, secondi)
    pagine = int(voci.get("Pages", "0"))
    titolo = voci.get("Title", "")
    difetti = []
    if not pagine:
        difetti.append("non ha pagine leggibili")
    if not titolo:
        difetti.append("non ha titolo: scriverlo nelle proprietà del modello (File, Proprietà)")
    if voci.get("Tagged") != "yes":
        difetti.append("non ha la struttura che serve ai lettori di schermo")
    if not _dichiara_gli_standard(file.read_bytes()):
        difetti.append("non dichiara PDF/A-2b e PDF/UA-1")
    return Dichiarazione(pagine, titolo, tuple(difetti))


def correggi_xmp(file: Path) -> None:
    """Write once the texts that LibreOffice 7 escapes twice in the XMP («d&amp;apos;urgenza»).

    The packet keeps its length, what is saved becomes blanks: so no other byte of the PDF moves.
    """
    contenuto = file.read_bytes()
    trovato = _PACCHETTO.search(contenuto)
    if trovato is None:
        return
    prima = dopo = trovato.group()
    for voce, valore in _voci(file, 20).items():
        if voce in _PARLANTI:
            una = escape(valore, _VIRGOLETTE)
            dopo = dopo.replace(escape(una).encode(), una.encode())
    if dopo != prima:
        coda = b"<?xpacket end="
        dopo = dopo.removesuffix(coda) + b" " * (len(prima) - len(dopo)) + coda
        file.write_bytes(contenuto[: trovato.start()] + dopo + contenuto[trovato.end() :])


def _voci(file: Path, secondi: float) -> dict[str, str]:
    """Return the lines of `pdfinfo` as name and value; none for a file that is not a PDF."""
    try:
        esito = subprocess.run(
            ["pdfinfo", "-enc", "UTF-8", str(file)],
            capture_output=True,
            timeout=secondi,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return {}
    righe = esito.stdout.decode("utf-8", "replace").splitlines()
    return {nome: valore.strip() for nome, due, valore in (r.partition(":") for r in righe) if due}


def _dichiara_gli_standard(contenuto: bytes) -> bool:
    trovato = _PACCHETTO.search(contenuto)
    if trovato is None:
        return False
    xml = trovato.group().partition(b"?>")[2].removesuffix(b"<?xpacket end=")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        radice = etree.fromstring(xml.strip(), parser)
    except etree.XMLSyntaxError:
        return False
    return all(_valore(radice, nome) == atteso for nome, atteso in _ATTESE)


def _valore(radice: etree._Element, nome: str) -> str | None:
    """Return a property of the XMP, which may be written as an element or as an attribute."""
    trovati = radice.xpath(f"//{nome}/text() | //@{nome}", namespaces=_SPAZI)
    return str(trovati[0]) if trovati else None
