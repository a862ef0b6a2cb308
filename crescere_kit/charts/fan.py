"""What was, and what is to come between its bands: a fan that opens from the last rendiconto."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import NON_NEI_FILE, breve
from crescere_kit.euro import euro
from crescere_kit.tables import Tabella, importo

LARGA, STRETTA = 80, 50  # the bands that are shown, the wide one behind
_VELO = {LARGA: "rgba(0, 114, 178, 0.16)", STRETTA: "rgba(0, 114, 178, 0.34)"}
_PROIETTATO = "proiezione"


@dataclass(frozen=True)
class Punto:
    """A projected year: what is expected, in cents, and for each confidence the two ends of its band."""

    anno: int
    valore: int | None
    bande: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    motivo: str = ""  # why there is no value


def ventaglio(
    titolo: str, storia: Mapping[int, int | None], futuro: Sequence[Punto], nota: str = ""
) -> Grafico:
    """Draw the years filed, then those projected with their bands; `nota` ends the description."""
    noti = {anno: valore for anno, valore in storia.items() if not pd.isna(valore)}
    anni = list(range(min(storia), max(storia) + 1)) if storia else []
    anni += [punto.anno for punto in futuro if punto.anno not in anni]
    unita, divisore = palette.unita(pd.Series([*noti.values(), *_estremi(futuro)], dtype=float))
    tracce = [*_bande(noti, futuro, divisore), _passato(storia, divisore), _seguito(noti, futuro, divisore)]
    disegnabile = any(punto.valore is not None for punto in futuro)
    return Grafico(
        dati=tuple(tracce) if disegnabile else (),
        layout=palette.layout(
            xaxis=palette.asse_anni(anni),
            yaxis=palette.asse_valori(unita) | _fondo([*noti.values(), *_estremi(futuro)]),
        ),
        titolo=titolo,
        descrizione=" ".join(filter(None, (_descrivi(noti, futuro), nota))),
        tabella=_tabella(titolo, storia, futuro),
    )


def _fondo(valori: Sequence[int]) -> dict[str, str]:
    """Leave the zero out where all is far from it: lines and bands would be too close to be told apart."""
    lontano = bool(valori) and min(valori) * 2 > max(valori)
    return {"rangemode": "normal"} if lontano else {}


def _estremi(futuro: Sequence[Punto]) -> list[int]:
    valori = [punto.valore for punto in futuro if punto.valore is not None]
    return valori + [estremo for punto in futuro for banda in punto.bande.values() for estremo in banda]


def _bande(noti: Mapping[int, int], futuro: Sequence[Punto], divisore: int) -> list[dict[str, Any]]:
    return [
        _banda(confidenza, noti, [punto for punto in futuro if confidenza in punto.bande], divisore)
        for confidenza in (LARGA, STRETTA)
        if any(confidenza in punto.bande for punto in futuro)
    ]


def _banda(confidenza: int, noti: Mapping[int, int], punti: list[Punto], divisore: int) -> dict[str, Any]:
    """One closed shape, along the lower ends and back along the upper ones; a rendiconto has no width."""
    prima = max((anno for anno in noti if anno < punti[0].anno), default=None)
    bordo = [] if prima is None else [(prima, noti[prima], noti[prima])]
    bordo += [(punto.anno, *punto.bande[confidenza]) for punto in punti]
    andata = [(anno, sotto) for anno, sotto, _ in bordo]
    ritorno = [(anno, sopra) for anno, _, sopra in reversed(bordo)]
    return {
        "type": "scatter",
        "mode": "lines",
        "name": f"{confidenza} % dei casi",
        "x": [str(anno) for anno, _ in andata + ritorno],
        "y": [cents / divisore for _, cents in andata + ritorno],
        "fill": "toself",
        "fillcolor": _VELO[confidenza],
        "line": {"width": 1 if confidenza == STRETTA else 0, "color": _VELO[confidenza]},
        "hoverinfo": "skip",
    }


def _passato(storia: Mapping[int, int | None], divisore: int) -> dict[str, Any]:
    valori = pd.Series(dict(storia), dtype="Int64")
    if len(valori):
        valori = valori.reindex(range(valori.index.min(), valori.index.max() + 1))
    return palette.linea("rendiconti", valori, divisore, (palette.BLU, "solid", "circle"))


def _seguito(noti: Mapping[int, int], futuro: Sequence[Punto], divisore: int) -> dict[str, Any]:
    """The dashed line: it starts where the rendiconti end, and its first point is not told twice."""
    valori = {punto.anno: punto.valore for punto in futuro}
    prima = max((anno for anno in noti if futuro and anno < futuro[0].anno), default=None)
    if prima is not None:
        valori = {prima: noti[prima]} | valori
    traccia = palette.linea(
        _PROIETTATO, pd.Series(valori, dtype="Int64"), divisore, (palette.BLU, "dash", "diamond")
    )
    detti = {punto.anno: _detto(punto) for punto in futuro}
    return traccia | {
        "text": [detti.get(anno, "") for anno in valori],
        "marker": traccia["marker"] | {"size": [9 if anno in detti else 0 for anno in valori]},
    }


def _detto(punto: Punto) -> str:
    bande = "; ".join(f"{c} %: da {euro(a)} a {euro(b)}" for c, (a, b) in sorted(punto.bande.items()))
    return f"{euro(punto.valore)} ({bande})" if bande else euro(punto.valore)


def _descrivi(noti: Mapping[int, int], futuro: Sequence[Punto]) -> str:
    attesi = [punto for punto in futuro if punto.valore is not None]
    if not attesi:
        motivi = dict.fromkeys(punto.motivo for punto in futuro if punto.motivo)
        return f"Non si può proiettare: {'; '.join(motivi) or 'mancano i dati'}."
    frasi = [_di_un_anno(punto) for punto in attesi]
    if noti:
        ultimo = max(noti)
        frasi.insert(0, f"Nel {ultimo}, ultimo rendiconto, {breve(noti[ultimo])}.")
    return " ".join(frasi)


def _di_un_anno(punto: Punto) -> str:
    banda = punto.bande.get(LARGA)
    fra = f", e in otto casi su dieci fra {breve(banda[0])} e {breve(banda[1])}" if banda else ""
    return f"Nel {punto.anno} ci si attende {breve(punto.valore)}{fra}."


def _tabella(titolo: str, storia: Mapping[int, int | None], futuro: Sequence[Punto]) -> Tabella:
    righe = [
        (str(anno), "rendiconto", importo(valore, NON_NEI_FILE), *["–"] * 4)
        for anno, valore in sorted(storia.items())
    ]
    righe += [
        (str(p.anno), _PROIETTATO, importo(p.valore, p.motivo or "mancano i dati"), *_estremi_in_tabella(p))
        for p in futuro
    ]
    colonne = ("Anno", "Che cos'è", "Valore", "50 %, da", "50 %, a", "80 %, da", "80 %, a")
    return Tabella(titolo, colonne, tuple(righe))


def _estremi_in_tabella(punto: Punto) -> list:
    motivo = punto.motivo or "questa grandezza non ha una banda misurata"
    banda = {c: punto.bande.get(c, (None, None)) for c in (STRETTA, LARGA)}
    return [importo(estremo, motivo) for c in (STRETTA, LARGA) for estremo in banda[c]]
