"""Readers that turn official files into the panel, or stop with every fault listed."""

from __future__ import annotations

from crescere_kit.sources.faults import Difetto, FileRifiutato
from crescere_kit.sources.loading import Caricamento, Fonte
from crescere_kit.sources.reading import leggi

__all__ = ["Caricamento", "Difetto", "FileRifiutato", "Fonte", "leggi"]
