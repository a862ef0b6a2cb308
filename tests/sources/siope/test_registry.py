"""Who is behind the codes of SIOPE: the anagrafiche are read by the map, and their faults are shown."""

import pytest
from siope_nazionale import ANAGRAFICHE, PROVINCE, anagrafiche, ente, movimenti, movimento, testo, zip_di

from crescere_kit.sources import FileRifiutato, leggi, maps
from crescere_kit.sources.siope import registry


def lette(cartella, *enti, mappe=None):
    return registry.leggi([anagrafiche(cartella, *enti)], mappe or maps.carica())


def difetti(percorso):
    with pytest.raises(FileRifiutato) as colto:
        leggi([percorso])
    return [(d.file.split(" » ")[-1], d.riga, d.colonna, d.trovato, d.atteso) for d in colto.value.difetti]


def test_every_row_of_the_map_says_whether_it_was_seen():
    righe = maps.righe("siope_anagrafiche.csv")
    assert {riga["visto"] for riga in righe} == {"si", "dedotto"}
    assert len({(riga["membro"], riga["posizione"]) for riga in righe}) == len(righe)


def test_enti_are_read_by_the_place_of_their_columns(tmp_path):
    comuni = lette(tmp_path, ente(), ente("5", sottocomparto="PROVINCIA", popolazione="12")).comuni(2025)
    assert comuni.index.to_list() == ["701"]
    assert comuni.loc["701", ["nome", "comune", "provincia", "popolazione"]].to_list() == [
        "COMUNE DI BORGO ESEMPIO",
        "001",
        "901",
        8000,
    ]


@pytest.mark.parametrize("sconosciuta", ["N.A.", "00000001", ""])
def test_a_population_that_nobody_knows_is_missing(tmp_path, sconosciuta):
    assert lette(tmp_path, ente(popolazione=sconosciuta)).comuni(2025)["popolazione"].isna().all()


def test_a_code_is_of_who_had_it_then_or_had_it_last(tmp_path):
    vecchio = ente(nome="COMUNE DI PRIMA", dal="2001-01-01", al="2015-12-31")
    nuovo = ente(nome="COMUNE DI POI", dal="2016-01-01", al="2020-12-31")
    chi = {anno: lette(tmp_path, nuovo, vecchio).comuni(anno)["nome"].item() for anno in (2014, 2018, 2025)}
    assert chi == {2014: "COMUNE DI PRIMA", 2018: "COMUNE DI POI", 2025: "COMUNE DI POI"}


def test_a_row_in_the_archives_folder_moves_a_column(tmp_path):
    (tmp_path / "siope_anagrafiche.csv").write_text(
        "membro;posizione;campo;nome;visto;nota\nANAG_ENTI_SIOPE;10;popolazione;ABITANTI;si;\n",
        encoding="utf-8",
    )
    letta = lette(tmp_path, ente() | {"decima": "1234"}, mappe=maps.carica(tmp_path))
    assert letta.comuni(2025)["popolazione"].to_list() == [1234]


def test_rows_that_cannot_be_read_are_shown_together(tmp_path):
    percorso = anagrafiche(tmp_path, ente(), {"solo": "x"}, ente("2", dal="01/01/2010"), ente("3", al="mai"))
    tabella = "ANAG_ENTI_SIOPE.D251101.H0102.csv"
    assert difetti(percorso) == [
        (tabella, 2, None, "1 colonne", "9 colonne, senza intestazione"),
        ("ANAG_ENTI_SIOPE", 3, "dal", "«01/01/2010»", "una data, come 2024-12-31"),
        ("ANAG_ENTI_SIOPE", 4, "al", "«mai»", "una data, come 2024-12-31"),
    ]


def test_a_table_that_is_not_there_is_said(tmp_path):
    percorso = zip_di(tmp_path / ANAGRAFICHE, {"ANAG_REG_PROV.csv": testo(PROVINCE)})
    assert difetti(percorso) == [
        (
            ANAGRAFICHE,
            None,
            None,
            "nessuna tabella con questo nome",
            "una tabella «ANAG_ENTI_SIOPE» nello zip",
        )
    ]


def test_a_zip_that_is_broken_is_said_once_though_the_movements_need_it(tmp_path):
    rotto = anagrafiche(tmp_path)
    rotto.write_bytes(rotto.read_bytes()[:-30])
    with pytest.raises(FileRifiutato) as colto:
        leggi([rotto, movimenti(tmp_path, movimento())])
    assert [d.trovato for d in colto.value.difetti] == ["uno zip tronco o rovinato: scaricarlo di nuovo"]


def test_faults_of_the_anagrafiche_and_of_the_movements_are_told_together(tmp_path):
    elenco = anagrafiche(tmp_path, ente(), ente("3", al="mai"))
    with pytest.raises(FileRifiutato) as colto:
        leggi([elenco, movimenti(tmp_path, movimento("13"))])
    assert sorted(d.trovato for d in colto.value.difetti) == ["«13»", "«mai»"]
