"""The accertamento: what is due, when it falls due, and what it pays for."""

from __future__ import annotations

from datetime import date

from atti import atto, esiti, frasi


def test_the_amounts_are_booked_in_the_year_they_fall_due():
    uno = atto("det_accertamento", quote__0__esigibile_dal=date(2027, 2, 1))
    assert [una.anno for una in uno.imputazioni] == [2027]


def test_one_cent_of_difference_is_found():
    assert frasi("det_accertamento", "AC-01", importo="18.000,01") == [
        "Le imputazioni sommano 18.000,00 €, l'importo è 18.000,01 €."
    ]


def test_a_tied_revenue_says_what_it_pays_for():
    assert len(frasi("det_accertamento", "AC-02", capitolo_spesa=None)) == 1
    assert frasi("det_accertamento", "AC-02", capitolo_spesa=None, vincolo="nessuno") == []


def test_a_grant_on_statement_is_booked_as_its_spending_falls_due():
    assert frasi("det_accertamento", "AC-05", quote__0__esigibile_dal=date(2027, 2, 1)) == [
        "Nel 2026 si accertano 0,00 € e la spesa del cronoprogramma è 18.000,00 €.",
        "Nel 2027 si accertano 18.000,00 € e la spesa del cronoprogramma è 0,00 €.",
    ]
    (manca,) = frasi("det_accertamento", "AC-05", cronoprogramma=[])
    assert manca.endswith("manca il cronoprogramma della spesa.")
    assert frasi("det_accertamento", "AC-05", cronoprogramma=[], a_rendicontazione=False) == []


def test_what_is_accertato_by_cash_is_collected_first():
    (uno,) = esiti("det_accertamento", per_cassa=True)["AC-03"]
    assert (uno.superato, uno.ferma) == (False, False)


def test_more_than_the_budget_is_an_occasion():
    (frase,) = frasi("det_accertamento", "AC-04", quote__0__disponibile="17.000")
    assert "1.000,00 € più dello stanziamento" in frase
