"""The residui, one by one: each adds up, each is moved or cancelled for a reason."""

from __future__ import annotations

from atti import atto, esiti, frasi


def test_the_totals_are_those_of_the_rows():
    uno = atto("riaccertamento")
    assert (uno.ra_mant, uno.ra_elim, uno.ra_reimp) == (4_500, 2_300, 0)
    assert (uno.rp_mant, uno.rp_elim, uno.rp_reimp) == (0, 0, 60_000)
    assert (uno.fpv_c, uno.fpv_k, uno.stralciati) == (0, 60_000, 2_300)
    assert uno.titolo == "Riaccertamento ordinario dei residui al 31 dicembre 2025"


def test_a_row_that_does_not_add_up_is_found():
    assert "non torna" in frasi("riaccertamento", "RR-01", residui__0__importo="4.500,01")[0]
    assert frasi("riaccertamento", "RR-01", residui__1__importo="1.000") == []
    assert atto("riaccertamento", residui__1__importo="1.000").ra_mant == 5_800


def test_only_what_is_due_later_is_moved_and_to_a_later_year():
    assert len(frasi("riaccertamento", "RR-02", residui__2__obbligazione=False)) == 1
    assert len(frasi("riaccertamento", "RR-02", residui__2__anno_reimputazione=2025)) == 1


def test_moved_spending_has_its_cover():
    (frase,) = frasi("riaccertamento", "RR-03", residui__2__coperto_da_fpv=False)
    assert "60.000,00 €" in frase


def test_what_is_cancelled_says_why():
    assert len(frasi("riaccertamento", "RR-04", residui__1__motivo="")) == 1


def test_every_responsabile_has_looked():
    assert len(frasi("riaccertamento", "RR-07", servizi=2)) == 1


def test_old_credits_and_investments_without_a_tender_are_told():
    assert len(frasi("riaccertamento", "RR-05", residui__0__anno=2022)) == 1
    assert frasi("riaccertamento", "RR-05", residui__0__anno=2022, residui__0__in_fcde=True) == []
    (uno,) = esiti("riaccertamento", residui__2__gara=False)["RR-06"]
    assert (uno.superato, uno.ferma) == (False, False)
