"""The official classifications are whole and hang together."""

import pytest

from crescere_kit.accounts import classifications
from crescere_kit.accounts.classifications import CodiceSconosciuto, codici, esiste, nome, titoli


def test_entrate_have_eight_titoli_and_spese_six():
    assert titoli("entrate") == ["1", "2", "3", "4", "5", "6", "7", "9"]
    assert titoli("spese") == ["1", "2", "3", "4", "5", "7"]


def test_every_level_has_as_many_codes_as_the_law_gives_to_comuni():
    contati = {
        livello: len(codici(lato, livello))
        for lato, livello in (
            ("entrate", "tipologia"),
            ("entrate", "categoria"),
            ("spese", "macroaggregato"),
            ("spese", "missione"),
            ("spese", "programma"),
        )
    }
    assert contati == {
        "tipologia": 31,
        "categoria": 96,
        "macroaggregato": 27,
        "missione": 23,
        "programma": 75,
    }


def test_every_tipologia_belongs_to_a_titolo():
    assert {codice[0] for codice in codici("entrate", "tipologia")} == set(titoli("entrate"))


def test_every_categoria_belongs_to_a_tipologia():
    # 1010106 is of 10101; from titolo 3 on the tipologia ends earlier: 3010200 is of 30100
    madri = {c[:5] if c[0] in "12" else f"{c[:3]}00" for c in codici("entrate", "categoria")}
    assert madri <= set(codici("entrate", "tipologia"))


def test_every_macroaggregato_belongs_to_a_titolo():
    assert {codice[0] for codice in codici("spese", "macroaggregato")} == set(titoli("spese"))


def test_every_programma_belongs_to_a_missione_and_every_missione_has_one():
    assert {codice[:3] for codice in codici("spese", "programma")} == set(codici("spese", "missione"))


@pytest.mark.parametrize("lato", ["entrate", "spese"])
def test_no_code_is_written_twice(lato):
    testo = (
        classifications.files("crescere_kit.accounts")
        .joinpath(f"classificazioni/{lato}.csv")
        .read_text("utf-8")
    )
    scritti = [riga.split(";")[1] for riga in testo.splitlines()[1:]]
    assert len(scritti) == len(set(scritti))


def test_names_are_those_of_the_law():
    assert nome("entrate", "1010106") == "Imposta municipale propria (IMU)"
    assert nome("spese", "101") == "Redditi da lavoro dipendente"
    assert nome("spese", "M09.03") == "Rifiuti"


def test_a_programma_is_split_by_the_titoli_of_spesa():
    assert (
        nome("spese", "M01.03.1")
        == "Gestione economica, finanziaria, programmazione e provveditorato (titolo 1)"
    )
    assert not esiste("spese", "M01.03.6")


def test_a_code_of_the_other_side_does_not_exist():
    assert esiste("entrate", "6")
    assert not esiste("spese", "6")


def test_an_unknown_code_is_named():
    with pytest.raises(CodiceSconosciuto, match="«10199» non è nella classificazione di entrate"):
        nome("entrate", "10199")
