"""A column of the panel gives what a pandas Series gives, type by type: pandas itself is asked."""

import operator
from itertools import product

import numpy as np
import pandas as pd
import pytest

from crescere_kit.column import Colonna, colonna, come_colonna, costante, presi, valore_in

RIGHE = pd.MultiIndex.from_product([["901001", "901002"], range(2020, 2024)], names=["istat", "anno"])
ARRAYS = {
    "cents": pd.array([0, 1, -7, pd.NA, 5, 1000, 3, pd.NA], dtype="Int64"),
    "altri cents": pd.array([0, 2, 3, 4, pd.NA, -5, pd.NA, pd.NA], dtype="Int64"),
    "punti": pd.array([0.0, 1.5, -2.5, pd.NA, 0.1, 7, 1e9, pd.NA], dtype="Float64"),
    "altri punti": pd.array([0.0, 0.0, 3.2, 4, pd.NA, -5, pd.NA, pd.NA], dtype="Float64"),
    "forse": pd.array([True, False, pd.NA, True, False, pd.NA, True, False], dtype="boolean"),
    "anche forse": pd.array([True, True, pd.NA, pd.NA, pd.NA, False, False, False], dtype="boolean"),
    "si o no": np.array([True, False] * 4),
}
NUMERI = [nome for nome in ARRAYS if "cents" in nome or "punti" in nome]
VERITA = [nome for nome in ARRAYS if nome not in NUMERI]
SEGNI = [operator.add, operator.sub, operator.mul, operator.truediv]
CONFRONTI = [operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge]


def serie(nome: str) -> pd.Series:
    return pd.Series(ARRAYS[nome], index=RIGHE)


def una(nome: str) -> pd.Series:
    return colonna(ARRAYS[nome], RIGHE)


def uguali(trovata: pd.Series, attesa: pd.Series) -> None:
    pd.testing.assert_series_equal(pd.Series(trovata.array, index=trovata.index), attesa, check_names=False)


@pytest.mark.parametrize("segno", [*SEGNI, *CONFRONTI])
def test_a_sign_between_numbers_gives_what_pandas_gives(segno):
    for prima, altra in product(NUMERI, NUMERI):
        attesa = segno(serie(prima), serie(altra))
        for sinistra, destra in product((una, serie), (una, serie)):
            uguali(segno(sinistra(prima), destra(altra)), attesa)
        uguali(segno(una(prima), ARRAYS[altra]), attesa)
    for prima, numero in product(NUMERI, (0, 1, -3, 2.5)):
        uguali(segno(una(prima), numero), segno(serie(prima), numero))
        uguali(segno(numero, una(prima)), segno(numero, serie(prima)))


