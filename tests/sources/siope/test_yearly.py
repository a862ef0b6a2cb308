"""SIOPE as a long table: enti are found by their code, or by name and people."""

import pandas as pd
import pytest

from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.enti import nessun_ente
from crescere_kit.sources.siope import yearly

TESTA = "codice_ente_siope,comune,popolazione,anno,lato,codice_titolo,titolo,importo_eur\n"
ANAGRAFE = pd.DataFrame(
    {
        "nome": ["Castro", "Castro", "Borgo Esempio"],
        "provincia": ["Bergamo", "Lecce", "Valdoria"],
        "regione": ["Lombardia", "Puglia", "Esempio"],
        "popolazione": pd.array([1300, 2400, 8000], dtype="Int64"),
    },
    index=pd.Index(["016065", "075096", "901001"], name="istat"),
)


def letto(righe, anagrafe=ANAGRAFE, escludi=frozenset()):
    return yearly.leggi((TESTA + righe).encode(), "siope.csv", anagrafe, escludi)


def test_cash_is_by_side_and_titolo_in_cents():
    righe = letto(
        '7,Borgo Esempio,8020,2025,entrate,1,"Entrate, correnti",1273749.32\n'
        "7,Borgo Esempio,8020,2025,uscite,0,Da regolarizzare,0.0\n"
    ).righe
    chiavi = zip(righe["istat"], righe["anno"], righe["lato"], righe["codice"], strict=True)
    assert dict(zip(chiavi, righe["importo"], strict=True)) == {
        ("901001", 2025, "entrate", "1"): 127374932,
        ("901001", 2025, "uscite", "0"): 0,
    }


def test_two_comuni_with_one_name_are_told_apart_by_their_people():
    righe = letto("1,Castro,1290,2025,entrate,1,x,1.00\n2,Castro,2410,2025,entrate,1,x,2.00\n").righe
    assert dict(zip(righe["istat"], righe["importo"], strict=True)) == {"016065": 100, "075096": 200}


def test_a_known_siope_code_needs_no_anagrafe():
    ente = letto("26133,Badolato,2827,2025,entrate,1,x,1.00\n", nessun_ente()).enti
    assert ente["nome"].to_dict() == {"079008": "Badolato"}
    assert ente["popolazione"]["079008"] == 2827


def test_who_is_not_known_is_a_fault_that_says_what_to_do():
    (difetto,) = letto("9,Villa Ignota,500,2025,entrate,1,x,1.00\n", nessun_ente()).difetti
    assert (difetto.riga, difetto.colonna) == (2, "comune")
    assert difetto.trovato == "«Villa Ignota» (codice SIOPE 9, 500 abitanti)"
    assert difetto.atteso == "un ente conosciuto: importare prima l'anagrafe ISTAT dei comuni"


def test_the_right_name_with_other_people_is_not_the_comune():
    (difetto,) = letto("9,Borgo Esempio,80000,2025,entrate,1,x,1.00\n").difetti
    assert difetto.atteso == "un comune dell'anagrafe con lo stesso nome e circa gli stessi abitanti"


@pytest.mark.parametrize(
    ("riga", "colonna", "trovato"),
    [
        ("7,Borgo Esempio,8000,25,entrate,1,x,1.00", "anno", "«25»"),
        ("7,Borgo Esempio,8000,2025,entrata?,1,x,1.00", "lato", "«entrata?»"),
        ("7,Borgo Esempio,8000,2025,uscite,6,x,1.00", "codice_titolo", "«6»"),
        ('7,Borgo Esempio,8000,2025,entrate,1,x,"1,00"', "importo_eur", "«1,00»"),
    ],
)
def test_what_cannot_be_read_is_shown(riga, colonna, trovato):
    (difetto,) = letto(riga + "\n").difetti
    assert (difetto.riga, difetto.colonna, difetto.trovato) == (2, colonna, trovato)


def test_two_rows_for_one_key_are_refused():
    (difetto,) = letto("7,Borgo Esempio,8000,2025,entrate,1,x,1.00\n" * 2).difetti
    assert (difetto.riga, difetto.atteso) == (3, "una riga sola per ente, anno, lato e titolo")


def test_a_comune_may_be_left_out():
    righe = "7,Borgo Esempio,8000,2025,entrate,1,x,1.00\n26133,Badolato,2827,2025,entrate,1,x,1.00\n"
    assert set(letto(righe, escludi=frozenset({"901001"})).righe["istat"]) == {"079008"}


@pytest.mark.reale
def test_the_eight_comuni_of_calabria_are_read_to_the_cent(dati_reali):
    percorso = dati_reali / "siope_calabria_2025" / "siope_2025.csv"
    anagrafe = dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv"
    caricamento = leggi([percorso, anagrafe])
    righe = caricamento.righe
    assert righe["importo"].sum() == sum(
        round(float(linea.rsplit(",", 1)[1]) * 100) for linea in percorso.read_text("utf-8").splitlines()[1:]
    )
    nomi = caricamento.enti.loc[sorted(set(righe["istat"])), "nome"]
    assert nomi.to_dict() == {
        "078033": "Castrovillari",
        "079008": "Badolato",
        "079023": "Catanzaro",
        "079137": "Soverato",
        "079160": "Lamezia Terme",
        "080063": "Reggio di Calabria",
        "102044": "Tropea",
        "102047": "Vibo Valentia",
    }


def test_an_anagrafe_in_the_same_load_makes_the_enti_known(tmp_path):
    siope = tmp_path / "siope.csv"
    siope.write_text(TESTA + "9,Villa Nuova,500,2025,entrate,1,x,1.00\n", encoding="utf-8")
    anagrafe = tmp_path / "istat.csv"
    anagrafe.write_text(
        "codice_istat,denominazione,regione,provincia,popolazione_residente\n"
        "901009,Villa Nuova,Esempio,Valdoria,510\n",
        encoding="utf-8",
    )
    with pytest.raises(FileRifiutato, match="importare prima l'anagrafe"):
        leggi([siope])
    assert set(leggi([siope, anagrafe]).righe["istat"]) == {"901009"}
