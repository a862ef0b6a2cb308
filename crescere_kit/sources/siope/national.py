"""Read the national files of SIOPE, millions of rows each: SIOPE_ENTRATE.{year}.zip, SIOPE_USCITE.{year}.zip.

Seen in real files (2013-2026, through code that reads them): one CSV in the zip (`USCITE_2025.csv`), no
header, commas, quotes; `"codice_ente","anno","mese","codice_gestionale","importo"`; cents with zeros before
them, each month by itself and not from January; codes like `1.01.01.06.001` from 2017 and of four digits
before; no comune twice with the same month and code. Inferred: that the titoli of the codes of four digits
are those of the monthly layout. Who is who is in SIOPE_ANAGRAFICHE.zip, to be loaded together.

Every row of the comuni asked for goes into its titolo: «0» is what waits to be regolarizzato, 9 of entrata
and 7 of spesa are conto terzi, and whoever sums the cash of a year leaves these out. The rows of the others,
and of codes that the anagrafiche do not have, are counted and said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from pathlib import Path

import numpy as np
import pandas as pd

from crescere_kit.sources.bdap import zips
from crescere_kit.sources.bdap.zips import FileIllegibile, Membro
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.siope import coverage, matching, months, registry, stream
from crescere_kit.sources.siope.collecting import Raccolta
from crescere_kit.sources.siope.coverage import Chiesti
from crescere_kit.sources.siope.months import Flussi
from crescere_kit.sources.siope.registry import Anagrafiche
from crescere_kit.sources.siope.stream import Pezzo
from crescere_kit.sources.siope.summing import NESSUNA, Somme

FORMATO = "siope nazionale"
FORMATI = (registry.FORMATO, FORMATO)
_NOME = re.compile(r"(?:SIOPE_)?(?P<lato>ENTRATE|USCITE)(?:[._ ](?P<anno>20\d\d))?", re.IGNORECASE)
_RIGA = re.compile(rb'"?\d+"?,"?\d{4}"?,"?\d{1,2}"?,"?[\d.]+"?,"?-?\d+"?\r?\n')
_INIZIO = 256
_ATTESO = "un nome come quello ufficiale: SIOPE_USCITE.2025.zip, con dentro USCITE_2025.csv"


def riconosce(percorso: Path) -> str | None:
    """Return the format of a zip if it is one of these, by its name or by what is in it."""
    with zips.apri(percorso) as (membri, _):
        nomi = [percorso.name, *(membro.nome for membro in membri)]
        if any(map(registry.e_suo, nomi)):
            return registry.FORMATO
        if any(map(_NOME.match, nomi)) or (len(membri) == 1 and _contiene_movimenti(membri[0])):
            return FORMATO
    return None


def sono_movimenti(inizio: bytes) -> bool:
    """Say whether a file that begins so is the CSV that was in one of these zips."""
    return bool(_RIGA.match(inizio))


def leggi_tutti(
    formati: dict[Path, str], chiesti: Chiesti, altri: Iterable[Letto], mappe: Mappe
) -> dict[Path, Letto]:
    """Read all the national files of a load, with the anagrafiche that are among them.

    They come after the other files, `altri`, which may say who is wanted.
    """
    elenchi, movimenti = (
        [percorso for percorso, formato in formati.items() if formato == quale] for quale in FORMATI
    )
    if not elenchi and not movimenti:
        return {}
    anagrafiche, chiesti = registry.leggi(elenchi, mappe), chiesti.con(altri)
    letti = {percorso: leggi(percorso, anagrafiche, chiesti) for percorso in movimenti}
    avvisi = [] if movimenti else [registry.DA_SOLA]
    return dict.fromkeys(elenchi, Letto(difetti=anagrafiche.difetti, avvisi=avvisi)) | letti


def leggi(percorso: Path, anagrafiche: Anagrafiche, chiesti: Chiesti) -> Letto:
    """Read a zip, or the CSV that was in it."""
    if percorso.suffix.lower() != ".zip":
        return _tabella(percorso, zips.da_solo(percorso), anagrafiche, chiesti)
    with zips.apri(percorso) as (membri, difetti):
        if difetti:
            return Letto(difetti=difetti)
        tabelle = [membro for membro in membri if membro.nome.lower().endswith((".csv", ".txt"))]
        if len(tabelle) != 1:
            trovato = f"{len(tabelle)} tabelle nello zip"
            return Letto(difetti=[Difetto(percorso.name, None, None, trovato, "un CSV solo, di movimenti")])
        return _tabella(percorso, tabelle[0], anagrafiche, chiesti)


def _tabella(percorso: Path, membro: Membro, anagrafiche: Anagrafiche, chiesti: Chiesti) -> Letto:
    file = percorso.name if membro.nome == percorso.name else zips.dove(percorso.name, membro.nome)
    lato, anno, difetti = _quale(percorso.name, membro.nome, file)
    difetti += _senza_anagrafiche(anagrafiche, file)
    if difetti or anagrafiche.enti.empty:  # the faults of the anagrafiche are told with their own file
        return Letto(difetti=difetti)
    raccolta = Raccolta(file)
    try:
        with membro.apri() as aperto:
            pezzi = stream.pezzi(aperto, raccolta)
            return _movimenti(pezzi, raccolta, (lato, anno), anagrafiche, chiesti)
    except FileIllegibile as errore:
        return Letto(difetti=[*raccolta.difetti(), errore.difetto])


def _movimenti(
    pezzi: Iterator[Pezzo],
    raccolta: Raccolta,
    quali: tuple[str, int | None],
    anagrafiche: Anagrafiche,
    chiesti: Chiesti,
) -> Letto:
    primo = next(pezzi, None)
    if primo is None or not len(primo.righe):
        vuoto = Difetto(raccolta.file, None, None, "nessuna riga", "i movimenti degli enti")
        return Letto(difetti=raccolta.difetti() or [vuoto])
    lato, anno = quali[0], quali[1] or _anno_della_prima(primo)
    comuni = _scelti(anagrafiche, anno, chiesti)
    tutti = pd.Index(anagrafiche.enti["codice_ente"].unique())
    somme = Somme(tutti, comuni.index, lato, anno, raccolta)
    for pezzo in chain([primo], pezzi):
        somme.aggiungi(pezzo)
    flussi = _flussi(comuni["istat"], somme, lato, anno)
    difetti = raccolta.difetti()
    if not difetti and flussi.chiavi.empty:
        difetti = [coverage.nessuno(somme, raccolta.file)]
    if difetti:
        return Letto(difetti=difetti)
    enti = matching.schede(comuni[comuni["istat"].isin(flussi.chiavi["istat"])], anagrafiche)
    avvisi = [
        *coverage.avvisi(somme, flussi, enti, chiesti, raccolta.file),
        *months.avvisi(flussi, enti["nome"]),
    ]
    return Letto(months.righe(flussi, raccolta.file), enti, [], avvisi)


def _scelti(anagrafiche: Anagrafiche, anno: int, chiesti: Chiesti) -> pd.DataFrame:
    """Return the SIOPE codes to read, with the ISTAT code of each."""
    comuni = anagrafiche.comuni(anno)
    istat = matching.abbina(comuni, chiesti.noti, anagrafiche.per_provincia["regione"])
    comuni = comuni.assign(istat=istat)[istat.notna() & ~istat.isin(chiesti.escludi)]
    return comuni[comuni["istat"].isin(chiesti.con_conti)] if chiesti.con_conti else comuni


def _flussi(istat: pd.Series, somme: Somme, lato: str, anno: int) -> Flussi:
    """Put together the codes of one comune: after a merger it may have two."""
    posti, diversi = pd.factorize(istat, sort=True)
    importi = np.zeros((len(diversi), *somme.importi.shape[1:]), dtype="int64")
    prime = np.full(importi.shape, NESSUNA)
    np.add.at(importi, posti, somme.importi)
    np.minimum.at(prime, posti, somme.prime)
    mossi = prime != NESSUNA
    ente, titolo = np.nonzero(mossi.any(axis=2))
    chiavi = pd.DataFrame(
        {"istat": diversi[ente], "anno": anno, "lato": lato, "codice": titolo.astype("str")}
    )
    righe_totali = prime[ente, titolo].min(axis=1)
    righe = np.where(mossi[ente, titolo], prime[ente, titolo], righe_totali[:, None])
    visti = mossi.any(axis=1)[ente]
    importi = importi[ente, titolo]
    return Flussi(chiavi, importi, righe, visti, visti, importi.sum(axis=1), righe_totali)


def _quale(zip_: str, membro: str, file: str) -> tuple[str, int | None, list[Difetto]]:
    """Return side and year, from the names of the zip and of the CSV in it, which must agree."""
    detti = [trovato.groupdict() for nome in (zip_, membro) if (trovato := _NOME.match(nome))]
    lati = list(dict.fromkeys(detto["lato"].lower() for detto in detti))
    anni = list(dict.fromkeys(int(detto["anno"]) for detto in detti if detto["anno"]))
    difetti = []
    if not lati:
        difetti.append(Difetto(file, None, None, "un nome che non dice se sono entrate o uscite", _ATTESO))
    if len(lati) > 1 or len(anni) > 1:
        difetti.append(Difetto(file, None, None, f"«{membro}» dentro «{zip_}»", _ATTESO))
    return next(iter(lati), ""), next(iter(anni), None), difetti


def _senza_anagrafiche(anagrafiche: Anagrafiche, file: str) -> list[Difetto]:
    if len(anagrafiche.enti) or anagrafiche.difetti:
        return []
    atteso = "SIOPE_ANAGRAFICHE.zip, da caricare insieme: dice di quale comune è ogni codice"
    return [Difetto(file, None, "codice_ente", "movimenti di enti senza nome", atteso)]


def _anno_della_prima(pezzo: Pezzo) -> int:
    testo = pezzo.testi["anno"][int(pezzo.posti["anno"][0])].as_py()
    return int(testo) if re.fullmatch(r"20\d\d", testo) else 0


def _contiene_movimenti(membro: Membro) -> bool:
    try:
        with membro.apri() as aperto:
            return sono_movimenti(aperto.read(_INIZIO))
    except FileIllegibile:
        return False
