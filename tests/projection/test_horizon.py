"""The projection of each ente starts from its last rendiconto that says something."""

import numpy as np
from righe import conti, rendiconto

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.projection.horizon import Orizzonte


def anno(quale: int, istat: str = "901001", di_che: int = 100) -> list[tuple]:
    return [
        *rendiconto("entrate", "accertamenti", dict.fromkeys(TITOLI_ENTRATE, di_che), istat, quale),
        *rendiconto("spese", "impegni", dict.fromkeys(TITOLI_SPESE, di_che), istat, quale),
    ]


def test_each_ente_starts_from_its_own_last_rendiconto():
    orizzonte = Orizzonte.di(conti(*anno(2022), *anno(2023), *anno(2022, "901002")))
    assert orizzonte.istat == ("901001", "901002")
    assert orizzonte.base.tolist() == [2023, 2022]


def test_a_rendiconto_filed_at_zero_is_no_start():
    assert Orizzonte.di(conti(*anno(2022), *anno(2023, di_che=0))).base.tolist() == [2022]


def test_the_past_can_be_looked_at_as_it_was_known_then():
    tutti = conti(*anno(2021), *anno(2022), *anno(2023))
    assert Orizzonte.di(tutti, fino_al=2022).base.tolist() == [2022]


def test_a_value_is_taken_at_the_year_asked_and_is_missing_where_there_is_none():
    tutti = conti(*anno(2022, di_che=70), *anno(2023, di_che=90), *anno(2022, "901002", di_che=5))
    orizzonte, titolo = Orizzonte.di(tutti), tutti.accertamenti("1")
    assert orizzonte.prendi(tutti, titolo).tolist() == [90, 5]
    prima = orizzonte.prendi(tutti, titolo, -1)
    assert prima[0] == 70
    assert np.isnan(prima[1])
