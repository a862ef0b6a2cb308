"""The style sheet of tables, cards and figures: pages and reports link it, a notebook carries it along."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path

from crescere_kit.reports.cards import Frammento

_SORGENTE = Path(__file__).parents[2] / "templates" / "voila" / "crescere" / "static"
_INSTALLATO = Path(sys.prefix) / "share" / "jupyter" / "voila" / "templates" / "crescere" / "static"


class ConStile(Frammento):
    """A piece of page that, in a notebook, dresses those that follow it."""

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, str]:
        return {"text/html": f"<style>{foglio()}</style>{self.html}"}


def statici() -> Path:
    """Return the folder of what the browser is given, in the sources or where it is installed."""
    return _SORGENTE if _SORGENTE.is_dir() else _INSTALLATO


@cache
def foglio() -> str:
    """Return the style sheet; without it the words are still there."""
    file = statici() / "conti.css"
    return file.read_text(encoding="utf-8") if file.is_file() else ""
