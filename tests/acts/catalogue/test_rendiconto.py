"""The rendiconto: its result is that of its parts, and the relazione says the prospect's numbers."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from io import BytesIO

import docx
from atti import atto, dati, esiti, fatti, frasi

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.facts import Importato
from crescere_kit.acts.production import lavora

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


def corretto(campo, valore):
    altri = [una for una in dati("rendiconto")["correzioni"] if una["campo"] != campo]
    return {"correzioni": [*altri, {"campo": campo, "valore": valore, "motivo": "prova di un altro valore"}]}


def test_the_cash_is_that_of_the_treasurer():
    # 985.711,80 + 12.131.469,65 − 11.927.869,90, from the SIOPE of the year
    assert atto("rendiconto").cassa_tesoriere == Decimal("1189311.55")
    assert any("siope" in cella.nome for cella in atto("rendiconto").nota("cassa_tesoriere").celle)
    (frase,) = frasi("rendiconto", "RE-02", **corretto("cassa_tesoriere", "1.189.311,54"))
    assert "1.189.311,54 €" in frase
    assert "-0,01 €" in frase


def test_the_residui_are_those_of_the_riaccertamento_that_the_register_keeps():
    contesto = {"ra_mant": "11913200.81", "rp_mant": "5434726.06", "numero": 22}
    su = fatti(importa=lambda pratica: Importato(pratica, "riaccertamento", contesto, "0" * 64))
    (frase,) = frasi("rendiconto", "RE-03", su, riaccertamento="2026-0003", correzioni=[])
    assert frase == (
        "Per i residui passivi il valore del riaccertamento è 5.434.726,06 €, quello del rendiconto "
        "5.434.726,07 €: la differenza è -0,01 €."
    )


def test_residui_that_nobody_says_stop_the_act():
    ignoti = [uno for uno in esiti("rendiconto", correzioni=[])["RE-03"] if uno.ferma]
    assert len(ignoti) == 2


def test_the_residui_of_the_prospect_are_the_sum_of_the_titoli():
    trovati = frasi("rendiconto", "RE-03", **corretto("residui_attivi", "11.913.200,80"))
    assert "il valore dei titoli è 11.913.200,81 €" in trovati[1]


def test_without_a_disavanzo_no_ripiano_is_printed():
    def testo(**cambi):
        lavoro = lavora(definizione("rendiconto"), dati("rendiconto", **cambi), fatti())
        return "\n".join(uno.text for uno in docx.Document(BytesIO(lavoro.bozza())).paragraphs)

    assert "il ripiano del disavanzo" in testo()
    assert "il ripiano del disavanzo" not in testo(**corretto("disponibile", "1,00"))


def test_a_large_comune_keeps_the_whole_balance_sheet():
    abitanti = fatti().popolazione()
    trovate = frasi("rendiconto", "RE-11", situazione_semplificata=True)
    assert len(trovate) == (abitanti >= 5000)
    chi = fatti().anagrafica
    grande = chi.model_copy(update={"ente": chi.ente.model_copy(update={"popolazione": 5000})})
    (frase,) = frasi("rendiconto", "RE-11", fatti(anagrafica=grande), situazione_semplificata=True)
    assert frase.startswith("L'ente ha 5000 abitanti")


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


def test_who_approves_after_april_is_late():
    (frase,) = frasi("rendiconto", "C-13", seduta_data=date(2026, 5, 2))
    assert frase == "Il termine era il 30/04/2026: l'atto è adottato 2 giorni dopo."
    assert frasi("rendiconto", "C-13") == []
