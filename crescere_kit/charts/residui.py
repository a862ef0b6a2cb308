"""What is still to be collected and to be paid, and how old it is."""

from __future__ import annotations

from typing import Any

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve, per_anno, scegli, tabella
from crescere_kit.euro import euro

TITOLO = "Residui attivi e passivi"
_ASPETTO = {
    "Attivi, da anni precedenti": ("attivi", palette.BLU, "/"),
    "Attivi, nati nell'anno": ("attivi", palette.CELESTE, ""),
    "Attivi, origine non indicata": ("attivi", palette.GRIGIO, "."),
    "Passivi, da anni precedenti": ("passivi", palette.VERMIGLIO, "\\"),
    "Passivi, nati nell'anno": ("passivi", palette.ARANCIO, ""),
    "Passivi, origine non indicata": ("passivi", "#9AA5AE", "x"),
}


def residui(conti: Conti, anno: int | None = None) -> Grafico:
    """Draw residui at 31/12 by side, those of the year apart from the older ones; tell of the year asked."""
    totali = {f"totale {lato}": conti.risultato(f"residui_{lato}") for lato in ("attivi", "passivi")}
    tutte = per_anno(conti, _voci(conti) | totali)
    attivi, passivi = (tutte.pop(nome) for nome in totali)
    unita, divisore = palette.unita(attivi, passivi, *tutte.values())
    note = {nome: valori for nome, valori in tutte.items() if valori.notna().any()}
    return Grafico(
        dati=tuple(_barre(nome, valori, divisore) for nome, valori in note.items()),
        layout=palette.layout(
            380,
            barmode="stack",
            xaxis=palette.asse_anni(list(attivi.index)),
            yaxis=palette.asse_valori(unita),
        ),
        titolo=TITOLO,
        descrizione=_descrivi(anno, attivi, passivi, tutte["Attivi, da anni precedenti"]),
        tabella=tabella(TITOLO, note or {"Residui attivi": attivi, "Residui passivi": passivi}),
    )


def _voci(conti: Conti) -> dict[str, pd.Series]:
    vecchi_a = conti.entrate("residui_da_residui", *TITOLI_ENTRATE)
    nuovi_a = conti.entrate("residui_da_competenza", *TITOLI_ENTRATE)
    vecchi_p = conti.spese("residui_da_residui", *TITOLI_SPESE)
    nuovi_p = conti.spese("residui_da_competenza", *TITOLI_SPESE)
    return {
        "Attivi, da anni precedenti": vecchi_a,
        "Attivi, nati nell'anno": nuovi_a,
        "Attivi, origine non indicata": conti.risultato("residui_attivi").where((vecchi_a + nuovi_a).isna()),
        "Passivi, da anni precedenti": vecchi_p,
        "Passivi, nati nell'anno": nuovi_p,
        "Passivi, origine non indicata": conti.risultato("residui_passivi").where(
            (vecchi_p + nuovi_p).isna()
        ),
    }


def _barre(nome: str, valori: pd.Series, divisore: int) -> dict[str, Any]:
    gruppo, colore, trama = _ASPETTO[nome]
    return {
        "type": "bar",
        "name": nome,
        "offsetgroup": gruppo,
        "legendgroup": gruppo,
        "x": [str(anno) for anno in valori.index],
        "y": palette.punti(valori, divisore),
        "text": [euro(cents) for cents in valori],
        "textposition": "none",
        "hovertemplate": "%{text}",
        "marker": {
            "color": colore,
            "line": {"color": "#FFFFFF", "width": 1},
            "pattern": {"shape": trama, "fillmode": "overlay", "fgcolor": "#FFFFFF", "size": 7},
        },
    }


def _descrivi(chiesto: int | None, attivi: pd.Series, passivi: pd.Series, vecchi: pd.Series) -> str:
    anno = scegli(chiesto, attivi, passivi)
    if anno is None:
        return "I residui non sono nei file caricati: servono i dati del rendiconto (allegato a)."
    frase = (
        f"Al 31 dicembre {anno} restano da riscuotere {breve(attivi[anno])} "
        f"e da pagare {breve(passivi[anno])}."
    )
    if pd.isna(vecchi.get(anno)) or not attivi[anno]:
        return frase
    quota = round(100 * int(vecchi[anno]) / int(attivi[anno]))
    return f"{frase} Dei crediti, {breve(vecchi[anno])} ({quota} %) vengono da anni precedenti."
