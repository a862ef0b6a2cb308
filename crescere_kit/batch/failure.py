"""Why a notebook did not reach its end, in words: which cell, what it was doing, what went wrong."""

from __future__ import annotations

import nbformat

from crescere_kit import errors
from crescere_kit.prefork.runs import STOPPED

MORTO = "Il processo di calcolo si è interrotto, forse per la memoria."


def racconta(quaderno: nbformat.NotebookNode) -> str:
    """Return the sentence of the first cell that failed; empty when none did."""
    for indice, cella in enumerate(quaderno.cells):
        for uscita in cella.get("outputs", []):
            if uscita.output_type == "error":
                return _frase(indice, cella.source, uscita.ename, uscita.evalue)
    return ""


def _frase(indice: int, sorgente: str, nome: str, valore: str) -> str:
    righe = sorgente.strip().splitlines()
    dove = f"Cella {indice + 1}" + (f" («{righe[-1]}»)" if righe else "")
    return f"{dove}: {causa(nome, valore)}"


def causa(nome: str, valore: str) -> str:
    """Say what an error says; ours are sentences already."""
    return valore if _e_spiegato(nome) else f"errore del programma {nome}: {valore}"


def _e_spiegato(nome: str) -> bool:
    """Whether the message is a sentence already: ours, or that of who stopped the notebook."""
    return nome == STOPPED or any(nome == classe.__name__ for classe in _discendenti(errors.ErroreSpiegato))


def _discendenti(classe: type) -> list[type]:
    figlie = classe.__subclasses__()
    return figlie + [nipote for figlia in figlie for nipote in _discendenti(figlia)]
