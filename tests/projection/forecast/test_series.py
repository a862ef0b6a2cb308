"""The series of Italian accounts: what was not filed is unknown, never zero."""

import numpy as np
import pytest
from righe import conti, rendiconto

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.projection.forecast.series import Serie
from crescere_kit.projection.forecast.voci import dei_conti, previste


def anno(quale, istat="901001", di_che=100):
    return [
        *rendiconto("entrate", "accertamenti", dict.fromkeys(TITOLI_ENTRATE, di_che), istat, quale),
        *rendiconto("spese", "impegni", dict.fromkeys(TITOLI_SPESE, di_che), istat, quale),
    ]


def test_the_accounts_become_one_number_per_ente_voce_and_year():
    serie = dei_conti(conti(*anno(2021, di_che=70), *anno(2023, di_che=90), *anno(2022, "901002", di_che=5)))
    assert serie.enti == ("901001", "901002")
    assert serie.anni == (2021, 2022, 2023)
    titolo = serie.delle_voci(["spese 1"]).valori[:, 0]
    assert titolo[0].tolist() == pytest.approx([70, np.nan, 90], nan_ok=True)
    assert titolo[1].tolist() == pytest.approx([np.nan, 5, np.nan], nan_ok=True)
    assert np.isnan(serie.delle_voci(["entrate 10101"]).valori).all()
    assert serie.ultimi().tolist() == [2023, 2022]


def test_a_rendiconto_filed_at_zero_is_unknown():
    serie = dei_conti(conti(*anno(2022), *anno(2023, di_che=0)))
    assert np.isnan(serie.al(2023)).all()


def test_what_the_ente_foresaw_is_of_the_year_it_foresaw():
    tutti = conti(*anno(2022), *anno(2023), ("901001", 2023, "previsione", "entrate", "1", "competenza_1", 8))
    assert previste(tutti)["entrate 1"][0].tolist() == pytest.approx([np.nan, 8], nan_ok=True)


def test_the_past_is_what_was_known_then():
    serie = Serie(("a",), ("v",), (2020, 2021, 2022), np.array([[[1.0, 2.0, 3.0]]]), np.array([[9, 9, 9.0]]))
    assert serie.fino_al(2021).valori.tolist() == [[[1, 2]]]
    assert serie.fino_al(2019).anni == ()
    assert np.isnan(serie.al(2023)).all()
    assert np.isnan(serie.abitanti(2023)).all()
