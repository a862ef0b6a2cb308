"""The ISTAT list gives the comuni their names, provinces, regions and people."""

import pytest

from crescere_kit.sources import anagrafe

TESTA = "codice_istat,denominazione,codice_catastale,regione,provincia,popolazione_residente\n"


def leggi(righe):
    return anagrafe.leggi((TESTA + righe).encode(), "istat.csv")


def test_a_row_is_a_comune():
    ente = leggi("001001,Agliè,A074,Piemonte,Torino,2585\n").enti.loc["001001"]
    assert ente.to_dict() == {
        "nome": "Agliè",
        "provincia": "Torino",
        "regione": "Piemonte",
        "popolazione": 2585,
    }


def test_a_code_that_lost_its_zeros_finds_them_again():
    assert leggi("1001,Agliè,A074,Piemonte,Torino,2585\n").enti.index.to_list() == ["001001"]


def test_unknown_people_are_missing_and_not_zero():
    assert leggi("001001,Agliè,A074,Piemonte,Torino,\n").enti["popolazione"].isna().all()


@pytest.mark.parametrize(
    ("righe", "colonna", "trovato", "riga"),
    [
        ("X1,Agliè,A074,Piemonte,Torino,1\n", "codice_istat", "«X1»", 2),
        ("001001,Agliè,A074,P,T,1\n001001,Altro,A,P,T,1\n", "codice_istat", "«001001»", 3),
        ("001001,Agliè,A074,Piemonte,Torino,molti\n", "popolazione_residente", "«molti»", 2),
    ],
)
def test_what_cannot_be_read_is_shown(righe, colonna, trovato, riga):
    (difetto,) = leggi(righe).difetti
    assert (difetto.file, difetto.riga, difetto.colonna, difetto.trovato) == (
        "istat.csv",
        riga,
        colonna,
        trovato,
    )


def test_a_missing_column_is_named():
    (difetto,) = anagrafe.leggi(
        b"codice_istat,denominazione,regione,provincia\n1,a,b,c\n", "istat.csv"
    ).difetti
    assert difetto.colonna == "popolazione_residente"


@pytest.mark.reale
def test_the_real_list_is_read_whole(dati_reali):
    contenuto = (dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv").read_bytes()
    enti = anagrafe.leggi(contenuto, "istat.csv").enti
    assert len(enti) == 7894
    assert (enti["regione"] == "Calabria").sum() == 404
