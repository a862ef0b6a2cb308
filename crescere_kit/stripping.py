"""What leaves a comune: a notebook without outputs and machine metadata, a report without scripts.

A cell or an element marked «privato» never leaves; everything taken away is told in words.
"""

from __future__ import annotations

import html
from dataclasses import dataclass
from pathlib import Path

import nbformat
import nh3
from bs4 import BeautifulSoup

from crescere_kit.errors import ErroreSpiegato

PRIVATO = "privato"
_MASSIMO = 20 * 1024 * 1024
_PARAMETRI_VUOTI = "comune = None\nanno = None"
_METADATI_TENUTI = {"language_info"}
_CELLE = {"markdown": "testo", "code": "codice", "raw": "testo"}
_TAG_RAPPORTO = nh3.ALLOWED_TAGS | {
    "main",
    "section",
    "figure",
    "figcaption",
    "details",
    "summary",
    "caption",
}


class RapportoRifiutato(ErroreSpiegato):
    """The file cannot be shared; the message says why."""


@dataclass(frozen=True)
class Contenuto:
    """What would be shared: its kind, the file, how it reads, and what was taken away (sentences)."""

    tipo: str
    testo: str
    lettura: str
    tolto: tuple[str, ...]


def spoglia(file: Path) -> Contenuto:
    """Return the shareable content of a notebook (.ipynb) or of a report (.html)."""
    if not file.is_file():
        raise RapportoRifiutato(f"Il file «{file}» non c'è: controllare il nome e la cartella.")
    if file.stat().st_size > _MASSIMO:
        raise RapportoRifiutato(f"«{file.name}» supera i 20 MB: togliere gli allegati e riprovare.")
    spogliatori = {".ipynb": _notebook, ".html": _rapporto}
    if file.suffix.lower() not in spogliatori:
        raise RapportoRifiutato(f"«{file.name}» non è un notebook (.ipynb) né un rapporto (.html).")
    try:
        return spogliatori[file.suffix.lower()](file.read_text(encoding="utf-8"))
    except UnicodeDecodeError as errore:
        raise RapportoRifiutato(
            f"«{file.name}» non è un testo UTF-8: salvarlo di nuovo e riprovare."
        ) from errore


def _notebook(testo: str) -> Contenuto:
    try:
        quaderno = nbformat.reads(testo, as_version=4)
        nbformat.validate(quaderno)
    except Exception as errore:  # nbformat raises many kinds, all meaning the same to the reader
        raise RapportoRifiutato(
            "Il file non è un notebook leggibile: aprirlo e salvarlo di nuovo."
        ) from errore
    tolto = []
    private = [cella for cella in quaderno.cells if PRIVATO in cella.metadata.get("tags", [])]
    if private:
        tolto.append(f"{len(private)} celle segnate «privato»")
    quaderno.cells = [cella for cella in quaderno.cells if cella not in private]
    tolto += _spoglia_celle(quaderno.cells)
    estranei = sorted(set(quaderno.metadata) - _METADATI_TENUTI)
    if estranei:
        tolto.append(f"i metadati del notebook ({', '.join(estranei)})")
    quaderno.metadata = nbformat.from_dict(
        {chiave: valore for chiave, valore in quaderno.metadata.items() if chiave in _METADATI_TENUTI}
        | {"kernelspec": {"name": "python3", "display_name": "Python 3"}}
    )
    lettura = "\n\n".join(f"[{_CELLE[c.cell_type]}]\n{c.source}" for c in quaderno.cells)
    return Contenuto("notebook", nbformat.writes(quaderno), lettura, tuple(tolto))


def _spoglia_celle(celle: list) -> list[str]:
    """Strip the cells in place and tell what was taken away."""
    risultati = allegati = parametri = 0
    for cella in list(celle):
        etichette = cella.metadata.get("tags", [])
        if "injected-parameters" in etichette:
            celle.remove(cella)
            parametri += 1
            continue
        if "parameters" in etichette and cella.source.strip() != _PARAMETRI_VUOTI:
            cella.source = _PARAMETRI_VUOTI
            parametri += 1
        allegati += bool(cella.pop("attachments", None))
        if cella.cell_type == "code":
            risultati += bool(cella.outputs)
            cella.outputs, cella.execution_count = [], None
        cella.metadata = nbformat.from_dict({"tags": etichette} if etichette else {})
    conteggi = (
        (risultati, "i risultati di {} celle"),
        (parametri, "i parametri (comune e anno)"),
        (allegati, "gli allegati di {} celle"),
    )
    return [frase.format(numero) for numero, frase in conteggi if numero]


def _rapporto(testo: str) -> Contenuto:
    tolto = []
    pagina = BeautifulSoup(testo, "html.parser")
    titolo = pagina.title.get_text(" ", strip=True) if pagina.title else "Rapporto"
    if _togli(pagina, f"[data-{PRIVATO}]"):
        tolto.append("le parti segnate «privato»")
    if _togli(pagina, "script, style, link, template, noscript, iframe, object, embed"):
        tolto.append("i grafici interattivi, gli stili e ogni altro codice: restano i testi e le tabelle")
    corpo = nh3.clean(
        (pagina.body or pagina).decode_contents(),
        tags=_TAG_RAPPORTO,
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )
    testata = (
        f'<!doctype html>\n<html lang="it">\n<meta charset="utf-8">\n<title>{html.escape(titolo)}</title>'
    )
    lettura = BeautifulSoup(corpo, "html.parser").get_text("\n", strip=True)
    return Contenuto("rapporto", f"{testata}\n{corpo}\n</html>\n", lettura, tuple(tolto))


def _togli(pagina: BeautifulSoup, selettore: str) -> bool:
    elementi = pagina.select(selettore)
    for elemento in elementi:
        if not elemento.decomposed:
            elemento.decompose()
    return bool(elementi)
