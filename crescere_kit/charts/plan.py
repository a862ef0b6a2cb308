"""How the measures of a plan fill the gap of each year, and what they leave uncovered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro
from crescere_kit.tables import Importo, Tabella

SCOPERTO, SERVE = "Resta scoperto", "Da coprire"
MISURE = 7  # as many as can be told apart; the table lists them all
_ASPETTI = (
    (palette.BLU, ""),
    (palette.ARANCIO, "/"),
    (palette.VERDE, "\\"),
    (palette.CELESTE, "x"),
    (palette.VERMIGLIO, "."),
    (palette.GRIGIO, "-"),
    (palette.BLU, "+"),
    (palette.ARANCIO, "|"),
)


def copertura(
    titolo: str,
    anni: Sequence[int],
    misure: Mapping[str, Sequence[int]],
    scoperto: Sequence[int],
    serve: Sequence[int],
) -> Grafico:
    """Draw, for each year, the measures one upon the other beside what is needed; cents per year."""
    raccolte = _raccogli(misure, len(anni))
    strati = {nome: serie for nome, serie in raccolte.items() if any(serie)}
    unita, divisore = palette.unita(pd.Series([0, *serve]))
    tracce = [
        _strato(nome, serie, anni, divisore, aspetto)
        for (nome, serie), aspetto in zip(strati.items(), _ASPETTI, strict=False)
    ]
    if any(scoperto):
        tracce.append(_strato(SCOPERTO, scoperto, anni, divisore, ("#FFFFFF", "/")))
    if any(serve):
        tracce.append(_traguardo(serve, anni, divisore))
    return Grafico(
        dati=tuple(tracce),
        layout=palette.layout(
            400,
            barmode="relative",
            xaxis=palette.asse_anni(list(anni)),
            yaxis=palette.asse_valori(unita),
        ),
        titolo=titolo,
        descrizione=_descrivi(anni, scoperto, serve),
        tabella=_tabella(titolo, anni, misure, (scoperto, serve)),
    )


def _raccogli(misure: Mapping[str, Sequence[int]], anni: int) -> dict[str, Sequence[int]]:
    per_peso = sorted(misure.items(), key=lambda misura: -sum(misura[1]))
    if len(per_peso) <= MISURE + 1:
        return dict(per_peso)
    altre = per_peso[MISURE:]
    somma = [sum(serie[i] for _, serie in altre) for i in range(anni)]
    return dict(per_peso[:MISURE]) | {f"Altre {len(altre)} misure": somma}


def _traguardo(serve: Sequence[int], anni: Sequence[int], divisore: int) -> dict[str, Any]:
    """A stroke across the bar of each year, as high as what is needed."""
    return {
        "type": "scatter",
        "mode": "markers",
        "name": SERVE,
        "x": [str(anno) for anno in anni],
        "y": [cents / divisore if cents else None for cents in serve],
        "text": [f"{SERVE}: {euro(cents)}" for cents in serve],
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "symbol": "line-ew-open",
            "size": 60,
            "color": palette.INCHIOSTRO,
            "line": {"width": 3, "color": palette.INCHIOSTRO},
        },
    }


def _strato(
    nome: str, serie: Sequence[int], anni: Sequence[int], divisore: int, aspetto: tuple[str, str]
) -> dict[str, Any]:
    colore, trama = aspetto
    vuoto = nome == SCOPERTO
    return {
        "type": "bar",
        "name": nome,
        "x": [str(anno) for anno in anni],
        "y": [cents / divisore if cents else None for cents in serie],  # a layer of nothing has no border
        "width": 0.5,
        "text": [f"{nome}: {euro(cents)}" for cents in serie],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": colore,
            "line": {"color": palette.VERMIGLIO if vuoto else "#FFFFFF", "width": 2 if vuoto else 1},
            "pattern": {
                "shape": trama,
                "fillmode": "overlay",
                "fgcolor": palette.VERMIGLIO if vuoto else "#FFFFFF",
                "size": 7,
            },
        },
    }


def _descrivi(anni: Sequence[int], scoperto: Sequence[int], serve: Sequence[int]) -> str:
    if not any(serve):
        return "Non c'è nulla da coprire: nei due anni l'equilibrio corrente tiene."
    frasi = [
        f"Nel {anno} servono {breve(quanto)}"
        + (f" e ne restano scoperti {breve(manca)}." if manca else ", coperti per intero.")
        for anno, quanto, manca in zip(anni, serve, scoperto, strict=True)
        if quanto
    ]
    return " ".join(frasi)


def _tabella(
    titolo: str,
    anni: Sequence[int],
    misure: Mapping[str, Sequence[int]],
    fine: tuple[Sequence[int], Sequence[int]],
) -> Tabella:
    righe = [(nome, *map(Importo, serie)) for nome, serie in misure.items()]
    righe += [(nome, *map(Importo, serie)) for nome, serie in zip((SCOPERTO, SERVE), fine, strict=True)]
    concludono = frozenset({len(misure), len(misure) + 1})
    return Tabella(titolo, ("Misura", *map(str, anni)), tuple(righe), evidenti=concludono)
