"""Sums of capitoli: a voce of the panel for each code, at every level, with the row of its first capitolo."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from crescere_kit.accounts import classifications
from crescere_kit.euro import euro
from crescere_kit.sources.capitoli.carried import COMPETENZA
from crescere_kit.sources.capitoli.classified import PIANO
from crescere_kit.sources.long_rows import lunghe
from crescere_kit.sources.whose import Intestatario

SOMMA = " » somma dei capitoli (la riga è del primo)"
# Those of BDAP have BDAP's names: its copy of a table takes the place of this one.
_MEMBRI = {
    "titolo": "{documento}_{lato}",
    "tipologia": "{documento}_tipologie",
    "categoria": "{documento}_categorie",
    "macroaggregato": "{documento}_macroaggregati",
    "missione": "{documento}_missioni",
    "programma": "{documento}_programmi",
    "programma_titolo": "{documento}_programmi_titoli",
    **{livello: "{documento}_{lato}_" + livello for livello in PIANO},
}
_CHIUSI = ("titolo", "tipologia", "categoria", "macroaggregato", "missione", "programma")
_PLURALI = {
    "categoria": "le categorie",
    **{nome: f"il piano dei conti al livello {n}" for nome, n in PIANO.items()},
}


@dataclass(frozen=True)
class Bilancio:
    """What the capitoli of one file are of."""

    documento: str
    lato: str
    chi: Intestatario
    file: str

    def lunghe(
        self, chiavi: pd.DataFrame, valori: dict[str, pd.Series], membro: str, lato: str = ""
    ) -> pd.DataFrame:
        """Return the long rows of the sums; the index of `chiavi` is the row in the file."""
        di_chi = chiavi.assign(istat=self.chi.istat, anno=self.chi.anno)
        costanti = {"documento": self.documento, "lato": lato or self.lato, "file": self.file + SOMMA}
        return lunghe(di_chi, valori, membro=membro, **costanti)


def somme(codici: pd.DataFrame, importi: pd.DataFrame, bilancio: Bilancio) -> Iterator[pd.DataFrame]:
    """Yield the long rows of each level that every capitolo with an amount has."""
    for livello, modello in _MEMBRI.items():
        if livello in codici and not _incompleto(codici[livello], importi):
            noti = codici[livello][_nel_panel(codici[livello], livello, bilancio.lato)]
            membro = modello.format(documento=bilancio.documento, lato=bilancio.lato)
            yield bilancio.lunghe(*_somma(noti, importi), membro)
            assenti = [codice for codice in _attesi(livello, bilancio.lato) if codice not in set(noti)]
            yield bilancio.lunghe(*_zeri(assenti, importi), membro)


def equilibri(voci: pd.Series, importi: pd.DataFrame, bilancio: Bilancio) -> pd.DataFrame:
    """Return the long rows of avanzo, fondo pluriennale and disavanzo that could be told apart."""
    note = voci[voci.fillna("") != ""]
    di_competenza = importi[[fase for fase in COMPETENZA if fase in importi]]
    membro = f"{bilancio.documento}_equilibri_{bilancio.lato}"
    return bilancio.lunghe(*_somma(note, di_competenza), membro, "equilibri_previsti")


def _somma(codici: pd.Series, importi: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """Sum the amounts by code; the row is that of the first capitolo."""
    prime = codici.drop_duplicates().sort_index()
    totali = importi.loc[codici.index].groupby(codici).sum().loc[prime.to_list()].set_axis(prime.index)
    valori = {fase: totali[fase].astype("Int64") for fase in totali.columns}
    return pd.DataFrame({"codice": prime.to_list()}, index=prime.index), valori


def _attesi(livello: str, lato: str) -> list[str]:
    return classifications.codici(lato, livello) if livello in _CHIUSI else []


def _zeri(codici: list[str], importi: pd.DataFrame) -> tuple[pd.DataFrame, dict[str, pd.Series]]:
    """Return the zeros of the codes of no capitolo: a budget is whole, and is all in its capitoli.

    Only of the levels whose list is closed; the row is that of the header.
    """
    chiavi = pd.DataFrame({"codice": codici}, index=[1] * len(codici))
    return chiavi, {fase: pd.Series(0, index=chiavi.index, dtype="Int64") for fase in importi.columns}


def avvisi(codici: pd.DataFrame, importi: pd.DataFrame, lato: str, file: str) -> Iterator[str]:
    """Say which level is left out for want of codes, and which codes the panel has no voce for."""
    for livello, nome in _PLURALI.items():
        if livello not in codici:
            continue
        senza = int((_vivi(importi) & (codici[livello] == "")).sum())
        if senza and _incompleto(codici[livello], importi) and (codici[livello] != "").any():
            yield f"«{file}»: {nome} non si caricano: {senza} capitoli non ne hanno il codice."
    if "categoria" in codici:
        yield from _fuori_panel(codici["categoria"], importi, lato, file)


def _fuori_panel(codici: pd.Series, importi: pd.DataFrame, lato: str, file: str) -> Iterator[str]:
    ignoti = codici[(codici != "") & ~_nel_panel(codici, "categoria", lato) & _vivi(importi)]
    for codice, righe in ignoti.groupby(ignoti):
        quanto = euro(importi.loc[righe.index].iloc[:, 0].sum())
        yield f"«{file}»: la categoria {codice} ({quanto}) sta nei totali, ma il panel non ha questa voce."


def _nel_panel(codici: pd.Series, livello: str, lato: str) -> pd.Series:
    if livello in PIANO:
        return codici != ""
    return codici.map({codice: classifications.esiste(lato, codice) for codice in codici.unique()}).astype(
        bool
    )


def _incompleto(codici: pd.Series, importi: pd.DataFrame) -> bool:
    return bool((_vivi(importi) & (codici == "")).any()) or not (codici != "").any()


def _vivi(importi: pd.DataFrame) -> pd.Series:
    return importi.ne(0).any(axis=1)
