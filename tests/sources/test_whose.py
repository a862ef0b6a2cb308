"""A file that does not say whose it is takes comune and anno from who loads it."""

import pandas as pd
import pytest

from crescere_kit.sources.enti import nessun_ente
from crescere_kit.sources.whose import Dichiarato, intestatario

ANAGRAFE = pd.DataFrame(
    {
        "nome": ["Castro", "Castro", "Borgo Esempio"],
        "provincia": ["Bergamo", "Lecce", "Valdoria"],
        "regione": ["Lombardia", "Puglia", "Esempio"],
        "popolazione": pd.array([1300, 2400, 8000], dtype="Int64"),
    },
    index=pd.Index(["016065", "075096", "901001"], name="istat"),
)


def chi(comune=None, anno=None, file="rendiconto.csv", anagrafe=ANAGRAFE):
    return intestatario(Dichiarato(comune, anno), anagrafe, file)


@pytest.mark.parametrize("detto", ["901001", "Borgo Esempio", "borgo-esempio", " BORGO ESEMPIO "])
def test_a_comune_is_found_by_code_or_name(detto):
    trovato = chi(detto, 2019)
    assert (trovato.istat, trovato.anno, trovato.difetti, trovato.avvisi) == ("901001", 2019, [], [])
    assert trovato.scheda["nome"].to_dict() == {"901001": "Borgo Esempio"}


def test_a_code_that_lost_its_zeros_finds_them_again():
    assert chi("16065", 2019).istat == "016065"


@pytest.mark.parametrize(
    ("detto", "di_quale", "opzioni"),
    [
        ({}, "di quale comune e di quale anno", "--comune NOME O CODICE ISTAT --anno ANNO"),
        ({"comune": "901001"}, "di quale anno", "--anno ANNO"),
        ({"anno": 2019}, "di quale comune", "--comune NOME O CODICE ISTAT"),
    ],
)
def test_what_was_not_said_is_asked_in_one_sentence(detto, di_quale, opzioni):
    (difetto,) = chi(**detto).difetti
    assert difetto.trovato == f"un file che non dice {di_quale} è"
    assert difetto.atteso == f"che lo dica chi lo carica, aggiungendo «{opzioni}»"


@pytest.mark.parametrize(
    ("nome", "atteso"),
    [
        ("rendiconto_2019.csv", None),
        ("rendiconto.csv", None),
        ("rendiconto_2019_pubblicato_2020.csv", None),
        ("scaricato_20180101.csv", None),
        ("rendiconto_2018.csv", "il 2018 del nome del file"),
    ],
)
def test_the_year_in_the_name_of_the_file_must_agree(nome, atteso):
    difetti = chi("901001", 2019, nome).difetti
    assert [d.atteso for d in difetti] == ([atteso] if atteso else [])


def test_a_year_is_of_four_digits():
    (difetto,) = chi("901001", 19).difetti
    assert (difetto.trovato, difetto.atteso) == ("l'anno «19»", "un anno di quattro cifre, come 2019")


@pytest.mark.parametrize(
    ("comune", "anagrafe", "atteso"),
    [
        ("Borgo Esempi", ANAGRAFE, "un comune conosciuto, per nome o codice ISTAT (forse «Borgo Esempio»)"),
        (
            "Castro",
            ANAGRAFE,
            "uno solo dei comuni con questo nome, per codice ISTAT: 016065 (Bergamo), 075096 (Lecce)",
        ),
        (
            "Borgo",
            nessun_ente(),
            "un codice ISTAT di sei cifre, oppure l'anagrafe ISTAT dei comuni importata prima",
        ),
    ],
)
def test_a_comune_nobody_knows_is_not_guessed(comune, anagrafe, atteso):
    (difetto,) = chi(comune, 2019, anagrafe=anagrafe).difetti
    assert (difetto.trovato, difetto.atteso) == (f"il comune «{comune}»", atteso)


def test_two_comuni_with_one_name_have_slugs_of_their_own():
    assert chi("castro-lecce", 2019).istat == "075096"


def test_a_code_nobody_knows_is_believed_and_said():
    trovato = chi("901009", 2019)
    assert trovato.scheda["nome"].to_dict() == {"901009": "Comune 901009"}
    assert trovato.avvisi[0].startswith("Il comune 901009 non è tra quelli conosciuti")
