"""OpenCivitas: what a comune spends against its needs, in cents, of the comuni that have accounts."""

import pandas as pd
import pytest
from insiemi import CIVITAS as COLONNE
from insiemi import CIVITAS_BORGO as BORGO

from crescere_kit.sources.riferimenti import opencivitas
from crescere_kit.sources.riferimenti.known import Noti

NOTI = Noti(pd.Series({"901001": "Borgo Esempio", "901002": "Serra Prova"}), pd.Index(["901001", "901002"]))
NOME = "opencivitas_2022_comuni.csv"


def leggi(righe, noti=NOTI, anno=None, nome=NOME):
    return opencivitas.leggi((COLONNE + righe).encode(), nome, noti, anno)


def test_each_measure_is_a_voce_of_the_year_of_the_set():
    righe = leggi(BORGO).righe
    assert set(righe["anno"]) == {2022}
    assert set(righe["riga"]) == {2}
    importi = righe.dropna(subset="importo").set_index("codice")["importo"].to_dict()
    assert importi == {
        "spesa_storica": 11000,
        "spesa_standard": 10000,
        "storica_per_abitante": 550,
        "standard_per_abitante": 500,
        "livello_spesa": 3,
        "livello_servizi": 5,
    }
    assert righe.dropna(subset="rapporto").set_index("codice")["rapporto"].to_dict() == {
        "scarto_servizi": -2.1
    }


def test_what_was_not_assessed_is_missing_and_not_zero():
    codici = leggi(BORGO.replace("-210.0,3.0,5.0", ",3.0,")).righe["codice"]
    assert set(codici).isdisjoint({"scarto_servizi", "livello_servizi"})


def test_who_has_no_accounts_is_left_out_and_counted():
    letto = leggi(BORGO + BORGO.replace("901001", "999999"))
    assert set(letto.righe["istat"]) == {"901001"}
    fuori, ignoti, assenti = letto.avvisi
    assert "letti 1 comuni; 1 lasciati fuori" in fuori
    assert "1 codice ISTAT fuori dall'anagrafe dell'archivio (999999)" in ignoti
    assert "non ha dati di Serra Prova (901002)" in assenti


def test_a_file_of_others_only_is_refused():
    (difetto,) = leggi(BORGO.replace("901001", "078001")).difetti
    assert difetto.trovato == "1 comune, nessuno con conti nell'archivio"


def test_all_the_faults_are_told_at_once():
    righe = (
        BORGO
        + BORGO
        + "9010X2,A,P,E,1,1,0,1,1,0,0,0,1,1,,,[]\n"
        + "901003,A,P,E,-5,1,-6,1.5,1,0,0,x,11,1,,,[]\n"
        + "901004,A,P,E,900,100,700,1,1,0,0,0,1,1,,,[]\n"
    )
    trovati = {(d.riga, d.colonna, d.trovato) for d in leggi(righe).difetti}
    assert trovati == {
        (3, "istatCode", "«901001»"),
        (4, "istatCode", "«9010X2»"),
        (5, "historicalSpendingCents", "«-5»"),
        (5, "historicalPerCapitaCents", "«1.5»"),
        (5, "serviceDifferenceBasisPoints", "«x»"),
        (5, "spendingLevel", "«11»"),
        (6, "differenceCents", "«700»"),
    }


@pytest.mark.parametrize(
    ("nome", "anno", "trovato"),
    [
        ("comuni.csv", None, "un file che non dice di quale anno è"),
        (NOME, 2021, "l'anno 2021"),
    ],
)
def test_the_year_must_be_known_and_one(nome, anno, trovato):
    assert [d.trovato for d in leggi(BORGO, nome=nome, anno=anno).difetti] == [trovato]


def test_the_year_can_be_said_by_who_loads():
    assert set(leggi(BORGO, nome="comuni.csv", anno=2021).righe["anno"]) == {2021}


def test_a_missing_column_is_named_without_reading_the_rest():
    letto = opencivitas.leggi(b"istatCode,historicalSpendingCents\n901001,5\n", NOME, NOTI, None)
    assert "standardSpendingCents" in {d.colonna for d in letto.difetti}


@pytest.mark.reale
def test_the_real_file_has_every_comune_of_calabria(dati_reali):
    contenuto = (dati_reali / "opencivitas_2022" / NOME).read_bytes()
    anagrafe = pd.read_csv(dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv", dtype="str")
    calabresi = anagrafe[anagrafe["regione"] == "Calabria"].set_index("codice_istat")["denominazione"]
    letto = opencivitas.leggi(contenuto, NOME, Noti(calabresi, pd.Index(anagrafe["codice_istat"])), None)
    assert letto.righe["istat"].nunique() == 404
    assert "letti 404 comuni; 6.153 lasciati fuori" in letto.avvisi[0]
    assert "(018082, 024027, 024071)" in letto.avvisi[1]
    assert len(letto.avvisi) == 2
