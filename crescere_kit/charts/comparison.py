"""The same balance under different scenarios, side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from crescere_kit.charts import palette
from crescere_kit.charts.fan import LARGA, Punto
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro
from crescere_kit.tables import Tabella, importo

_ASPETTI = (
    (palette.BLU, ""),
    (palette.ARANCIO, "/"),
    (palette.VERDE, "\\"),
    (palette.CELESTE, "x"),
    (palette.GRIGIO, "."),
)


def a_confronto(titolo: str, scenari: Mapping[str, Sequence[Punto]]) -> Grafico:
    """Draw each scenario's balance in each year, with the band of eight cases out of ten."""
    estremi = [
        cents
        for punti in scenari.values()
        for punto in punti
        if punto.valore is not None
        for cents in (punto.valore, *punto.bande.get(LARGA, ()))
    ]
    unita, divisore = palette.unita(pd.Series(estremi, dtype=float))
    anni = list(dict.fromkeys(punto.anno for punti in scenari.values() for punto in punti))
    return Grafico(
        dati=tuple(
            _barre(nome, punti, divisore, _ASPETTI[i % len(_ASPETTI)])
            for i, (nome, punti) in enumerate(scenari.items())
        )
        if estremi
        else (),
        layout=palette.layout(
            barmode="group", xaxis=palette.asse_anni(anni), yaxis=palette.asse_valori(unita)
        ),
        titolo=titolo,
        descrizione=_descrivi(scenari),
        tabella=_tabella(titolo, scenari),
    )


def _barre(nome: str, punti: Sequence[Punto], divisore: int, aspetto: tuple[str, str]) -> dict[str, Any]:
    colore, trama = aspetto
    return {
        "type": "bar",
        "name": nome,
        "x": [str(punto.anno) for punto in punti],
        "y": [None if punto.valore is None else punto.valore / divisore for punto in punti],
        "text": [f"{nome}: {euro(punto.valore)}" for punto in punti],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "error_y": _incertezza(punti, divisore),
        "marker": {
            "color": colore,
            "pattern": {"shape": trama, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 7},
        },
    }


def _incertezza(punti: Sequence[Punto], divisore: int) -> dict[str, Any]:
    scarti = [
        (max(sopra - punto.valore, 0), max(punto.valore - sotto, 0))
        if punto.valore is not None and LARGA in punto.bande
        else (None, None)
        for punto in punti
        for sotto, sopra in [punto.bande.get(LARGA, (0, 0))]
    ]
    su, giu = ([None if s is None else s / divisore for s in lato] for lato in zip(*scarti, strict=True))
    return {
        "type": "data",
        "symmetric": False,
        "array": su,
        "arrayminus": giu,
        "visible": any(scarto is not None for scarto in su),
        "color": palette.INCHIOSTRO,
        "thickness": 1.5,
    }


def _descrivi(scenari: Mapping[str, Sequence[Punto]]) -> str:
    frasi = []
    for nome, punti in scenari.items():
        detti = [f"{breve(punto.valore)} nel {punto.anno}" for punto in punti if punto.valore is not None]
        frasi.append(f"{nome}: {', '.join(detti) or 'non calcolabile'}.")
    return " ".join(frasi)


def _tabella(titolo: str, scenari: Mapping[str, Sequence[Punto]]) -> Tabella:
    anni = list(dict.fromkeys(punto.anno for punti in scenari.values() for punto in punti))
    righe = []
    for nome, punti in scenari.items():
        per_anno = {punto.anno: punto for punto in punti}
        celle = [
            importo(punto.valore, punto.motivo or "mancano i dati")
            for anno in anni
            for punto in [per_anno.get(anno, Punto(anno, None))]
        ]
        righe.append((nome, *celle))
    return Tabella(titolo, ("Scenario", *map(str, anni)), tuple(righe))
