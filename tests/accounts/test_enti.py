"""A comune is found by code, slug or name; a mistyped one gets the three nearest names."""

import pytest
from righe import ENTI

from crescere_kit.accounts import ComuneSconosciuto, slug, trova


@pytest.mark.parametrize("comune", ["901002", "serra-prova", "Serra Prova", " SERRA PROVA "])
def test_a_comune_answers_to_its_code_slug_and_name(comune):
    assert trova(ENTI, comune) == "901002"


@pytest.mark.parametrize(
    ("nome", "atteso"),
    [
        ("Sant'Àgata del Bianco", "sant-agata-del-bianco"),
        ("San Giovanni  (CZ)", "san-giovanni-cz"),
        ("Rhêmes", "rhemes"),
    ],
)
def test_slugs_are_dns_labels(nome, atteso):
    assert slug(nome) == atteso


def test_a_mistyped_name_gets_the_nearest_ones():
    with pytest.raises(
        ComuneSconosciuto, match=r"«bogo-esempio» non è.*Forse: Borgo Esempio \(borgo-esempio\)"
    ):
        trova(ENTI, "bogo-esempio")


def test_an_unknown_code_gets_the_nearest_codes():
    with pytest.raises(
        ComuneSconosciuto,
        match=r"901001 Borgo Esempio, 901002 Serra Prova|901002 Serra Prova, 901001 Borgo Esempio",
    ):
        trova(ENTI, "901009")


def test_an_empty_archive_says_how_to_fill_it():
    with pytest.raises(ComuneSconosciuto, match="crescere dati importa"):
        trova(ENTI.iloc[:0], "borgo-esempio")
