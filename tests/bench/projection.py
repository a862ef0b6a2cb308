"""How long the projection takes: 7,900 comuni × 20 voci × 9 years, learned and projected, with bands.

    python tests/bench/projection.py [--comuni 7900] [--voci 20] [--anni 9] [--campione 200]

Beside it stands its peer in the same run: statsmodels' ETS (damped trend, two years ahead, 80 % interval)
on a sample of the same series, one at a time as it works, and projected to the whole.
"""

from __future__ import annotations

import argparse
import resource
import time
import warnings
from collections.abc import Callable

import numpy as np
import pandas as pd

from crescere_kit.projection.forecast import Serie, impara

SECONDI = 5  # the promise


def pannello(comuni: int, voci: int, anni: int) -> Serie:
    """Return an invented panel: levels, growth and chance of its own for each series, some years at zero."""
    caso = np.random.default_rng(2019)
    cammino = np.cumsum(caso.normal(0.02, 0.12, (comuni, voci, anni)), axis=-1)
    valori = np.exp(caso.normal(18, 1, (comuni, voci, 1)) + cammino)
    valori[caso.random(valori.shape) < 0.01] = 0
    enti = tuple(f"{numero:06d}" for numero in range(comuni))
    primo = 2025 - anni
    abitanti = np.repeat(np.exp(caso.normal(8, 1, (comuni, 1))), anni, axis=1)
    return Serie(enti, tuple(f"v{n}" for n in range(voci)), tuple(range(primo, 2025)), valori, abitanti)


def cronometra(lavoro: Callable[[], object]) -> tuple[float, object]:
    """Return the seconds of a piece of work, and what it gives."""
    inizio = time.perf_counter()
    fatto = lavoro()
    return time.perf_counter() - inizio, fatto


def ets(serie: Serie, campione: int) -> float:
    """Return the seconds that statsmodels' ETS would take on every series, from a sample of them."""
    from statsmodels.tsa.exponential_smoothing.ets import ETSModel

    tutte = serie.valori.reshape(-1, len(serie.anni))
    scelte = [pd.Series(storia) for storia in tutte[:: max(1, len(tutte) // campione)][:campione]]

    def una_alla_volta() -> None:
        for storia in scelte:
            modello = ETSModel(storia, error="add", trend="add", damped_trend=True)
            adattato = modello.fit(disp=False)
            adattato.get_prediction(len(storia), len(storia) + 1).summary_frame(alpha=0.2)

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # nine points are few: it says so of nearly every one
        secondi, _ = cronometra(una_alla_volta)
    return secondi / len(scelte) * len(tutte)


def proiezione(scelte: argparse.Namespace) -> None:
    """Time the projection of every comune, and its peer."""
    impara(pannello(20, 2, 6))  # imports and first calls are outside the clock
    serie = pannello(scelte.comuni, scelte.voci, scelte.anni)
    imparare, modello = cronometra(lambda: impara(serie))
    prevedere, previste = cronometra(lambda: modello.prevedi(serie))
    bande, _ = cronometra(lambda: (previste.banda(0.5), previste.banda(0.8)))
    cammini, _ = cronometra(lambda: previste.campioni(1000, 1, np.arange(min(100, scelte.comuni))))
    nostro = imparare + prevedere + bande
    suo = ets(serie, scelte.campione)
    print(
        f"comuni × voci × anni   {scelte.comuni} × {scelte.voci} × {scelte.anni} = {serie.valori.size} valori"
    )
    print(f"imparare               {imparare:8.2f} s")
    print(f"proiettare             {prevedere:8.2f} s")
    print(f"bande 50 e 80 %        {bande:8.2f} s")
    print(f"in tutto               {nostro:8.2f} s   (promessi {SECONDI})")
    print(f"1.000 cammini          {cammini:8.2f} s   (100 comuni)")
    print(f"statsmodels ETS        {suo:8.0f} s   (proiezione da {scelte.campione} serie)")
    print(f"rapporto               {suo / nostro:8.0f} ×")


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--comuni", type=int, default=7_900)
    argomenti.add_argument("--voci", type=int, default=20)
    argomenti.add_argument("--anni", type=int, default=9)
    argomenti.add_argument("--campione", type=int, default=200)
    scelte = argomenti.parse_args()
    for parte in (proiezione,):
        parte(scelte)
    print(f"picco del processo     {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
