"""How long the lint takes: each template of the catalogue, and all its names spoiled one at a time.

    python tests/bench/lint.py

For each template: CPU milliseconds of a whole examination (the best of five, after one that pays the
imports), the names in it, how many spoiled names were found, and the CPU seconds of reading them all.
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from mutazioni import prova

from crescere_kit.acts import catalogue, norms
from crescere_kit.acts.lint import esamina


def cpu(lavoro) -> tuple[float, object]:
    """Return the CPU seconds of a piece of work, and its result."""
    inizio = time.process_time()
    esito = lavoro()
    return time.process_time() - inizio, esito


def main() -> None:
    print(f"{'modello':<24}{'esame':>10}{'nomi':>8}{'trovati':>9}{'tutti':>9}")
    for atto in catalogue.tutte():
        docx, schema = atto.modello_word(), atto.schema()
        esami = [
            cpu(lambda docx=docx, schema=schema: esamina(docx, schema, norme=norms))[0] for _ in range(6)
        ]
        tempo, esito = cpu(lambda docx=docx, schema=schema: prova(docx, schema))
        trovati = esito.provate - len(esito.sfuggite)
        print(
            f"{atto.codice:<24}{min(esami[1:]) * 1000:>7.0f} ms{esito.provate:>8}{trovati:>9}{tempo:>7.2f} s"
        )


if __name__ == "__main__":
    main()
