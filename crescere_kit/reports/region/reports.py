"""What became of each comune of a batch, read from the manifest in its folder."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from crescere_kit.errors import ErroreSpiegato

MANIFESTO = "lotto.json"
FALLITO = "fallito"


class LottoAssente(ErroreSpiegato, LookupError):
    """A folder that holds no batch, or one whose list cannot be read."""


@dataclass(frozen=True)
class Voce:
    """One comune of a batch."""

    istat: str
    nome: str
    anno: int | None
    stato: str
    errore: str
    secondi: float


@dataclass(frozen=True)
class Lotto:
    """A batch: which notebook, when, whether it reached its end, and its comuni."""

    notebook: str
    scritto: str
    finito: bool
    voci: tuple[Voce, ...]

    @property
    def falliti(self) -> list[Voce]:
        """The comuni without a report, by name."""
        return sorted(
            (v for v in self.voci if v.stato == FALLITO), key=lambda v: (v.nome.casefold(), v.istat)
        )

    def anno(self) -> int | None:
        """Return the year that most of the reports are of, the last of those that are as many."""
        anni = Counter(voce.anno for voce in self.voci if voce.anno)
        return max(anni, key=lambda anno: (anni[anno], anno), default=None)


def leggi(cartella: str | Path) -> Lotto:
    """Read the manifest of a batch, given its folder or the file itself."""
    file = Path(cartella)
    file = file / MANIFESTO if file.is_dir() else file
    try:
        dati = json.loads(file.read_text(encoding="utf-8"))
        voci = tuple(_voce(rapporto) for rapporto in dati["rapporti"])
        return Lotto(str(dati["notebook"]), str(dati.get("scritto", "")), bool(dati.get("finito")), voci)
    except OSError as errore:
        raise LottoAssente(
            f"In «{cartella}» non c'è un lotto: manca «{MANIFESTO}». Indicare la cartella in cui «crescere "
            "lotto» ha scritto i rapporti."
        ) from errore
    except (ValueError, KeyError, TypeError, AttributeError) as errore:
        raise LottoAssente(
            f"L'elenco «{file}» non si può leggere: non è quello che «crescere lotto» scrive. Rifare il "
            "lotto, oppure indicare un'altra cartella."
        ) from errore


def _voce(rapporto: dict[str, Any]) -> Voce:
    anno = rapporto.get("anno")
    return Voce(
        str(rapporto.get("istat", "")),
        str(rapporto.get("nome") or rapporto["comune"]),
        None if anno is None else int(anno),
        str(rapporto["stato"]),
        str(rapporto.get("errore", "")),
        float(rapporto.get("secondi") or 0),
    )
