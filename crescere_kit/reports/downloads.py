"""A file that a notebook offers to whoever reads it, as a link that carries the file itself."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Scaricabile:
    """A workbook to download: the name of the file, its bytes and what the link says."""

    nome: str
    contenuto: bytes
    testo: str

    def _repr_html_(self) -> str:
        dati = base64.b64encode(self.contenuto).decode()
        peso = max(1, round(len(self.contenuto) / 1024))
        return (
            f'<p><a class="scarica" download="{escape(self.nome, quote=True)}" '
            f'href="data:{_XLSX};base64,{dati}">{escape(self.testo)} (xlsx, {peso} KB)</a></p>'
        )
