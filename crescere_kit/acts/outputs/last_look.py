"""The last look at the document for the albo: what was left out must not be anywhere in the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from crescere_kit.acts.outputs import scan
from crescere_kit.acts.outputs.forms import ricerca
from crescere_kit.acts.render.opening import apri
from crescere_kit.acts.render.strict import leggi_xml

_PARAGRAFO = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}p"


@dataclass(frozen=True)
class Residuo:
    """Something that should not be in the file, in which of its parts, and how to say it."""

    parte: str
    frase: str


def residui(docx: bytes, tolti: frozenset[str]) -> list[Residuo]:
    """Look for what was taken, and for any codice fiscale or IBAN, in text, headers, notes and properties."""
    modello = ricerca(tolti)
    trovati = {}
    for parte, testo in _testi(docx):
        if modello is not None and modello.search(testo):
            trovati[parte, "un dato lasciato fuori dalla copia per l'albo vi compare ancora"] = None
        for uno in scan.cerca(testo, scan.CODICI):
            trovati[parte, f"vi compare un {scan.dati()[uno.tipo]['nome']}"] = None
    return [Residuo(parte, f"«{parte}»: {frase}.") for parte, frase in trovati]


def _testi(docx: bytes) -> Iterator[tuple[str, str]]:
    """Yield every text of the file with its part: a paragraph whole, since Word cuts words in pieces."""
    for nome, contenuto in apri(docx).items():
        yield nome, nome
        if not nome.endswith((".xml", ".rels")):
            yield nome, contenuto.decode("latin-1")  # a picture may hold words in its own metadata
            continue
        for elemento in leggi_xml(nome, contenuto).iter(etree.Element):
            yield from ((nome, str(valore)) for valore in elemento.attrib.values())
            if elemento.tag == _PARAGRAFO or not len(elemento):
                pezzi = list(elemento.itertext())
                yield nome, "".join(pezzi)
                yield nome, " ".join(pezzi)  # where a tabulation or a new line stood
