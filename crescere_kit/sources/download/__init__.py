"""Download the official archives of a region from OpenBDAP: gently, resuming, never half a file."""

from __future__ import annotations

from crescere_kit.sources.download.catalogue import RichiestaErrata, anni, carica
from crescere_kit.sources.download.fetching import scarica
from crescere_kit.sources.download.outcome import Esito, riassunto
from crescere_kit.sources.download.progress import barra

__all__ = ["Esito", "RichiestaErrata", "anni", "barra", "carica", "riassunto", "scarica"]