def test_whole_divisions_give_what_pandas_gives():
    for divisore in (7, -3):
        uguali(una("cents") // divisore, serie("cents") // divisore)
    uguali(una("cents") // una("altri cents"), serie("cents") // serie("altri cents"))


@pytest.mark.parametrize("segno", [operator.and_, operator.or_])
def test_what_is_not_known_decides_nothing_alone(segno):
    for prima, altra in product(VERITA, VERITA):
        uguali(segno(una(prima), una(altra)), segno(serie(prima), serie(altra)))


@pytest.mark.parametrize("come", ["where", "mask"])
def test_a_choice_between_two_columns_is_that_of_pandas(come):
    for scelta in VERITA:
        for prima in [*NUMERI, "forse"]:
            uguali(getattr(una(prima), come)(una(scelta)), getattr(serie(prima), come)(serie(scelta)))
        for prima, altra in (("cents", "altri cents"), ("punti", "altri punti"), ("forse", "anche forse")):
            attesa = getattr(serie(prima), come)(serie(scelta), serie(altra))
            uguali(getattr(una(prima), come)(una(scelta), una(altra)), attesa)
        uguali(getattr(una("cents"), come)(una(scelta), 0), getattr(serie("cents"), come)(serie(scelta), 0))


def test_the_rest_of_a_series_is_that_of_pandas():
    for nome in ARRAYS:
        for metodo in ("notna", "isna", "dropna"):
            uguali(getattr(una(nome), metodo)(), getattr(serie(nome), metodo)())
    for nome in NUMERI:
        for domanda in (abs, operator.neg, round, lambda c: c.clip(lower=0), lambda c: c.fillna(0)):
            uguali(domanda(una(nome)), domanda(serie(nome)))
        uguali(una(nome).astype("Float64"), serie(nome).astype("Float64"))
        numeri = [dato.to_numpy(dtype=float, na_value=np.nan) for dato in (una(nome), serie(nome))]
        np.testing.assert_array_equal(*numeri)
    uguali(~una("forse"), ~serie("forse"))
    uguali(una("forse").fillna(False).astype(bool), serie("forse").fillna(False).astype(bool))
    assert una("cents").groupby(level="istat").sum().to_dict() == {"901001": -6, "901002": 1008}


def test_columns_of_different_panels_are_aligned_as_pandas_does():
    altre = pd.Series([10, 20], index=RIGHE[:2], dtype="Int64")
    uguali(una("cents") + altre, serie("cents") + altre)


def test_one_row_is_read_by_its_name_or_by_its_place():
    assert una("cents").loc[("901001", 2022)] == valore_in(una("cents"), 2) == -7
    assert una("cents").loc[("901001", 2023)] is pd.NA
    with pytest.raises(KeyError):
        una("cents").loc[("901003", 2022)]


def test_a_column_is_not_written():
    voce = una("cents")
    prima, voce_di_prima = voce.tolist(), voce
    voce += 1
    assert voce_di_prima.tolist() == prima
    with pytest.raises(TypeError):
        voce.loc[("901001", 2020)] = 3


def test_a_column_that_is_the_same_everywhere_may_be_missing_everywhere():
    uguali(costante(RIGHE, pd.NA, "Int64"), pd.Series(pd.NA, index=RIGHE, dtype="Int64"))
    uguali(costante(RIGHE, False, "bool"), pd.Series(False, index=RIGHE))


def test_rows_are_taken_by_place_and_missing_where_there_is_none():
    presa = presi(una("cents"), np.array([1, -1, 2, 0, 0, 0, 0, 0]), RIGHE)
    assert presa.tolist()[:3] == [1, pd.NA, -7]


def test_a_series_on_the_same_rows_becomes_a_column():
    assert isinstance(come_colonna(serie("cents"), RIGHE), Colonna) is serie("cents").index.is_(RIGHE)
    testi = pd.Series("testo", index=RIGHE)
    assert not isinstance(come_colonna(testi, RIGHE), Colonna)


def test_texts_are_chosen_and_compared_as_pandas_does():
    di_pandas = pd.Series(["a"] * 8, index=RIGHE, dtype="string").mask(serie("si o no"))
    testi = costante(RIGHE, "a", "string").mask(una("si o no"))
    uguali(testi, di_pandas)
    for scelta in VERITA:
        uguali(testi.where(una(scelta), "b"), di_pandas.where(serie(scelta), "b"))
        uguali(testi.mask(una(scelta), testi), di_pandas.mask(serie(scelta), di_pandas))
    for segno in (operator.eq, operator.ne):
        uguali(segno(testi.fillna("b"), "b"), segno(di_pandas.fillna("b"), "b").astype("boolean"))
        uguali(segno(testi, "a"), segno(di_pandas, "a").astype("boolean"))
    uguali(testi < "b", di_pandas < "b")
    uguali("classe_" + testi, "classe_" + di_pandas)
    assert testi.to_numpy(object, na_value=None).tolist() == [None, "a"] * 4
    assert testi.dtype == di_pandas.dtype
    assert valore_in(testi, 0) is pd.NA
    assert valore_in(testi, 1) == "a"
