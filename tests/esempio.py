"""Borgo Esempio as a panel: the worked example of `vettori`, with some voci changed or left out."""

from __future__ import annotations

from functools import cache

import pandas as pd
import vettori
from righe import ENTI

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.indicators import Indicatori, calcola

ISTAT, ANNO = "901001", 2023


def comune(
    istat: str = ISTAT, anno: int = ANNO, cambia: dict | None = None, senza: tuple = ()
) -> pd.DataFrame:
    """Write the long rows of one year of the example; `cambia` gives euro, percentage points, or 1 for SI."""
    righe = vettori.righe()
    righe = righe[righe["anno"] == vettori.ANNO]
    voci = dict(zip(map(Voce._make, righe[LIVELLI].itertuples(index=False)), _valori(righe), strict=True))
    voci = {voce: valore for voce, valore in voci.items() if voce not in senza}
    voci |= {voce: _del_pannello(voce, valore) for voce, valore in (cambia or {}).items()}
    tabella = pd.DataFrame(
        [(istat, anno, *voce, *_colonne(voce, valore)) for voce, valore in voci.items()],
        columns=["istat", "anno", *LIVELLI, "importo", "rapporto"],
    )
    return tabella.astype({"importo": "Int64", "rapporto": "Float64"})


def penultimo(istat: str = ISTAT, anno: int = ANNO - 2) -> pd.DataFrame:
    """Write the only rows that the example has two years before: entrate correnti of 5.700.000."""
    righe = vettori.righe()
    return righe[righe["anno"] == vettori.ANNO - 2].assign(istat=istat, anno=anno)


def conti(*comuni: pd.DataFrame) -> Conti:
    """Build the panel of these comuni; with none, of the whole example."""
    return Conti.da_righe(pd.concat(comuni or (comune(), penultimo()), ignore_index=True), ENTI)


@cache
def indicatori() -> Indicatori:
    """Compute the indicators of the whole example once: nobody changes them."""
    return calcola(conti())


def equilibri(riga: str) -> Voce:
    return Voce("rendiconto", "equilibri", riga, "importo")


def risultato(riga: str) -> Voce:
    return Voce("rendiconto", "risultato", riga, "importo")


def entrate(fase: str, codice: str) -> Voce:
    return Voce("rendiconto", "entrate", codice, fase)


def spese(fase: str, codice: str) -> Voce:
    return Voce("rendiconto", "spese", codice, fase)


def dichiarato(codice: str) -> Voce:
    return Voce("indicatori", "sintetici", codice, "percentuale")


def risposta(parametro: str) -> Voce:
    return Voce("indicatori", "parametri", parametro, "deficitario")


def _valori(righe: pd.DataFrame) -> list:
    punti = righe["fase"] == "percentuale"
    return righe["rapporto"].astype("object").where(punti, righe["importo"].astype("object")).tolist()


def _del_pannello(voce: Voce, valore: float) -> float:
    return round(valore * 100) if voce.fase not in ("percentuale", "deficitario") else valore


def _colonne(voce: Voce, valore: float) -> tuple:
    return (None, valore) if voce.fase == "percentuale" else (valore, None)
