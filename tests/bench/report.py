"""What the bare cells of a report cost, in CPU seconds per comune, in a process where all is warm.

    CRESCERE_DATI=… python tests/bench/report.py [--notebook 07_relazione] [--anno 2024] [--giri 3]

Other processes slow a CPU second too: of every cell and comune the best round counts. Then the functions of
ours that cost most, with what they call, under the profiler (which makes many small calls look dearer).
"""

from __future__ import annotations

import argparse
import ast
import cProfile
import pstats
import statistics
import time
from collections.abc import Iterator
from types import CodeType
from typing import Any

import nbformat

from crescere_kit.batch import lookup
from crescere_kit.sources.store import Archivio

Cella = tuple[str, CodeType, CodeType | None]


def celle(nome: str) -> Iterator[Cella]:
    """Yield the first line of each cell, its statements, and the expression whose value is shown."""
    for cella in nbformat.read(lookup.trova(nome), as_version=4).cells:
        if cella.cell_type != "code" or "parameters" in cella.metadata.get("tags", ()):
            continue
        albero = ast.parse(cella.source)
        mostrata = albero.body.pop() if isinstance(albero.body[-1], ast.Expr) else None
        titolo = cella.source.splitlines()[-1][:60]
        valore = compile(ast.Expression(mostrata.value), nome, "eval") if mostrata else None
        yield titolo, compile(albero, nome, "exec"), valore


def mostra(*cose: Any) -> None:
    """Make what the notebook would show."""
    for cosa in cose:
        if hasattr(cosa, "_repr_mimebundle_") and cosa._repr_mimebundle_() is not None:
            continue
        if hasattr(cosa, "_repr_html_"):
            cosa._repr_html_()


def relazione(fatte: list[Cella], comune: str, anno: int) -> list[float]:
    """Run the cells; return the CPU seconds of each."""
    nomi = {"display": mostra, "comune": comune, "anno": anno, "scenario": None}
    nomi |= {"preset": None, "confidenza": None}
    secondi = []
    for _, codice, valore in fatte:
        inizio = time.process_time()
        exec(codice, nomi)  # noqa: S102 - our own notebook
        if valore is not None:
            mostra(eval(valore, nomi))  # noqa: S307
        secondi.append(time.process_time() - inizio)
    return secondi


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--notebook", default="07_relazione")
    argomenti.add_argument("--anno", type=int, default=2024)
    argomenti.add_argument("--giri", type=int, default=3)
    argomenti.add_argument("--righe", type=int, default=25)
    scelte = argomenti.parse_args()
    enti, fatte = list(Archivio().enti().index), list(celle(scelte.notebook))
    relazione(fatte, enti[0], scelte.anno)  # imports, rules and words are read once
    giri = [[relazione(fatte, ente, scelte.anno) for ente in enti[1:]] for _ in range(scelte.giri)]
    migliori = [[min(cella) for cella in zip(*ente, strict=True)] for ente in zip(*giri, strict=True)]
    for (titolo, *_), secondi in zip(fatte, zip(*migliori, strict=True), strict=True):
        print(f"{statistics.mean(secondi):8.3f}  {titolo}")
    media = statistics.mean(map(sum, migliori))
    print(f"{media:8.3f}  CPU s per comune ({len(migliori)} comuni, {scelte.notebook})")
    profilo = cProfile.Profile()
    profilo.runcall(relazione, fatte, enti[-1], scelte.anno)
    pstats.Stats(profilo).sort_stats("cumulative").print_stats("crescere_kit", scelte.righe)


if __name__ == "__main__":
    main()
