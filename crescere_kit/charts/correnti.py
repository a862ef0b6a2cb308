"""Do current revenues pay for current spending, and does the cash follow?"""

from __future__ import annotations

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.charts import palette
from crescere_kit.charts.figure import Grafico
from crescere_kit.charts.series import breve, per_anno, scegli, tabella

TITOLO = "Entrate e spese correnti"
_SEGNI = {
    "Accertamenti": (palette.BLU, "solid", "circle"),
    "Impegni": (palette.VERMIGLIO, "solid", "square"),
    "Riscossioni": (palette.BLU, "dot", "circle-open"),
    "Pagamenti": (palette.VERMIGLIO, "dot", "square-open"),
}


def correnti(conti: Conti, anno: int | None = None) -> Grafico:
    """Draw the current side, accertamenti and impegni, riscossioni and pagamenti; tell of the year asked."""
    serie = {
        "Accertamenti": conti.accertamenti(*ENTRATE_CORRENTI),
        "Impegni": conti.impegni("1"),
        "Riscossioni": conti.entrate("riscossioni", *ENTRATE_CORRENTI),
        "Pagamenti": conti.spese("pagamenti", "1"),
    }
    serie = per_anno(conti, serie)
    unita, divisore = palette.unita(*serie.values())
    anni = list(serie["Impegni"].index)
    return Grafico(
        dati=tuple(
            palette.linea(nome, valori, divisore, _SEGNI[nome])
            for nome, valori in serie.items()
            if valori.notna().any()
        ),
        layout=palette.layout(xaxis=palette.asse_anni(anni), yaxis=palette.asse_valori(unita)),
        titolo=TITOLO,
        descrizione=_descrivi(serie, anno),
        tabella=tabella(TITOLO, serie),
    )


def _descrivi(serie: dict[str, pd.Series], chiesto: int | None) -> str:
    entrate, spese = serie["Accertamenti"], serie["Impegni"]
    anno = scegli(chiesto, entrate, spese)
    if anno is None:
        return "Non c'è un anno con entrate e spese correnti complete: il confronto non è possibile."
    saldo = entrate[anno] - spese[anno]
    verso = "superano le" if saldo >= 0 else "non bastano per le"
    frase = (
        f"Nel {anno} le entrate correnti accertate ({breve(entrate[anno])}) {verso} spese correnti impegnate "
        f"({breve(spese[anno])}): la differenza è {breve(saldo)}."
    )
    return " ".join([frase, _di_cassa(serie, anno)]).strip()


def _di_cassa(serie: dict[str, pd.Series], anno: int) -> str:
    incassi, pagamenti = serie["Riscossioni"].get(anno), serie["Pagamenti"].get(anno)
    if pd.isna(incassi) or pd.isna(pagamenti):
        return ""
    return f"Di cassa sono entrati {breve(incassi)} e usciti {breve(pagamenti)}."
