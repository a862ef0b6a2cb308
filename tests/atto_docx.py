"""A small invented act as Word would give it: the paragraph styles that previews and XML rely on."""

from __future__ import annotations

import io
from collections.abc import Iterable

from docx import Document
from docx.document import Document as Documento
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

STILI = ("AttoEnte", "AttoEstremi", "AttoPremessa", "AttoFormula", "AttoDispositivo", "AttoFirma", "AttoNota")
OGGETTO = "Variazione d'urgenza al bilancio & all'elenco annuale"
PREMESSE = (
    "Visto l'art. 175, comma 4, d.lgs. 267/2000;",
    "Ritenuto di iscrivere il contributo «Acqua & Salute» senza attendere il Consiglio;",
)
DISPOSITIVO = (
    "di approvare le variazioni della tabella che segue;",
    "di sottoporre la deliberazione a ratifica ai sensi dell'art. 175, comma 4, d.lgs. 267/2000.",
)
RIGHE = (
    ("Capitolo", "Descrizione", "Variazione"),
    ("1010", "Contributo regionale", "1.000,00"),
    ("2020", "Acquisto di beni < 5.000 euro", "1.000,00"),
)


def atto(titolo: str = OGGETTO, *, firma: str = "Il Segretario: Anna D'Angelo", righe: int = 1) -> bytes:
    """Write the act; `righe` repeats the body of its table, to make it longer."""
    docx = _foglio(titolo)
    _paragrafo(docx, "AttoEnte", "Comune di Roccabruna")
    _paragrafo(docx, "AttoEstremi", "Deliberazione di Giunta n. 12 del 15/03/2026")
    docx.add_paragraph(titolo, style="Title")
    docx.add_heading("Premesse", level=1)
    for testo in PREMESSE:
        _paragrafo(docx, "AttoPremessa", testo)
    docx.add_heading("Deliberazione", level=1)
    _paragrafo(docx, "AttoFormula", "DELIBERA")
    for testo in DISPOSITIVO:
        _paragrafo(docx, "AttoDispositivo", testo)
    _tabella(docx, [RIGHE[0], *RIGHE[1:] * righe])
    docx.add_heading("Pareri", level=1)
    docx.add_paragraph("Parere favorevole di regolarità tecnica (art. 49, comma 1, d.lgs. 267/2000).")
    _paragrafo(docx, "AttoFirma", firma)
    docx.add_heading("Allegato A – Variazioni di cassa", level=1)
    _tabella(docx, RIGHE)
    _paragrafo(docx, "AttoNota", "Dati al 14/03/2026.")
    return byte(docx)


def byte(docx: Documento) -> bytes:
    """Save a document of python-docx in memory."""
    uscita = io.BytesIO()
    docx.save(uscita)
    return uscita.getvalue()


def _foglio(titolo: str) -> Documento:
    docx = Document()
    docx.core_properties.title = titolo
    docx.core_properties.language = "it-IT"
    for lingua in docx.styles.element.iter(qn("w:lang")):
        lingua.set(qn("w:val"), "it-IT")
    for nome in STILI:
        docx.styles.add_style(nome, WD_STYLE_TYPE.PARAGRAPH)
    docx.sections[0].header.paragraphs[0].text = "Comune di Roccabruna – Provincia di Valfiorita"
    docx.sections[0].footer.paragraphs[0].text = "Piazza dei Tigli, 1"
    return docx


def _paragrafo(docx: Documento, stile: str, testo: str) -> None:
    docx.add_paragraph(testo, style=stile)


def _tabella(docx: Documento, righe: Iterable[tuple[str, ...]]) -> None:
    righe = list(righe)
    tabella = docx.add_table(rows=0, cols=len(righe[0]))
    for testi in righe:
        celle = tabella.add_row().cells
        for cella, testo in zip(celle, testi, strict=True):
            cella.text = testo
    tabella.rows[0]._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
