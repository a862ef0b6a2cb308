from pathlib import Path

import pytest

from hub_config import settings
from hub_config.lotti import address
from hub_config.settings import Impostazioni, ImpostazioniErrate


@pytest.mark.parametrize(
    "indirizzo",
    ["", "postgresql://crescere@banca:5432/comunita", "postgresql+psycopg:///comunita?host=/run/postgresql"],
)
def test_an_address_without_password_is_a_setting(indirizzo):
    assert address.difetto(indirizzo) == ""


@pytest.mark.parametrize(
    "indirizzo",
    [
        "postgresql+psycopg://crescere:ciliegia@banca/comunita",
        "postgresql+psycopg://crescere@banca/comunita?password=ciliegia",
        "postgresql+psycopg://crescere@banca/comunita?sslmode=require&sslpassword=ciliegia",
    ],
)
def test_a_password_in_the_settings_is_refused_without_repeating_it(indirizzo):
    with pytest.raises(ImpostazioniErrate) as rifiuto:
        settings.da_testo(f'banca_dati_relazioni = "{indirizzo}"', Path("/stato"))
    assert "non deve contenere la password" in str(rifiuto.value)
    assert "segreti/banca_dati_relazioni" in str(rifiuto.value)
    assert "ciliegia" not in str(rifiuto.value)


@pytest.mark.parametrize(
    "indirizzo",
    [
        "mysql://banca/comunita",
        "banca",
        "postgresql://banca",
        "postgresql://banca:porta/x",
        "postgresql://[/x",
    ],
)
def test_what_is_not_an_address_is_refused_with_one_that_is(indirizzo):
    assert "come postgresql+psycopg://utente@macchina:5432/" in address.difetto(indirizzo)


def test_without_an_address_the_file_is_in_the_state_folder(tmp_path):
    assert address.di(Impostazioni(stato=tmp_path)).database == str(tmp_path / "programmate.sqlite")


def test_the_password_comes_from_its_file_and_is_never_printed(tmp_path):
    dove = Impostazioni(stato=tmp_path, banca_dati_relazioni="postgresql://crescere@banca/comunita")
    assert address.di(dove).password is None
    dove.segreti.mkdir()
    (dove.segreti / "banca_dati_relazioni").write_text("p@ss:wòrd/%\n", "utf-8")
    completo = address.di(dove)
    assert (completo.password, completo.drivername) == ("p@ss:wòrd/%", "postgresql+psycopg")
    assert "ss:w" not in f"{completo} {completo!r}"
