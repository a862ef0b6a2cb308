"""The properties of the document: its title, its author. They are data of the file and never markup."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from lxml import etree

from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.program import Programma, programma
from crescere_kit.acts.render.source import da_testo, ha_marche
from crescere_kit.acts.render.strict import leggi_xml

PARTI = ("docProps/core.xml", "docProps/app.xml")
_CP = "http://schemas.openxmlformats.org/package/2006/metadata/core-properties"
_DC = "http://purl.org/dc/elements/1.1/"
_TERMINI = "http://purl.org/dc/terms/"
_XSI_TIPO = "{http://www.w3.org/2001/XMLSchema-instance}type"
# what a caller may set, and where it is written
NOMI = {
    "titolo": f"{{{_DC}}}title",
    "argomento": f"{{{_DC}}}subject",
    "autore": f"{{{_DC}}}creator",
    "descrizione": f"{{{_DC}}}description",
    "identificativo": f"{{{_DC}}}identifier",
    "lingua": f"{{{_DC}}}language",
    "parole_chiave": f"{{{_CP}}}keywords",
    "categoria": f"{{{_CP}}}category",
    "creato": f"{{{_TERMINI}}}created",
    "modificato": f"{{{_TERMINI}}}modified",
}


def compila_proprieta(nome: str, byte: bytes, bozza: bool) -> dict[int, Programma]:
    """Return the program of each text of a part that has tags, by its place in the part."""
    return {
        posto: programma(
            f"{nome} ({etree.QName(elemento).localname})",
            da_testo(elemento.text),
            bozza=bozza,
            per_word=False,
        )
        for posto, elemento in enumerate(leggi_xml(nome, byte).iter(etree.Element))
        if elemento.text and ha_marche(elemento.text)
    }


def rendi_proprieta(
    nome: str,
    byte: bytes,
    programmi: Mapping[int, Programma],
    contesto: Mapping[str, Any],
    scelte: Mapping[str, Any],
) -> bytes:
    """Return a part of properties with the data, and with what the caller sets."""
    radice = leggi_xml(nome, byte)
    for posto, elemento in enumerate(list(radice.iter(etree.Element))):
        if posto in programmi:
            elemento.text = programmi[posto].rendi(contesto)
    if nome == PARTI[0]:
        for scelta, valore in scelte.items():
            _scrivi(radice, scelta, valore)
    return etree.tostring(radice, encoding="UTF-8", xml_declaration=True, standalone=True)


def _scrivi(radice: Any, scelta: str, valore: Any) -> None:
    if scelta not in NOMI:
        raise ModelloNonValido(f"La proprietà «{scelta}» non c'è: ci sono {', '.join(NOMI)}.")
    elemento = radice.find(NOMI[scelta])
    if elemento is None:
        elemento = etree.SubElement(radice, NOMI[scelta])
    if isinstance(valore, date):
        elemento.set(_XSI_TIPO, "dcterms:W3CDTF")
        elemento.text = f"{valore:%Y-%m-%d}T00:00:00Z"
        return
    elemento.text = str(valore)
