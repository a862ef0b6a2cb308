"""Reference sets that help to read the accounts and are optional: needs, incomes, boundaries.

All of them are national or regional files: of what they hold only the comuni that have accounts are kept.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path

from crescere_kit.sources.loading import Letto
from crescere_kit.sources.riferimenti import boundaries, irpef, json_text, opencivitas
from crescere_kit.sources.riferimenti.known import Noti
from crescere_kit.sources.siope.coverage import Chiesti

FORMATI = (opencivitas.FORMATO, irpef.FORMATO, irpef.FORMATO_META, boundaries.FORMATO)
DICE_L_ANNO_CHI_CARICA = opencivitas.FORMATO


def riconosce(inizio: bytes, nome: str) -> str | None:
    """Return the format of a file that begins so, if it is one of these."""
    if opencivitas.SCHEMA.riconosce(inizio):
        return opencivitas.FORMATO
    if not json_text.sembra(inizio):
        return None
    return irpef.riconosce(inizio) or boundaries.riconosce(inizio, nome)


def leggi_tutti(
    formati: Mapping[Path, str],
    impronte: Mapping[Path, str],
    chiesti: Chiesti,
    altri: Iterable[Letto],
    anno: int | None,
) -> dict[Path, Letto]:
    """Read the reference sets of a load, after the other files, `altri`, which may say who has accounts."""
    miei = {percorso: formato for percorso, formato in formati.items() if formato in FORMATI}
    if not miei:
        return {}
    noti = Noti.da(chiesti.con(altri))
    dati = {impronte[percorso] for percorso, formato in miei.items() if formato == irpef.FORMATO}
    return {percorso: _leggi(percorso, formato, noti, anno, dati) for percorso, formato in miei.items()}


def _leggi(percorso: Path, formato: str, noti: Noti, anno: int | None, dati: set[str]) -> Letto:
    if troppo := json_text.troppo_grande(percorso):
        return Letto(difetti=[troppo])
    contenuto = percorso.read_bytes()
    if formato == opencivitas.FORMATO:
        return opencivitas.leggi(contenuto, percorso.name, noti, anno)
    if formato == irpef.FORMATO:
        return irpef.leggi(contenuto, percorso.name, noti)
    if formato == irpef.FORMATO_META:
        return irpef.leggi_meta(contenuto, percorso.name, dati)
    return boundaries.leggi(contenuto, percorso.name, noti)
