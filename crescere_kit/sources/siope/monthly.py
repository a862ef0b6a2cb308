"""Read SIOPE as OpenBDAP publishes it: the cash of a year by titolo, cumulated month by month.

Each month holds the sum from January, so the highest month of an ente is its year; up to 2016 the codes are
those of the old scheme. The titoli of conto terzi (9 of entrata, 7 of spesa) are voci of their own: whoever
sums the cash of a year leaves them out.
"""

from __future__ import annotations

import pandas as pd

from crescere_kit.sources import delimited, plain
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.names import nome_proprio
from crescere_kit.sources.plain import Schema
from crescere_kit.sources.siope.titoli import LATI, per_titolo, righe_di_cassa, titoli, titoli_errati

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
_ULTIMO_MESE = 12


def leggi(contenuto: bytes, file: str, escludi: frozenset[str]) -> Letto:
    """Read the bytes of a region and year."""
    tabella = delimited.leggi(contenuto, file, SCHEMA.separatore)
    difetti = [*tabella.difetti, *plain.mancanti(tabella.dati, SCHEMA, file)]
    if difetti:
        return Letto(difetti=difetti)
    dati = _solo_comuni(tabella.dati, escludi)
    mese = dati["Anno/Mese calendario"].str.extract(r"^(\d{4})/(\d{2})$")
    difetti += plain.sbagliate(
        mese[0].isna(), dati["Anno/Mese calendario"], file, "anno e mese, come 2024/12"
    )
    dati = dati[mese[0].notna()].assign(anno=mese[0].astype("Int64"), mese=mese[1].astype("Int64"))
    dati, avvisi = _ultimo_mese(dati)
    gestionale = "Codice Gestionale Enti Locali"
    doppie = dati.duplicated(["istat", "anno", "lato", "Codice Titolo CG", gestionale])
    difetti += plain.sbagliate(
        doppie, dati[gestionale], file, "una riga sola per ente, mese e codice gestionale"
    )
    dati = dati.assign(codice=titoli(dati["lato"], dati["Codice Titolo CG"].str.strip(), dati["anno"]))
    difetti += titoli_errati(dati, ("Tipologia del Movimento", "Codice Titolo CG"), file)
    righe, sbagliati = righe_di_cassa(dati[~doppie], "Importo cumulato", file)
    return Letto(per_titolo(righe), _enti(dati), difetti + sbagliati, avvisi)


def _solo_comuni(dati: pd.DataFrame, escludi: frozenset[str]) -> pd.DataFrame:
    dati = dati[dati["Codice Tipologia Ente BDAP"].str.strip() == _COMUNE]
    provincia, comune = (
        dati[f"Codice istat {parte}"].str.strip().str.zfill(3) for parte in ("provincia", "comune")
    )
    lato = dati["Tipologia del Movimento"].str.strip()
    dati = dati.assign(istat=provincia + comune, lato=lato.str.lower().map(LATI).fillna(lato))
    return dati[~dati["istat"].isin(escludi)]


def _ultimo_mese(dati: pd.DataFrame) -> tuple[pd.DataFrame, list[str]]:
    """Keep the rows of the last month of each ente, year and side, and say who has no December."""
    gruppi = [dati[c] for c in ("istat", "anno", "lato")]
    dati = dati[dati["mese"] == dati["mese"].groupby(gruppi).transform("max")]
    parziali = dati[dati["mese"] < _ULTIMO_MESE].drop_duplicates(["istat", "anno", "lato"])
    colonne = ["Descrizione Ente BDAP", "istat", "anno", "lato", "mese"]
    avvisi = [
        f"{nome_proprio(nome)} ({istat}): le {lato} SIOPE del {anno} si fermano al mese {mese}."
        for nome, istat, anno, lato, mese in parziali[colonne].itertuples(index=False)
    ]
    return dati, avvisi


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
