"""The smallest Word document there is: if LibreOffice cannot print this one, the fault is not of ours."""

from __future__ import annotations

import io
import zipfile

_TIPI = "http://schemas.openxmlformats.org/package/2006/content-types"
_LEGAMI = "http://schemas.openxmlformats.org/package/2006/relationships"
_UFFICIO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_PRINCIPALE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_PARTI = {
    "[Content_Types].xml": f'<Types xmlns="{_TIPI}"><Default Extension="rels" ContentType="application/'
    'vnd.openxmlformats-package.relationships+xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_PRINCIPALE}"/></Types>',
    "_rels/.rels": f'<Relationships xmlns="{_LEGAMI}"><Relationship Id="rId1" Type="{_UFFICIO}" '
    'Target="word/document.xml"/></Relationships>',
    "word/document.xml": f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>Prova</w:t></w:r></w:p>'
    "</w:body></w:document>",
}


def documento_di_prova() -> bytes:
    """Return a docx of one word."""
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w") as docx:
        for nome, testo in _PARTI.items():
            docx.writestr(nome, f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n{testo}')
    return uscita.getvalue()
