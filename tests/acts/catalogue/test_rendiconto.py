"""The rendiconto: its result is that of its parts, and the relazione says the prospect's numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, dati, esiti, frasi

TESTO = "relazione__0__testo"


def test_the_result_and_its_parts_are_those_of_the_accounts():
    uno = atto("rendiconto")
    # 1.189.311,55 + 11.913.200,81 − 5.434.726,07 − 108.287,91 − 1.639.821,82
    assert uno.risultato == Decimal("5919676.56")
    # less 5.399.908,11 and 567.591,71
    assert uno.disponibile == Decimal("-47823.26")


def test_one_cent_of_difference_in_the_result_stops_the_act():
    corretto = [{"campo": "risultato", "valore": "5.919.676,57", "motivo": "prova di un centesimo"}]
    (frase,) = frasi("rendiconto", "RE-01", correzioni=corretto)
    assert frase.endswith("la differenza è 0,01 €.")


def test_the_cash_is_that_of_the_treasurer():
    (frase,) = frasi("rendiconto", "RE-02", cassa_tesoriere="1.189.311,54")
    assert "1.189.311,54 €" in frase
    assert "-0,01 €" in frase


def test_the_residui_are_those_of_the_riaccertamento():
    (frase,) = frasi("rendiconto", "RE-03", residui_passivi_riaccertati="1")
    assert frase.startswith("Per i residui passivi")


def test_a_disavanzo_has_the_day_of_its_ripiano():
    assert "47.823,26 €" in frasi("rendiconto", "RE-04", data_ripiano=None)[0]
    assert len(frasi("rendiconto", "RE-04", data_ripiano=date(2026, 4, 1))) == 1


def test_twenty_days_are_counted_to_the_session():
    assert frasi("rendiconto", "RE-05", data_deposito=date(2026, 4, 8)) == []
    (frase,) = frasi("rendiconto", "RE-05", data_deposito=date(2026, 4, 9))
    assert "19 giorni prima della seduta: ne servono 20" in frase
    assert len(frasi("rendiconto", "RE-05", data_al_revisore=date(2026, 4, 20))) == 1


def test_an_allegato_of_the_law_is_joined_or_not_due_for_a_reason():
    (frase,) = frasi("rendiconto", "RE-06", prospetti=dati("rendiconto")["prospetti"][1:])
    assert frase.startswith("Manca l'allegato a) prospetto dimostrativo")
    assert len(frasi("rendiconto", "RE-06", prospetti__8__motivo="")) == 1


def test_a_negative_w2_is_said_and_does_not_stop():
    (uno,) = esiti("rendiconto")["RE-07"]
    assert "-33.783,37 €" in uno.messaggio
    assert not uno.ferma


def test_who_cannot_tell_whether_it_is_deficitario_says_how_it_told():
    ignoto = [{"campo": "n_pos", "valore": None, "motivo": "prova di un valore ignoto"}]
    (uno,) = esiti("rendiconto", correzioni=ignoto, verifiche_a_mano=[])["RE-08"]
    assert uno.ferma


def test_the_fund_is_carried_forward_until_it_may_be_freed():
    assert len(frasi("rendiconto", "RE-09", fgdc_accantonato_prima="100")) == 1
    assert frasi("rendiconto", "RE-09", fgdc_accantonato_prima="100", fgdc_liberabile=True) == []


def test_a_number_typed_in_the_relazione_is_refused_and_one_placed_is_printed():
    assert "«5.919.676,56»" in frasi("rendiconto", "RE-10", **{TESTO: "Il risultato è 5.919.676,56 €."})[0]
    assert "[[avanzo]]" in frasi("rendiconto", "RE-10", **{TESTO: "È [[avanzo]]."})[0]
    assert "5.919.676,56 €" in atto("rendiconto").relazione_stampata[0].testo
