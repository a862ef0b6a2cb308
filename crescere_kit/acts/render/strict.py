"""XML read strictly: well formed, without entities, without network, of a human size."""

from __future__ import annotations

from typing import Any

from lxml import etree

from crescere_kit.acts.render.faults import ModelloNonValido


def leggi_xml(nome: str, byte: bytes) -> Any:
    """Return the root of a part of the template; raise ModelloNonValido when it cannot be trusted."""
    try:
        radice = etree.fromstring(byte, lettore())
    except (etree.XMLSyntaxError, ValueError) as errore:
        raise ModelloNonValido(
            f"La parte «{nome}» del modello è rovinata: riaprirlo con Word e salvarlo di nuovo."
        ) from errore
    if radice.getroottree().docinfo.doctype:
        raise ModelloNonValido(f"La parte «{nome}» del modello dichiara delle entità: Word non lo fa mai.")
    return radice


def lettore() -> etree.XMLParser:
    """Return a parser that neither mends, nor expands, nor fetches."""
    return etree.XMLParser(
        recover=False, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
    )
