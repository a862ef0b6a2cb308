"""The projection starts from the last rendiconto, and its lines add up to it."""

import numpy as np
from righe import conti, rendiconto

from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.start import partenza

NIENTE: dict = {}


def parti(titoli: dict, tipologie: dict) -> dict[str, np.ndarray]:
    tutti = conti(
        *rendiconto("entrate", "accertamenti", titoli | tipologie),
        *rendiconto("spese", "impegni", {"1": 900}),
    )
    return partenza(tutti, Orizzonte.di(tutti), NIENTE)


def test_what_the_file_tells_apart_is_a_line_of_its_own_and_the_rest_is_what_is_left():
    linee = parti({"1": 1000}, {"10101": 800, "1010106": 300, "10301": 200})
    assert [linee[c][0] for c in ("imu", "altri_tributi", "fsc")] == [300, 500, 200]
    assert np.isnan(linee["tari"][0])


def test_a_part_that_nobody_filed_is_zero_only_when_the_others_make_the_whole_titolo():
    linee = parti({"1": 1000}, {"10101": 800, "10301": 200})
    assert linee["compartecipazioni"][0] == 0
    assert sum(np.nan_to_num(linee[c][0]) for c in ("imu", "altri_tributi", "fsc")) == 1000


def test_a_titolo_filed_alone_is_projected_whole():
    linee = parti({"2": 700}, {})
    assert [linee[c][0] for c in ("trasf_20101", "trasf_20102")] == [700, 0]


def test_where_nothing_was_filed_nothing_is_known():
    assert np.isnan(parti({"1": 1000}, {})["trasf_20101"][0])


def test_the_ente_may_say_what_a_line_was():
    tutti = conti(
        *rendiconto("entrate", "accertamenti", {"1": 1000, "10101": 1000}),
        *rendiconto("spese", "impegni", {"1": 0}),
    )
    linee = partenza(tutti, Orizzonte.di(tutti), {"tari": np.array([400.0])})
    assert (linee["tari"][0], linee["altri_tributi"][0]) == (400, 600)
