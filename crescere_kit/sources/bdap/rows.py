"""Whose rows they are: keep the comuni of an official table and say which rows cannot be theirs."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from crescere_kit.sources.bdap.names import NomeUfficiale, stessa_regione
from crescere_kit.sources.enti import COLONNE as COLONNE_ENTI
from crescere_kit.sources.enti import nessun_ente
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.names import nome_proprio

COMUNE = "ELCOMU"
CHIAVE = ["istat", "anno", "codice"]


def solo_comuni(dati: pd.DataFrame, nome: NomeUfficiale, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Keep the rows of comuni and add istat and anno; regions, provinces and unions are left out."""
    dati = dati[dati["tipo_soggetto"].str.strip() == COMUNE]
    if dati.empty:
        return dati.assign(istat="", anno=0), [
            Difetto(file, None, None, f"nessun soggetto di tipo {COMUNE}", "le righe dei comuni")
        ]
    dati = dati.assign(istat=_tre(dati["codice_provincia"]) + _tre(dati["codice_comune"]))
    difetti = [*_fuori_anno(dati, nome, file), *_fuori_regione(dati, nome, file)]
    senza_istat = ~dati["istat"].str.fullmatch(r"\d{6}")
    atteso = "al più tre cifre per la provincia e tre per il comune"
    for codice, righe in dati[senza_istat].groupby("istat", sort=False):
        difetti += [Difetto(file, riga, "Codice Comune", f"«{codice}»", atteso) for riga in righe.index]
    dati = dati[~senza_istat & dati["anno"].str.fullmatch(r"\d{4}")]
    return dati.assign(anno=dati["anno"].astype("int64"), istat=dati["istat"].astype("category")), difetti


def errate(righe: pd.DataFrame, file: str, colonna: str, trovato: str, atteso: str) -> list[Difetto]:
    """Make a fault of each row, with the comune it belongs to."""
    coppie = zip(righe.index, righe["istat"], strict=True)
    return [Difetto(file, int(riga), colonna, trovato, atteso, istat) for riga, istat in coppie]


def ripetute(dati: pd.DataFrame, importi: list[str], file: str, colonna: str) -> list[Difetto]:
    """Find two rows for one key; a prospect may repeat a line under another code, with the same amount."""
    altre = dati[dati.duplicated(CHIAVE)]
    if altre.empty:
        return []
    stesso_codice = dati.duplicated([*CHIAVE, "ufficiale"])
    stesso_importo = dati.duplicated([*CHIAVE, *importi])
    sbagliate = altre[(stesso_codice | ~stesso_importo).loc[altre.index]]
    prime = (
        pd.Series(dati.index, index=dati.index)
        .groupby([dati[c] for c in CHIAVE], observed=True)
        .transform("min")
    )
    difetti = []
    for codice, righe in sbagliate.groupby("codice", sort=False, observed=True):
        atteso = "una riga sola per comune, anno e codice"
        for riga, istat in zip(righe.index, righe["istat"], strict=True):
            trovato = f"un'altra riga per «{codice}» del comune {istat}, già alla riga {prime[riga]}"
            difetti.append(Difetto(file, int(riga), colonna, trovato, atteso, istat))
    return difetti


def enti_di(dati: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Return the comuni of the rows, and a sentence for each one that had ceased before the year."""
    if dati.empty:
        return nessun_ente(), []
    primi = dati.drop_duplicates("istat").set_index(dati["istat"].drop_duplicates().astype("str"))
    nomi = primi["comune"] if "comune" in primi else primi.get("denominazione", primi["istat"])
    vuoto = pd.Series(pd.NA, index=primi.index, dtype="str")
    enti = pd.DataFrame(
        {
            "nome": nomi.astype("str").map(nome_proprio),
            "provincia": primi.get("provincia", vuoto).map(nome_proprio, na_action="ignore"),
            "regione": primi.get("regione", vuoto).map(nome_proprio, na_action="ignore"),
            "popolazione": pd.array([pd.NA] * len(primi), dtype="Int64"),
            "codice_fiscale": primi.get("codice_fiscale", vuoto).str.strip().replace("", pd.NA),
        }
    )
    return enti[COLONNE_ENTI].rename_axis("istat"), list(_cessati(primi, enti))


def _tre(codici: pd.Series) -> pd.Series:
    return codici.str.strip().str.zfill(3)


def _fuori_anno(dati: pd.DataFrame, nome: NomeUfficiale, file: str) -> Iterator[Difetto]:
    for anno, righe in dati.groupby("anno", sort=False):
        if not (anno.isdigit() and len(anno) == 4):
            yield Difetto(
                file, int(righe.index[0]), "Esercizio Finanziario", f"«{anno}»", "un anno di quattro cifre"
            )
        elif nome.anno and int(anno) != nome.anno:
            atteso = f"«{nome.anno}», l'anno scritto nel nome del file"
            yield Difetto(file, int(righe.index[0]), "Esercizio Finanziario", f"«{anno}»", atteso)


def _fuori_regione(dati: pd.DataFrame, nome: NomeUfficiale, file: str) -> Iterator[Difetto]:
    if nome.regione is None or "regione" not in dati:
        return
    for regione, righe in dati.groupby("regione", sort=False):
        if not stessa_regione(regione, nome.regione):
            trovato = f"«{regione}» in {len(righe)} righe"
            atteso = f"«{nome.regione}», la regione scritta nel nome del file"
            yield Difetto(file, int(righe.index[0]), "Descrizione Regione", trovato, atteso)


def _cessati(primi: pd.DataFrame, enti: pd.DataFrame) -> Iterator[str]:
    if "cessazione" not in primi:
        return
    anni = primi["cessazione"].str.extract(r"(\d{4})", expand=False)
    for istat in anni.index[anni.notna()]:
        if int(anni[istat]) < primi.loc[istat, "anno"]:
            nome, anno = enti.loc[istat, "nome"], primi.loc[istat, "anno"]
            yield f"{nome} ({istat}) risulta cessato nel {anni[istat]}, ma ha dati del {anno}."
