"""Whatever happens to a file on its way, it is read or refused in words: nothing else leaves the reader."""

import pytest
from capitoli import AVANZO, FCDE, FPV, IMU, STIPENDI, TARI, contenuto
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.whose import Dichiarato

INTERI = (
    contenuto("entrate", IMU, TARI, FPV, AVANZO).encode("latin-1"),
    contenuto("spese", STIPENDI, FCDE).encode("latin-1"),
)
PEZZI = st.one_of(
    st.sampled_from([b"\t", b"\n", b"\r", b'"', b";", b",", b"-", b"\x00", b"\xff\xfe", b"\xef\xbb\xbf"]),
    st.sampled_from([b"9" * 20, b"E+05", b"nan", b"2016", b"STANZIAMENTO", b"TITOLO", b"CAP-EG", b""]),
    st.binary(max_size=4),
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    intero=st.sampled_from(INTERI),
    colpi=st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 12), PEZZI), min_size=1, max_size=4),
)
def test_a_damaged_file_is_read_or_refused(tmp_path, intero, colpi):
    guasto = bytearray(intero)
    for posto, tolti, pezzo in colpi:
        inizio = posto % (len(guasto) + 1)
        guasto[inizio : inizio + tolti] = pezzo
    file = tmp_path / "capitoli.csv"
    file.write_bytes(guasto)
    try:
        letti = set(leggi([file], dichiarato=Dichiarato("901001")).righe["istat"])
    except FileRifiutato as rifiuto:
        letti = {difetto.file for difetto in rifiuto.difetti}
    assert letti <= {"901001", file.name}


@pytest.mark.parametrize("intero", INTERI)
def test_a_carriage_return_in_the_header_does_not_stop_the_reading(tmp_path, intero):
    file = tmp_path / "capitoli.csv"
    file.write_bytes(intero.replace(b"TITOLO", b"TIT\rOLO", 1))
    with pytest.raises(FileRifiutato):
        leggi([file], dichiarato=Dichiarato("901001"))
