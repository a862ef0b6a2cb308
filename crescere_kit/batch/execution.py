"""Run one notebook for one comune, and say in words which cell failed and why."""

from __future__ import annotations

import logging
import tempfile
from collections.abc import Mapping
from pathlib import Path

import nbformat
import papermill
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from papermill.exceptions import PapermillExecutionError
from traitlets.config import Config

from crescere_kit import errors

TEMPO_PER_CELLA = 300  # seconds


class EsecuzioneFallita(errors.ErroreSpiegato):
    """A notebook that did not reach its end, in words."""


def esegui(quaderno: Path, uscita: Path, parametri: Mapping[str, object]) -> nbformat.NotebookNode:
    """Run the notebook with these parameters and return it with its outputs, saved as `uscita`."""
    logging.getLogger("papermill").setLevel(logging.ERROR)
    try:
        with tempfile.TemporaryDirectory(prefix="crescere-") as privata:
            return papermill.execute_notebook(
                str(quaderno),
                str(uscita),
                parameters=dict(parametri),
                kernel_name="python3",
                progress_bar=False,
                execution_timeout=TEMPO_PER_CELLA,
                config=_senza_rete(privata),
            )
    except PapermillExecutionError as errore:
        raise EsecuzioneFallita(_racconta(errore)) from errore
    except CellTimeoutError as errore:
        raise EsecuzioneFallita(f"Una cella non è finita in {TEMPO_PER_CELLA} secondi.") from errore
    except (DeadKernelError, RuntimeError) as errore:
        raise EsecuzioneFallita("Il processo di calcolo si è interrotto, forse per la memoria.") from errore


def _senza_rete(privata: str) -> Config:
    """Sockets in a folder of this run alone: no port to race for, and no other run in the same folder."""
    return Config(KernelManager={"transport": "ipc", "ip": f"{privata}/k"})


def _racconta(errore: PapermillExecutionError) -> str:
    cella = (errore.source or "").strip().splitlines()
    dove = f"Cella {errore.cell_index + 1}" + (f" («{cella[-1]}»)" if cella else "")
    if _e_spiegato(errore):
        return f"{dove}: {errore.evalue}"
    return f"{dove}: errore del programma {errore.ename}: {errore.evalue}"


def _e_spiegato(errore: PapermillExecutionError) -> bool:
    """Whether the kernel met one of our explained errors, whose message is already a sentence."""
    return any(errore.ename == classe.__name__ for classe in _discendenti(errors.ErroreSpiegato))


def _discendenti(classe: type) -> list[type]:
    figlie = classe.__subclasses__()
    return figlie + [nipote for figlia in figlie for nipote in _discendenti(figlia)]
