from pathlib import Path

import pytest

from hub_config import settings
from hub_config.places import PACCHETTO
from hub_config.settings import ImpostazioniErrate, da_testo

QUI = Path("/stato")


def test_the_file_that_comes_with_the_package_says_every_setting_and_its_usual_value():
    lette = da_testo((PACCHETTO / "hub.toml").read_text("utf-8"), QUI)
    assert lette == settings.Impostazioni(stato=QUI)


def test_an_unknown_name_is_refused_by_name_with_the_names_there_are():
    with pytest.raises(ImpostazioniErrate, match=r"«portone» non è un'impostazione: .*porta"):
        da_testo("portone = 8000", QUI)


def test_every_fault_of_the_file_is_said_at_once():
    with pytest.raises(ImpostazioniErrate) as rifiuto:
        da_testo('porta = "8000"\ntitolo = 3\navvii_insieme = 0', QUI)
    testo = str(rifiuto.value)
    assert "«porta» deve essere un numero intero, non '8000'" in testo
    assert "«titolo» deve essere un testo, non 3" in testo
    assert "«avvii_insieme» deve essere maggiore di zero" in testo


def test_a_yes_or_no_is_not_a_number():
    with pytest.raises(ImpostazioniErrate, match="«porta» deve essere un numero intero, non True"):
        da_testo("porta = true", QUI)


def test_a_file_that_is_not_toml_is_refused_in_words():
    with pytest.raises(ImpostazioniErrate, match="non è un file TOML valido"):
        da_testo("porta 8000", QUI)


def test_the_settings_of_the_state_folder_win(tmp_path):
    (tmp_path / "hub.toml").write_text("porta = 9999", "utf-8")
    assert settings.leggi(tmp_path).porta == 9999
