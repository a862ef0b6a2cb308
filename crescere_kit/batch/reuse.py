"""Reports that need not be written again: those already in the folder, and those kept by content."""

from __future__ import annotations

import json
import shutil
import tempfile
from pathlib import Path

from crescere_kit.batch.fingerprint import impronta_file
from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import RIUSCITO, Rapporto
from crescere_kit.batch.writing import copia, spiegata

_SCHEDA = "rapporto.json"


def e_fatto(cartella: Path, voce: Voce, rapporto: Rapporto | None) -> bool:
    """Whether the report of an item is there, whole, and made from what it would be made from now."""
    return (
        rapporto is not None
        and (rapporto.stato, rapporto.chiave) == (RIUSCITO, voce.chiave)
        and _interi(cartella, voce, rapporto)
    )


def _interi(cartella: Path, voce: Voce, rapporto: Rapporto) -> bool:
    """Whether the files are those that were written; a name that is not the item's is nobody's."""
    return bool(rapporto.impronte) and all(
        nome.startswith(voce.base) and "/" not in nome and impronta_file(cartella / nome) == attesa
        for nome, attesa in rapporto.impronte.items()
    )


class Magazzino:
    """Reports kept by key, for every folder that will ask for the same ones."""

    def __init__(self, cartella: Path):
        self.cartella = cartella

    def prendi(self, voce: Voce, destinazione: Path) -> Rapporto | None:
        """Copy a kept report into a folder; None when there is none, or it is not whole."""
        luogo = self._luogo(voce.chiave)
        try:
            tenuto = Rapporto.da_dict(json.loads((luogo / _SCHEDA).read_text(encoding="utf-8")))
        except (OSError, ValueError, TypeError, AttributeError):
            return None
        if not e_fatto(luogo, voce, tenuto):
            return None
        for nome in tenuto.impronte:
            copia(luogo / nome, destinazione / nome)
        return tenuto.ripreso(voce.comune)

    def metti(self, rapporto: Rapporto, origine: Path) -> None:
        """Keep a report that went well, in one move; the same one kept twice is kept once."""
        luogo = self._luogo(rapporto.chiave)
        if rapporto.stato != RIUSCITO or luogo.is_dir():
            return
        with spiegata(luogo):
            luogo.parent.mkdir(parents=True, exist_ok=True)
            provvisoria = Path(tempfile.mkdtemp(prefix=".", dir=luogo.parent))
            try:
                for nome in rapporto.impronte:
                    shutil.copyfile(origine / nome, provvisoria / nome)
                scheda = json.dumps(rapporto.come_dict(), ensure_ascii=False)
                (provvisoria / _SCHEDA).write_text(scheda, encoding="utf-8")
                provvisoria.chmod(0o755)
                if not luogo.is_dir():
                    provvisoria.rename(luogo)
            finally:
                shutil.rmtree(provvisoria, ignore_errors=True)

    def _luogo(self, chiave: str) -> Path:
        return self.cartella / chiave[:2] / chiave
