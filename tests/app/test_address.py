import pytest

from crescere_kit.app.address import richiesta

COMUNI = {"borgo-esempio"}


def test_a_deep_link_chooses_comune_and_year():
    assert richiesta("comune=borgo-esempio&anno=2023", COMUNI) == {"comune": "borgo-esempio", "anno": 2023}


@pytest.mark.parametrize(
    "query",
    [
        "comune=altrove",
        "anno=20230",
        "anno=٢٠٢٣",
        "anno=__import__('os')",
        "x%20%3D%20__import__('os').getcwd()%20%23=1",
        "anno=",
        "anno=2023" + "&a=1" * 500,
    ],
)
def test_what_is_not_expected_is_ignored(query):
    assert richiesta(query, COMUNI) == {}
