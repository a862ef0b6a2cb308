"""How every figure looks: colours told apart by all eyes and in grey, Italian separators, room to read."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crescere_kit.euro import euro

# Okabe and Ito (2008): distinct for every colour vision; each trace also has its own dash, marker or hatch.
BLU, ARANCIO, VERDE, VERMIGLIO, CELESTE, GRIGIO = (
    "#0072B2",
    "#E69F00",
    "#009E73",
    "#D55E00",
    "#56B4E9",
    "#5A6772",
)
INCHIOSTRO = "#17324D"
CARATTERE = "Titillium Web, Segoe UI, Helvetica, Arial, sans-serif"
MILIONE, MILA = 100_000_000, 100_000  # cents


def unita(*serie: pd.Series) -> tuple[str, int]:
    """Choose the unit of an axis: its name and how many cents it is worth."""
    massimo = max((s.abs().max() for s in serie if s.notna().any()), default=0)
    return ("milioni di euro", MILIONE) if massimo >= MILIONE else ("migliaia di euro", MILA)


def punti(serie: pd.Series, divisore: int) -> list[float | None]:
    """Return plain numbers for plotly: a missing year is None, so that the line breaks instead of falling."""
    return [None if pd.isna(v) else int(v) / divisore for v in serie]


def linea(nome: str, valori: pd.Series, divisore: int, segno: tuple[str, str, str]) -> dict[str, Any]:
    """Return the line of a series of cents by year; segno is its colour, its dash and its symbol."""
    colore, tratto, simbolo = segno
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": nome,
        "x": [str(anno) for anno in valori.index],
        "y": punti(valori, divisore),
        "text": [euro(cents) for cents in valori],
        "hovertemplate": "%{text}",
        "connectgaps": False,
        "line": {"color": colore, "dash": tratto, "width": 2.5},
        "marker": {"symbol": simbolo, "size": 9, "color": colore},
    }


def asse_anni(anni: list[int]) -> dict[str, Any]:
    """Write every year once, as text: no «2.023» and no half years."""
    return {"type": "category", "categoryorder": "array", "categoryarray": [str(a) for a in anni]} | _asse()


def asse_valori(titolo: str) -> dict[str, Any]:
    """An axis of amounts that always shows the zero."""
    return _asse() | {
        "title": {"text": titolo},
        "rangemode": "tozero",
        "gridcolor": "#D9DEE3",
        "zerolinecolor": INCHIOSTRO,
        "zeroline": True,
    }


def _asse() -> dict[str, Any]:
    return {"automargin": True, "linecolor": "#5A6772", "tickcolor": "#5A6772", "fixedrange": True}


def layout(altezza: int = 340, **altro: Any) -> dict[str, Any]:
    """Return the common layout; the legend stays above the drawing, where a narrow screen has room."""
    return {
        "height": altezza,
        "separators": ",.",
        "font": {"family": CARATTERE, "size": 14, "color": INCHIOSTRO},
        "paper_bgcolor": "#FFFFFF",
        "plot_bgcolor": "#FFFFFF",
        "margin": {"l": 8, "r": 12, "t": 12, "b": 8},
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "xanchor": "left"},
        "hovermode": "x unified",
        "dragmode": False,
    } | altro


def etichetta(posizione: int, testo: str) -> dict[str, Any]:
    """Write the name of a horizontal bar above it, so that a narrow screen cuts neither."""
    return {
        "x": 0,
        "y": posizione,
        "xref": "paper",
        "yref": "y",
        "text": testo,
        "showarrow": False,
        "xanchor": "left",
        "yanchor": "bottom",
        "yshift": 9,
        "align": "left",
        "bgcolor": "#FFFFFF",
        "borderpad": 0,
        "font": {"size": 13},
    }


def layout_barre(
    quante: int, etichette: list[dict[str, Any]], sopra: float = 0.85, **altro: Any
) -> dict[str, Any]:
    """Return the layout of horizontal bars whose names stand above them, first on top."""
    muto = {"visible": False, "fixedrange": True}
    return layout(
        int(44 * (max(quante, 1) + sopra - 0.4)),
        showlegend=False,
        hovermode="closest",
        annotations=etichette,
        **({"xaxis": muto, "yaxis": muto | {"range": [quante - 0.55, -sopra]}} | altro),
    )
