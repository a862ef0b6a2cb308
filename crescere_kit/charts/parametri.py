"""The eight parametri on one scale: how much of its limit each one has used."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

import pandas as pd

from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.tables import Tabella, percento

TITOLO = "I parametri rispetto al loro limite"
FONDO_SCALA = 200  # a bar beyond twice its limit stops here: its label has the number
_ASPETTO = {
    "nella norma": (palette.VERDE, ""),
    "vicino al limite": (palette.ARANCIO, "/"),
    "oltre il limite": (palette.VERMIGLIO, "x"),
}


class Parametro(Protocol):
    """What the chart reads of a `Valore` of the indicators."""

    codice: str
    nome: str
    valore: float | None
    limite: float | None
    esito: str
    motivo: str
    verso: str | None
    testo: str
    limite_in_parole: str
    limite_con_verifica: str


def parametri(scheda: Sequence[Parametro]) -> Grafico:
    """Draw every parametro as a share of its limit, the closest to it first."""
    ordinati = sorted(scheda, key=lambda p: -_lunghezza(p))
    return Grafico(
        dati=(_barre(ordinati),),
        layout=_layout(ordinati),
        titolo=TITOLO,
        descrizione=_descrivi(ordinati),
        tabella=_tabella(ordinati),
    )


def quota_del_limite(valore: float | None, limite: float | None, verso: str | None) -> float | None:
    """Return how much of its limit a value has used: 100 is the limit, whichever side is the worse one.

    None when unknown; infinite when there is no distance to measure (limit zero and exceeded, or value zero
    where a minimum is required).
    """
    if pd.isna(valore) or pd.isna(limite):
        return None
    sopra, sotto = (valore, limite) if verso == "alto" else (limite, valore)
    if sotto > 0:
        return max(0.0, 100 * float(sopra) / float(sotto))
    return float("inf") if sopra > sotto else 0.0


def _lunghezza(parametro: Parametro) -> float:
    quota = quota_del_limite(parametro.valore, parametro.limite, parametro.verso)
    return -1.0 if quota is None else min(quota, float(FONDO_SCALA))


def _barre(parametri: Sequence[Parametro]) -> dict[str, Any]:
    aspetti = [_ASPETTO.get(p.esito, (palette.GRIGIO, "")) for p in parametri]
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(parametri))),
        "x": [max(_lunghezza(p), 0.0) for p in parametri],
        "width": 0.42,
        "text": [_etichetta(p) for p in parametri],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": [colore for colore, _ in aspetti],
            "pattern": {
                "shape": [trama for _, trama in aspetti],
                "fillmode": "overlay",
                "fgcolor": "#FFFFFF",
            },
        },
    }


def _layout(parametri: Sequence[Parametro]) -> dict[str, Any]:
    etichette = [palette.etichetta(i, _etichetta(p)) for i, p in enumerate(parametri)]
    nome_limite = {
        "x": 100, "y": -1.1, "xref": "x", "yref": "y", "text": "limite", "showarrow": False,
        "xanchor": "center", "yanchor": "middle", "font": {"size": 13},
    }  # fmt: skip
    linea = {
        "type": "line", "x0": 100, "x1": 100, "xref": "x", "yref": "y",
        "y0": -0.9, "y1": len(parametri) - 0.55,
        "line": {"color": palette.INCHIOSTRO, "width": 2, "dash": "dash"},
    }  # fmt: skip
    asse = {"visible": False, "fixedrange": True, "range": [0, FONDO_SCALA]}
    return palette.layout_barre(
        len(parametri), [*etichette, nome_limite], sopra=1.35, xaxis=asse, shapes=[linea]
    )


def _etichetta(parametro: Parametro) -> str:
    if pd.isna(parametro.valore):
        return f"{parametro.codice}  n.c."
    return f"{parametro.codice}  <b>{parametro.testo}</b> (limite {parametro.limite_in_parole})"


def _descrivi(parametri: Sequence[Parametro]) -> str:
    noti = [p for p in parametri if pd.notna(p.valore)]
    if not noti:
        return "Nessuno degli otto parametri si può calcolare con i file caricati."
    oltre = [p.codice for p in noti if p.esito == "oltre il limite"]
    vicini = [p.codice for p in noti if p.esito == "vicino al limite"]
    frasi = [f"Oltre il limite: {', '.join(oltre)}." if oltre else "Nessun parametro è oltre il limite."]
    if vicini:
        frasi.append(f"Vicino al limite: {', '.join(vicini)}.")
    if len(noti) < len(parametri):
        frasi.append(f"Non calcolabili: {len(parametri) - len(noti)} su {len(parametri)}.")
    return " ".join(frasi) + " Ogni barra dice quanta parte del limite è usata: il tratteggio è il limite."


def _tabella(parametri: Sequence[Parametro]) -> Tabella:
    righe = tuple(
        (f"{p.codice}  {p.nome}", percento(p.valore, p.motivo), p.limite_con_verifica, p.esito)
        for p in sorted(parametri, key=lambda p: p.codice)
    )
    return Tabella(TITOLO, ("Parametro", "Valore", "Limite", "Esito"), righe)
