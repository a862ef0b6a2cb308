"""Read one official table of a BDAP archive into long rows, collecting every fault on the way."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd

from crescere_kit.sources import amounts, delimited
from crescere_kit.sources.bdap import codes
from crescere_kit.sources.bdap.columns import Riconosciute, riconosci, ruoli_del_codice
from crescere_kit.sources.bdap.names import NomeUfficiale
from crescere_kit.sources.bdap.rows import CHIAVE, enti_di, errate, ripetute, solo_comuni
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import lunghe, unisci_righe
from crescere_kit.sources.maps import Mappe, Membro

_SI_NO = {"SI": 1, "SÌ": 1, "S": 1, "NO": 0, "N": 0, "": pd.NA}


@dataclass(frozen=True)
class Contesto:
    """What is known before reading a table: where it is, what its name says, the maps, who is left out."""

    file: str
    membro: Membro
    nome: NomeUfficiale
    mappe: Mappe
    escludi: frozenset[str] = frozenset()


def leggi(contenuto: bytes, contesto: Contesto) -> Letto:
    """Read the bytes of a table."""
    file, membro = contesto.file, contesto.membro
    tabella = delimited.leggi(contenuto, file, ";")
    difetti = list(tabella.difetti)
    if tabella.dati.empty:
        vuota = Difetto(file, None, None, "nessuna riga dopo l'intestazione", "le righe dei comuni")
        return Letto(difetti=difetti or [vuota])
    note = contesto.mappe.colonne(membro.membro, contesto.nome.anno)
    colonne = riconosci(list(tabella.dati.columns), note, membro, file)
    difetti += colonne.difetti
    if not colonne.leggibili:
        return Letto(difetti=difetti)
    dati, difetti_soggetti = solo_comuni(_per_ruolo(tabella.dati, colonne), contesto.nome, file)
    dati = dati[~dati["istat"].isin(contesto.escludi)]
    righe, difetti_righe = _righe(dati, colonne, contesto)
    enti, avvisi = enti_di(dati)
    return Letto(righe, enti, difetti + difetti_soggetti + difetti_righe, avvisi)


def _per_ruolo(dati: pd.DataFrame, colonne: Riconosciute) -> pd.DataFrame:
    """Name by ruolo the columns that say who and what; leave to the amounts their official header."""
    scelte = {ruolo: dati.iloc[:, posizione] for ruolo, posizione in colonne.posizioni.items()}
    scelte |= {colonna.intestazione: dati.iloc[:, p] for p, colonna in colonne.importi.items()}
    return pd.DataFrame(scelte)


def _righe(
    dati: pd.DataFrame, colonne: Riconosciute, contesto: Contesto
) -> tuple[pd.DataFrame, list[Difetto]]:
    dati, difetti = _con_codice(dati, colonne.codice, contesto)
    importi = [colonna.intestazione for colonna in colonne.importi.values()]
    difetti += ripetute(dati, importi, contesto.file, colonne.codice)
    dati = dati[~dati.duplicated(CHIAVE)]
    per_fase = {}
    for colonna in colonne.importi.values():
        valori, sbagliati, atteso = _valori(dati[colonna.intestazione], colonna.ruolo)
        for trovato, righe in dati[sbagliati].groupby(colonna.intestazione, sort=False):
            difetti += errate(righe, contesto.file, colonna.intestazione, f"«{trovato}»", atteso)
        per_fase[colonna.fase] = valori
    membro = contesto.membro
    parti = {"documento": membro.documento, "lato": membro.lato, "membro": membro.membro}
    righe_lunghe = lunghe(dati[CHIAVE], per_fase, file=contesto.file, **parti)
    if membro.codice == "{pdc}":
        righe_lunghe = _riassunte(righe_lunghe, contesto)
    return _fpv_del_personale(righe_lunghe), difetti


def _con_codice(dati: pd.DataFrame, colonna: str, contesto: Contesto) -> tuple[pd.DataFrame, list[Difetto]]:
    """Add our code and the official one to each row; drop the lines that are known and not needed."""
    membro, voci = contesto.membro, contesto.mappe.voci(contesto.membro.membro, contesto.nome.anno)
    ruoli = ruoli_del_codice(membro)
    a_voce = membro.codice == "{voce}"
    aiuti = ["etichetta"] if a_voce else ["titolo"]  # «0101» is 10101 if the row says titolo 1
    ruoli += [ruolo for ruolo in aiuti if ruolo in dati and ruolo not in ruoli]
    gruppi = dati.groupby(ruoli, sort=False)
    codifica = codes.codifica(gruppi.head(1)[ruoli], membro, voci)
    quale = gruppi.ngroup()
    codici = quale.map(dict(enumerate(codifica.codici)))
    difetti = []
    for numero, (trovato, atteso) in codifica.errori.items():
        difetti += errate(dati[quale == numero], contesto.file, colonna, trovato, atteso)
    tenute = codici.fillna("") != ""
    dati, codici = dati[tenute], codici[tenute].astype("category")
    return dati.assign(codice=codici, ufficiale=dati[ruoli[0]] if a_voce else codici), difetti


def _valori(testi: pd.Series, ruolo: str) -> tuple[pd.Series, pd.Series, str]:
    """Return the values of a column, which are wrong, and what was expected of them."""
    if ruolo == "si_no":
        risposte = testi.str.strip().str.upper()
        return risposte.map(_SI_NO).astype("Int64"), ~risposte.isin(_SI_NO), "SI oppure NO"
    if ruolo == "rapporto":
        return *amounts.rapporti(testi), amounts.ATTESO_RAPPORTO
    return *amounts.cents(testi), amounts.ATTESO


def _riassunte(righe: pd.DataFrame, contesto: Contesto) -> pd.DataFrame:
    """Sum the accounts of the piano dei conti under each voce that serves, from the highest level present."""
    voci = contesto.mappe.voci(contesto.membro.membro, contesto.nome.anno)
    categorie = righe["codice"].cat.categories
    madri = {codice: codes.conto_che_serve(codice, voci) for codice in categorie}
    livelli = righe["codice"].map({codice: codice.count(".") for codice in categorie}).astype("int64")
    righe = righe.assign(codice=righe["codice"].map(madri).astype("category"))
    chiave = [righe[c] for c in ("istat", "anno", "codice", "fase")]
    righe = righe[livelli == livelli.groupby(chiave, observed=True).transform("min")]
    altre = [c for c in righe.columns if c not in ("importo", "riga")]
    somme = righe.groupby(altre, observed=True, dropna=False, sort=False)
    return somme.agg(importo=("importo", "sum"), riga=("riga", "min")).reset_index()[righe.columns]


def _fpv_del_personale(righe: pd.DataFrame) -> pd.DataFrame:
    """Put the FPV of macroaggregato 101, of entrata and of spesa, where P1 looks for it."""
    di_entrata = righe["fase"] == "fpv_entrata"
    di_spesa = (righe["fase"] == "fpv") & (righe["codice"] == "101")
    if not (di_entrata.any() or di_spesa.any()):
        return righe
    del_personale = righe[(di_entrata & (righe["codice"] == "101")) | di_spesa]
    codici = del_personale["fase"].astype("str").map({"fpv_entrata": "entrata_101", "fpv": "spesa_101"})
    spostate = del_personale.assign(lato="fpv", codice=codici, fase="importo")
    testi = dict.fromkeys(("lato", "codice", "fase"), "category")
    return unisci_righe([righe[~di_entrata], spostate.astype(testi)])
