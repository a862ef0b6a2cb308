"""Columns held as two tables read like a dictionary of arrays, and are never written by who reads them."""

import numpy as np
import pandas as pd
import pytest
from righe import conti, rendiconto

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.blocks import Colonne

IMPEGNI = Voce("rendiconto", "spese", "1", "impegni")
PAGAMENTI = Voce("rendiconto", "spese", "1", "pagamenti_competenza")
QUOTA = Voce("indicatori", "sintetici", "1.1", "percentuale")


@pytest.fixture
def colonne():
    return Colonne.di(
        {
            QUOTA: pd.array([12.5, None, 7.25], dtype="Float64"),
            IMPEGNI: pd.array([100, 200, None], dtype="Int64"),
            PAGAMENTI: pd.array([None, 20, None], dtype="Int64"),
        },
        3,
    )


def test_each_voce_is_read_back_as_it_was_given_and_in_order(colonne):
    assert list(colonne) == [QUOTA, IMPEGNI, PAGAMENTI]
    assert colonne[QUOTA].tolist() == [12.5, pd.NA, 7.25]
    assert colonne[IMPEGNI].tolist() == [100, 200, pd.NA]
    assert str(colonne[IMPEGNI].dtype) == "Int64"
    assert Voce("rendiconto", "spese", "2", "impegni") not in colonne


def test_a_place_that_is_not_there_gives_a_missing_row(colonne):
    prese = colonne.presi(np.array([2, -1, 0]))
    assert prese[QUOTA].tolist() == [7.25, pd.NA, 12.5]
    assert prese[IMPEGNI].tolist() == [pd.NA, pd.NA, 100]
    assert Colonne.di({IMPEGNI: pd.array([], dtype="Int64")}, 0).presi(np.array([-1]))[IMPEGNI].isna().all()


def test_some_voci_are_kept_with_their_own_numbers(colonne):
    tenute = colonne.solo(lambda voce: voce != IMPEGNI)
    assert {voce: array.tolist() for voce, array in tenute.items()} == {
        QUOTA: [12.5, pd.NA, 7.25],
        PAGAMENTI: [pd.NA, 20, pd.NA],
    }


def test_what_is_there_is_told_by_voce_and_by_row(colonne):
    assert colonne.presenti().tolist() == [[True, False, True], [True, True, False], [False, True, False]]
    assert colonne.riga(0) == {QUOTA: 12.5, IMPEGNI: 100}
    assert colonne.riga(1) == {IMPEGNI: 200, PAGAMENTI: 20}


def test_writing_makes_other_columns_and_leaves_these(colonne):
    nuova = Voce("indicatori", "sintetici", "2.1", "percentuale")
    scritte = colonne.scritte(1, {QUOTA: 99.5, IMPEGNI: None, nuova: 3.0})
    assert scritte.riga(1) == {QUOTA: 99.5, PAGAMENTI: 20, nuova: 3.0}
    assert scritte.riga(0) == colonne.riga(0)
    assert colonne.riga(1) == {IMPEGNI: 200, PAGAMENTI: 20}


def test_a_year_that_a_panel_has_not_is_added_where_it_belongs():
    panel = conti(
        *rendiconto("spese", "impegni", {"1": 30}), *rendiconto("spese", "impegni", {"1": 9}, anno=2021)
    )
    con_anno = panel.scritti("901001", 2022, {IMPEGNI: 20})
    assert con_anno.anni("901001") == [2021, 2022, 2023]
    assert con_anno.impegni("1").dropna().tolist() == [9, 20, 30]
    assert panel.anni("901001") == [2021, 2023]


def test_of_two_rows_that_say_the_same_thing_the_last_is_believed():
    panel = conti(*rendiconto("spese", "impegni", {"1": 1}), *rendiconto("spese", "impegni", {"1": 2}))
    assert panel.impegni("1").tolist() == [2]


def test_the_table_of_the_panel_is_its_columns_side_by_side(colonne):
    righe = pd.MultiIndex.from_product([["901001"], [2021, 2022, 2023]], names=["istat", "anno"])
    tavola = Conti(colonne, righe, pd.DataFrame()).tavola
    assert tavola.columns.names == ["documento", "lato", "codice", "fase"]
    assert tavola.loc[("901001", 2022)].dropna().to_dict() == {IMPEGNI: 200, PAGAMENTI: 20}
