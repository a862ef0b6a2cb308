"""The parts of a docx that are compiled, read strictly: no entities, no network, no trees without end."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo
from crescere_kit.acts.lint.paragraphs import P, Paragrafo, W, luoghi, paragrafi
from crescere_kit.acts.lint.tags import Segnaposto, nel_paragrafo

BYTE_MASSIMI, TUTTI_MASSIMI = 8 * 1024 * 1024, 16 * 1024 * 1024
PARAGRAFI_MASSIMI = 20_000
PROPRIETA = "docProps/core.xml"
DI_PROPRIETA = (PROPRIETA, "docProps/app.xml")
_COMPILATE = (
    (re.compile(r"word/document\.xml"), "Nel documento"),
    (re.compile(r"word/header\d*\.xml"), "Nell'intestazione"),
    (re.compile(r"word/footer\d*\.xml"), "Nel piè di pagina"),
    (re.compile(r"word/footnotes\.xml"), "Nelle note a piè di pagina"),
    (re.compile("|".join(map(re.escape, DI_PROPRIETA))), "Nelle proprietà del documento"),
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
    if nome.startswith("word/") and next(radice.iter(etree.Comment, etree.PI), None) is not None:
        raise XmlNonLetto(f"«{nome}» contiene commenti nascosti, che Word non scrive: salvarlo di nuovo.")
    return radice


def leggi_tutto(parti: Mapping[str, bytes]) -> dict[str, etree._Element]:
    """Read every XML part of a docx; raise XmlNonLetto when one is not plain or all are too much."""
    xml = {nome: dati for nome, dati in parti.items() if nome.endswith((".xml", ".rels"))}
    if sum(map(len, xml.values())) > TUTTI_MASSIMI:
        raise XmlNonLetto(
            "Il file, aperto, è troppo grande per un modello di atto: togliere ciò che non serve."
        )
    letti = {nome: leggi_xml(nome, dati) for nome, dati in xml.items()}
    documento = letti["word/document.xml"]
    if documento.tag != f"{W}document" or documento.prefix != "w":
        raise XmlNonLetto("Il documento non è nel formato di Word: aprirlo e salvarlo di nuovo come .docx.")
    if sum(1 for radice in letti.values() for _ in radice.iter(P)) > PARAGRAFI_MASSIMI:
        raise XmlNonLetto(f"Il modello ha più di {PARAGRAFI_MASSIMI} paragrafi: non è un modello di atto.")
    return letti


def compilate(xml: Mapping[str, etree._Element]) -> list[Parte]:
    """Return the parts that the renderer compiles, the document first."""
    return [
        Parte(nome, dove, xml[nome])
        for forma, dove in _COMPILATE
        for nome in sorted(xml)
        if forma.fullmatch(nome)
    ]
