"""How long a lever that is moved in the cruscotto takes to answer: hypotheses and levers, one at a time.

    python tests/bench/levers.py [--mosse 200]

Beside it stands what the answer would cost without keeping anything: the projection made from scratch.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np

from crescere_kit.app.levers import ModelloLeve
from crescere_kit.projection import proietta
from crescere_kit.reports import apri
from crescere_kit.sources import demo
from crescere_kit.sources.store import Archivio

PROMESSI = 300  # milliseconds, 95 times of 100


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--mosse", type=int, default=200)
    mosse = argomenti.parse_args().mosse
    with tempfile.TemporaryDirectory() as cartella:
        archivio = Archivio(Path(cartella) / "dati")
        archivio.importa(demo.scrivi(Path(cartella) / "file", comuni=8))
        fascicolo = apri("borgo-esempio", archivio=archivio)
        modello = ModelloLeve(fascicolo)
        modello.rispondi()
        caso = np.random.default_rng(7)
        stampa("ipotesi mosse", misura(lambda: _ipotesi(modello, caso), mosse))
        stampa("leve mosse", misura(lambda: _leva(modello, caso), mosse))
        da_capo = misura(lambda: proietta(fascicolo.conti).corrente(), max(1, mosse // 40))
        stampa("proiezione rifatta da capo", da_capo)


def _ipotesi(modello: ModelloLeve, caso: np.random.Generator) -> None:
    quale = caso.choice(["riscossione_punti", "utenze_percento", "tasso_punti"])
    modello.ipotesi = modello.ipotesi | {str(quale): float(caso.uniform(-5, 10))}
    assert modello.risposta is not None
    assert not modello.errore


def _leva(modello: ModelloLeve, caso: np.random.Generator) -> None:
    una = modello.disponibili[int(caso.integers(len(modello.disponibili)))]
    modello.leve = modello.leve | {una.codice: float(caso.uniform(0, una.massimo))}
    assert modello.risposta is not None
    assert not modello.errore


def misura(muovi: Callable[[], object], volte: int) -> np.ndarray:
    """Return how many milliseconds each move took."""
    tempi = []
    for _ in range(volte):
        inizio = time.perf_counter()
        muovi()
        tempi.append(1000 * (time.perf_counter() - inizio))
    return np.array(tempi)


def stampa(nome: str, tempi: np.ndarray) -> None:
    """Print the middle and the slow end."""
    meta, lento = np.percentile(tempi, [50, 95])
    print(f"{nome:28} {meta:7.1f} ms a metà, {lento:7.1f} ms 95 volte su 100   (promessi {PROMESSI})")


if __name__ == "__main__":
    main()
