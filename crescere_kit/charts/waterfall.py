"""What moves a balance from one year to another: each step starts where the one before it ended."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro
from crescere_kit.tables import Importo, Tabella

LARGHEZZA = 28  # characters of a name that fit on a telephone after its amount
PASSI = 9  # the smaller steps are summed in one; the table lists them all
_SALDO, _SU, _GIU = (palette.GRIGIO, ""), (palette.VERDE, ""), (palette.VERMIGLIO, "/")


def cascata(
    titolo: str, partenza: tuple[str, int], passi: Sequence[tuple[str, int]], arrivo: tuple[str, int]
) -> Grafico:
    """Draw the steps from a balance to another, the greatest first; names and cents.

    Steps that do not lead exactly to the arrival are completed by one that says so.
    """
    scarto = arrivo[1] - partenza[1] - sum(cents for _, cents in passi)
    mossi = sorted(((nome, cents) for nome, cents in passi if cents), key=lambda passo: -abs(passo[1]))
    if abs(scarto) > len(passi):  # each step is rounded to the cent
        mossi.append(("Altri movimenti", scarto))
    barre = _posa(partenza, _raccogli(mossi), arrivo)
    divisore = palette.MILA
    return Grafico(
        dati=(_barre(barre, divisore),),
        layout=_layout(barre),
        titolo=titolo,
        descrizione=_descrivi(partenza, mossi, arrivo),
        tabella=_tabella(titolo, partenza, mossi, arrivo),
    )


def _raccogli(mossi: list[tuple[str, int]]) -> list[tuple[str, int]]:
    if len(mossi) <= PASSI + 1:
        return mossi
    altri = mossi[PASSI:]
    return [*mossi[:PASSI], (f"Altre {len(altri)} voci", sum(cents for _, cents in altri))]


Barra = tuple[str, int, int, tuple[str, str]]  # name with its amount, from, to, colour and hatch


def _posa(partenza: tuple[str, int], passi: list[tuple[str, int]], arrivo: tuple[str, int]) -> list[Barra]:
    """Lay the bars end to end."""
    barre: list[Barra] = [(_con_importo(*partenza), 0, partenza[1], _SALDO)]
    livello = partenza[1]
    for nome, cents in passi:
        barre.append((_con_importo(nome, cents, True), livello, livello + cents, _SU if cents > 0 else _GIU))
        livello += cents
    return [*barre, (_con_importo(*arrivo), 0, arrivo[1], _SALDO)]


def _con_importo(nome: str, cents: int, con_segno: bool = False) -> str:
    """The amount first: a narrow screen cuts what comes last, and the table has the whole name."""
    corto = textwrap.shorten(nome, LARGHEZZA, placeholder=" …")
    return f"<b>{'+' if con_segno and cents > 0 else ''}{euro(cents)}</b>  {corto}"


def _barre(barre: list[Barra], divisore: int) -> dict[str, Any]:
    return {
        "type": "bar",
        "orientation": "h",
        "y": list(range(len(barre))),
        "base": [da / divisore for _, da, _, _ in barre],
        "x": [(a - da) / divisore for _, da, a, _ in barre],
        "width": 0.42,
        "text": [nome for nome, *_ in barre],
        "textposition": "none",
        "hovertemplate": "%{text}<extra></extra>",
        "marker": {
            "color": [colore for *_, (colore, _) in barre],
            "pattern": {
                "shape": [trama for *_, (_, trama) in barre],
                "fillmode": "overlay",
                "fgcolor": "#FFFFFF",
            },
        },
    }


def _layout(barre: list[Barra]) -> dict[str, Any]:
    zero = {
        "type": "line", "x0": 0, "x1": 0, "xref": "x", "yref": "y",
        "y0": -0.85, "y1": len(barre) - 0.55,
        "line": {"color": palette.INCHIOSTRO, "width": 1},
    }  # fmt: skip
    etichette = [palette.etichetta(i, nome) for i, (nome, *_) in enumerate(barre)]
    return palette.layout_barre(len(barre), etichette, shapes=[zero])


def _descrivi(partenza: tuple[str, int], mossi: list[tuple[str, int]], arrivo: tuple[str, int]) -> str:
    verso = "migliora" if arrivo[1] > partenza[1] else "peggiora" if arrivo[1] < partenza[1] else "resta"
    differenza = abs(arrivo[1] - partenza[1])
    di_quanto = f" di {breve(differenza)}" if differenza else " uguale"
    frase = (
        f"{partenza[0]}: {breve(partenza[1])}. {arrivo[0]}: {breve(arrivo[1])}. Il saldo {verso}{di_quanto}."
    )
    primi = "; ".join(f"{nome} ({'+' if cents > 0 else ''}{breve(cents)})" for nome, cents in mossi[:3])
    return f"{frase} Pesano di più: {primi}." if primi else frase


def _tabella(
    titolo: str, partenza: tuple[str, int], mossi: list[tuple[str, int]], arrivo: tuple[str, int]
) -> Tabella:
    righe = tuple((nome, Importo(cents)) for nome, cents in [partenza, *mossi, arrivo])
    return Tabella(titolo, ("Voce", "Effetto"), righe, evidenti=frozenset({0, len(righe) - 1}))
