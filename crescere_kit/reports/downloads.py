"""A file that a notebook or a page offers to whoever reads it, as a link that carries the file itself."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape
from pathlib import PurePosixPath

_TIPI = {
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".pdf": "application/pdf",
    ".toml": "application/toml",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".zip": "application/zip",
}


@dataclass(frozen=True)
class Scaricabile:
    """A file to download: the name of the file, its bytes and what the link says."""

    nome: str
    contenuto: bytes
    testo: str

    def _repr_html_(self) -> str:
        dati = base64.b64encode(self.contenuto).decode()
        estensione = PurePosixPath(self.nome).suffix
        peso = max(1, round(len(self.contenuto) / 1024))
        testo = f"{self.testo} ({estensione[1:]}, {peso} KB)"
        return (
            f'<p><a class="scarica" download="{escape(self.nome, quote=True)}" '
            f'href="data:{_TIPI[estensione]};base64,{dati}">{escape(testo)}</a></p>'
        )
