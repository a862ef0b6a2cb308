"""What the cells left behind, as pieces of page: the richest form that is safe, words where there is none."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import nbformat
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from crescere_kit.batch import figures, stopped
from crescere_kit.batch.cleaning import leggibile, pulisci
from crescere_kit.charts.figure import PLOTLY
from crescere_kit.charts.figure import html as disegno

SOLO_NOTEBOOK = "solo-notebook"  # the tag of words that are only for who has the notebook open
WIDGET = "application/vnd.jupyter.widget-view+json"
_IMMAGINI = ("image/svg+xml", "image/png", "image/jpeg", "image/gif", "image/webp")
_PESO = 8_000_000  # characters of an image: more would make a page that opens slowly
_NUMERI = "<details><summary>I numeri del grafico</summary>"
_SENZA = (
    "<noscript><p>Questo browser non esegue gli script e non disegna il grafico: ecco i suoi numeri.</p>"
    "</noscript>"
)


def pezzi(quaderno: nbformat.NotebookNode) -> Iterator[Markup]:
    """Write every cell in order: its words, then what it showed; never its code, but where it failed."""
    celle = [c for c in quaderno.cells if not stopped.di_servizio(c)]
    for numero, cella in enumerate(celle, 1):
        if cella.cell_type == "markdown" and SOLO_NOTEBOOK not in cella.metadata.get("tags", []):
            yield in_parole(cella.source)
        for uscita in cella.get("outputs", []):
            if uscita.output_type == "error":
                yield stopped.dove(numero, cella.source, uscita)
            elif pezzo := mostra(uscita):
                yield pezzo


def mostra(uscita: Mapping[str, Any]) -> Markup | None:
    """Write one output, None when it has nothing for people."""
    if uscita["output_type"] == "stream":
        return _stampato(uscita.get("name", ""), leggibile(_intero(uscita.get("text", ""))))
    dati = uscita.get("data", {})
    testo = _intero(dati.get("text/html", ""))
    if PLOTLY in dati and "data-figura" not in testo:
        return _figura(dati[PLOTLY])
    if testo and (pulito := pulisci(testo)).strip():
        return _senza_script(pulito)
    return _immagine(dati) or _parole(dati)


@cache
def _testo() -> MarkdownWithMath:
    return MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True))


def in_parole(markdown: str) -> Markup:
    """Write the words of a cell; HTML inside them is text."""
    return pulisci(_testo().render(markdown))


def _senza_script(html: Markup) -> Markup:
    """Leave the numbers of each figure open: the script that draws it is the one that closes them."""
    return Markup(str(html).replace(_NUMERI, f"{_SENZA}{_NUMERI.replace('<details>', '<details open>')}"))  # noqa: S704


def _figura(figura: Any) -> Markup:
    try:
        return _senza_script(pulisci(disegno(figures.da_plotly(figura))))
    except ValueError:
        return Markup("<p>Un grafico del notebook non è scritto in un modo che si possa disegnare.</p>")


def _immagine(dati: Mapping[str, Any]) -> Markup | None:
    """Show an image as an image: inside `img` a drawing runs no script and asks for nothing."""
    tipo = next((tipo for tipo in _IMMAGINI if tipo in dati), None)
    if tipo is None:
        return None
    crudo = _intero(dati[tipo])
    if len(crudo) > _PESO:
        return Markup("<p>Un'immagine del notebook è troppo grande per questa pagina: è nel notebook.</p>")
    codice = _in_base64(crudo, tipo)
    if not codice:
        return Markup("<p>Un'immagine del notebook è rovinata e non si può mostrare.</p>")
    detto = leggibile(_intero(dati.get("text/plain", "")))
    alt = "Figura del notebook, senza descrizione" if not detto or detto.startswith("<") else detto
    return Markup('<img class="immagine" alt="{}" src="data:{};base64,{}">').format(alt[:300], tipo, codice)


def _in_base64(crudo: str, tipo: str) -> str:
    if tipo == "image/svg+xml":
        return base64.b64encode(crudo.encode(errors="replace")).decode()
    try:
        return base64.b64encode(base64.b64decode("".join(crudo.split()), validate=True)).decode()
    except (binascii.Error, ValueError):
        return ""


def _parole(dati: Mapping[str, Any]) -> Markup | None:
    if WIDGET in dati:
        return Markup("<p>Qui il notebook ha un comando che si usa solo a notebook aperto.</p>")
    if "text/markdown" in dati:
        return in_parole(_intero(dati["text/markdown"]))
    return _stampato("", leggibile(_intero(dati.get("text/plain", ""))))


def _stampato(canale: str, testo: str) -> Markup | None:
    if not testo.strip():
        return None
    riga = Markup('<pre class="stampato" tabindex="0">{}</pre>').format(testo)
    if canale != "stderr":
        return riga
    return Markup("<details><summary>Messaggi del programma</summary>{}</details>").format(riga)


def _intero(testo: Any) -> str:
    """Join what the format lets be a list of lines."""
    return "".join(map(str, testo)) if isinstance(testo, list | tuple) else str(testo)
