"""The titoli of SIOPE and the rows of cash by titolo, whatever the layout they come from."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pandas as pd

from crescere_kit.accounts import classifications
from crescere_kit.sources import amounts, maps, plain
from crescere_kit.sources.faults import Difetto, vicini
from crescere_kit.sources.long_rows import lunghe, unisci_righe

LATI = {"entrata": "entrate", "entrate": "entrate", "spesa": "uscite", "spese": "uscite", "uscita": "uscite"}
DA_REGOLARIZZARE = "0"


def titoli(lati: pd.Series, codici: pd.Series, anni: pd.Series) -> pd.Series:
    """Return the titolo of each row: by the map for the codes of the old scheme, else the first digit."""
    vecchi = vecchio_schema()
    gruppi = pd.DataFrame({"lato": lati, "codice": codici, "anno": anni}).groupby(
        ["lato", "codice", "anno"], sort=False, dropna=False
    )
    distinti = gruppi.head(1)
    trovati = [
        _titolo(vecchi, *chiave)
        for chiave in zip(distinti["lato"], distinti["codice"], distinti["anno"], strict=True)
    ]
    return pd.Series(np.array(trovati, dtype=object)[gruppi.ngroup()], index=lati.index, dtype="str")


def vecchio_schema() -> dict[tuple[str, str], dict[str, str]]:
    """Return, by side and code, the titoli of the scheme in use up to 2016."""
    return {(riga["lato"], riga["codice"]): riga for riga in maps.righe("siope_titoli.csv")}


def _titolo(vecchi: dict[tuple[str, str], dict[str, str]], lato: str, codice: str, anno: int) -> str:
    vecchio = vecchi.get((lato, codice))
    if vecchio and anno <= int(vecchio["al"]):
        return vecchio["titolo"]
    return codice.lstrip("EUS.")[:1]


def titoli_noti(lato: str) -> list[str]:
    """Return the titoli that SIOPE may have on a side: those of the law, and what waits for one."""
    return [DA_REGOLARIZZARE, *classifications.titoli("entrate" if lato == "entrate" else "spese")]


def righe_di_cassa(dati: pd.DataFrame, colonna: str, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Turn rows with istat, anno, lato, codice and an amount as text into long rows."""
    valori, sbagliati = amounts.cents(dati[colonna])
    difetti = list(plain.sbagliate(sbagliati, dati[colonna], file, amounts.ATTESO))
    dati = dati.assign(anno=dati["anno"].astype("int64"))[valori.notna()]
    tabelle = [
        lunghe(
            del_lato,
            {"cassa": valori.loc[del_lato.index]},
            documento="siope",
            lato=lato,
            membro=f"siope_{lato}",
            file=file,
        )
        for lato, del_lato in dati.groupby("lato")
    ]
    return unisci_righe(tabelle), difetti


def titoli_errati(dati: pd.DataFrame, colonne: tuple[str, str], file: str) -> Iterator[Difetto]:
    """Yield the rows whose side or titolo is in no classification; `colonne` are their official headers."""
    del_lato, del_titolo = colonne
    for lato, righe in dati.groupby("lato"):
        if lato not in LATI.values():
            yield from _tutte(righe[del_lato], file, "«entrate» oppure «uscite»")
            continue
        noti = titoli_noti(lato)
        for codice, sbagliate in righe[~righe["codice"].isin(noti)].groupby("codice"):
            vicino = vicini(codice, noti)
            atteso = f"un titolo di {lato}: {', '.join(noti)}" + (f" (forse {vicino})" if vicino else "")
            yield from _tutte(sbagliate[del_titolo], file, atteso)


def _tutte(testi: pd.Series, file: str, atteso: str) -> Iterator[Difetto]:
    return plain.sbagliate(pd.Series(True, index=testi.index), testi, file, atteso)
