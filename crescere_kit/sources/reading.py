"""Recognise the layout of each file, read them all, and give back one load or every fault of all of them."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from pathlib import Path

import pandas as pd

from crescere_kit.sources import anagrafe, bdap, books, capitoli, dpcm, maps, riferimenti, spreadsheet
from crescere_kit.sources.enti import nessun_ente, unisci_enti, unisci_schede
from crescere_kit.sources.faults import Difetto, FileRifiutato
from crescere_kit.sources.loading import Caricamento, Fonte, Letto
from crescere_kit.sources.long_rows import costante, unisci_righe
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.siope import monthly, national, yearly
from crescere_kit.sources.siope.coverage import Chiesti
from crescere_kit.sources.whose import Dichiarato, Intestatario, intestatario

_ORIGINE = {"anagrafe": "anagrafe", "bdap": "bdap", "siope": "siope", "siope mensile": "siope"}
_ORIGINE |= {"rendiconto entrate": "dpcm", "rendiconto spese": "dpcm"}
_ORIGINE |= {"capitoli entrate": "capitoli", "capitoli spese": "capitoli"}
_ORIGINE |= {"rendiconto xlsx": "workbook", "modulo": "modulo"}
_ORIGINE |= dict.fromkeys(national.FORMATI, "siope")
_ORIGINE |= dict.fromkeys(riferimenti.FORMATI, "riferimento")
_DOPO = {*national.FORMATI, *riferimenti.FORMATI}  # whose comuni are those of the other files
_RENDICONTI = {"rendiconto entrate": "entrate", "rendiconto spese": "spese"}
_CAPITOLI = ("capitoli entrate", "capitoli spese")
_DICE_CHI_CARICA = {*_RENDICONTI, *_CAPITOLI, *books.FORMATI, riferimenti.DICE_L_ANNO_CHI_CARICA}
_INIZIO = 8192  # bytes that are enough to see a header
_ATTESO = (
    "uno zip di OpenBDAP («Schemi di bilancio» o «Piano degli indicatori»), un CSV o uno zip di SIOPE, "
    "il rendiconto del comune in open data (DPCM 22/9/2014) o scaricato da BDAP in Excel, i capitoli di "
    "bilancio del programma di contabilità, il modulo dell'ente, l'anagrafe ISTAT dei comuni, OpenCivitas, "
    "i redditi IRPEF del MEF o i confini dei comuni (TopoJSON)"
)
_DA_MAPPARE = (
    "una riga per ogni sua colonna in «mappe/capitoli_colonne.csv» dell'archivio, come quelle già note"
)


def leggi(
    percorsi: Iterable[Path | str],
    escludi: Sequence[str] = (),
    anagrafe_nota: pd.DataFrame | None = None,
    mappe: Mappe | None = None,
    dichiarato: Dichiarato | None = None,
    *,
    con_conti: Iterable[str] = (),
) -> Caricamento:
    """Read official files, whatever their layout.

    `escludi` are the ISTAT codes to leave out; `anagrafe_nota` the enti already known, who may be in SIOPE;
    `dichiarato` the comune and year of the files that do not say it; `con_conti` the ISTAT codes of those who
    have accounts already: of a national file only they are read.
    Raises FileRifiutato with every fault of every file.
    """
    file, avvisi = _distinti([Path(percorso) for percorso in percorsi])
    mappe = mappe or maps.carica()
    formati = {percorso: _formato(percorso, mappe) for percorso in file}
    noti = anagrafe_nota if anagrafe_nota is not None else nessun_ente()
    dichiarato = dichiarato or Dichiarato()
    letti = _tutti(formati, mappe, frozenset(escludi), noti, dichiarato)
    chiesti = Chiesti(noti, frozenset(con_conti), frozenset(escludi))
    letti |= national.leggi_tutti(formati, chiesti, letti.values(), mappe)
    letti |= riferimenti.leggi_tutti(formati, file, chiesti, list(letti.values()), dichiarato.anno)
    righe = unisci_righe(_con_impronta(letto.righe, file[percorso]) for percorso, letto in letti.items())
    difetti = [difetto for letto in letti.values() for difetto in letto.difetti] + _in_due_file(righe)
    if difetti:
        raise FileRifiutato(difetti)
    righe, non_in_pareggio = capitoli.pareggio(righe)
    schede = [letto.enti.assign(origine=_ORIGINE[formati[percorso]]) for percorso, letto in letti.items()]
    fonti = [Fonte(p.name, file[p], formati[p], letto.regione) for p, letto in letti.items()]
    avvisi += [f"Il comune {istat} è stato escluso su richiesta." for istat in dict.fromkeys(escludi)]
    avvisi += _inutile(dichiarato, formati.values())
    avvisi += dict.fromkeys(avviso for letto in letti.values() for avviso in letto.avvisi)
    avvisi += non_in_pareggio
    tabelle = frozenset().union(*(letto.tabelle for letto in letti.values()))
    confini = {regioni: testo for letto in letti.values() for regioni, testo in letto.confini.items()}
    return Caricamento(righe, unisci_schede(schede), fonti, avvisi, tabelle, confini)


def _tutti(
    formati: dict[Path, str],
    mappe: Mappe,
    escludi: frozenset[str],
    noti: pd.DataFrame,
    dichiarato: Dichiarato,
) -> dict[Path, Letto]:
    """Read every file, the lists of comuni first: the others may need them to know who is who."""
    letti = {}
    for percorso, formato in sorted(formati.items(), key=lambda voce: voce[1] != "anagrafe"):
        if formato in _DOPO:
            continue
        if formato in _RENDICONTI:
            chi = intestatario(dichiarato, noti, percorso.name)
            letti[percorso] = _rendiconto(percorso, formato, mappe, escludi, chi)
        elif formato in _CAPITOLI:
            letti[percorso] = _capitoli(percorso, mappe, escludi, dichiarato, noti)
        elif formato in {*books.FORMATI, books.SCONOSCIUTO}:
            letti[percorso] = _foglio(percorso, mappe, escludi, dichiarato, noti)
        else:
            letti[percorso] = _leggi(percorso, formato, mappe, escludi, noti)
        if formato == "anagrafe":
            noti = unisci_enti([letti[percorso].enti, noti])
    return letti


def _leggi(percorso: Path, formato: str, mappe: Mappe, escludi: frozenset[str], noti: pd.DataFrame) -> Letto:
    if formato == "bdap":
        return bdap.leggi(percorso, mappe, escludi)
    if formato == "anagrafe":
        return anagrafe.leggi(percorso.read_bytes(), percorso.name)
    if formato == "siope mensile":
        return monthly.leggi(percorso.read_bytes(), percorso.name, escludi)
    if formato == "siope":
        return yearly.leggi(percorso.read_bytes(), percorso.name, noti, escludi)
    return Letto(difetti=[_non_riconosciuto(percorso)])


def _rendiconto(
    percorso: Path, formato: str, mappe: Mappe, escludi: frozenset[str], chi: Intestatario
) -> Letto:
    if chi.istat in escludi:
        return Letto()
    return dpcm.leggi(percorso.read_bytes(), percorso.name, _RENDICONTI[formato], chi, mappe)


def _capitoli(
    percorso: Path, mappe: Mappe, escludi: frozenset[str], dichiarato: Dichiarato, noti: pd.DataFrame
) -> Letto:
    letto = capitoli.leggi(percorso.read_bytes(), percorso.name, mappe, dichiarato, noti)
    return Letto() if escludi.intersection(letto.righe["istat"]) else letto


def _foglio(
    percorso: Path, mappe: Mappe, escludi: frozenset[str], dichiarato: Dichiarato, noti: pd.DataFrame
) -> Letto:
    letto = books.leggi(percorso, mappe, dichiarato, noti)
    return Letto() if escludi.intersection(letto.enti.index) else letto


def _inutile(dichiarato: Dichiarato, formati: Iterable[str]) -> list[str]:
    if dichiarato == Dichiarato() or not _DICE_CHI_CARICA.isdisjoint(formati):
        return []
    return ["Il comune e l'anno indicati non sono serviti: ognuno di questi file dice i suoi."]


def _formato(percorso: Path, mappe: Mappe) -> str:
    """Recognise a layout: a zip is of SIOPE or BDAP, a workbook and a text show what they hold."""
    if not percorso.is_file():
        return "assente"
    if percorso.suffix.lower() == ".zip":
        return national.riconosce(percorso) or "bdap"
    with percorso.open("rb") as aperto:
        inizio = aperto.read(_INIZIO)
    if spreadsheet.sembra(inizio, percorso.name):
        return books.formato(percorso, mappe)
    return _del_testo(inizio, percorso.name, mappe)


def _del_testo(inizio: bytes, nome: str, mappe: Mappe) -> str:
    """Recognise a table by its header, else by its official name."""
    schemi = {"anagrafe": anagrafe.SCHEMA, "siope mensile": monthly.SCHEMA, "siope": yearly.SCHEMA}
    noto = next((formato for formato, schema in schemi.items() if schema.riconosce(inizio)), None)
    noto = noto or (national.FORMATO if national.sono_movimenti(inizio) else None)
    noto = noto or riferimenti.riconosce(inizio, nome)
    if noto is None and (lato := dpcm.lato(inizio)):
        return f"rendiconto {lato}"
    if noto is None and (forma := capitoli.riconosci(inizio, mappe)):
        return f"capitoli {forma.lato}"
    if noto is None and bdap.e_una_tabella(nome):
        return "bdap"
    return noto or "sconosciuto"


def _non_riconosciuto(percorso: Path) -> Difetto:
    if not percorso.exists():
        return Difetto(str(percorso), None, None, "nessun file con questo nome", "un file esistente")
    if percorso.is_dir():
        return Difetto(str(percorso), None, None, "una cartella", "un file alla volta")
    with percorso.open("rb") as aperto:
        inizio = aperto.read(_INIZIO)
    if capitoli.somiglia(inizio):
        return Difetto(
            percorso.name, 1, None, "capitoli di un programma che nessuna mappa conosce", _DA_MAPPARE
        )
    vuoto = percorso.stat().st_size == 0
    return Difetto(percorso.name, None, None, "un file vuoto" if vuoto else "un formato sconosciuto", _ATTESO)


def _distinti(percorsi: list[Path]) -> tuple[dict[Path, str], list[str]]:
    """Return the files by content, with their SHA-256, and a sentence for each copy of another."""
    visti: dict[str, Path] = {}
    avvisi = []
    for percorso in percorsi:
        impronta = _sha256(percorso) if percorso.is_file() else str(percorso)
        if impronta in visti:
            avvisi.append(f"«{percorso.name}» è uguale a «{visti[impronta].name}» ed è letto una volta sola.")
        visti.setdefault(impronta, percorso)
    return {percorso: impronta for impronta, percorso in visti.items()}, avvisi


def _sha256(percorso: Path) -> str:
    with percorso.open("rb") as aperto:
        return hashlib.file_digest(aperto, "sha256").hexdigest()


def _con_impronta(righe: pd.DataFrame, sha256: str) -> pd.DataFrame:
    return righe.assign(sha256=costante(sha256, len(righe)))


def _in_due_file(righe: pd.DataFrame) -> list[Difetto]:
    """Find the tables of a comune and year that two files of one load both hold."""
    tabelle = righe.drop_duplicates(["istat", "anno", "membro", "file"])
    doppie = tabelle[tabelle.duplicated(["istat", "anno", "membro"])]
    chiave = ["istat", "anno", "membro"]
    prime = tabelle.drop_duplicates(chiave).set_index(chiave)["file"]
    difetti = []
    for riga in doppie.itertuples():
        trovato = f"dati di {riga.istat} già presenti in «{prime[riga.istat, riga.anno, riga.membro]}»"
        difetti.append(Difetto(riga.file, int(riga.riga), None, trovato, "ogni prospetto in un file solo"))
    return difetti
