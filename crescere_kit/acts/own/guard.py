"""What a file of the comune may not bring along: programs, objects, and ways out of the file."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import etree

from crescere_kit.acts.own.package import (
    TipiDiContenuto,
    bersaglio,
    esterna,
    leggi_xml,
    tipo,
    w,
)
from crescere_kit.acts.render.faults import ModelloNonValido

_PARTI = re.compile(
    r"(?i)vbaproject|vbadata|/embeddings/|/activex/|customui|externallinks|/afchunk|/attachedtoolbars|\.bin\Z|\.exe\Z"
)
_TIPI = re.compile(r"(?i)macroenabled|vbaproject|oleobject|activex")
_RELAZIONI = {
    "vbaProject",
    "oleObject",
    "package",
    "control",
    "attachedTemplate",
    "aFChunk",
    "subDocument",
    "frame",
}
_ELEMENTI = {w(nome) for nome in ("object", "control", "altChunk", "subDoc", "attachedTemplate", "mailMerge")}
_CAMPI = re.compile(
    r"(?i)\b(DDE|DDEAUTO|INCLUDETEXT|INCLUDEPICTURE|IMPORT|LINK|EMBED|DATABASE|MACROBUTTON|RD|AUTOTEXT|GOTOBUTTON)\b"
)
_COLLEGAMENTO = re.compile(r"(?i)(https?://|mailto:)")


def controlla(parti: dict[str, bytes]) -> None:
    """Raise ModelloNonValido, naming what it is and where, when a docx brings along what it may not."""
    for guasto in _guasti(parti):
        raise ModelloNonValido(f"Il file {guasto}: toglierlo con Word o LibreOffice e caricarlo di nuovo.")


def collegamento(relazione: etree._Element) -> bool:
    """Say whether a relationship that leads out is only an address that somebody may click."""
    return tipo(relazione) == "hyperlink" and bool(_COLLEGAMENTO.match(relazione.get("Target", "")))


def _guasti(parti: dict[str, bytes]) -> Iterator[str]:
    for nome in parti:
        if _PARTI.search(f"/{nome}"):
            yield f"contiene una macro o un oggetto incorporato («{nome}»)"
    for contenuto in TipiDiContenuto(parti).tutti():
        if _TIPI.search(contenuto):
            yield f"dichiara macro o oggetti incorporati («{contenuto[:80]}»)"
    for nome, parte in parti.items():
        if nome.endswith(".rels"):
            yield from _nelle_relazioni(nome, leggi_xml(nome, parte), parti)
        elif nome.endswith(".xml"):
            yield from _nel_testo(nome, leggi_xml(nome, parte))


def _nelle_relazioni(nome: str, radice: etree._Element, parti: dict[str, bytes]) -> Iterator[str]:
    parte = nome.replace("_rels/", "").removesuffix(".rels")
    for relazione in radice:
        verso = relazione.get("Target", "")[:80]
        if tipo(relazione) in _RELAZIONI:
            yield f"contiene un oggetto o un modello collegato («{verso}»)"
        elif esterna(relazione) and not collegamento(relazione):
            yield f"si collega a qualcosa che sta fuori («{verso}»)"
        elif not esterna(relazione) and bersaglio(parte, relazione).startswith(".."):
            yield f"nomina una parte che sta fuori («{verso}»)"


def _nel_testo(nome: str, radice: etree._Element) -> Iterator[str]:
    for elemento in radice.iter(*_ELEMENTI):
        yield f"contiene «{etree.QName(elemento).localname}» in «{nome}», che può eseguire o richiamare altro"
    for paragrafo in radice.iter(w("p")):
        istruzioni = "".join(paragrafo.itertext(w("instrText")))
        istruzioni += " ".join(campo.get(w("instr"), "") for campo in paragrafo.iter(w("fldSimple")))
        if trovato := _CAMPI.search(istruzioni):
            yield f"contiene un campo {trovato[1].upper()} in «{nome}», che richiama qualcosa da fuori"
