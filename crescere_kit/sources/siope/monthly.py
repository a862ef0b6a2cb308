"""Read SIOPE as OpenBDAP publishes it: the cash of a year by titolo, cumulated month by month.

Each month holds the sum from January: the highest month of an ente is its year, and the difference from the
month before is what the month added. Up to 2016 the codes are those of the old scheme. The titoli of conto
terzi (9 of entrata, 7 of spesa) are voci of their own: whoever sums the cash of a year leaves them out.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.sources import amounts, delimited, plain
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.names import nome_proprio
from crescere_kit.sources.plain import Schema
from crescere_kit.sources.siope import months
from crescere_kit.sources.siope.months import Flussi
from crescere_kit.sources.siope.titoli import LATI, titoli, titoli_errati

SCHEMA = Schema(
    nome="SIOPE movimenti cumulati mensili (OpenBDAP)",
    separatore=";",
    servono=(
        "Codice istat provincia",
        "Provincia BDAP",
        "Codice istat comune",
        "Codice Tipologia Ente BDAP",
        "Descrizione Ente BDAP",
        "Anno/Mese calendario",
        "Tipologia del Movimento",
        "Codice Titolo CG",
        "Codice Gestionale Enti Locali",
        "Popolazione ISTAT",
        "Importo cumulato",
    ),
)
_COMUNE = "CO"
_NESSUNA = np.iinfo("int64").max  # the row of a month without rows


def leggi(contenuto: bytes, file: str, escludi: frozenset[str]) -> Letto:
    """Read the bytes of a region and year."""
    tabella = delimited.leggi(contenuto, file, SCHEMA.separatore)
    difetti = [*tabella.difetti, *plain.mancanti(tabella.dati, SCHEMA, file)]
    if difetti:
        return Letto(difetti=difetti)
    dati, difetti = _con_mese(_solo_comuni(tabella.dati, escludi), file)
    gestionale = "Codice Gestionale Enti Locali"
    doppie = dati.duplicated(["istat", "anno", "mese", "lato", "Codice Titolo CG", gestionale])
    difetti += plain.sbagliate(
        doppie, dati[gestionale], file, "una riga sola per ente, mese e codice gestionale"
    )
    dati = dati.assign(codice=titoli(dati["lato"], dati["Codice Titolo CG"].str.strip(), dati["anno"]))
    difetti += titoli_errati(dati, ("Tipologia del Movimento", "Codice Titolo CG"), file)
    valori, sbagliati = amounts.cents(dati["Importo cumulato"])
    difetti += plain.sbagliate(sbagliati, dati["Importo cumulato"], file, amounts.ATTESO)
    enti = _enti(dati)
    buone = valori.notna() & ~doppie
    if difetti or not buone.any():
        return Letto(enti=enti, difetti=difetti)
    flussi = _per_mese(dati.assign(valore=valori)[buone])
    return Letto(months.righe(flussi, file), enti, [], months.avvisi(flussi, enti["nome"]))


def _con_mese(dati: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    quando = dati["Anno/Mese calendario"]
    parti = quando.str.extract(r"^(\d{4})/(0[1-9]|1[0-2])$")
    noti = parti[0].notna()
    difetti = list(plain.sbagliate(~noti, quando, file, "anno e mese, come 2024/12"))
    parti = parti[noti].astype("int64")
    return dati[noti].assign(anno=parti[0], mese=parti[1]), difetti


def _solo_comuni(dati: pd.DataFrame, escludi: frozenset[str]) -> pd.DataFrame:
    dati = dati[dati["Codice Tipologia Ente BDAP"].str.strip() == _COMUNE]
    provincia, comune = (
        dati[f"Codice istat {parte}"].str.strip().str.zfill(3) for parte in ("provincia", "comune")
    )
    lato = dati["Tipologia del Movimento"].str.strip()
    dati = dati.assign(istat=provincia + comune, lato=lato.str.lower().map(LATI).fillna(lato))
    return dati[~dati["istat"].isin(escludi)]


def _per_mese(dati: pd.DataFrame) -> Flussi:
    """Turn the sums from January into what each month added."""
    chiave, ente = ["istat", "anno", "lato", "codice"], ["istat", "anno", "lato"]
    gruppi, enti = dati.groupby(chiave), dati.groupby(ente)
    chiavi = gruppi.head(1)[chiave].assign(posto=gruppi.ngroup()).sort_values("posto")[chiave]
    del_gruppo, del_mese = gruppi.ngroup().to_numpy(), dati["mese"].to_numpy() - 1
    cumulati = np.zeros((len(chiavi), months.MESI), dtype="int64")
    np.add.at(cumulati, (del_gruppo, del_mese), dati["valore"].to_numpy("int64"))
    righe = np.full(cumulati.shape, _NESSUNA)
    np.minimum.at(righe, (del_gruppo, del_mese), dati.index.to_numpy())
    visti_di_ente = np.zeros((enti.ngroups, months.MESI), dtype=bool)
    visti_di_ente[enti.ngroup().to_numpy(), del_mese] = True
    visti = visti_di_ente[enti.ngroup().loc[chiavi.index].to_numpy()]
    return _differenze(chiavi, cumulati, righe, visti)


def _differenze(chiavi: pd.DataFrame, cumulati: np.ndarray, righe: np.ndarray, visti: np.ndarray) -> Flussi:
    """Subtract from each month the one before; without it nobody knows what the month added."""
    ultimo = months.MESI - 1 - visti[:, ::-1].argmax(axis=1)
    posti = np.arange(len(chiavi))
    noti = visti & np.column_stack([np.ones(len(visti), dtype=bool), visti[:, :-1]])
    importi = np.diff(cumulati, axis=1, prepend=0)
    prime = righe.min(axis=1)
    righe_totali = np.where(righe[posti, ultimo] == _NESSUNA, prime, righe[posti, ultimo])
    righe = np.where(righe == _NESSUNA, righe_totali[:, None], righe)
    return Flussi(chiavi, importi, righe, noti, visti, cumulati[posti, ultimo], righe_totali)


def _enti(dati: pd.DataFrame) -> pd.DataFrame:
    primi = dati.drop_duplicates("istat").set_index("istat")
    popolazione = pd.to_numeric(primi["Popolazione ISTAT"], errors="coerce")
    return pd.DataFrame(
        {
            "nome": primi["Descrizione Ente BDAP"].map(nome_proprio),
            "provincia": primi["Provincia BDAP"].map(nome_proprio),
            "regione": pd.Series(pd.NA, index=primi.index, dtype="str"),
            "popolazione": popolazione.round().astype("Int64"),
        }
    )
