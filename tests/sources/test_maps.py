"""The maps are whole, say what was seen, and can be corrected from the archive's own folder."""

import pytest

from crescere_kit.accounts import Voce
from crescere_kit.accounts.voci import controlla, fasi, righe_prospetto
from crescere_kit.sources import maps
from crescere_kit.sources.maps import MappaErrata, corrisponde, normale

MAPPE = ("bdap_membri.csv", "bdap_colonne.csv", "bdap_voci.csv")


@pytest.mark.parametrize("nome", MAPPE)
def test_every_row_says_whether_it_was_seen_and_from_when_to_when(nome):
    for riga in maps.righe(nome):
        assert riga["visto"] in ("si", "dedotto")
        assert all(not riga[quando] or 2000 < int(riga[quando]) < 2100 for quando in ("dal", "al"))


@pytest.mark.parametrize("nome", MAPPE)
def test_no_row_is_written_twice(nome):
    chiavi = [tuple(riga.values())[:3] for riga in maps.righe(nome)]
    assert len(chiavi) == len(set(chiavi))


def test_every_column_and_voce_belongs_to_a_table_that_is_read():
    letti = {riga["membro"] for riga in maps.righe("bdap_membri.csv") if riga["letto"] == "si"}
    assert {riga["membro"] for riga in maps.righe("bdap_colonne.csv")} == {*letti, "*"}
    assert {riga["membro"] for riga in maps.righe("bdap_voci.csv")} < letti


def test_every_fase_of_a_column_is_a_fase_of_its_document():
    membri = {m.membro: m for m in maps.carica().membri(None)}
    for riga in maps.righe("bdap_colonne.csv"):
        if riga["ruolo"] in maps.IMPORTI and riga["fase"] != "fpv_entrata":
            membro = membri[riga["membro"]]
            assert riga["fase"] in fasi(membro.documento, membro.lato)


def test_every_voce_of_a_prospect_is_an_account_and_every_account_has_its_line():
    voci = [r for r in maps.righe("bdap_voci.csv") if r["voce"]]
    for lato in ("risultato", "equilibri"):
        assert {r["voce"] for r in voci if r["membro"] == lato} == set(righe_prospetto(lato))
    for riga in voci:
        if riga["membro"] == "sintetici":
            controlla(Voce("indicatori", "sintetici", riga["voce"], "percentuale"))


def test_within_a_prospect_a_label_points_to_one_line():
    for membro in ("risultato", "equilibri", "parametri", "sintetici"):
        righe = [r for r in maps.righe("bdap_voci.csv") if r["membro"] == membro]
        for riga in righe:
            etichetta = normale(riga["etichetta"])
            trovate = [r for r in righe if corrisponde(etichetta, r["etichetta"])]
            assert trovate[0]["voce"] == riga["voce"], riga["etichetta"]


def test_names_are_compared_without_accents_case_years_and_notes():
    assert normale("Fondo crediti di dubbia esigibilità al 31/12/2024 (4)") == normale(
        "FONDO CREDITI DI DUBBIA ESIGIBILITA' AL 31/12"
    )
    assert normale("Riscossioni in C/Residui") == normale("riscossioni in c residui")


def test_a_name_that_ends_with_a_star_needs_only_to_begin_alike():
    assert corrisponde(normale("P1 - maggiore del limite"), "P1*")
    assert not corrisponde(normale("P10 altro"), "P1")


def test_a_row_in_the_archives_folder_comes_first(tmp_path):
    (tmp_path / "bdap_voci.csv").write_text(
        "membro;codice;etichetta;voce;dal;al;visto\nrisultato;0491;Altro;contenzioso;;;si\n", encoding="utf-8"
    )
    voci = maps.carica(tmp_path).voci("risultato", 2024)
    assert (voci[0].codice, voci[0].voce) == ("0491", "contenzioso")
    assert len(voci) == len(maps.carica().voci("risultato", 2024)) + 1


def test_a_row_is_in_force_only_in_its_years(tmp_path):
    (tmp_path / "bdap_voci.csv").write_text(
        "membro;codice;etichetta;voce;dal;al;visto\nrisultato;9;Nuova;fcde;2020;2021;si\n", encoding="utf-8"
    )
    mappe = maps.carica(tmp_path)
    assert [mappe.voci("risultato", anno)[0].codice == "9" for anno in (2019, 2020, 2021, 2022)] == [
        False,
        True,
        True,
        False,
    ]


def test_a_correction_without_a_column_is_said(tmp_path):
    (tmp_path / "bdap_colonne.csv").write_text("membro;intestazione\n*;Nuova\n", encoding="utf-8")
    with pytest.raises(MappaErrata, match=r"riga 2, mancano le colonne: al, dal, fase, ruolo, visto"):
        maps.carica(tmp_path)
