"""Names of places are written as people write them, and lead to one comune each."""

import pandas as pd
import pytest

from crescere_kit.sources.names import con_slug, nome_proprio


@pytest.mark.parametrize(
    ("ufficiale", "scritto"),
    [
        ("BADOLATO", "Badolato"),
        ("COMUNE DI MILANO", "Milano"),
        ("SANT'AGATA DEL BIANCO", "Sant'Agata del Bianco"),
        ("ISOLA DI CAPO RIZZUTO", "Isola di Capo Rizzuto"),
        ("PRESICCE-ACQUARICA", "Presicce-Acquarica"),
        ("NARDÒ", "Nardò"),
        ("L'AQUILA", "L'Aquila"),
        ("CITTA' DI CASTELLO", "Citta' di Castello"),
        ("Reggio di Calabria", "Reggio di Calabria"),
    ],
)
def test_a_name_in_capitals_gets_the_capitals_it_should_have(ufficiale, scritto):
    assert nome_proprio(ufficiale) == scritto


def enti(*coppie):
    return pd.DataFrame(
        {"nome": [nome for _, nome, _ in coppie], "provincia": [provincia for *_, provincia in coppie]},
        index=pd.Index([istat for istat, *_ in coppie], name="istat"),
    )


def test_two_comuni_with_one_name_take_their_province():
    slugs = con_slug(
        enti(("016065", "Castro", "Bergamo"), ("075096", "Castro", "Lecce"), ("079008", "Badolato", "X"))
    )
    assert slugs["slug"].to_list() == ["castro-bergamo", "castro-lecce", "badolato"]


def test_a_slug_once_given_never_changes():
    dati = pd.Series({"016065": "castro"})
    slugs = con_slug(enti(("016065", "Castro", "Bergamo"), ("075096", "Castro", "Lecce")), dati)
    assert slugs["slug"].to_list() == ["castro", "castro-lecce"]


def test_even_two_with_one_name_and_no_province_are_told_apart():
    slugs = con_slug(enti(("1", "Castro", None), ("2", "Castro", None)))["slug"]
    assert slugs.is_unique
