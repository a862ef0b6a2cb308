"""Small Word templates, made in memory: what a person would write in Word, faults included."""

import io
import re
import zipfile

from docx import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

PULITO = ("Oggetto dell'atto", "Il comune di {{ ente.nome }} delibera.")


def accessibile():
    """A document in Italian, with a title and one heading."""
    documento = Document()
    documento.core_properties.title = "Modello di prova"
    lingua = documento.styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
    lingua.set(qn("w:val"), "it-IT")
    documento.add_paragraph("Oggetto", style="Title")
    return documento


def tabella(documento, righe, intestazione=True):
    """A table, its first row marked as header unless it must not be."""
    fatta = documento.add_table(rows=0, cols=max(len(riga) for riga in righe))
    for riga in righe:
        celle = fatta.add_row().cells
        for cella, testo in zip(celle, riga, strict=False):
            cella.text = testo
    if intestazione:
        fatta.rows[0]._tr.get_or_add_trPr().append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
    return fatta


def byte(documento) -> bytes:
    """The document as a file."""
    file = io.BytesIO()
    documento.save(file)
    return file.getvalue()


def modello(*paragrafi, righe=None, intestazione=True) -> bytes:
    """A clean template with these paragraphs and, after them, one table."""
    documento = accessibile()
    for paragrafo in paragrafi:
        documento.add_paragraph(paragrafo)
    if righe:
        tabella(documento, righe, intestazione)
    return byte(documento)


def con_xml(docx: bytes, nome: str, cambia) -> bytes:
    """The same file with one part changed, or added when `cambia` is its content."""
    fuori = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(docx)) as prima,
        zipfile.ZipFile(fuori, "w", zipfile.ZIP_DEFLATED) as dopo,
    ):
        for voce in prima.namelist():
            contenuto = prima.read(voce)
            if voce == nome and callable(cambia):
                contenuto = cambia(contenuto.decode()).encode()
            dopo.writestr(voce, contenuto)
        if not callable(cambia):
            dopo.writestr(nome, cambia)
    return fuori.getvalue()


def nel_corpo(docx: bytes, xml: str) -> bytes:
    """The same file with raw XML before the end of its body."""
    return con_xml(
        docx, "word/document.xml", lambda testo: re.sub(r"(<w:sectPr)", lambda m: xml + m[1], testo, count=1)
    )


SCHEMA = {
    "type": "object",
    "properties": {
        "ente": {"$ref": "#/$defs/Ente"},
        "oggetto": {"anyOf": [{"type": "string"}, {"type": "null"}], "x-tipo": "testo"},
        "importo": {
            "anyOf": [{"type": "string", "pattern": r"^\d*\.?\d*$"}, {"type": "null"}],
            "x-tipo": "euro",
        },
        "aliquota": {"type": "string", "x-tipo": "percento"},
        "seduta": {"type": "string", "format": "date"},
        "anno": {"type": "integer"},
        "urgente": {"type": "boolean", "x-stampa": False},
        "organo": {"enum": ["giunta", "consiglio"], "x-stampa": False},
        "sindaco": {"anyOf": [{"$ref": "#/$defs/Persona"}, {"type": "null"}], "x-stampa": False},
        "righe": {"type": "array", "items": {"$ref": "#/$defs/Riga"}, "x-stampa": False},
        "presenti": {"type": "array", "items": {"type": "string"}, "x-stampa": False},
        "note": {"type": "object", "additionalProperties": {"type": "string"}, "x-stampa": False},
    },
    "$defs": {
        "Ente": {
            "type": "object",
            "properties": {"nome": {"type": "string"}, "provincia": {"type": "string"}},
            "additionalProperties": False,
        },
        "Persona": {
            "type": "object",
            "properties": {nome: {"type": "string"} for nome in ("nome", "cognome", "genere", "carica")},
        },
        "Riga": {
            "type": "object",
            "properties": {
                "voce": {"type": "string"},
                "importo": {"type": "string", "x-tipo": "euro"},
                "parti": {"type": "array", "items": {"$ref": "#/$defs/Parte"}},
            },
        },
        "Parte": {"type": "object", "properties": {"nome": {"type": "string"}, "quota": {"type": "integer"}}},
    },
}
for _nome in ("oggetto", "importo", "aliquota", "seduta", "anno", "ente"):
    SCHEMA["properties"][_nome]["x-stampa"] = False
