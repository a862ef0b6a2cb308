"""A line that was cut short is taken away or finished; a whole line never is."""

import pytest

from crescere_kit.acts.register.journal import Diario
from crescere_kit.acts.register.refusals import RegistroGuasto, RegistroOccupato

RIGA = b'{"n":1,"chi":"Anna \xc3\xa8"}'


@pytest.fixture
def diario(tmp_path):
    diario = Diario(tmp_path)
    diario.accoda(RIGA + b"\n", 1, "a" * 64)
    return diario


@pytest.mark.parametrize("taglio", range(1, len(RIGA)))
def test_a_line_cut_at_any_byte_is_taken_away(diario, taglio):
    with diario.file.open("ab") as aperto:
        aperto.write(RIGA[:taglio])
    diario.ripara()
    assert diario.file.read_bytes() == RIGA + b"\n"


def test_a_line_of_which_only_the_end_is_missing_is_finished(diario):
    with diario.file.open("ab") as aperto:
        aperto.write(RIGA)
    diario.ripara()
    assert diario.righe() == ([RIGA, RIGA], b"")


def test_the_zeros_that_a_power_cut_leaves_are_taken_away(diario):
    with diario.file.open("ab") as aperto:
        aperto.write(RIGA[:9] + b"\0" * 40)
    diario.ripara()
    assert diario.righe() == ([RIGA], b"")


@pytest.mark.parametrize("coda", [RIGA + b"X", b"altro", RIGA + RIGA])
def test_what_the_register_never_wrote_is_left_for_somebody_to_look_at(diario, coda):
    with diario.file.open("ab") as aperto:
        aperto.write(coda)
    with pytest.raises(RegistroGuasto, match="copia di riserva"):
        diario.ripara()
    assert diario.file.read_bytes() == RIGA + b"\n" + coda


def test_a_log_that_is_not_there_is_empty(tmp_path):
    diario = Diario(tmp_path / "mai")
    assert (diario.righe(), diario.lunghezza(), diario.ultimo_segnato()) == (([], b""), 0, None)


def test_the_mark_of_the_last_event_is_read_and_a_spoilt_one_says_nothing(diario):
    assert diario.ultimo_segnato() == (1, "a" * 64)
    diario.segno.write_text("{")
    assert diario.ultimo_segnato() is None


def test_who_waits_for_the_lock_too_long_gets_a_sentence(diario, monkeypatch):
    monkeypatch.setattr("crescere_kit.acts.register.journal._ATTESA", 0.0)
    altro = Diario(diario.cartella)
    with diario.riservato(), pytest.raises(RegistroOccupato, match="Un'altra persona"), altro.riservato():
        pass
    with altro.riservato():
        assert diario.lunghezza() == len(RIGA) + 1
