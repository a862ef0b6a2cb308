"""What is asked of a batch, read and checked whole before anything starts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from datetime import date, datetime, timedelta
from importlib.metadata import version
from pathlib import Path
from typing import Any

import nbformat

from crescere_kit.batch import declared, lineage, lookup, sameness
from crescere_kit.batch.fingerprint import impronta_di
from crescere_kit.batch.items import Piano
from crescere_kit.batch.options import SceltaRifiutata, Scelte
from crescere_kit.batch.single import Lavoro
from crescere_kit.reports.opening import oggi
from crescere_kit.sources.store import Archivio


class CartellaDiAltri(SceltaRifiutata):
    """The folder holds the reports of another notebook: files of the same name would mix."""


@dataclass(frozen=True)
class Richiesta:
    """A notebook, its parameters and how to run it."""

    file: Path
    quaderno: str  # the notebook, as JSON
    anno: int | None
    parametri: Mapping[str, object]
    scelte: Scelte
    giorno: date

    @classmethod
    def di(
        cls, notebook: str | Path, anno: int | None, parametri: Mapping[str, object], scelte: Scelte
    ) -> Richiesta:
        """Read the notebook and check the parameters; every fault is told at once."""
        file = lookup.trova(notebook)
        quaderno = lookup.leggi(file)
        riservati = [nome for nome in lookup.PER_OGNI_COMUNE if nome in parametri]
        if riservati:
            raise declared.ParametroRifiutato(
                f"«{'» e «'.join(riservati)}» non si danno come parametri: scegliere con --comuni e --anno."
            )
        declared.controlla(quaderno, {"comune": "078001", "anno": anno or oggi().year})
        letti = declared.controlla(quaderno, parametri)
        return cls(file, nbformat.writes(quaderno), anno, letti, scelte, oggi())

    def ripresa_da(self, testata: Mapping[str, Any]) -> Richiesta:
        """Return the request as it goes on in a folder where a batch has been.

        A batch that midnight interrupted is still of the day it began: the reports written before are good.
        """
        altro = testata.get("notebook", self.file.stem)
        if altro != self.file.stem and not self.scelte.rifai:
            raise CartellaDiAltri(
                f"La cartella ha già i rapporti di «{altro}»: scegliere un'altra cartella con --in."
            )
        try:
            iniziato = date.fromisoformat(testata["giorno"])
        except (KeyError, TypeError, ValueError):
            return self
        di_ieri = timedelta() < self.giorno - iniziato <= timedelta(days=1)
        return replace(self, giorno=iniziato) if di_ieri and not testata.get("finito", True) else self

    def impronta(self) -> str:
        """Return the SHA-256 of what is the same for all the reports: each key is made of it."""
        return impronta_di(
            [
                self.quaderno,
                dict(self.parametri),
                sameness.impronta_programma(),
                self.scelte.nel_contenuto(),
                self.giorno.isoformat(),  # deadlines and delays are counted from it
            ]
        )

    def lavoro(self, archivio: Archivio, cartella: Path) -> Lavoro:
        """Return what is the same for all the reports, as data that travels."""
        return Lavoro(
            self.quaderno,
            str(archivio.cartella.resolve()),  # reports are computed in folders of their own
            str(cartella),
            self.parametri,
            self.scelte.formati,
            self.scelte.limiti,
            self.scelte.modo,
            self.scelte.tentativi,
            self.scelte.singolo_file,
        )

    def testata(self, archivio: Archivio, piano: Piano, prima: Mapping[str, Any]) -> dict[str, Any]:
        """Return the head of the manifest: where the reports come from. `prima`: what it said before."""
        fonti = {k: [{"file": file, "sha256": somma} for file, somma in v] for k, v in piano.fonti.items()}
        return {
            "notebook": self.file.stem,
            "file": str(self.file),
            "impronta_notebook": impronta_di(self.quaderno),
            "versione": version("crescere"),
            "impronta_programma": sameness.impronta_programma(),
            **lineage.macchina(),
            "avviato": datetime.now().astimezone().isoformat(timespec="seconds"),
            "giorno": self.giorno.isoformat(),
            "anno": self.anno,
            "parametri": dict(self.parametri),
            "scelte": self.scelte.nel_contenuto()
            | {
                "limiti": asdict(self.scelte.limiti),
                "tentativi": self.scelte.tentativi,
                "modo": self.scelte.modo,
            },
            "archivio": str(archivio.cartella),
            "chiesti": len(piano.voci) + len(piano.impossibili),
            "fonti": dict(prima.get("fonti", {})) | fonti,
            "pacchetti": lineage.pacchetti(),
        }
