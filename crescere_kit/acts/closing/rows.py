"""The rows of the prospects that a rendiconto carries."""

from __future__ import annotations

from pydantic import Field

from crescere_kit.acts.types import Euro, Riga, SiNo, Testo


class RigaDelProspetto(Riga):
    """A line of a prospect with its amount; None is not known."""

    nome: Testo
    importo: Euro | None


class Parametro(Riga):
    """A parametro of deficitarietà, as the indicator of the kit judges it."""

    codice: Testo
    nome: Testo
    valore: Testo
    limite: Testo
    esito: Testo


class ProspettoUnito(Riga):
    """An allegato of the law: joined, or why it is not due."""

    lettera: Testo = Field(title="Lettera", description="Come nell'elenco: a, b, c …")
    unito: SiNo = Field(True, title="È unito")
    motivo: Testo = Field("", title="Perché non è dovuto")
