"""A figure with its words: drawn by plotly for those who look, told and tabulated for those who do not."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cached_property
from html import escape
from typing import TYPE_CHECKING, Any

from crescere_kit import tables

if TYPE_CHECKING:
    from plotly.graph_objects import Figure

PLOTLY = "application/vnd.plotly.v1+json"
CONFIGURAZIONE = {"displayModeBar": False, "responsive": True}


@dataclass(frozen=True)
class Grafico:
    """One chart: plain plotly data, the sentence that states its finding and the table behind it."""

    dati: tuple[dict[str, Any], ...]
    layout: dict[str, Any]
    titolo: str
    descrizione: str
    tabella: tables.Tabella

    @cached_property
    def figura(self) -> Figure:
        """The plotly figure; imported only here because a page draws without plotly in Python (36 MB)."""
        from plotly.graph_objects import Figure

        return Figure(data=list(self.dati), layout=self.layout)

    def come_dati(self) -> dict[str, Any]:
        """Return the figure as the plain dictionary plotly.js reads."""
        return {"data": list(self.dati), "layout": self.layout, "config": CONFIGURAZIONE}

    def _repr_html_(self) -> str:
        return html(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        titolo = {"text": self.titolo, "x": 0, "xref": "paper", "y": 1, "yref": "container", "yanchor": "top"}
        margini = self.layout.get("margin", {}) | {"t": 64}
        altezza = self.layout.get("height", 340) + 52
        layout = self.layout | {"title": titolo | {"pad": {"t": 8}}, "margin": margini, "height": altezza}
        return {PLOTLY: self.come_dati() | {"layout": layout}, "text/html": html(self)}


def html(grafico: Grafico) -> str:
    """Write the accessible fragment that `grafici.js` draws into; without scripts the words remain."""
    testa = (
        f'<figure class="crescere-grafico"><figcaption>{escape(grafico.titolo)}</figcaption>'
        f'<p class="descrizione">{escape(grafico.descrizione)}</p>'
    )
    if not grafico.dati:
        return f"{testa}</figure>"
    figura = escape(json.dumps(grafico.come_dati(), ensure_ascii=False, allow_nan=False), quote=True)
    return (
        f'{testa}<div class="disegno" aria-hidden="true" data-figura="{figura}"></div>'
        f"<details><summary>I numeri del grafico</summary>{tables.html(grafico.tabella)}</details></figure>"
    )
