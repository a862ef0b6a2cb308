"""An executed notebook as a lean page: words, tables and figures; no code, and no script but ours."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

import nbformat
import nh3
from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath

from crescere_kit.batch import assets

_AMMESSI = (nh3.ALLOWED_TAGS - {"img"}) | {
    "caption", "details", "div", "dl", "dt", "dd", "figcaption", "figure", "h1", "h2", "h3", "h4", "nav",
    "section", "span", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr",
}  # fmt: skip
_ATTRIBUTI = {
    "*": {"class", "id", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden"},
    "th": {"scope"},
    "a": {"href"},
}


def relazione(quaderno: nbformat.NotebookNode, titolo: str, generato: str) -> str:
    """Write the report of an executed notebook."""
    return (
        _ambiente()
        .get_template("relazione.html.j2")
        .render(titolo=titolo, generato=generato, blocchi=list(_blocchi(quaderno)))
    )


def indice(**dati: Any) -> str:
    """Write the page that lists the reports of a batch."""
    return _ambiente().get_template("indice.html.j2").render(**dati)


def pulisci(html: str) -> Markup:
    """Keep structure and words; scripts, styles, forms and handlers are dropped, whoever wrote them."""
    return Markup(  # noqa: S704 - this is where it becomes safe
        nh3.clean(
            html,
            tags=_AMMESSI,
            attributes=_ATTRIBUTI,
            generic_attribute_prefixes={"data-"},
            clean_content_tags={"script", "style"},
            url_schemes={"https"},
            link_rel="noopener noreferrer",
        )
    )


def _blocchi(quaderno: nbformat.NotebookNode) -> Iterator[Markup | str]:
    for cella in quaderno.cells:
        if cella.cell_type == "markdown":
            yield pulisci(_testo().render(cella.source))
        for uscita in cella.get("outputs", []):
            dati = uscita.get("data", {})
            if "text/html" in dati:
                yield pulisci("".join(dati["text/html"]))
            elif "text/plain" in dati:
                yield "".join(dati["text/plain"])  # a bare result: escaped by the template


@cache
def _testo() -> MarkdownWithMath:
    return MarkdownWithMath(renderer=IPythonRenderer(escape=True, exclude_anchor_links=True))


@cache
def _ambiente() -> Environment:
    return Environment(
        loader=FileSystemLoader(assets.modelli()), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
