"""Projected figures are read as any other year's."""

import numpy as np
import pandas as pd
from righe import conti, modulo, rendiconto

from crescere_kit.accounts import Voce
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.shape import in_conti, moltiplica

TITOLO = Voce("rendiconto", "entrate", "1", "accertamenti")
PREVISTO = ("901001", 2024, "previsione", "entrate", "1", "competenza_1", 77)


def base():
    return conti(
        *rendiconto("entrate", "accertamenti", {"1": 100}, anno=2022),
        *rendiconto("entrate", "accertamenti", {"1": 110}),
        *rendiconto("spese", "impegni", {"1": 90}),
        PREVISTO,
        *modulo("fondi", "fgdc", di=("901001", 2024), valore=5),
    )


def proiettati():
    tutti = base()
    return in_conti(tutti, Orizzonte.di(tutti), {TITOLO: np.array([[120.4, np.nan]])})


def test_the_past_is_as_it_was_and_two_years_follow():
    titolo = proiettati().accertamenti("1")
    assert titolo.loc[[("901001", 2022), ("901001", 2023), ("901001", 2024)]].tolist() == [100, 110, 120]
    assert pd.isna(titolo.loc[("901001", 2025)])


def test_of_what_was_filed_for_the_future_only_the_form_of_the_ente_is_kept():
    tutti = proiettati()
    assert pd.isna(tutti.voce("previsione", "entrate", "1", "competenza_1").loc[("901001", 2024)])
    assert tutti.manuale("fondi", "fgdc").loc[("901001", 2024)] == 5


def test_each_path_is_an_ente_with_the_same_past():
    molti = moltiplica(proiettati(), "901001", 3, {TITOLO: np.array([[1, 2], [3, 4], [5, 6]])})
    titolo = molti.accertamenti("1")
    assert [titolo.xs(anno, level="anno").tolist() for anno in (2023, 2024, 2025)] == [
        [110, 110, 110],
        [1, 3, 5],
        [2, 4, 6],
    ]
    assert molti.popolazione().eq(8000).all()
