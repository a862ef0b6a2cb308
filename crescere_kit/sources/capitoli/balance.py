"""Entrate and spese of one budget together: where they do not balance, an avanzo at zero is not known."""

from __future__ import annotations

import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.sources.capitoli.carried import COMPETENZA
from crescere_kit.sources.capitoli.sums import SOMMA

_DISAVANZO = "AA"
_ANNI = dict(zip(COMPETENZA, ("primo anno", "secondo anno", "terzo anno"), strict=True))
_NON_SCRITTI = "avanzo, fondo pluriennale e disavanzo che nel file sono a zero non sono caricati"


def pareggio(righe: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the rows without the avanzo and the fondi whose zero nothing proves, and what was noticed.

    An export made before they are entered has them at zero, as one that has none: if entrate and spese
    balance to the cent the zeros are true, else (or if one of the two files is not there) they are unknown.
    """
    dei_capitoli = righe["file"].isin([nome for nome in righe["file"].cat.categories if nome.endswith(SOMMA)])
    if not dei_capitoli.any():
        return righe, []
    avvisi: list[str] = []
    via = pd.Series(False, index=righe.index)
    scelte = righe[dei_capitoli].astype({"istat": "str", "documento": "str"})
    for chiave, bilancio in scelte.groupby(["istat", "anno", "documento"]):
        ignoti, detto = _di_un_bilancio(*chiave[1:], bilancio)
        via[ignoti] = True
        avvisi += detto
    return righe[~via].reset_index(drop=True), avvisi


def _di_un_bilancio(anno: int, documento: str, righe: pd.DataFrame) -> tuple[pd.Index, list[str]]:
    riporti = righe[righe["lato"] == "equilibri_previsti"]
    nome = f"Bilancio {anno} ({documento})"
    ignoti, avvisi = pd.Index([]), []
    for fase in COMPETENZA:
        della_fase = riporti[riporti["fase"] == fase]
        a_zero = della_fase.index[della_fase["importo"] == 0]
        entrate, spese = (_totale(righe, lato, fase, f"{documento}_{lato}") for lato in ("entrate", "spese"))
        if entrate is None or spese is None:
            ignoti = ignoti.union(a_zero)
            continue
        e_disavanzo = della_fase["codice"] == _DISAVANZO
        riportato = (
            della_fase.loc[~e_disavanzo, "importo"].sum() - della_fase.loc[e_disavanzo, "importo"].sum()
        )
        differenza = entrate + int(riportato) - spese
        if differenza:
            ignoti = ignoti.union(a_zero)
            avvisi.append(_sbilancio(nome, fase, differenza, len(a_zero)))
    soli = riporti["importo"].eq(0).any() and righe["lato"].astype("str").isin(["entrate", "spese"]).any()
    if soli and not {"entrate", "spese"} <= set(righe["lato"].astype("str")):
        avvisi.append(f"{nome}: per sapere se pareggia servono entrate e spese insieme; {_NON_SCRITTI}.")
    return ignoti, avvisi


def _totale(righe: pd.DataFrame, lato: str, fase: str, membro: str) -> int | None:
    titoli = righe[(righe["membro"] == membro) & (righe["lato"] == lato) & (righe["fase"] == fase)]
    return int(titoli["importo"].sum()) if len(titoli) else None


def _sbilancio(nome: str, fase: str, differenza: int, a_zero: int) -> str:
    cosa = "le spese superano le entrate" if differenza < 0 else "le entrate superano le spese"
    coda = f"; {_NON_SCRITTI}" if a_zero else ""
    return f"{nome}, {_ANNI[fase]}: {cosa} di {euro(abs(differenza))}{coda}."
