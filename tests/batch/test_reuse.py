"""A report is used again only if it is the same, and whole."""

import hashlib
import json
from dataclasses import replace

import pytest

from crescere_kit.batch.items import Voce
from crescere_kit.batch.outcome import FALLITO, Rapporto
from crescere_kit.batch.reuse import Magazzino, e_fatto

VOCE = Voce("901001", "901001", "borgo", "Borgo", 2024, "c" * 64)
NOME = "borgo-2024.html"


@pytest.fixture
def fatto(tmp_path) -> Rapporto:
    (tmp_path / NOME).write_bytes(b"pagina")
    impronte = {NOME: hashlib.sha256(b"pagina").hexdigest()}
    chi = ("901001", "901001", "borgo", "Borgo", 2024)
    return Rapporto(*chi, html=NOME, chiave=VOCE.chiave, impronte=impronte)


def test_a_report_is_done_when_key_and_files_say_so(tmp_path, fatto):
    assert e_fatto(tmp_path, VOCE, fatto)
    assert not e_fatto(tmp_path, VOCE, None)
    assert not e_fatto(tmp_path, replace(VOCE, chiave="d" * 64), fatto)
    assert not e_fatto(tmp_path, VOCE, replace(fatto, stato=FALLITO))
    assert not e_fatto(tmp_path, VOCE, replace(fatto, impronte={}))
    (tmp_path / NOME).write_bytes(b"pagin")
    assert not e_fatto(tmp_path, VOCE, fatto)
    (tmp_path / NOME).unlink()
    assert not e_fatto(tmp_path, VOCE, fatto)


def test_what_is_kept_is_given_to_another_folder(tmp_path, fatto):
    magazzino, altra = Magazzino(tmp_path / "magazzino"), tmp_path / "altra"
    assert magazzino.prendi(VOCE, altra) is None
    magazzino.metti(fatto, tmp_path)
    magazzino.metti(fatto, tmp_path)
    preso = magazzino.prendi(replace(VOCE, comune="borgo"), altra)
    assert (preso.comune, preso.riusato, preso.html) == ("borgo", True, NOME)
    assert (altra / NOME).read_bytes() == b"pagina"
    assert e_fatto(altra, VOCE, preso)


def test_what_failed_is_not_kept(tmp_path, fatto):
    Magazzino(tmp_path / "m").metti(replace(fatto, stato=FALLITO), tmp_path)
    assert not (tmp_path / "m").exists()


def test_what_was_kept_and_spoiled_is_not_given(tmp_path, fatto):
    magazzino = Magazzino(tmp_path / "magazzino")
    magazzino.metti(fatto, tmp_path)
    (tenuta,) = (tmp_path / "magazzino").rglob(NOME)
    tenuta.write_bytes(b"altro")
    assert magazzino.prendi(VOCE, tmp_path / "altra") is None
    tenuta.unlink()
    assert magazzino.prendi(VOCE, tmp_path / "altra") is None


@pytest.mark.parametrize("nome", ["../../fuori.html", "borgo-2024/../../fuori", "altro-2024.html"])
def test_a_name_that_is_not_the_items_is_not_followed(tmp_path, fatto, nome):
    magazzino = Magazzino(tmp_path / "magazzino")
    magazzino.metti(fatto, tmp_path)
    (scheda,) = (tmp_path / "magazzino").rglob("rapporto.json")
    ostile = fatto.come_dict() | {"impronte": {nome: hashlib.sha256(b"pagina").hexdigest()}}
    scheda.write_text(json.dumps(ostile), encoding="utf-8")
    assert magazzino.prendi(VOCE, tmp_path / "altra") is None
    assert not (tmp_path / "altra").exists()
