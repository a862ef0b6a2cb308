"""A docx taken apart and put together again: parts, relationships, kinds of content."""

from __future__ import annotations

import io
import posixpath
import zipfile

from lxml import etree

from crescere_kit.acts.render.faults import ModelloNonValido

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
RELAZIONI = "http://schemas.openxmlformats.org/package/2006/relationships"
TIPI = "http://schemas.openxmlformats.org/package/2006/content-types"
DOCUMENTO = "word/document.xml"
_TIPI = "[Content_Types].xml"
_INIZIO = (1980, 1, 1, 0, 0, 0)  # no date in the file: the same content is the same bytes


def w(nome: str) -> str:
    """Return a name of the word-processing vocabulary as lxml writes it."""
    return f"{{{W}}}{nome}"


def leggi_xml(parte: str, contenuto: bytes) -> etree._Element:
    """Parse a part strictly: no entities, no network, no doctype. Raises ModelloNonValido."""
    lettore = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False)
    try:
        radice = etree.fromstring(contenuto, lettore)
    except (etree.XMLSyntaxError, ValueError) as errore:
        raise ModelloNonValido(
            f"La parte «{parte}» del file è rovinata: aprirlo con Word o LibreOffice e salvarlo di nuovo."
        ) from errore
    if radice.getroottree().docinfo.doctype:
        raise ModelloNonValido(f"La parte «{parte}» del file dichiara entità: un modello di atto non ne ha.")
    return radice


def scrivi_xml(radice: etree._Element) -> bytes:
    """Write a part as Word does."""
    return etree.tostring(radice, xml_declaration=True, encoding="UTF-8", standalone=True)


def nome_relazioni(parte: str) -> str:
    """Return where the relationships of a part are: «word/_rels/document.xml.rels»."""
    cartella, file = posixpath.split(parte)
    return posixpath.join(cartella, "_rels", f"{file}.rels")


def relazioni(parti: dict[str, bytes], parte: str) -> etree._Element:
    """Return the relationships of a part, an empty list of them when it has none."""
    nome = nome_relazioni(parte)
    if nome in parti:
        return leggi_xml(nome, parti[nome])
    return etree.Element(f"{{{RELAZIONI}}}Relationships", nsmap={None: RELAZIONI})


def esterna(relazione: etree._Element) -> bool:
    """Say whether a relationship leads out of the file."""
    return relazione.get("TargetMode", "").lower() == "external"


def bersaglio(parte: str, relazione: etree._Element) -> str:
    """Return the part that a relationship of a part names."""
    scritto = relazione.get("Target", "")
    if scritto.startswith("/"):
        return scritto.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(parte), scritto))


def tipo(relazione: etree._Element) -> str:
    """Return the last word of the kind of a relationship: «header», «image»."""
    return relazione.get("Type", "").rsplit("/", 1)[-1]


class TipiDiContenuto:
    """The list that says what each part is."""

    def __init__(self, parti: dict[str, bytes]) -> None:
        self.radice = leggi_xml(_TIPI, parti[_TIPI])

    def di(self, parte: str) -> str | None:
        """Return the kind of a part."""
        for voce in self.radice.iterfind(f"{{{TIPI}}}Override"):
            if voce.get("PartName", "").lower() == f"/{parte}".lower():
                return voce.get("ContentType")
        estensione = parte.rsplit(".", 1)[-1].lower()
        for voce in self.radice.iterfind(f"{{{TIPI}}}Default"):
            if voce.get("Extension", "").lower() == estensione:
                return voce.get("ContentType")
        return None

    def togli(self, parte: str) -> None:
        """Forget a part."""
        for voce in self.radice.findall(f"{{{TIPI}}}Override"):
            if voce.get("PartName") == f"/{parte}":
                self.radice.remove(voce)

    def metti(self, parte: str, contenuto: str) -> None:
        """Say what a part is."""
        self.togli(parte)
        etree.SubElement(self.radice, f"{{{TIPI}}}Override", PartName=f"/{parte}", ContentType=contenuto)

    def tutti(self) -> list[str]:
        """Return every kind that is declared."""
        return [voce.get("ContentType", "") for voce in self.radice]

    def in_parti(self, parti: dict[str, bytes]) -> None:
        """Write the list among the parts."""
        parti[_TIPI] = scrivi_xml(self.radice)


def ricomponi(parti: dict[str, bytes]) -> bytes:
    """Return the docx made of the parts: the same parts are the same bytes."""
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w", zipfile.ZIP_DEFLATED) as pacco:
        for nome in sorted(parti, key=lambda nome: (nome != _TIPI, nome)):
            voce = zipfile.ZipInfo(nome, _INIZIO)
            voce.compress_type = zipfile.ZIP_DEFLATED
            voce.external_attr = 0o600 << 16
            pacco.writestr(voce, parti[nome])
    return scritto.getvalue()
