"""What Word cannot open in a part whose data left something out, and how it is put right.

A cell, a header or a note without a paragraph gets an empty one; a table or a row that has nothing left is
taken away (an act says in words that there is nothing: an empty frame says it badly and Word refuses it).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_NOMI = {"w": W}


def _trova(dove: str) -> etree.XPath:
    return etree.XPath(dove, namespaces=_NOMI)


# Simple questions, that libxml2 answers ten times faster than an exact one; Python looks at the few found.
_RIGHE = _trova("/descendant::w:tr[not(w:tc)]")
_TABELLE = _trova("/descendant::w:tbl[not(w:tr)]")
_CELLE = _trova("/descendant::w:tc[not(*[last()][self::w:p])]")
_CORNICI = _trova("/descendant::w:txbxContent[not(w:p)]")
_NOTE = _trova(
    "/w:footnotes/w:footnote[not(w:p)] | /w:endnotes/w:endnote[not(w:p)] | /*[self::w:hdr or self::w:ftr]"
)
_CELLA, _RIGA, _PARAGRAFO = f"{{{W}}}tc", f"{{{W}}}tr", f"{{{W}}}p"
_BLOCCHI = tuple(f"{{{W}}}{nome}" for nome in ("p", "tbl", "sdt", "customXml", "altChunk"))


def ripara(radice: Any) -> bool:
    """Put a part right; tell whether there was anything to do."""
    svuotati = [uno for uno in _RIGHE(radice) if _niente(uno, _CELLA)]
    for elemento in svuotati:
        elemento.getparent().remove(elemento)
    tabelle = [uno for uno in _TABELLE(radice) if _niente(uno, _RIGA)]
    for elemento in tabelle:
        elemento.getparent().remove(elemento)
    candidati = (*_CELLE(radice), *_CORNICI(radice), *_NOTE(radice))
    senza_paragrafo = [uno for uno in candidati if not _finisce_bene(uno)]
    for elemento in senza_paragrafo:
        etree.SubElement(elemento, _PARAGRAFO)
    return bool(svuotati or tabelle or senza_paragrafo)


def _niente(elemento: Any, nome: str) -> bool:
    return next(elemento.iter(nome), None) is None


def _finisce_bene(elemento: Any) -> bool:
    """Tell whether the last block of a cell is a paragraph: marks without a body may follow it."""
    blocchi = [figlio for figlio in elemento if figlio.tag in _BLOCCHI]
    return bool(blocchi) and blocchi[-1].tag == _PARAGRAFO
