"""What a batch did, on disk: `lotto.json` for who reads it, and a journal that a killed batch leaves true.

The journal (`lotto.jsonl`) gets a line as each report ends, safely on disk before the next; `lotto.json` is
rewritten whole from time to time and at the end. The journal is also the lock of its folder.
"""

from __future__ import annotations

import fcntl
import io
import json
import os
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.writing import scrivi, spiegata
from crescere_kit.errors import ErroreSpiegato

NOME, DIARIO = "lotto.json", "lotto.jsonl"
_OGNI, _QUOTA = 1.0, 20  # seconds between two manifests, and never more than a twentieth of the time


class CartellaOccupata(ErroreSpiegato):
    """Another batch is writing in the same folder."""


class ManifestoRovinato(ErroreSpiegato):
    """The manifest cannot be read: someone else wrote it."""


class Manifesto:
    """The manifest of a folder, held by one batch."""

    def __init__(self, cartella: Path):
        self._file, self._diario = cartella / NOME, _prendi(cartella / DIARIO)
        try:
            self.testata, self.rapporti = self._leggi(cartella / DIARIO)
        except ManifestoRovinato:
            self.close()
            raise
        self._scritto, self._attesa = float("-inf"), _OGNI

    def inizia(self, testata: Mapping[str, Any]) -> None:
        """Start a batch in this folder; what an earlier one wrote here is kept."""
        self.testata = dict(testata)
        self.rapporti = {voce: rapporto for voce, rapporto in self.rapporti.items() if rapporto.istat}
        self.scrivi(finito=False)
        with spiegata(self._file):
            self._diario.truncate(0)  # only now: until the line above, the journal was the only one to know

    def aggiungi(self, rapporto: Rapporto) -> None:
        """Note what became of an item, and do not return before it is on disk."""
        self.rapporti[rapporto.voce] = rapporto
        self._annota(rapporto.come_dict())
        if time.monotonic() - self._scritto > self._attesa:
            self.scrivi(finito=False)

    def scrivi(self, finito: bool, ordine: Mapping[str, int] | None = None) -> None:
        """Rewrite `lotto.json`; `ordine`: the place of each item, those of earlier batches last."""
        inizio = time.monotonic()
        if ordine is not None:
            voci = sorted(self.rapporti.items(), key=lambda una: ordine.get(una[0], len(ordine)))
            self.rapporti = dict(voci)
        dati = self.testata | {
            "scritto": datetime.now().astimezone().isoformat(timespec="seconds"),
            "finito": finito,
            "rapporti": [rapporto.come_dict() for rapporto in self.rapporti.values()],
        }
        scrivi(self._file, json.dumps(dati, ensure_ascii=False, indent=1) + "\n")
        self._scritto = time.monotonic()
        self._attesa = max(_OGNI, _QUOTA * (self._scritto - inizio))

    def close(self) -> None:
        """Leave the folder to the next."""
        self._diario.close()

    def _annota(self, dati: Mapping[str, Any]) -> None:
        riga = json.dumps(dati, ensure_ascii=False).encode() + b"\n"
        with spiegata(self._file.with_name(DIARIO)):
            while riga:
                riga = riga[self._diario.write(riga) :]
            os.fsync(self._diario.fileno())

    def _leggi(self, diario: Path) -> tuple[dict[str, Any], dict[str, Rapporto]]:
        testata = _json(self._file)
        righe = [*testata.pop("rapporti", []), *_righe(diario)]
        rapporti: dict[str, Rapporto] = {}
        for riga in righe:
            rapporto = Rapporto.da_dict(riga)
            rapporti[rapporto.voce] = rapporto
        return testata, rapporti


def _prendi(diario: Path) -> io.FileIO:
    with spiegata(diario):
        aperto = diario.open("ab", buffering=0)  # what is said to be written is
    try:
        fcntl.flock(aperto, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError as errore:
        aperto.close()
        raise CartellaOccupata(
            f"Un altro lotto sta scrivendo in «{diario.parent}»: attendere che finisca, o scegliere un'altra "
            "cartella con --in."
        ) from errore
    return aperto


def _json(file: Path) -> dict[str, Any]:
    try:
        letto = json.loads(file.read_text(encoding="utf-8"))
        if isinstance(letto, dict) and isinstance(letto.get("rapporti"), list):
            return letto
    except FileNotFoundError:
        return {}
    except ValueError:
        pass
    raise ManifestoRovinato(
        f"«{file}» non è il manifesto di un lotto: spostarlo, o scegliere un'altra cartella."
    )


def _righe(diario: Path) -> list[dict[str, Any]]:
    """Read the journal; its last line may be half a line, if the batch was killed while it wrote it."""
    lette = []
    for riga in diario.read_bytes().splitlines():
        try:
            lette.append(json.loads(riga))
        except ValueError:
            continue
    return [riga for riga in lette if isinstance(riga, dict)]
