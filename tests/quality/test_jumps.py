"""One year out of the series of its comune is to be confirmed; a series that grows is not."""

import pytest
from righe import conti, rendiconto

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.quality import jumps

CORRENTI = "il totale delle entrate correnti"


def salti(serie, titolo="1", altri=None, lato="entrate", fase="accertamenti"):
    righe = []
    for anno, valore in enumerate(serie, 2019):
        valori = {titolo: valore, **(altri or {})}
        noti = {codice: importo for codice, importo in valori.items() if importo is not None}
        righe += rendiconto(lato, fase, noti, anno=anno)
    panel = conti(*righe)
    anni = panel.tavola.index.get_level_values("anno")
    return [
        (uno.oggetto.nome, int(anni[riga]), valore, atteso)
        for uno in jumps.riscontri(panel)
        for riga, valore, atteso in zip(uno.righe, uno.valori, uno.attesi, strict=True)
    ]


@pytest.mark.parametrize(
    ("serie", "attesi"),
    [
        ([100, 110, 105, 340, 95], [(2022, 340, 102.5)]),  # 340 against the median of 95 100 105 110
        ([437, 420, 89, 402], [(2021, 89, 420)]),
        ([100, 110, 120, 130, 140, 150], []),
        ([100, 100, 100, 180], []),  # 1,8 times is not beyond
        ([100, 100, 100, 181], [(2022, 181, 100)]),
        ([100, 100, 300], []),  # too few years
        ([100, None, 100, 100, 300], [(2023, 300, 100)]),
        ([0, 0, 0, 300], []),  # nothing to be a multiple of
        ([100, 100, 100, 0], [(2022, 0, 100)]),
    ],
)
def test_a_year_is_judged_by_the_median_of_the_others(serie, attesi):
    assert [uno[1:] for uno in salti(serie) if uno[0] == "il titolo 1 delle entrate"] == attesi


@pytest.mark.parametrize(
    ("titolo", "lato", "fase", "nome"),
    [
        ("2", "entrate", "accertamenti", "il titolo 2 delle entrate"),
        ("3", "entrate", "accertamenti", "il titolo 3 delle entrate"),
        ("1", "spese", "impegni", "il titolo 1 delle spese"),
    ],
)
def test_every_current_titolo_is_watched(titolo, lato, fase, nome):
    assert [uno[0] for uno in salti([100, 100, 100, 300], titolo, lato=lato, fase=fase)] == [nome]


def test_the_total_is_not_said_again_when_a_titolo_explains_it():
    assert [uno[0] for uno in salti([100, 100, 100, 300], altri={"2": 1, "3": 1})] == [
        "il titolo 1 delle entrate"
    ]


def test_the_total_is_said_when_no_titolo_can_be_judged_alone():
    righe = []
    for anno, (primo, secondo) in zip(
        range(2019, 2023), [(100, -10), (100, -10), (100, -10), (170, 0)], strict=True
    ):
        valori = {"1": primo, "2": secondo, "3": 0}
        righe += rendiconto("entrate", "accertamenti", valori, anno=anno)
    trovati = [uno for uno in jumps.riscontri(conti(*righe)) if len(uno.righe)]
    assert [(uno.oggetto.nome, *uno.valori, *uno.attesi) for uno in trovati] == [(CORRENTI, 170, 90)]


def test_a_rendiconto_filed_at_zero_is_not_a_year_of_the_series():
    righe = []
    for anno in range(2019, 2024):
        quanto = 0 if anno == 2021 else 100
        righe += rendiconto("entrate", "accertamenti", dict.fromkeys(TITOLI_ENTRATE, quanto), anno=anno)
        righe += rendiconto("spese", "impegni", dict.fromkeys(TITOLI_SPESE, quanto), anno=anno)
    assert not any(len(uno.righe) for uno in jumps.riscontri(conti(*righe)))
