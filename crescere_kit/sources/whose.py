"""Whose accounts a file holds when the file does not say: the person who loads it says comune and anno."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources.enti import nessun_ente, scheda
from crescere_kit.sources.faults import Difetto, vicini
from crescere_kit.sources.names import con_slug

_ANNO = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ISTAT = re.compile(r"\d{4,6}")


@dataclass(frozen=True)
class Dichiarato:
    """What the person said on loading; None is what was left unsaid."""

    comune: str | None = None
    anno: int | None = None


@dataclass(frozen=True)
class Intestatario:
    """The ente and year of a file; `scheda` is the ente as far as it is known."""

    istat: str = ""
    anno: int = 0
    scheda: pd.DataFrame = field(default_factory=nessun_ente)
    difetti: list[Difetto] = field(default_factory=list)
    avvisi: list[str] = field(default_factory=list)


def intestatario(
    dichiarato: Dichiarato, anagrafe: pd.DataFrame, file: str, anno_scritto: int | None = None
) -> Intestatario:
    """Find the ente among those known and check the year with the one written in the file, if there is one,
    else with the file's name; the faults say what to add.
    """
    if anno_scritto is None:
        difetti = [*_non_detti(dichiarato, file), *_altro_anno(dichiarato.anno, file)]
    else:
        difetti = _altro_da_scritto(dichiarato.anno, anno_scritto, file)
        dichiarato = replace(dichiarato, anno=anno_scritto)
        difetti += _non_detti(dichiarato, file)
    if dichiarato.comune is None:
        return Intestatario(difetti=difetti)
    istat, difetti_comune = istat_di(dichiarato.comune.strip(), anagrafe, file)
    difetti += difetti_comune
    if difetti:
        return Intestatario(difetti=difetti)
    if istat in anagrafe.index:
        return Intestatario(istat, dichiarato.anno, scheda(anagrafe, [istat]))
    avviso = (
        f"Il comune {istat} non è tra quelli conosciuti: per averne nome e popolazione, "
        "importare l'anagrafe ISTAT dei comuni."
    )
    return Intestatario(istat, dichiarato.anno, _senza_nome(istat), avvisi=[avviso])


def _non_detti(dichiarato: Dichiarato, file: str) -> list[Difetto]:
    mancano = [
        (parola, opzione)
        for valore, parola, opzione in (
            (dichiarato.comune, "comune", "--comune NOME O CODICE ISTAT"),
            (dichiarato.anno, "anno", "--anno ANNO"),
        )
        if valore is None
    ]
    if not mancano:
        return []
    trovato = f"un file che non dice di quale {' e di quale '.join(parola for parola, _ in mancano)} è"
    opzioni = " ".join(opzione for _, opzione in mancano)
    return [Difetto(file, None, None, trovato, f"che lo dica chi lo carica, aggiungendo «{opzioni}»")]


def _altro_da_scritto(anno: int | None, scritto: int, file: str) -> list[Difetto]:
    if anno in (None, scritto):
        return []
    return [Difetto(file, None, None, f"i conti del {scritto}", f"il {anno} indicato, oppure nessun anno")]


def _altro_anno(anno: int | None, file: str) -> list[Difetto]:
    if anno is None:
        return []
    if not _ANNO.fullmatch(str(anno)):
        return [Difetto(file, None, None, f"l'anno «{anno}»", "un anno di quattro cifre, come 2019")]
    nel_nome = _ANNO.findall(file)
    if not nel_nome or str(anno) in nel_nome:
        return []
    return [Difetto(file, None, None, f"l'anno {anno}", f"il {' o il '.join(nel_nome)} del nome del file")]


def istat_di(comune: str, anagrafe: pd.DataFrame, file: str) -> tuple[str, list[Difetto]]:
    """Return the ISTAT code of a comune given by code or name, or the fault that says why there is none."""
    if _ISTAT.fullmatch(comune):
        return comune.zfill(6), []
    enti = con_slug(anagrafe)
    trovati = enti.index[enti["slug"] == slug(comune)]
    if trovati.empty:
        trovati = enti.index[enti["nome"].map(slug) == slug(comune)]
    if len(trovati) == 1:
        return trovati[0], []
    return "", [Difetto(file, None, None, f"il comune «{comune}»", _atteso(comune, enti, trovati))]


def _atteso(comune: str, enti: pd.DataFrame, omonimi: pd.Index) -> str:
    if enti.empty:
        return "un codice ISTAT di sei cifre, oppure l'anagrafe ISTAT dei comuni importata prima"
    if len(omonimi):
        scelte = ", ".join(f"{istat} ({enti.loc[istat, 'provincia']})" for istat in omonimi)
        return f"uno solo dei comuni con questo nome, per codice ISTAT: {scelte}"
    vicino = vicini(comune, enti["nome"])
    return "un comune conosciuto, per nome o codice ISTAT" + (f" (forse {vicino})" if vicino else "")


def _senza_nome(istat: str) -> pd.DataFrame:
    sconosciuto = scheda(nessun_ente(), [istat]).assign(nome=f"Comune {istat}")
    return sconosciuto.astype(nessun_ente().dtypes.to_dict())
