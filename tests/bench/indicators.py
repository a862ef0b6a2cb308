"""How long all of Italy takes: 7,900 comuni × 7 years, indicators and criticità in one call.

    python tests/bench/indicators.py [--comuni 7900] [--anni 7] [--campione 40]

The panel is that of the invented region, faults included. Beside the one call stands its peer, a loop that
computes one comune at a time, on a sample and projected to the whole.
"""

from __future__ import annotations

import argparse
import resource
import time
import tracemalloc

from crescere_kit import criticalities, indicators
from crescere_kit.accounts import Conti
from crescere_kit.sources import demo

MEGA = 1024 * 1024


def tutto(conti: Conti) -> criticalities.Criticita:
    return criticalities.trova(conti, indicators.calcola(conti))


def uno_alla_volta(conti: Conti, campione: int) -> float:
    """Return the seconds that the loop would take over all comuni, from a sample of them."""
    istat = conti.enti.index[:: max(1, len(conti.enti) // campione)][:campione]
    singoli = [conti.solo([codice]) for codice in istat]
    inizio = time.perf_counter()
    for singolo in singoli:
        tutto(singolo)
    return (time.perf_counter() - inizio) / len(singoli) * len(conti.enti)


def memoria_di(lavoro) -> float:
    """Return the MB that a piece of work allocates at its peak."""
    tracemalloc.start()
    lavoro()
    _, picco = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return picco / MEGA


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--comuni", type=int, default=7_900)
    argomenti.add_argument("--anni", type=int, default=7)
    argomenti.add_argument("--campione", type=int, default=40)
    scelte = argomenti.parse_args()
    anni = range(2019, 2019 + scelte.anni)
    conti = demo.conti(comuni=scelte.comuni, anni=anni).solo(anni=anni)
    tutto(conti.solo(conti.enti.index[:1]))  # imports and rules are read once, outside the clock
    inizio = time.perf_counter()
    indicatori = indicators.calcola(conti)
    meta = time.perf_counter()
    trovate = criticalities.trova(conti, indicatori)
    fine = time.perf_counter()
    residente = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    ciclo = uno_alla_volta(conti, scelte.campione)
    print(f"comuni × anni          {scelte.comuni} × {scelte.anni} = {len(conti)} righe")
    print(f"pannello               {conti.tavola.memory_usage(index=True).sum() / MEGA:8.0f} MB")
    print(f"indicatori             {meta - inizio:8.2f} s")
    print(f"criticità              {fine - meta:8.2f} s   ({len(trovate.tabella)} trovate)")
    print(f"in una chiamata        {fine - inizio:8.2f} s")
    print(f"picco del calcolo      {memoria_di(lambda: tutto(conti)):8.0f} MB")
    print(f"picco del processo     {residente:8.0f} MB")
    print(f"un comune alla volta   {ciclo:8.0f} s   (proiezione da {scelte.campione} comuni)")
    print(f"rapporto               {ciclo / (fine - inizio):8.0f} ×")


if __name__ == "__main__":
    main()
