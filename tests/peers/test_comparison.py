"""A comune among its alike: counts that can be made by hand, and nobody compared with too few."""

import numpy as np
import pandas as pd
import pytest

from crescere_kit.accounts import Conti, Voce
from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.deficitarieta import p5
from crescere_kit.peers.choices import classe_demografica
from crescere_kit.peers.comparison import confronta
from crescere_kit.peers.neighbours import piu_vicini

ANNO = 2023
# disavanzo on 10.000 of entrate correnti: the limit of P5 is 1,20 %
DISAVANZI = dict(zip((f"90100{n}" for n in range(1, 8)), (100, 0, 50, 120, 130, 500, 100), strict=True))


def panel(disavanzi=DISAVANZI, popolazione=None, province=None):
    righe = []
    for istat, disavanzo in disavanzi.items():
        entrate = {"1": 6_000, "2": 3_000, "3": 1_000}
        righe += [(istat, ANNO, "rendiconto", "entrate", t, "accertamenti", v) for t, v in entrate.items()]
        righe += [(istat, ANNO, "rendiconto", "spese", t, "impegni", 100) for t in "12"]
        righe.append((istat, ANNO, "rendiconto", "equilibri", "AA", "importo", disavanzo))
    tabella = pd.DataFrame(
        righe, columns=["istat", "anno", "documento", "lato", "codice", "fase", "importo"]
    ).assign(rapporto=pd.NA)
    tabella = tabella.astype({"importo": "Int64", "rapporto": "Float64"})
    codici = list(disavanzi)
    enti = pd.DataFrame(
        {
            "nome": codici,
            "slug": codici,
            "provincia": province or ["Prova"] * len(codici),
            "regione": "ESEMPIO",
            "popolazione": pd.array(popolazione or [1_500] * len(codici), dtype="Int64"),
        },
        index=pd.Index(codici, name="istat"),
    )
    return Conti.da_righe(tabella, enti)


def riga(tabella, istat, gruppo="classe"):
    trovate = tabella[(tabella["istat"] == istat) & (tabella["gruppo"] == gruppo)]
    return trovate.iloc[0] if len(trovate) else None


@pytest.fixture(scope="module")
def confronto():
    return confronta(calcola(panel(), [p5]), ANNO)


def test_the_percentile_counts_the_others_with_less_and_half_of_the_equal(confronto):
    # 1,00 %: others below are 0 and 0,50; one is equal; three are above. (2 + 0,5) / 6
    uno = riga(confronto, "901001")
    assert uno["altri"] == 6
    assert uno["percentile"] == pytest.approx(100 * 2.5 / 6)


def test_the_median_and_the_norm_are_of_the_others(confronto):
    # the others of 901006: 1,00 0,00 0,50 1,20 1,30 1,00 → median 1,00; only 1,30 is beyond 1,20
    uno = riga(confronto, "901006")
    assert uno["mediana"] == pytest.approx(1.0)
    assert (uno["con_limite"], uno["in_norma"]) == (6, 5)


def test_a_group_of_few_says_nothing():
    pochi = dict(list(DISAVANZI.items())[:5])
    assert riga(confronta(calcola(panel(pochi), [p5]), ANNO), "901001") is None


def test_only_the_same_class_and_the_same_province_are_compared():
    panel_misto = panel(popolazione=[1_500] * 6 + [50_000], province=["Prova"] * 6 + ["Altra"])
    tabella = confronta(calcola(panel_misto, [p5]), ANNO)
    assert riga(tabella, "901001")["altri"] == 5
    assert riga(tabella, "901001", "provincia")["altri"] == 5
    assert riga(tabella, "901007") is None


def test_who_has_no_value_is_neither_compared_nor_counted():
    conti = panel().scritti("901006", ANNO, {Voce("rendiconto", "equilibri", "AA", "importo"): None})
    tabella = confronta(calcola(conti, [p5]), ANNO)
    assert riga(tabella, "901006") is None
    assert riga(tabella, "901001")["altri"] == 5


def test_the_nearest_are_those_at_the_smallest_distance_on_the_declared_features():
    misure = pd.DataFrame(
        {
            "popolazione": [3.0, 3.1, 5.0, np.nan],
            "entrate_correnti_per_abitante": [1.0, 1.0, 1.0, 1.0],
            "autonomia": [0.5, 0.5, 0.5, 0.5],
            "investimenti": [0.2, 0.2, 0.2, 0.2],
        },
        index=pd.Index(["a", "b", "c", "d"], name="istat"),
    ).astype("Float64")
    vicini = piu_vicini(misure)
    assert vicini.loc["a"].tolist() == ["b", "c"]
    assert vicini.loc["c"].tolist() == ["b", "a"]
    assert "d" not in vicini.index
    assert "d" not in set(vicini.to_numpy().ravel())


@pytest.mark.parametrize(
    ("abitanti", "classe"), [(999, 0), (1_000, 1), (1_999, 1), (59_999, 6), (250_000, 8)]
)
def test_a_class_begins_at_its_bound(abitanti, classe):
    assert classe_demografica(pd.Series([abitanti], dtype="Int64")).tolist() == [classe]
