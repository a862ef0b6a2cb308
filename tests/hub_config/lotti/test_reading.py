import pytest

from crescere_kit.batch import assets
from hub_config.lotti import reading


def test_scripts_come_from_our_own_address_and_from_no_other_file_of_this_host():
    regole = reading.regole("crescere.example:8000", "/services/programmate/borgo/rapporti/1/")
    assert "script-src crescere.example:8000/services/programmate/borgo/rapporti/1/risorse/;" in regole
    assert "default-src 'none'" in regole
    assert "'unsafe-inline'" not in regole.split("script-src")[1].split(";")[0]
    assert "'self'" not in regole


@pytest.mark.parametrize("indirizzo", ["a; script-src *", "a b", "", "a\r\nX: y"])
def test_an_address_that_is_none_lets_no_script_in(indirizzo):
    assert "script-src 'none'; style-src 'none'" in reading.regole(indirizzo, "/x/")


@pytest.mark.parametrize(
    ("nome", "c_e"),
    [
        ("grafici.js", True),
        ("vendor/plotly-basic.min.js", True),
        ("relazione.css", True),
        ("elenco.js", True),
        ("vendor/plotly.min.js", True),
        ("vendor/widgetbundle.js", False),
        ("relazione.html.j2", False),
        ("../conf.json", False),
        ("../../../../hub_config/settings.py", False),
        ("/etc/passwd", False),
        (".", False),
    ],
)
def test_only_what_reports_are_drawn_with_is_given_out(nome, c_e):
    assert (reading.risorsa(nome) is not None) is c_e


def test_every_file_that_a_report_asks_for_is_there(tmp_path):
    assets.prepara(tmp_path)
    messi = [file for file in (tmp_path / "risorse").rglob("*") if file.is_file()]
    assert len(messi) > 5
    assert [
        nome for file in messi if reading.risorsa(nome := str(file.relative_to(tmp_path / "risorse"))) is None
    ] == []
