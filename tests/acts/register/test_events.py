"""An event is read only when it is, to the byte, what was written."""

from datetime import UTC, date, datetime

import pytest

from crescere_kit.acts.register.events import INIZIO, Evento, da_riga, detto, oggi
from crescere_kit.acts.register.refusals import RegistroGuasto

EVENTO = Evento(
    1, datetime(2026, 3, 15, 23, 30, tzinfo=UTC), "Anna", "aperta", "2026-0001", {"giorno": date(2026, 3, 15)}
)


def test_an_event_comes_back_from_its_line():
    letto = da_riga(EVENTO.riga())
    assert letto == EVENTO
    assert (letto.impronta, letto.prima) == (EVENTO.impronta, INIZIO)


def test_the_hash_covers_everything_the_event_says():
    altri = [
        Evento(2, EVENTO.quando, "Anna", "aperta", "2026-0001", EVENTO.dati),
        Evento(1, EVENTO.quando, "Enzo", "aperta", "2026-0001", EVENTO.dati),
        Evento(1, EVENTO.quando, "Anna", "aperta", "2026-0001", {}),
        Evento(1, EVENTO.quando, "Anna", "aperta", "2026-0001", EVENTO.dati, "f" * 64),
    ]
    assert len({evento.impronta for evento in (EVENTO, *altri)}) == 5


@pytest.mark.parametrize(
    "riga",
    [
        b"",
        b"[]",
        b"{}",
        b"\xff",
        EVENTO.riga().replace(b"Anna", b"Enzo"),
        EVENTO.riga().replace(b'"n":1', b'"n": 1'),  # the same data, written otherwise
        EVENTO.riga().replace(b"2026-03-15", b"2026-99-15"),
        EVENTO.riga().replace(b'"n":1', b'"n":1,"n":1'),
    ],
)
def test_a_line_that_was_changed_is_refused(riga):
    with pytest.raises(RegistroGuasto):
        da_riga(riga)


def test_moments_are_told_in_the_time_of_italy():
    assert detto(EVENTO.quando) == "alle 00:30 del 16/03/2026"
    assert oggi(EVENTO.quando) == date(2026, 3, 16)
