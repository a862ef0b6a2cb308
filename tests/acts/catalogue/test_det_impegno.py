"""The impegno: enough on the line, in the year it falls due, with its codes."""

from __future__ import annotations

from datetime import date

from atti import atto, esiti, frasi


def test_the_total_is_the_net_plus_the_tax_to_the_cent():
    uno = atto("det_impegno", netto="2.400,05")
    # 2.400,05 × 22 % = 528,011
    assert (str(uno.iva), str(uno.totale)) == ("528.01", "2928.06")


def test_the_amounts_are_booked_in_the_year_they_fall_due():
    uno = atto("det_impegno", quote__0__esigibile_dal=date(2027, 1, 31))
    assert [(una.anno, str(una.dopo)) for una in uno.imputazioni] == [(2027, "4372.00")]


def test_the_line_must_hold_the_amount():
    (frase,) = frasi("det_impegno", "IM-01", quote__0__disponibile="2.927,99")
    assert "restano 2.927,99 €" in frase


def test_what_is_available_must_be_known():
    (uno,) = esiti("det_impegno", quote__0__disponibile=None)["IM-01"]
    assert (uno.superato, uno.ferma) == (None, True)


def test_one_cent_of_difference_is_found():
    assert "2.928,01 €" in frasi("det_impegno", "IM-02", quote__0__importo="2.928,01")[0]


def test_without_an_approved_budget_only_twelfths_or_what_the_law_imposes():
    assert len(frasi("det_impegno", "IM-03", regime="gestione")) == 1
    assert frasi("det_impegno", "IM-03", regime="gestione", obbligatoria=True) == []
    provvisorio = {"regime": "provvisorio", "dodicesimi_disponibili": "2.000"}
    assert (
        "i dodicesimi ancora impegnabili sono 2.000,00 €" in frasi("det_impegno", "IM-03", **provvisorio)[0]
    )


def test_beyond_the_three_years_the_case_is_asked_for_and_the_past_is_refused():
    assert (
        "oltre il bilancio 2026-2028"
        in frasi("det_impegno", "IM-04", quote__0__esigibile_dal=date(2029, 1, 1))[0]
    )
    assert (
        "debito fuori bilancio" in frasi("det_impegno", "IM-04", quote__0__esigibile_dal=date(2025, 12, 1))[0]
    )


def test_payments_fit_the_cash_of_the_line():
    assert len(frasi("det_impegno", "IM-05", quote__0__residuo_cassa="100")) == 1


def test_codes_and_durc_are_there_or_their_reason_is():
    assert frasi("det_impegno", "IM-08", cig=None) == ["Manca il CIG, o il motivo per cui non serve."]
    assert len(frasi("det_impegno", "IM-08", investimento=True)) == 1
    scaduto = {"durc": {"protocollo": "X1", "scadenza": date(2026, 5, 10)}}
    assert "è scaduto il 10/05/2026" in frasi("det_impegno", "IM-08", **scaduto)[0]
    assert "troppo breve" in frasi("det_impegno", "IM-08", motivazione="serve")[0]


def test_tied_revenue_pays_what_was_accertato():
    assert len(frasi("det_impegno", "IM-09", fonte="vincolata")) == 1
    vincolata = {"fonte": "vincolata", "accertamento": "44/2026", "accertato": "2.927,99"}
    assert "2.927,99 €" in frasi("det_impegno", "IM-09", **vincolata)[0]


def test_splitting_and_rotation_are_told():
    (uno,) = esiti("det_impegno", gia_affidato="139.000")["IM-06"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert len(frasi("det_impegno", "IM-07", affidatario_uscente=True)) == 1


def test_two_rows_on_one_line_share_what_it_holds():
    meta = {"esigibile_dal": date(2026, 6, 30), "codice": "01.05.1.103", "capitolo": "1165"}
    meta |= {"importo": "1.464,00", "disponibile": "1.500,00", "residuo_cassa": "1.500,00"}
    doppia = {"quote": [meta, meta]}
    assert "se ne imputano 2.928,00 €" in frasi("det_impegno", "IM-01", **doppia)[0]
    assert "i pagamenti attesi 2.928,00 €" in frasi("det_impegno", "IM-05", **doppia)[0]
    uno = atto("det_impegno", **doppia)
    assert [str(una.dopo) for una in uno.imputazioni] == ["36.00", "-1428.00"]
    assert str(uno.cassa_residua) == "1500.00"
