"""The rows of the index of a batch: every comune once, with its state, its files and what to know of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from crescere_kit.batch.outcome import FALLITO, Esito, Rapporto
from crescere_kit.euro import numero

_FILE = ("html", "pdf", "xlsx", "nbconvert", "ipynb")
_NOMI = {"html": "pagina", "ipynb": "notebook", "nbconvert": "pagina con il codice"}
_CLASSI = {"riuscito": "bene", FALLITO: "oltre"}
_MOTIVI = 10  # reasons that the top of the page counts; each row has its own


@dataclass(frozen=True)
class Riga:
    """A row as the page writes it."""

    nome: str
    istat: str
    anno: str
    stato: str
    classe: str
    pagina: str
    file: tuple[tuple[str, str], ...]
    tempo: str
    note: str


def righe(esito: Esito) -> list[Riga]:
    """Return a row per comune: who failed first, then by name."""
    ordinati = sorted(esito.rapporti, key=lambda uno: (uno.stato != FALLITO, uno.nome.casefold(), uno.istat))
    return [_riga(rapporto) for rapporto in ordinati]


def _riga(rapporto: Rapporto) -> Riga:
    return Riga(
        rapporto.nome or rapporto.comune,
        rapporto.istat,
        str(rapporto.anno or "–"),
        rapporto.stato,
        _CLASSI.get(rapporto.stato, "ignoto"),
        rapporto.html,
        file(rapporto),
        f"{numero(rapporto.secondi, 1)} s" if rapporto.secondi else "–",
        " ".join(filter(None, (rapporto.errore, *_note(rapporto)))),
    )


def file(rapporto: Rapporto) -> tuple[tuple[str, str], ...]:
    """Return the files of a report, with the word that each goes by."""
    return tuple((_NOMI.get(genere, genere), nome) for genere in _FILE if (nome := _di(rapporto, genere)))


def _di(rapporto: Rapporto, genere: str) -> str:
    """Return the file of a kind, whether the report has it as its own field or among its files."""
    altri = getattr(rapporto, "file", None) or {}
    return str(getattr(rapporto, genere, "") or altri.get(genere, ""))


def _note(rapporto: Any) -> Iterable[str]:
    if getattr(rapporto, "riusato", False):
        yield "Già fatto in precedenza."
    if (tentativi := getattr(rapporto, "tentativi", 1) or 1) > 1:
        yield (
            f"Riuscito al tentativo {tentativi}." if rapporto.stato != FALLITO else f"{tentativi} tentativi."
        )
    if macchina := getattr(rapporto, "macchina", ""):
        yield f"Su {macchina}."
    yield from getattr(rapporto, "avvisi", ())


def perche(falliti: Sequence[Rapporto]) -> list[tuple[str, int]]:
    """Return the different reasons of who failed, the most common first."""
    return Counter(rapporto.errore for rapporto in falliti if rapporto.errore).most_common(_MOTIVI)


def tempi(rapporti: Sequence[Rapporto]) -> str:
    """Say how long a report takes, "" when nobody measured it."""
    secondi = sorted(rapporto.secondi for rapporto in rapporti if rapporto.secondi)
    if not secondi:
        return ""
    mediano = numero(secondi[len(secondi) // 2], 1)
    return f"in mezzo, un rapporto chiede {mediano} secondi; il più lento {numero(secondi[-1], 1)}"
