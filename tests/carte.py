"""Letterheads and templates of acts, made with python-docx."""

import io
import struct
import zlib

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.shared import Mm


def png() -> bytes:
    """A red dot."""

    def pezzo(nome: bytes, dati: bytes) -> bytes:
        return struct.pack(">I", len(dati)) + nome + dati + struct.pack(">I", zlib.crc32(nome + dati))

    punto = pezzo(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)) + pezzo(
        b"IDAT", zlib.compress(b"\0\xff\0\0")
    )
    return b"\x89PNG\r\n\x1a\n" + punto + pezzo(b"IEND", b"")


def scritto(documento) -> bytes:
    file = io.BytesIO()
    documento.save(file)
    return file.getvalue()


def carta(intestazione: str = "COMUNE DI BORGO ESEMPIO", carattere: str = "Garamond") -> bytes:
    """A letterhead with its crest, a footer, wide margins and a font."""
    documento = docx.Document()
    documento.styles["Normal"].font.name = carattere
    sezione = documento.sections[0]
    sezione.left_margin = Mm(33)
    paragrafo = sezione.header.paragraphs[0]
    paragrafo.add_run().add_picture(io.BytesIO(png()))
    paragrafo.add_run(intestazione)
    sezione.footer.paragraphs[0].text = "Piazza Roma 1"
    documento.add_paragraph("Corpo di prova che non interessa.")
    return scritto(documento)


def modello(testo: str = "Il Consiglio di {{ ente.nome }} delibera {{ importo|euro }}") -> bytes:
    """A template with a header of its own, and a second section that lies on its side."""
    documento = docx.Document()
    documento.sections[0].header.paragraphs[0].text = "intestazione dell'atto"
    documento.add_heading("Oggetto", 1)
    documento.add_paragraph(testo)
    coricata = documento.add_section(WD_SECTION.NEW_PAGE)
    coricata.orientation = WD_ORIENT.LANDSCAPE
    coricata.page_width, coricata.page_height = Mm(297), Mm(210)
    documento.add_paragraph("Allegato A")
    return scritto(documento)
