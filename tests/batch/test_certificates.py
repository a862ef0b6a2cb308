"""The private authority of the office: what it writes, and what a machine refuses to use."""

import shutil
import stat
from datetime import timedelta

import pytest

from crescere_kit.batch import certificates
from crescere_kit.batch.certificates import CertificatoRifiutato


@pytest.fixture
def scritti(tmp_path):
    certificates.crea(tmp_path, ["centro", "nodo1"])
    return tmp_path


def test_each_machine_has_its_own_folder_and_the_authority_keeps_its_key(scritti):
    file = certificates.controlla(scritti / "nodo1")
    assert sorted(file) == ["autorita.pem", "chiave.pem", "macchina.pem"]
    segreti = [scritti / chi / "chiave.pem" for chi in ("autorita", "centro", "nodo1")]
    assert {stat.S_IMODE(file.stat().st_mode) for file in segreti} == {0o600}
    assert len({file.read_bytes() for file in segreti}) == 3


def test_a_machine_that_comes_later_is_of_the_same_office(scritti):
    prima = (scritti / "autorita" / "autorita.pem").read_bytes()
    certificates.crea(scritti, ["nodo2"])
    assert (scritti / "nodo2" / "autorita.pem").read_bytes() == prima
    certificates.controlla(scritti / "nodo2")


def test_what_is_missing_is_named(scritti):
    (scritti / "nodo1" / "macchina.pem").unlink()
    with pytest.raises(CertificatoRifiutato, match=r"manca macchina\.pem"):
        certificates.controlla(scritti / "nodo1")


def test_a_key_that_others_can_read_is_refused(scritti):
    (scritti / "nodo1" / "chiave.pem").chmod(0o640)
    with pytest.raises(CertificatoRifiutato, match="chmod 600"):
        certificates.controlla(scritti / "nodo1")


@pytest.mark.parametrize("file", ["macchina.pem", "autorita.pem", "chiave.pem"])
def test_the_pieces_of_two_offices_do_not_go_together(scritti, tmp_path, file):
    certificates.crea(tmp_path / "altri", ["nodo1"])
    shutil.copyfile(tmp_path / "altri" / "nodo1" / file, scritti / "nodo1" / file)
    with pytest.raises(CertificatoRifiutato, match="non vanno insieme"):
        certificates.controlla(scritti / "nodo1")


def test_an_expired_certificate_says_when_it_ended(tmp_path, monkeypatch):
    monkeypatch.setattr(certificates, "DURA_MACCHINA", timedelta(hours=-1))
    certificates.crea(tmp_path, ["nodo1"])
    with pytest.raises(CertificatoRifiutato, match=r"scaduto il \d\d/\d\d/\d{4}"):
        certificates.controlla(tmp_path / "nodo1")


@pytest.mark.parametrize("nome", ["", "../fuori", "autorita", ".nascosta"])
def test_a_name_that_is_not_of_a_machine_is_refused(tmp_path, nome):
    with pytest.raises(CertificatoRifiutato):
        certificates.crea(tmp_path, [nome])
    assert list(tmp_path.iterdir()) == []
