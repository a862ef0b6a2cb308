"""What a kernel costs to open and to keep, forked beside stock: seconds, CPU and memory of several at once.

    python tests/bench/kernels.py [--kernel 8]

Memory is PSS: what is shared counts once, divided among who shares it; the warm parent is counted too.
"""

from __future__ import annotations

import argparse
import time

import psutil
from jupyter_client.manager import start_new_kernel

PRIMA = "import pandas, plotly.graph_objects, crescere_kit.reports"


def pss(processi: list[psutil.Process]) -> float:
    """Return the memory of these processes, in MB."""
    return sum(processo.memory_full_info().pss for processo in processi) / (1 << 20)


def misura(nome: str, quanti: int) -> None:
    """Open kernels one after the other, import what a notebook imports, and look at what they hold."""
    aperti, tempi = [], []
    for _ in range(quanti):
        inizio = time.perf_counter()
        manager, client = start_new_kernel(kernel_name=nome)
        client.execute_interactive(PRIMA, output_hook=lambda _: None)
        tempi.append(time.perf_counter() - inizio)
        aperti.append((manager, client))
    io = psutil.Process()
    memoria = pss(io.children(recursive=True))
    cpu = sum(sum(p.cpu_times()[:2]) for p in io.children(recursive=True))
    for manager, client in aperti:
        client.stop_channels()
        manager.shutdown_kernel(now=True)
    altri = sorted(tempi[1:]) or tempi
    print(f"{nome:10} il primo {tempi[0]:5.2f} s, gli altri {altri[len(altri) // 2]:5.2f} s", end="")
    print(f"   CPU {cpu / quanti:5.2f} s l'uno   memoria {memoria / quanti:6.1f} MB l'uno")


def main() -> None:
    """Print both."""
    opzioni = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    opzioni.add_argument("--kernel", type=int, default=8)
    quanti = opzioni.parse_args().kernel
    for nome in ("python3", "crescere"):
        misura(nome, quanti)


if __name__ == "__main__":
    main()
