"""What a load has brought: the totals by titolo that were read, and the indicators that they can feed."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import compress

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.blocks import Colonne
from crescere_kit.accounts.panel import Traccia
from crescere_kit.accounts.voci import fasi
from crescere_kit.euro import euro, numero
from crescere_kit.indicators import GRUPPI, Indicatore
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.story import mancanti
from crescere_kit.reports.documents import Quadro
from crescere_kit.reports.lists import con_codice
from crescere_kit.sources.loading import Caricamento

_POCHI = 6  # comuni and years whose titoli are shown one by one; a region has a line per documento
_MOSTRATI = 12
_LARGHEZZA = 100
_FASI = {
    "rendiconto": {"entrate": "accertamenti", "spese": "impegni"},
    "previsione": {"entrate": "competenza_1", "spese": "competenza_1"},
    "assestato": {"entrate": "competenza_1", "spese": "competenza_1"},
    "siope": {"entrate": "cassa", "uscite": "cassa"},
}


@dataclass(frozen=True)
class Alimentati:
    """The indicators of one gruppo that a load gives alone, and those that need the other files beside."""

    gruppo: str
    quanti: int
    da_soli: tuple[str, ...]
    insieme: dict[tuple[str, ...], tuple[str, ...]]


def resoconto(caricamento: Caricamento, enti: pd.DataFrame) -> list[str]:
    """Return, line by line, what to tell who has loaded some files; `enti` are those of the archive."""
    if caricamento.righe.empty:
        return []
    conti = Conti.da_righe(caricamento.righe, enti[enti.index.isin(caricamento.righe["istat"].unique())])
    righe = [*totali(conti), *conteggi(caricamento.righe)]
    di_quanti = " (per almeno un comune e anno)" if len(conti) > 1 else ""
    return [*righe, *_in_parole(alimentati(conti), di_quanti)]


def totali(conti: Conti) -> list[str]:
    """Return the titoli of each comune and year, when they are few."""
    if len(conti) > _POCHI:
        return []
    righe = []
    for istat, anno in conti.indice:
        for documento, lati in _FASI.items():
            for lato, fase in lati.items():
                righe += _titoli(conti, (istat, anno), documento, lato, fase)
    return righe


def conteggi(righe: pd.DataFrame) -> list[str]:
    """Return how many comuni and values each documento has, and of which years."""
    detti = []
    for documento, sue in righe.groupby("documento", observed=True):
        primo, ultimo = sue["anno"].min(), sue["anno"].max()
        anni = str(primo) if primo == ultimo else f"{primo}-{ultimo}"
        detti.append(f"{documento} {anni}: {_quanti(sue['istat'].nunique())}, {numero(len(sue))} valori")
    return detti


def alimentati(conti: Conti) -> list[Alimentati]:
    """Return what the accounts of a load give to each gruppo, leaving out those they give nothing to."""
    noti, regione = _noti(conti), _regione(conti)
    due_righe = conti.righe(np.arange(min(len(conti), 2)))  # they are read as a region is
    trovati = []
    for gruppo, indicatori in GRUPPI.items():
        da_soli, insieme = [], {}
        for indicatore in indicatori:
            nome = con_codice(indicatore)
            if valori_di(indicatore, conti).notna().any():
                da_soli.append(nome)
            elif (file := _servono(_traccia(indicatore, due_righe), noti, regione)) is not None:
                insieme[file] = (*insieme.get(file, ()), nome)
        if da_soli or insieme:
            trovati.append(Alimentati(gruppo, len(indicatori), tuple(da_soli), insieme))
    return trovati


def _noti(conti: Conti) -> dict[int, dict[Voce, int]]:
    """Return the voci that somebody has, by year."""
    anni, presenti = conti.indice.get_level_values("anno"), conti.colonne.presenti()
    return {
        int(anno): dict.fromkeys(compress(conti.colonne, presenti[:, anni == anno].any(axis=1)), 1)
        for anno in sorted(set(anni))
    }


def _traccia(indicatore: Indicatore, conti: Conti) -> Traccia:
    """Return what the formula reads.

    One may stop where a prospect was not filed: it is asked again with only that in the panel, and empty.
    """
    traccia = _letti(indicatore, conti)
    mancano = [voce for voce in dict.fromkeys(traccia) if voce not in conti.colonne]
    if len(mancano) < len(set(traccia)) or not mancano:
        return traccia
    return _letti(indicatore, replace(conti, colonne=Colonne.vuote(mancano, len(conti))))


def _letti(indicatore: Indicatore, conti: Conti) -> Traccia:
    letti, traccia = conti.con_traccia()
    indicatore.calcola(letti)
    indicatore.leggi_dichiarato(letti)
    return traccia


def _servono(traccia: Traccia, noti: dict[int, dict[Voce, int]], regione: str) -> tuple[str, ...] | None:
    """Return the files that may hold what else is read; None when the load has nothing of what is read."""
    usati = [anno for anno, voci in noti.items() if not voci.keys().isdisjoint(traccia)]
    if not usati:
        return None
    assenti = [
        (voce, anno)
        for voce, anno in mancanti(traccia, noti, max(usati))
        if not _variata(voce, noti.get(anno, {}))
    ]
    # What the ente declared is another way to the same figure: the accounts, when they can give it, do.
    dai_conti = [(voce, anno) for voce, anno in assenti if voce.documento != "indicatori"]
    quadro = Quadro(max(usati), regione, {})
    anni: dict[str, set[int]] = {}
    for voce, anno in dai_conti or assenti:
        nome = quadro.file_della_voce(voce, anno)
        anni.setdefault(nome.replace(str(anno), "{anno}"), set()).add(anno)
    return tuple(nome.format(anno=_anni(sorted(dei))) for nome, dei in sorted(anni.items()) if nome)


def _anni(anni: Sequence[int]) -> str:
    """Write years as they are said: «2019», «2017 e 2019», «2015-2019»."""
    di_seguito = len(anni) > 2 and anni[-1] - anni[0] == len(anni) - 1
    return f"{anni[0]}-{anni[-1]}" if di_seguito else " e ".join(map(str, anni))


def _variata(voce: Voce, noti: dict[Voce, int]) -> bool:
    return voce.documento == "previsione" and voce._replace(documento="assestato") in noti


def _quanti(comuni: int) -> str:
    return "1 comune" if comuni == 1 else f"{numero(comuni)} comuni"


def _regione(conti: Conti) -> str:
    regioni = conti.enti["regione"].dropna().unique()
    return str(regioni[0]).upper() if len(regioni) == 1 else "[regione]"


def _titoli(conti: Conti, riga: tuple[str, int], documento: str, lato: str, fase: str) -> Iterator[str]:
    """Yield the amounts of the titoli of one side of a documento, and their sum."""
    codici = [codice for codice in conti.codici(documento, lato) if len(codice) == 1]
    importi = {codice: conti.voce(documento, lato, codice, fase).loc[riga] for codice in codici}
    noti = {codice: int(importo) for codice, importo in importi.items() if pd.notna(importo)}
    if noti:
        nome = conti.enti["nome"].get(riga[0], riga[0])
        yield f"{nome}, {riga[1]} – {documento}, {lato}: {fasi(documento, lato)[fase]}"
        for codice, importo in noti.items():
            yield _allineata(f"titolo {codice}", importo)
        yield _allineata("totale dei titoli", sum(noti.values()))


def _allineata(nome: str, importo: int) -> str:
    return f"  {nome:<18}{euro(importo):>22}"


def _in_parole(trovati: Sequence[Alimentati], di_quanti: str) -> Iterator[str]:
    calcolati = sum(len(uno.da_soli) for uno in trovati)
    tutti = sum(len(indicatori) for indicatori in GRUPPI.values())
    yield f"Indicatori che questi file bastano a calcolare{di_quanti}: {calcolati} su {tutti}"
    for uno in trovati:
        if uno.da_soli:
            yield from _voce(f"{uno.gruppo} ({len(uno.da_soli)} su {uno.quanti})", uno.da_soli)
    insieme = sum(len(nomi) for uno in trovati for nomi in uno.insieme.values())
    if insieme:
        yield f"Indicatori a cui contribuiscono insieme ad altri dati: {insieme}"
    per_file: dict[tuple[str, ...], list[str]] = {}
    for uno in trovati:
        for file, nomi in uno.insieme.items():
            per_file.setdefault(file, []).extend(nomi)
    for file, nomi in sorted(per_file.items(), key=lambda coppia: len(coppia[0])):
        yield from _voce(f"{_con(file)} ({len(nomi)})", nomi)


def _con(file: tuple[str, ...]) -> str:
    if not file:
        return "i conti ci sono, ma non danno un valore (un denominatore a zero, o anni prima che mancano)"
    *primi, ultimo = file
    return f"con {', '.join(primi)} e {ultimo}" if primi else f"con {ultimo}"


def _voce(titolo: str, nomi: Sequence[str]) -> Iterator[str]:
    altri = len(nomi) - _MOSTRATI
    testo = "; ".join(nomi[:_MOSTRATI]) + (f" e altri {altri}" if altri > 0 else "")
    yield from textwrap.wrap(f"{titolo}: {testo}", _LARGHEZZA, initial_indent="  ", subsequent_indent="    ")
