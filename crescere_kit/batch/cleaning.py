"""What a notebook wrote, made safe: structure and words stay, whatever could run or call home does not."""

from __future__ import annotations

import re
from functools import cache
from itertools import accumulate

import nh3
from markupsafe import Markup

_AMMESSI = (nh3.ALLOWED_TAGS - {"img"}) | {
    "caption", "details", "div", "dl", "dt", "dd", "figcaption", "figure", "h1", "h2", "h3", "h4", "nav",
    "section", "span", "summary", "sup", "table", "tbody", "td", "th", "thead", "tr",
}  # fmt: skip
_ATTRIBUTI = {
    "*": {"class", "id", "role", "tabindex", "aria-label", "aria-labelledby", "aria-hidden"},
    "th": {"scope"},
    "a": {"href"},
}
_COMANDI = re.compile(
    r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[PX^_][^\x1b]*(?:\x1b\\)?|[ -/]*[0-~])"
)
_ILLEGGIBILI = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
_SEGNO = re.compile(r"<(/?)(?!br\b|hr\b|img\b|input\b|col\b|wbr\b)[a-z]", re.IGNORECASE)
_MOLTI_SEGNI, _PROFONDO = 20_000, 2_000  # reading tags one inside the other costs the square of their depth
_CARATTERI = 20_000  # more than this nobody reads in a page: the notebook has it all


def pulisci(html: str) -> Markup:
    """Keep structure and words; scripts, styles, forms and handlers are dropped, whoever wrote them."""
    if html.count("<") > _MOLTI_SEGNI and _troppo_annidato(html):
        return Markup("<p>Un risultato del notebook è scritto in un modo che non si può mostrare.</p>")
    return Markup(_pulitore().clean(html))  # noqa: S704 - this is where it becomes safe


def _troppo_annidato(html: str) -> bool:
    passi = (-1 if segno[1] else 1 for segno in _SEGNO.finditer(html))
    return any(aperti > _PROFONDO for aperti in accumulate(passi))


@cache
def _pulitore() -> nh3.Cleaner:
    return nh3.Cleaner(
        tags=_AMMESSI,
        attributes=_ATTRIBUTI,
        generic_attribute_prefixes={"data-"},
        clean_content_tags={"script", "style"},
        url_schemes={"https"},
        link_rel="noopener noreferrer",
    )


def leggibile(testo: str) -> str:
    """Return what a terminal shows at the end: no colours, no bars drawn over themselves, not endless."""
    righe = (riga.rstrip("\r").rpartition("\r")[2] for riga in _COMANDI.sub("", testo).split("\n"))
    pulito = _ILLEGGIBILI.sub("", "\n".join(righe)).strip("\n")
    if len(pulito) <= _CARATTERI:
        return pulito
    return f"{pulito[:_CARATTERI]}\n[…] Il resto, {len(pulito) - _CARATTERI} caratteri, è nel notebook."
