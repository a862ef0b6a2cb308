"""The templates that Crescere ships: each text of templates/acts and the Word file built from it."""

from __future__ import annotations

from pathlib import Path

from crescere_kit.acts import places
from crescere_kit.acts.writing.source import TestoNonValido, leggi
from crescere_kit.acts.writing.word import costruisci


def testi() -> list[Path]:
    """Return the texts of the templates, by name."""
    return sorted(places.modelli().glob("*.txt"))


def costruito(testo: Path) -> bytes:
    """Return the Word file that a text gives; raise TestoNonValido for a part that is not there."""
    return costruisci(leggi(testo.read_text(encoding="utf-8"), lambda nome: _parte(testo.parent, nome)))


def riscrivi() -> list[Path]:
    """Build again every Word file that its text has changed; return those written."""
    scritti = []
    for testo in testi():
        nuovo, file = costruito(testo), testo.with_suffix(".docx")
        if not file.exists() or file.read_bytes() != nuovo:
            file.write_bytes(nuovo)
            scritti.append(file)
    return scritti


def _parte(cartella: Path, nome: str) -> str:
    try:
        return (cartella / "parti" / f"{nome}.txt").read_text(encoding="utf-8")
    except FileNotFoundError:
        raise TestoNonValido(f"La parte «{nome}» non esiste in {cartella / 'parti'}.") from None
