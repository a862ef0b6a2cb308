"""What the page of the acts gives away: each file as a link that carries it, or the sentence of why not."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from html import escape

from crescere_kit.acts.outputs import pdf as in_pdf
from crescere_kit.app.acts.model import ModelloAtti
from crescere_kit.app.page import avviso
from crescere_kit.reports.downloads import Scaricabile

_WORD = "Scarica il documento Word"


def word(modello: ModelloAtti) -> str:
    """Give the document."""
    return _link(modello, "docx", modello.documento(), _WORD)


def pdf(modello: ModelloAtti) -> str:
    """Give the PDF; where it cannot be made, why, and the document."""
    documento = modello.documento()
    fatto = _in_pdf(documento)
    if isinstance(fatto, in_pdf.Mancato):
        return avviso(fatto.motivo) + _link(modello, "docx", documento, _WORD)
    return _link(modello, "pdf", fatto.contenuto, "Scarica il PDF")


def fascicolo(modello: ModelloAtti) -> str:
    """Give the package with every file of the act, for the document system of the comune."""
    fatto = _in_pdf(modello.documento())
    mancato = isinstance(fatto, in_pdf.Mancato)
    zip_ = modello.fascicolo(None if mancato else fatto.contenuto)
    perche = avviso(f"Nel fascicolo manca il PDF. {fatto.motivo}") if mancato else ""
    return perche + _link(modello, "zip", zip_, "Scarica il fascicolo")


def albo(modello: ModelloAtti) -> str:
    """Give the copy for the albo with the list of what was left out of it and what to look at again."""
    copia, versione = modello.albo()
    fuori = [f"{uno.campo}: al suo posto «{uno.al_posto}». {uno.perche}" for uno in versione.omissis]
    rivedere = [f"{uno.campo}: «{uno.parola}». {uno.perche}" for uno in versione.da_rivedere]
    return (
        _link(modello, "docx", copia, "Scarica la copia per l'albo", "albo-")
        + _elenco("Lasciato fuori dalla copia", fuori, "Dalla copia non è stato lasciato fuori niente.")
        + _elenco("Da rivedere prima di pubblicare", rivedere, "")
    )


SCARICHI: Mapping[str, Callable[[ModelloAtti], str]] = {
    "Scarica il Word": word,
    "Prepara il PDF": pdf,
    "Copia per l'albo": albo,
    "Prepara il fascicolo": fascicolo,
}


def _in_pdf(documento: bytes) -> in_pdf.Pdf | in_pdf.Mancato:
    return in_pdf.converti({"atto.docx": documento})["atto.docx"]


def _link(modello: ModelloAtti, tipo: str, contenuto: bytes, testo: str, prima: str = "") -> str:
    nome = f"{prima}{modello.codice}-{modello.scrivania.slug}.{tipo}"
    return Scaricabile(nome, contenuto, testo)._repr_html_()


def _elenco(titolo: str, voci: list[str], senza: str) -> str:
    if not voci:
        return f"<p>{senza}</p>" if senza else ""
    righe = "".join(f"<li>{escape(una)}</li>" for una in voci)
    return f"<h3>{titolo}</h3><ul>{righe}</ul>"
