"""Read what OpenCivitas says of each comune: actual against standard spending, and the services given.

Cents and hundredths of a point; the file does not say its year, which its name does, or who loads it.
"""

from __future__ import annotations

import re

import pandas as pd

from crescere_kit.sources import delimited, plain
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.plain import Schema
from crescere_kit.sources.riferimenti import known
from crescere_kit.sources.riferimenti.known import Misura, Noti

FORMATO = "opencivitas"
LATO = "opencivitas"
_IMPORTI = {
    "historicalSpendingCents": "spesa_storica",
    "standardSpendingCents": "spesa_standard",
    "historicalPerCapitaCents": "storica_per_abitante",
    "standardPerCapitaCents": "standard_per_abitante",
}
_DIFFERENZE = {
    "differenceCents": ("historicalSpendingCents", "standardSpendingCents"),
    "differencePerCapitaCents": ("historicalPerCapitaCents", "standardPerCapitaCents"),
}
_SCARTO = "serviceDifferenceBasisPoints"
_LIVELLI = {"spendingLevel": "livello_spesa", "serviceLevel": "livello_servizi"}
SCHEMA = Schema(
    nome="OpenCivitas, spesa storica e standard dei comuni",
    separatore=",",
    servono=("istatCode", *_IMPORTI, *_DIFFERENZE, _SCARTO, *_LIVELLI),
)
_ANNO = re.compile(r"(?<!\d)20\d\d(?!\d)")
_CENTESIMI = (r"-?\d{1,15}", "un numero intero di centesimi")
_NON_NEGATIVI = (r"\d{1,15}", "un numero intero di centesimi, non negativo")
_CENTESIMI_DI_PUNTO = (r"-?\d{1,7}(\.\d{1,6})?", "centesimi di punto, come -210.0")
_DECILE = (r"([0-9]|10)(\.0+)?", "un livello intero da 0 a 10")


def leggi(contenuto: bytes, file: str, noti: Noti, anno: int | None) -> Letto:
    """Read the bytes of a year."""
    anno, difetti = _anno(anno, file)
    tabella = delimited.leggi(contenuto, file, SCHEMA.separatore)
    difetti += [*tabella.difetti, *plain.mancanti(tabella.dati, SCHEMA, file)]
    if not set(SCHEMA.servono) <= set(tabella.dati.columns):
        return Letto(difetti=difetti)
    dati = tabella.dati[list(SCHEMA.servono)].apply(lambda testi: testi.str.strip())
    istat = dati["istatCode"].str.zfill(6)
    difetti += plain.sbagliate(~istat.str.fullmatch(r"\d{6}"), dati["istatCode"], file, "sei cifre")
    atteso = "un codice ISTAT scritto una volta sola"
    difetti += plain.sbagliate(istat.duplicated(), dati["istatCode"], file, atteso)
    numeri, sbagliati = _numeri(dati, file)
    difetti += sbagliati + _non_torna(dati, numeri, file)
    if difetti:
        return Letto(difetti=difetti)
    return known.letto(istat, _misure(numeri), noti, (LATO, anno), file)


def _anno(anno: int | None, file: str) -> tuple[int, list[Difetto]]:
    """Return the year that was said, or that of the file's name; the two must agree."""
    nel_nome = sorted({int(trovato) for trovato in _ANNO.findall(file)})
    if anno is None and len(nel_nome) == 1:
        return nel_nome[0], []
    if anno is None:
        trovato = "un file che non dice di quale anno è"
        return 0, [Difetto(file, None, None, trovato, "l'anno nel nome, come «opencivitas_2022», o «--anno»")]
    if nel_nome and anno not in nel_nome:
        return 0, [Difetto(file, None, None, f"l'anno {anno}", f"il {nel_nome[0]} del nome del file")]
    return anno, []


def _forme() -> dict[str, tuple[str, str]]:
    return {
        **dict.fromkeys(_IMPORTI, _NON_NEGATIVI),
        **dict.fromkeys(_DIFFERENZE, _CENTESIMI),
        _SCARTO: _CENTESIMI_DI_PUNTO,
        **dict.fromkeys(_LIVELLI, _DECILE),
    }


def _numeri(dati: pd.DataFrame, file: str) -> tuple[dict[str, pd.Series], list[Difetto]]:
    """Return each column as numbers, missing where it is empty, and the faults of those that are not."""
    numeri, difetti = {}, []
    for colonna, (forma, atteso) in _forme().items():
        testi = dati[colonna]
        buoni = testi.str.fullmatch(forma)
        difetti += plain.sbagliate(~buoni & (testi != ""), testi, file, atteso)
        tipo = "Float64" if colonna == _SCARTO else "Int64"
        numeri[colonna] = pd.to_numeric(testi.where(buoni)).astype(tipo)
    return numeri, difetti


def _non_torna(dati: pd.DataFrame, numeri: dict[str, pd.Series], file: str) -> list[Difetto]:
    """Find the differences that are not such: the columns of that row are not what they are called."""
    difetti = []
    for colonna, (storica, standard) in _DIFFERENZE.items():
        attesa = numeri[storica] - numeri[standard]
        diversa = (numeri[colonna] != attesa).fillna(False).astype(bool)
        difetti += plain.sbagliate(diversa, dati[colonna], file, "la spesa storica meno la standard")
    return difetti


def _misure(numeri: dict[str, pd.Series]) -> list[Misura]:
    importi = [Misura(codice, "importo", numeri[colonna]) for colonna, codice in _IMPORTI.items()]
    livelli = [Misura(codice, "livello", numeri[colonna]) for colonna, codice in _LIVELLI.items()]
    return [*importi, Misura("scarto_servizi", "scarto", numeri[_SCARTO] / 100), *livelli]
