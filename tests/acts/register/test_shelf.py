"""Each comune has a folder of its own, and no name leads out of it."""

import pytest

from crescere_kit.acts.register import RegistroRifiuta
from crescere_kit.acts.register.shelf import cartella_atti, uffici, ufficio


def test_the_folder_is_the_one_asked_then_the_one_of_the_office_then_atti(monkeypatch, tmp_path):
    monkeypatch.setenv("CRESCERE_ATTI", str(tmp_path))
    assert cartella_atti("qui").name == "qui"
    assert cartella_atti() == tmp_path
    monkeypatch.delenv("CRESCERE_ATTI")
    assert str(cartella_atti()) == "atti"


def test_a_name_with_dots_and_slashes_stays_inside_the_folder(tmp_path):
    assert ufficio("../../etc/passwd", tmp_path).cartella == tmp_path / "etc-passwd"
    with pytest.raises(RegistroRifiuta, match="Manca il comune"):
        ufficio("../..", tmp_path)


def test_only_the_comuni_with_a_register_are_listed(tmp_path):
    ufficio("Borgo", tmp_path).apri_bozza("fgdc", {}, "Anna")
    (tmp_path / "vuoto").mkdir()
    assert list(uffici(tmp_path)) == ["borgo"]
