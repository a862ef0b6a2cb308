"""The cash month by month, beside the line below which the treasurer does not go."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import pandas as pd

from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve
from crescere_kit.euro import euro
from crescere_kit.tables import Tabella, importo

MESI = ("gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago", "set", "ott", "nov", "dic")
_LIMITE = "limite dell'anticipazione"


def cassa_mensile(
    titolo: str, anno: int, saldi: Sequence[int | None], limite: int | None = None, nota: str = ""
) -> Grafico:
    """Draw twelve balances at the end of the month, in cents; limite is what can be borrowed, as a plus."""
    noti = [cents for cents in saldi if cents is not None]
    fondo = None if limite is None else -limite
    unita, divisore = palette.unita(pd.Series([*noti, fondo or 0], dtype=float))
    tracce = [_linea(saldi, divisore)]
    if fondo is not None:
        tracce.append(_soglia(fondo, divisore))
    return Grafico(
        dati=tuple(tracce) if noti else (),
        layout=palette.layout(
            xaxis=palette.asse_anni([]) | {"categoryarray": list(MESI)}, yaxis=palette.asse_valori(unita)
        ),
        titolo=titolo,
        descrizione=" ".join(filter(None, (_descrivi(anno, saldi, limite), nota))),
        tabella=_tabella(titolo, saldi, fondo),
    )


def _linea(saldi: Sequence[int | None], divisore: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines+markers",
        "name": "cassa a fine mese",
        "x": list(MESI),
        "y": [None if cents is None else cents / divisore for cents in saldi],
        "text": [euro(cents) for cents in saldi],
        "hovertemplate": "%{text}",
        "connectgaps": False,
        "line": {"color": palette.BLU, "dash": "solid", "width": 2.5},
        "marker": {"symbol": "circle", "size": 9, "color": palette.BLU},
    }


def _soglia(fondo: int, divisore: int) -> dict[str, Any]:
    return {
        "type": "scatter",
        "mode": "lines",
        "name": _LIMITE,
        "x": list(MESI),
        "y": [fondo / divisore] * len(MESI),
        "text": [euro(fondo)] * len(MESI),
        "hovertemplate": "%{text}",
        "line": {"color": palette.VERMIGLIO, "dash": "dash", "width": 2.5},
    }


def _descrivi(anno: int, saldi: Sequence[int | None], limite: int | None) -> str:
    noti = [(cents, mese) for mese, cents in zip(MESI, saldi, strict=True) if cents is not None]
    if not noti:
        return f"La cassa mensile del {anno} non si può proiettare: servono gli incassi e i pagamenti SIOPE."
    minimo, quando = min(noti)
    frase = f"Nel {anno} il punto più basso è a fine {quando}: {breve(minimo)}."
    if minimo >= 0:
        return f"{frase} Non serve l'anticipazione di tesoreria."
    mesi = sum(cents < 0 for cents, _ in noti)
    quanti = "un mese" if mesi == 1 else f"{mesi} mesi"
    detto = f"{frase} La cassa è sotto zero a fine mese per {quanti}: serve l'anticipazione di tesoreria."
    if limite is None:
        return detto
    return f"{detto} Il limite dell'anticipazione, {breve(limite)}, {_oltre(-minimo > limite)}."


def _oltre(superato: bool) -> str:
    return "è superato" if superato else "non è superato"


def _tabella(titolo: str, saldi: Sequence[int | None], fondo: int | None) -> Tabella:
    righe = tuple(
        (
            mese,
            importo(cents, "per questo mese mancano gli incassi o i pagamenti SIOPE"),
            importo(fondo, "manca il rendiconto del penultimo anno, che fissa il limite"),
        )
        for mese, cents in zip(MESI, saldi, strict=True)
    )
    return Tabella(titolo, ("Mese", "Cassa a fine mese", "Fino a qui il tesoriere anticipa"), righe)
