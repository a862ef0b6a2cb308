"""Small Word templates made for a test, and what is read back from the documents."""

import io
import zipfile

import docx
from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_TIPI = "application/vnd.openxmlformats-officedocument.wordprocessingml.footnotes+xml"


def in_byte(documento) -> bytes:
    scritto = io.BytesIO()
    documento.save(scritto)
    return scritto.getvalue()


def modello(*paragrafi: str, capo: str = "", titolo: str = "") -> bytes:
    documento = docx.Document()
    documento.core_properties.title = titolo
    documento.sections[0].header.paragraphs[0].text = capo
    for testo in paragrafi:
        documento.add_paragraph(testo)
    return in_byte(documento)


def con_tabella(*righe: tuple[str, ...]) -> bytes:
    documento = docx.Document()
    tabella = documento.add_table(rows=len(righe), cols=len(righe[0]))
    for numero, celle in enumerate(righe):
        for posto, testo in enumerate(celle):
            tabella.rows[numero].cells[posto].text = testo
    return in_byte(documento)


def cambiato(byte: bytes, **cambi: tuple[str, str]) -> bytes:
    """A docx with words of a part replaced: document=("a", "b")."""
    scritto = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(byte)) as da, zipfile.ZipFile(scritto, "w") as verso:
        for nome in da.namelist():
            parte = da.read(nome)
            chiave = nome.rsplit("/", maxsplit=1)[-1].split(".")[0]
            if chiave in cambi and nome.endswith(".xml"):
                prima, dopo = cambi[chiave]
                assert prima in parte.decode()
                parte = parte.decode().replace(prima, dopo).encode()
            verso.writestr(nome, parte)
    return scritto.getvalue()


def con_nota(testo: str) -> bytes:
    """A template of two sections with a footnote."""
    documento = docx.Document()
    documento.add_section()
    nota = (
        '<w:footnotes xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main">'
        f'<w:footnote w:id="1"><w:p><w:r><w:t>{testo}</w:t></w:r></w:p></w:footnote></w:footnotes>'
    )
    scritto = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(in_byte(documento))) as da,
        zipfile.ZipFile(scritto, "w") as verso,
    ):
        for nome in da.namelist():
            parte = da.read(nome)
            if nome == "[Content_Types].xml":
                voce = f'<Override PartName="/word/footnotes.xml" ContentType="{_TIPI}"/></Types>'
                parte = parte.replace(b"</Types>", voce.encode())
            verso.writestr(nome, parte)
        verso.writestr("word/footnotes.xml", nota)
    return scritto.getvalue()


def parte(byte: bytes, nome: str = "word/document.xml"):
    with zipfile.ZipFile(io.BytesIO(byte)) as pacco:
        assert pacco.testzip() is None
        return etree.fromstring(pacco.read(nome))


def letti(byte: bytes, nome: str = "word/document.xml") -> list[str]:
    """The paragraphs of a part: a break is a newline, a tab is a tab; empty ones left out."""
    scritti = []
    for paragrafo in parte(byte, nome).iter(f"{W}p"):
        pezzi = []
        for elemento in paragrafo.iter(f"{W}t", f"{W}br", f"{W}tab"):
            segno = {f"{W}br": "\n", f"{W}tab": "\t"}.get(elemento.tag)
            pezzi.append(segno or elemento.text or "")
        scritti.append("".join(pezzi))
    return [testo for testo in scritti if testo]


def titolo(byte: bytes) -> str:
    return docx.Document(io.BytesIO(byte)).core_properties.title
