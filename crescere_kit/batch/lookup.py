"""A notebook as a step of a batch: where it is, and whether a batch can run it."""

from __future__ import annotations

import sys
from pathlib import Path

import nbformat

from crescere_kit.batch.declared import ETICHETTA, dichiarati
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.faults import vicini

_CARTELLE = (
    Path(__file__).parents[2] / "notebooks",
    Path(sys.prefix) / "share" / "crescere" / "notebooks",
)
PER_OGNI_COMUNE = ("comune", "anno")


class NotebookSconosciuto(ErroreSpiegato, LookupError):
    """No notebook has this name."""


class NotebookRifiutato(ErroreSpiegato, ValueError):
    """A file that is no notebook, or one that a batch cannot run."""


def trova(nome: str | Path) -> Path:
    """Return the file of a notebook given by path or by name («07_relazione»)."""
    candidati = [Path(nome), *(cartella / f"{nome}.ipynb" for cartella in _CARTELLE)]
    for candidato in candidati:
        if candidato.suffix == ".ipynb" and candidato.is_file():
            return candidato
    if Path(nome).is_file():
        raise NotebookRifiutato(f"«{nome}» non è un notebook: serve un file .ipynb.")
    noti = sorted({file.stem for cartella in _CARTELLE for file in cartella.glob("*.ipynb")})
    vicino = vicini(Path(nome).stem, noti)
    raise NotebookSconosciuto(
        f"Il notebook «{nome}» non c'è.{f' Forse {vicino}?' if vicino else ''}"
        f" Quelli disponibili: {', '.join(noti)}."
    )


def di_crescere(file: Path) -> bool:
    """Tell a notebook of ours from one that somebody wrote for himself."""
    return file.resolve().parent in {cartella.resolve() for cartella in _CARTELLE}


def leggi(file: Path) -> nbformat.NotebookNode:
    """Read a notebook that a batch can run: in Python, with a cell that declares comune and year."""
    try:
        quaderno = nbformat.read(file, as_version=4)
        nbformat.validate(quaderno)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, nbformat.ValidationError) as errore:
        raise NotebookRifiutato(
            f"«{file}» non si legge come notebook: aprirlo in Jupyter e salvarlo di nuovo."
        ) from errore
    _controlla(file, quaderno)
    return quaderno


def _controlla(file: Path, quaderno: nbformat.NotebookNode) -> None:
    lingua = _lingua(quaderno)
    if lingua != "python":
        raise NotebookRifiutato(f"«{file}» è scritto in {lingua}: un lotto esegue solo notebook in Python.")
    if not any(ETICHETTA in cella.metadata.get("tags", []) for cella in quaderno.cells):
        raise NotebookRifiutato(
            f"«{file}» non ha la cella dei parametri: in Jupyter dare l'etichetta «{ETICHETTA}» a una cella "
            'con «comune: str = ""» e «anno: int | None = None».'
        )
    try:
        mancanti = [nome for nome in PER_OGNI_COMUNE if nome not in dichiarati(quaderno)]
    except (SyntaxError, ValueError) as errore:
        raise NotebookRifiutato(
            f"«{file}»: la cella dei parametri non è scritta in Python corretto: correggerla in Jupyter."
        ) from errore
    if mancanti:
        raise NotebookRifiutato(
            f"La cella dei parametri di «{file}» non dichiara «{'» né «'.join(mancanti)}»: senza, "
            "ogni comune avrebbe lo stesso rapporto."
        )


def _lingua(quaderno: nbformat.NotebookNode) -> str:
    """The language a notebook says it is in; one that does not say is taken for Python."""
    specie = quaderno.metadata.get("kernelspec", {})
    detta = quaderno.metadata.get("language_info", {}).get("name") or specie.get("language")
    if not detta and specie.get("name", "python3") == "ir":
        detta = "R"
    return "python" if not detta or detta.lower() in {"python", "ipython"} else detta
