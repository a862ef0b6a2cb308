"""The parts of a docx that are compiled, read strictly: no entities, no network, no trees without end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo
from crescere_kit.acts.lint.paragraphs import Paragrafo, luoghi, paragrafi
from crescere_kit.acts.lint.tags import Segnaposto, nel_paragrafo

BYTE_MASSIMI = 8 * 1024 * 1024
PROPRIETA = "docProps/core.xml"
_COMPILATE = (
    (re.compile(r"word/document\.xml"), "Nel documento"),
    (re.compile(r"word/header\d*\.xml"), "Nell'intestazione"),
    (re.compile(r"word/footer\d*\.xml"), "Nel piè di pagina"),
    (re.compile(r"word/footnotes\.xml"), "Nelle note a piè di pagina"),
    (re.compile(re.escape(PROPRIETA)), "Nelle proprietà del documento"),
)


class XmlNonLetto(ValueError):
    """A part that is not the plain XML that Word writes."""


@dataclass(frozen=True, eq=False)
class Parte:
    """A part that the renderer compiles: its tree, its paragraphs, the tags in them."""

    nome: str
    dove: str
    radice: etree._Element

    @property
    def altrove(self) -> Luogo:
        """Return the place of what is in the part but in none of its paragraphs."""
        return Luogo(self.nome, self.dove)

    @cached_property
    def paragrafi(self) -> list[Paragrafo]:
        return paragrafi(self.radice)

    @cached_property
    def luoghi(self) -> list[Luogo]:
        return luoghi(self.nome, self.dove, self.paragrafi)

    @cached_property
    def tags(self) -> dict[int, list[Segnaposto]]:
        """Return the tags of each paragraph that has some, by its number."""
        return {
            paragrafo.numero: tags
            for paragrafo, luogo in zip(self.paragrafi, self.luoghi, strict=True)
            if (tags := nel_paragrafo(paragrafo, luogo))
        }


def leggi_xml(nome: str, contenuto: bytes) -> etree._Element:
    """Read an XML part; raise XmlNonLetto when it is not plain XML."""
    if len(contenuto) > BYTE_MASSIMI:
        raise XmlNonLetto(f"«{nome}» è troppo grande per un modello ({len(contenuto) // 1024 // 1024} MB).")
    lettore = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        radice = etree.fromstring(contenuto, lettore)
    except (etree.XMLSyntaxError, ValueError) as errore:
        raise XmlNonLetto(
            f"«{nome}» è rovinata o non è fatta da Word: aprirlo e salvarlo di nuovo."
        ) from errore
    if radice.getroottree().docinfo.doctype:
        raise XmlNonLetto(f"«{nome}» dichiara entità o un DTD, che un documento Word non ha.")
    return radice


def compilate(xml: Mapping[str, etree._Element]) -> list[Parte]:
    """Return the parts that the renderer compiles, the document first."""
    return [
        Parte(nome, dove, xml[nome])
        for forma, dove in _COMPILATE
        for nome in sorted(xml)
        if forma.fullmatch(nome)
    ]
