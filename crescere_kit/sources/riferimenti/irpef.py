"""Read the incomes of each comune as the MEF publishes them (IRPEF), in the JSON that carries them in cents.

A row has code, cadastral code, name, province (code, letters), region, taxpayers, then for each measure how
many declared it and its sum. What so few declared that they could be recognised is null: it is not zero.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.riferimenti import json_text, known
from crescere_kit.sources.riferimenti.known import Misura, Noti

FORMATO, FORMATO_META = "irpef", "irpef (descrizione)"
LATO = "irpef"
_INSIEME = "mef_irpef_comunale"
_DEL_MEF = re.compile(rb'"datasetId"\s*:\s*"mef_irpef')
_META = re.compile(rb'"(dataArtifactSha256|period)"\s*:')
_VERSIONE = 1
_MISURE = {
    "comprehensiveIncome": "reddito_complessivo",
    "taxableIncome": "imponibile",
    "netTaxDeclared": "imposta_netta",
    "regionalSurtaxDue": "addizionale_regionale",
    "municipalSurtaxDue": "addizionale_comunale",
}
_CHI = ("istat", "catasto", "nome", "provincia", "sigla", "regione")
_CONTRIBUENTI = "taxpayers"
_COLONNE = [_CONTRIBUENTI, *(colonna for misura in _MISURE for colonna in (f"{misura}, numero", misura))]
_TANTE = len(_CHI) + len(_COLONNE)
_TETTO = 10**15  # cents: beyond this no comune goes
_COMUNI = "municipalities"
_ANNI = range(2000, 2100)


def riconosce(inizio: bytes) -> str | None:
    """Return whether a file that begins so holds the data, or only says what they are."""
    if not _DEL_MEF.search(inizio):
        return None
    return FORMATO_META if _META.search(inizio) and b'"measureOrder"' not in inizio else FORMATO


def leggi(contenuto: bytes, file: str, noti: Noti) -> Letto:
    """Read the bytes of a year."""
    letto, difetti = json_text.leggi(contenuto, file)
    if difetti:
        return Letto(difetti=difetti)
    difetti = _testata(letto, file)
    righe, malfatte = _righe(letto.get(_COMUNI), f"{file} » {_COMUNI}")
    difetti += malfatte
    numeri, sbagliati = _numeri(righe, f"{file} » {_COMUNI}")
    difetti += _codici(righe["istat"], f"{file} » {_COMUNI}") + sbagliati
    if difetti:
        return Letto(difetti=difetti)
    misure = [Misura("contribuenti", "numero", numeri[_CONTRIBUENTI])]
    for misura, codice in _MISURE.items():
        misure.append(Misura(f"contribuenti_{codice}", "numero", numeri[f"{misura}, numero"]))
        misure.append(Misura(codice, "importo", numeri[misura]))
    quale = (LATO, letto["taxYear"])
    return known.letto(righe["istat"], misure, noti, quale, f"{file} » {_COMUNI}")


def leggi_meta(contenuto: bytes, file: str, dati: set[str]) -> Letto:
    """Check, with the description that comes with the data, that these are the ones published."""
    letto, difetti = json_text.leggi(contenuto, file)
    if difetti:
        return Letto(difetti=difetti)
    difetti = _stesso_insieme(letto, file)
    if difetti:
        return Letto(difetti=difetti)
    if not dati:
        return Letto(
            avvisi=[f"«{file}» descrive i dati IRPEF e non li contiene: serve il file «.data.json»."]
        )
    impronta = letto.get("dataArtifactSha256")
    if impronta in dati:
        return Letto()
    trovato = "dati IRPEF con un'impronta diversa da quella che la descrizione dichiara"
    return Letto(
        difetti=[Difetto(file, None, "dataArtifactSha256", trovato, "i dati come sono stati pubblicati")]
    )


def _stesso_insieme(letto: dict[str, Any], file: str) -> list[Difetto]:
    return [
        *json_text.diverso(letto, "schemaVersion", _VERSIONE, file),
        *json_text.diverso(letto, "datasetId", _INSIEME, file),
    ]


def _testata(letto: dict[str, Any], file: str) -> list[Difetto]:
    difetti = _stesso_insieme(letto, file) + json_text.diverso(letto, "measureOrder", list(_MISURE), file)
    anno = letto.get("taxYear")
    if type(anno) is not int or anno not in _ANNI:
        atteso = "un anno d'imposta di quattro cifre"
        difetti.append(Difetto(file, None, "taxYear", json_text.mostra(anno), atteso))
    return difetti


def _righe(comuni: Any, file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Return the rows that have all their places, and the faults of the others."""
    colonne = [*_CHI, *_COLONNE]
    if not isinstance(comuni, list) or not comuni:
        difetto = Difetto(file, None, _COMUNI, json_text.mostra(comuni), "un elenco di comuni")
        return pd.DataFrame(columns=colonne, dtype=object), [difetto]
    buone = {n: r for n, r in enumerate(comuni, 1) if isinstance(r, list) and len(r) == _TANTE}
    difetti = [
        Difetto(file, n, None, f"la riga {json_text.mostra(r)}", f"{_TANTE} valori")
        for n, r in enumerate(comuni, 1)
        if n not in buone
    ]
    righe = pd.DataFrame(list(buone.values()), index=list(buone), columns=colonne, dtype=object)
    return righe, difetti


def _codici(istat: pd.Series, file: str) -> list[Difetto]:
    buoni = istat.map(lambda codice: isinstance(codice, str) and bool(re.fullmatch(r"[0-9]{6}", codice)))
    difetti = _mostrati(istat[~buoni.astype(bool)], file, "un codice ISTAT di sei cifre, fra virgolette")
    doppi = istat[buoni.astype(bool)]
    doppi = doppi[doppi.duplicated()]
    return difetti + _mostrati(doppi, file, "un codice ISTAT scritto una volta sola")


def _numeri(righe: pd.DataFrame, file: str) -> tuple[dict[str, pd.Series], list[Difetto]]:
    """Return each measure as whole numbers, missing where null, and the faults of those that are not."""
    numeri, difetti = {}, []
    for colonna in _COLONNE:
        valori = righe[colonna]
        buoni = valori.map(_intero).astype(bool)
        cosa = "contribuenti" if colonna.endswith(("numero", _CONTRIBUENTI)) else "centesimi"
        atteso = f"un numero intero di {cosa}, non negativo, o null"
        difetti += _mostrati(valori[~buoni], file, atteso)
        numeri[colonna] = pd.Series(valori.where(buoni, None).array, index=valori.index, dtype="Int64")
    return numeri, difetti


def _intero(valore: Any) -> bool:
    return valore is None or (type(valore) is int and 0 <= valore < _TETTO)


def _mostrati(valori: pd.Series, file: str, atteso: str) -> list[Difetto]:
    return [
        Difetto(file, int(riga), str(valori.name), json_text.mostra(valore), atteso)
        for riga, valore in valori.items()
    ]
