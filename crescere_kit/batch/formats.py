"""The files of one report: the page always, whatever else was asked for, or why it could not be made."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

import nbformat

from crescere_kit.batch import page, paper
from crescere_kit.errors import ErroreSpiegato

HTML, SINGOLO, NBCONVERT, PDF, XLSX = "html", "singolo", "nbconvert", "pdf", "xlsx"
FORMATI = (HTML, SINGOLO, NBCONVERT, PDF, XLSX)


class FormatoSconosciuto(ErroreSpiegato, ValueError):
    """A kind of file that nobody writes."""


@dataclass(frozen=True)
class Intestazione:
    """What a report is called: its files, its title, when it was written, why it stopped when it did."""

    base: str  # «borgo-esempio-2024»
    titolo: str
    generato: str
    errore: str = ""


@dataclass(frozen=True)
class Consegna:
    """The files of a report by kind, (name, content), and what could not be made."""

    file: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    avvisi: tuple[str, ...] = ()


def controlla(formati: Collection[str]) -> None:
    """Refuse a kind of file that does not exist, before anything runs."""
    ignoti = [formato for formato in formati if formato not in FORMATI]
    if ignoti:
        raise FormatoSconosciuto(f"Il formato «{ignoti[0]}» non c'è. Quelli possibili: {', '.join(FORMATI)}.")


def prepara(
    quaderno: nbformat.NotebookNode, chi: Intestazione, formati: Collection[str] = (HTML,)
) -> Consegna:
    """Write the files of an executed notebook; of one that failed, only the page that says where it stopped.

    `singolo` makes the page one file that needs nothing beside it. A PDF that cannot be made is a sentence.
    """
    controlla(formati)
    pagina = page.relazione(quaderno, chi.titolo, chi.generato, chi.errore, singolo=SINGOLO in formati)
    file, avvisi = {HTML: (f"{chi.base}.html", pagina.encode())}, []
    if NBCONVERT in formati:
        from crescere_kit.batch import classic

        file[NBCONVERT] = (f"{chi.base}-notebook.html", classic.relazione(quaderno, chi.titolo).encode())
    if chi.errore:
        return Consegna(file)
    if XLSX in formati:
        from crescere_kit.batch import workbook

        file[XLSX] = (f"{chi.base}.xlsx", workbook.xlsx(quaderno, chi.titolo))
    if PDF in formati:
        try:
            file[PDF] = (
                f"{chi.base}.pdf",
                _su_carta(quaderno, chi, pagina if SINGOLO not in formati else ""),
            )
        except ErroreSpiegato as errore:
            avvisi.append(str(errore))
    return Consegna(file, tuple(avvisi))


def _su_carta(quaderno: nbformat.NotebookNode, chi: Intestazione, pagina: str) -> bytes:
    pagina = pagina or page.relazione(quaderno, chi.titolo, chi.generato)
    return paper.del_processo().stampa(pagina, chi.titolo)
