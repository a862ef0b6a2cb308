"""The maps of the layout are whole and speak of accounts that exist."""

from crescere_kit.accounts import classifications
from crescere_kit.accounts.voci import fasi, righe_prospetto
from crescere_kit.sources import maps
from crescere_kit.sources.dpcm import layout

COLONNE, RIGHE = maps.righe("dpcm_colonne.csv"), maps.righe("dpcm_righe.csv")


def test_every_row_says_whether_it_was_seen():
    assert {riga["visto"] for riga in (*COLONNE, *RIGHE)} == {"si", "dedotto"}


def test_every_amount_is_of_a_fase_and_every_missione_is_official():
    for colonna in COLONNE:
        assert not colonna["fase"] or colonna["fase"] in fasi("rendiconto", colonna["lato"])
    note = {colonna["codice"] for colonna in COLONNE if colonna["ruolo"] == "missione"}
    assert note == set(classifications.codici("spese", "missione"))


def test_every_voce_is_an_account_of_its_titolo_and_none_is_forgotten():
    for lato, livello in (("entrate", "tipologia"), ("spese", "macroaggregato")):
        voci = {r["voce"]: r for r in RIGHE if r["lato"] == lato and r["ruolo"] in ("dettaglio", "titolo")}
        attese = {*classifications.codici(lato, livello), *classifications.titoli(lato)}
        assert set(voci) - {""} == attese
        assert all(voce[0] == riga["di"] for voce, riga in voci.items() if voce)


def test_a_row_before_the_titoli_names_a_row_of_a_prospect():
    nominate = [r["voce"].split() for r in RIGHE if r["ruolo"] == "iniziale" and r["voce"]]
    assert nominate
    assert all(codice in righe_prospetto(lato) for lato, codice in nominate)


def test_each_label_of_the_map_finds_its_own_row():
    for lato in ("entrate", "spese"):
        note = [riga for riga in RIGHE if riga["lato"] == lato]
        interi = [layout._intera(nota["titolo"], nota["dettaglio"].rstrip("*")) for nota in note]
        modelli = [nota | {"intera": layout._intera(nota["titolo"], nota["dettaglio"])} for nota in note]
        trovate = layout._abbina(interi, modelli, "intera")
        assert [t["voce"] for t in trovate] == [nota["voce"] for nota in note]
