"""Read a tidy panel (ente, anno, voce, valore) from a CSV file, plain or compressed with gzip."""

from __future__ import annotations

import gzip
import zlib
from pathlib import Path

import numpy as np
import pandas as pd

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.projection.forecast.series import Serie, da_righe
from crescere_kit.sources import delimited
from crescere_kit.sources.faults import Difetto, FileRifiutato, forse, vicini

COLONNE = ("ente", "anno", "voce", "valore")
POPOLAZIONE = "popolazione"
_ANNI_MINIMI = 3
_ANNI_POSSIBILI = (1861, 2200)
_MOSTRATI = 20


class FileIntrovabile(ErroreSpiegato, FileNotFoundError):
    """The panel is not there."""


class VoceAssente(ErroreSpiegato, LookupError):
    """The panel has not a voce that was asked for."""


def leggi(percorso: Path | str) -> Serie:
    """Read a panel; every fault of it is said, each in one sentence.

    Raises FileIntrovabile, or FileRifiutato with all the faults.
    """
    file = Path(percorso)
    tabella = delimited.leggi(_contenuto(file), file.name, _separatore(file))
    difetti = list(tabella.difetti) or _senza_colonne(tabella.dati, file.name)
    if difetti:
        raise FileRifiutato(difetti)
    righe, difetti = _interpreta(tabella.dati, file.name)
    difetti = difetti or _troppo_poco(righe, file.name)
    if difetti:
        raise FileRifiutato(difetti)
    return da_righe(righe, POPOLAZIONE)


def scegli(serie: Serie, voci: list[str]) -> Serie:
    """Return only some voci of a panel. Raises VoceAssente with the nearest names."""
    for voce in voci:
        if voce not in serie.voci:
            noti = vicini(voce, serie.voci, 3) or ", ".join(serie.voci)
            raise VoceAssente(f"Il pannello non ha la voce «{voce}». Forse: {noti}?")
    return serie.delle_voci(voci)


def _contenuto(file: Path) -> bytes:
    if not file.is_file():
        raise FileIntrovabile(f"Il pannello «{file}» non c'è: controllare il percorso.")
    grezzo = file.read_bytes()
    if not grezzo.startswith(b"\x1f\x8b"):
        return grezzo
    try:
        return gzip.decompress(grezzo)
    except (OSError, EOFError, zlib.error):
        guasto = Difetto(file.name, None, None, "un gzip interrotto o danneggiato", "un file intero")
        raise FileRifiutato([guasto]) from None


def _separatore(file: Path) -> str:
    prima = _contenuto(file)[:4096].split(b"\n", 1)[0].decode("latin-1")
    return max(",;\t", key=prima.count)


def _senza_colonne(dati: pd.DataFrame, file: str) -> list[Difetto]:
    if dati.empty and not len(dati.columns):
        return [Difetto(file, None, None, "un file vuoto", "un pannello ente, anno, voce, valore")]
    trovate = ", ".join(dati.columns)
    mancano = [nome for nome in COLONNE if nome not in dati.columns]
    difetti = [
        Difetto(
            file, 1, None, f"le colonne {trovate}", f"anche la colonna «{nome}»{forse(nome, dati.columns)}"
        )
        for nome in mancano
    ]
    if not difetti and dati.empty:
        return [Difetto(file, None, None, "la sola intestazione", "almeno tre anni di una voce")]
    return difetti


def _interpreta(dati: pd.DataFrame, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    anno, valore = (pd.to_numeric(dati[nome], errors="coerce") for nome in ("anno", "valore"))
    vuoto = dati["valore"].fillna("").str.strip() == ""
    anno_buono = anno.between(*_ANNI_POSSIBILI) & (anno % 1 == 0)
    infiniti = ~np.isfinite(valore.fillna(0))
    difetti = [
        *_celle(dati, "anno", ~anno_buono, "un anno, come 2024", file),
        *_celle(dati, "valore", (valore.isna() & ~vuoto) | infiniti, "un numero con il punto decimale", file),
        *(
            difetto
            for nome in ("ente", "voce")
            for difetto in _celle(dati, nome, dati[nome].fillna("").str.strip() == "", "un nome", file)
        ),
    ]
    righe = pd.DataFrame(
        {"ente": dati["ente"], "anno": anno, "voce": dati["voce"], "valore": valore.astype(float)}
    )
    if difetti:
        return righe, difetti
    righe = righe.astype({"anno": int})
    doppie = righe.duplicated(["ente", "anno", "voce"])
    return righe, [
        Difetto(
            file,
            int(numero),
            None,
            f"di nuovo {riga.voce} di {riga.ente} nel {riga.anno}",
            "un valore solo per ente, anno e voce",
        )
        for numero, riga in righe[doppie].head(_MOSTRATI).iterrows()
    ]


def _celle(dati: pd.DataFrame, colonna: str, cattive: pd.Series, atteso: str, file: str) -> list[Difetto]:
    return [
        Difetto(file, int(numero), colonna, f"«{testo}»" if isinstance(testo, str) else "nulla", atteso)
        for numero, testo in dati.loc[cattive, colonna].head(_MOSTRATI).items()
    ]


def _troppo_poco(righe: pd.DataFrame, file: str) -> list[Difetto]:
    note = righe[righe["valore"].notna() & (righe["voce"] != POPOLAZIONE)]
    anni = note.groupby("voce")["anno"].nunique()
    if len(anni) and anni.max() >= _ANNI_MINIMI:
        return []
    trovato = f"al massimo {anni.max()} anni per voce" if len(anni) else "nessun valore"
    return [Difetto(file, None, None, trovato, f"una voce con almeno {_ANNI_MINIMI} anni")]
