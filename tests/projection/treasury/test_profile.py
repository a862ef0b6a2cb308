"""The months of a titolo are those of the last whole years of SIOPE: the one in course is never scaled up."""

import numpy as np
import pytest
from righe import conti, rendiconto

from crescere_kit.accounts.voci import CASSA_MENSILE, TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.treasury.profile import prepara

E1, E2, U1, U4 = ("entrate", "1"), ("entrate", "2"), ("spese", "1"), ("spese", "4")
GENNAIO = [100] + [0] * 11
DICEMBRE = [0] * 11 + [300]
META = [10] * 6 + [0] * 6


def siope(lato, titolo, anno, mesi):
    return [
        ("901001", anno, "siope", lato, titolo, fase, importo)
        for fase, importo in zip(CASSA_MENSILE, mesi, strict=False)
    ]


def profilo(*righe):
    base = [
        *rendiconto("entrate", "accertamenti", dict.fromkeys(TITOLI_ENTRATE, 1), anno=2023),
        *rendiconto("spese", "impegni", dict.fromkeys(TITOLI_SPESE, 1), anno=2023),
    ]
    panel = conti(*base, *(riga for gruppo in righe for riga in gruppo))
    return prepara(panel, Orizzonte.di(panel))


def mesi(trovato, titolo):
    return trovato.mesi[titolo][0, 0, 0].tolist()


def test_each_year_counts_the_same_however_much_moved_in_it():
    trovato = profilo(siope("entrate", "1", 2023, GENNAIO), siope("entrate", "1", 2022, DICEMBRE))
    assert mesi(trovato, E1) == [0.5, *[0] * 10, 0.5]


def test_a_year_in_course_is_left_out_and_one_that_is_whole_counts():
    in_corso = siope("entrate", "1", 2024, DICEMBRE[:9])
    assert mesi(profilo(siope("entrate", "1", 2023, GENNAIO), in_corso), E1)[0] == 1
    intero = siope("entrate", "1", 2024, DICEMBRE)
    assert mesi(profilo(siope("entrate", "1", 2023, GENNAIO), intero), E1)[0] == 0.5


def test_only_the_last_three_whole_years_count():
    anni = [siope("entrate", "1", anno, GENNAIO) for anno in (2022, 2023, 2024)]
    assert mesi(profilo(*anni, siope("entrate", "1", 2021, DICEMBRE)), E1)[0] == 1


def test_a_titolo_without_months_has_those_of_its_side_and_loans_their_instalments():
    trovato = profilo(siope("entrate", "1", 2023, GENNAIO), siope("uscite", "1", 2023, META))
    assert mesi(trovato, E2) == mesi(trovato, E1)
    assert mesi(trovato, U1) == pytest.approx([1 / 6] * 6 + [0] * 6)
    assert mesi(trovato, U4) == [0, 0, 0, 0, 0, 0.5, 0, 0, 0, 0, 0, 0.5]
    assert trovato.perche == ("",)


def test_the_side_is_what_its_titoli_move_together():
    trovato = profilo(siope("entrate", "1", 2023, GENNAIO), siope("entrate", "3", 2023, DICEMBRE))
    assert mesi(trovato, E2) == [0.25, *[0] * 10, 0.75]


def test_without_siope_the_months_are_unknown_and_it_says_what_is_missing():
    trovato = profilo(siope("entrate", "1", 2023, GENNAIO))
    assert np.isnan(trovato.mesi[U1]).all()
    assert trovato.perche == (
        "mancano i pagamenti mensili di SIOPE di un anno intero: la cassa si conosce solo a fine anno",
    )
    assert "gli incassi e i pagamenti" in profilo().perche[0]
