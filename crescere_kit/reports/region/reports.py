"""What became of each comune of a batch, read from the manifest in its folder."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any
from urllib.parse import quote

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
    pagina: str = ""


@dataclass(frozen=True)
class Lotto:
    """A batch: which notebook, when, whether it reached its end, and its comuni."""

    notebook: str
    scritto: str
    finito: bool
    voci: tuple[Voce, ...]
    cartella: str = ""

    @property
    def falliti(self) -> list[Voce]:
        """The comuni without a report, by name."""
        return sorted(
            (v for v in self.voci if v.stato == FALLITO), key=lambda v: (v.nome.casefold(), v.istat)
        )

    def di(self, anno: int) -> list[Voce]:
        """Return the reports, those of this year last: who has more than one is known by it."""
        return sorted(self.voci, key=lambda voce: voce.anno == anno)

    def pagine(self, anno: int) -> dict[str, str]:
        """Return where the page of each comune is, seen from where the batch was opened from."""
        dove = {
            voce.istat: str(PurePosixPath(self.cartella, voce.pagina))
            for voce in self.di(anno)
            if voce.pagina
        }
        return {istat: quote(pagina) for istat, pagina in dove.items() if not pagina.startswith("/")}

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
        quando, finito = str(dati.get("scritto", "")), bool(dati.get("finito"))
        return Lotto(str(dati["notebook"]), quando, finito, voci, file.parent.as_posix())
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
        str(rapporto.get("html") or ""),
    )
