"""Small invented panels for the tests of the forecaster."""

import numpy as np

from crescere_kit.projection.forecast import Serie


def serie(*storie, primo=2016, voci=("a",), popolazione=None) -> Serie:
    """One ente for each history; a history is a list of years, or a list of such lists, one per voce."""
    valori = np.array(storie, dtype=float)
    valori = valori if valori.ndim == 3 else valori[:, None, :]
    enti = tuple(f"{numero:03d}" for numero in range(len(valori)))
    anni = tuple(range(primo, primo + valori.shape[-1]))
    abitanti = None if popolazione is None else np.full((len(enti), len(anni)), popolazione, dtype=float)
    return Serie(enti, tuple(voci), anni, valori, abitanti)


def a_caso(enti=60, voci=("a", "b"), anni=10, seme=3) -> Serie:
    """A region that grows by 3 % a year, each ente with its own level and chance."""
    caso = np.random.default_rng(seme)
    livelli = np.exp(caso.normal(10, 1, (enti, len(voci), 1)))
    cammino = np.cumsum(caso.normal(0.03, 0.05, (enti, len(voci), anni)), axis=-1)
    return serie(*(livelli * np.exp(cammino)), voci=voci, popolazione=3000)
