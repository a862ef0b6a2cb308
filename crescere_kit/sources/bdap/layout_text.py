"""The text of an official OpenBDAP csv: quoted fields, `;`, CRLF, trailing empty column, decimal point."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

_ZONA = ("9", "Zona di esempio")
_SI_NO = {1: "SI", 0: "NO"}


def soggetti(enti: pd.DataFrame, anno: int, regione: str) -> pd.DataFrame:
    """Return the columns that name the subject of a row, by istat."""
    return pd.DataFrame(
        {
            "Esercizio Finanziario": str(anno),
            "Codice Tipologia Soggetto": "ELCOMU",
            "Descrizione Tipologia Soggetto": "Comuni",
            "Codice BDAP": [f"7{istat}00000001" for istat in enti.index],
            "Denominazione Soggetto": [f"COMUNE DI {nome.upper()}" for nome in enti["nome"]],
            "CF Soggetto": [f"99{istat}990" for istat in enti.index],
            "Data Cessazione Soggetto": "",
            "Codice Zona Geografica": _ZONA[0],
            "Descrizione Zona Geografica": _ZONA[1],
            "Codice Regione": "99",
            "Descrizione Regione": regione,
            "Codice Provincia": [istat[:3] for istat in enti.index],
            "Descrizione Provincia": [str(nome).upper() for nome in enti["provincia"]],
            "Codice Comune": [istat[3:] for istat in enti.index],
            "Descrizione Comune": [nome.upper() for nome in enti["nome"]],
        },
        index=enti.index,
    )


def scelti(testi: Iterable[str], posizioni: np.ndarray) -> pa.Array:
    """Return the text at each position; repeated texts are stored once."""
    parole = pa.array([str(testo) for testo in testi], pa.string())
    return pa.DictionaryArray.from_arrays(pa.array(posizioni, pa.int32()), parole).dictionary_decode()


def valori(tavola: pd.DataFrame, fase: str, ruolo: str) -> pa.Array:
    """Return the column of a fase as text: amounts in euro with a point, an absent value empty."""
    if fase not in tavola.columns:
        return pa.nulls(len(tavola), pa.string())
    colonna = tavola[fase]
    if ruolo == "importo":
        return _euro(colonna)
    if ruolo == "si_no":
        return pa.array([_SI_NO.get(v) if pd.notna(v) else None for v in colonna], pa.string())
    return pa.array([_punti(v) if pd.notna(v) else None for v in colonna], pa.string())


def in_csv(tabella: pa.Table, codifica: str) -> bytes:
    """Return the bytes of the csv."""
    campi = [pc.fill_null(pc.replace_substring(colonna, '"', '""'), "") for colonna in tabella.columns]
    righe = pc.binary_join_element_wise(*campi, '";"')
    testa = '";"'.join(tabella.column_names)
    return ("\r\n".join(f'"{riga}";' for riga in [testa, *righe.to_pylist()]) + "\r\n").encode(codifica)


def _euro(colonna: pd.Series) -> pa.Array:
    """Turn cents into «-1234.56» without passing through a float."""
    assenti = colonna.isna().to_numpy(dtype=bool)
    cents = colonna.astype("Int64").fillna(0).to_numpy(dtype=np.int64)
    parole = np.column_stack([cents, cents >> 63])  # a 128-bit integer, low word first
    decimali = pa.Array.from_buffers(pa.decimal128(20, 2), len(cents), [None, pa.py_buffer(parole.tobytes())])
    return pc.if_else(pa.array(assenti), pa.scalar(None, pa.string()), decimali.cast(pa.string()))


def _punti(punti: float) -> str:
    return f"{punti:.6f}".rstrip("0").rstrip(".")
