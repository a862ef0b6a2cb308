"""The variazione d'urgenza: its sample passes, and each blocking check finds what it is there for."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, dati, esiti, fatti, frasi

from crescere_kit.acts.faults import DatiNonValidi


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti("var_urgenza").values() for uno in tutti if uno.ferma] == []


def test_the_prospect_adds_the_change_to_what_the_budget_has():
    fatto = atto("var_urgenza")
    uno = fatto.prospetto[0]
    assert uno.attuale == fatti().previsto("entrate", "3", 2026)
    assert uno.assestato == uno.attuale + Decimal("12500.00")
    assert fatto.pareggio == Decimal("12500.00")


def test_the_final_cash_moves_by_what_the_rows_collect_less_what_they_pay():
    fermo = atto("var_urgenza").cassa_finale
    speso = atto("var_urgenza", righe__0__cassa="0").cassa_finale
    assert fermo - speso == Decimal("12500.00")


@pytest.mark.parametrize(
    ("seduta", "termine"),
    [(date(2026, 3, 10), date(2026, 5, 9)), (date(2026, 11, 20), date(2026, 12, 31))],
)
def test_the_ratifica_is_due_in_sixty_days_and_within_the_year(seduta, termine):
    assert atto("var_urgenza", seduta_data=seduta).termine_ratifica == termine


def test_one_cent_more_on_a_row_breaks_the_balance_and_says_by_how_much():
    (frase,) = frasi("var_urgenza", "VU-01", righe__0__competenza="12.500,01")
    assert frase == (
        "Anno 2026: maggiori entrate, minori spese e avanzo sono 12.500,01 €, maggiori spese e minori "
        "entrate 12.500,00 €: la differenza è 0,01 €."
    )


def test_cash_below_zero_is_refused():
    (frase,) = frasi("var_urgenza", "VU-03", righe__1__cassa="90.000.000")
    assert "non può essere negativo" in frase


def test_a_row_on_residui_is_refused():
    assert len(frasi("var_urgenza", "VU-04", righe__0__residui=True)) == 1


def test_partite_di_giro_cannot_pay_for_the_rest():
    (frase,) = frasi("var_urgenza", "VU-04", righe__0__codice="9")
    assert "12.500,00 €" in frase


def test_after_the_term_the_case_of_the_law_is_asked_for():
    assert len(frasi("var_urgenza", "VU-05", seduta_data=date(2026, 12, 1))) == 1
    assert frasi("var_urgenza", "VU-05", seduta_data=date(2026, 12, 1), lettera_c3="a") == []


def test_a_stanziamento_never_goes_below_zero_nor_below_what_is_committed():
    riga = {"lato": "spese", "codice": "1", "anno": 2026, "competenza": "-100"}
    assert "diventerebbe -50,00 €" in frasi("var_urgenza", "VU-06", righe__1=riga | {"stanziamento": "50"})[0]
    assert (
        "già impegnato"
        in frasi("var_urgenza", "VU-06", righe__1=riga | {"stanziamento": "500", "impegnato": "450"})[0]
    )


def test_free_avanzo_waits_for_the_rendiconto_and_stays_within_what_is_there():
    libero = [{"quota": "lib", "importo": "99.000.000", "finalita": "strade", "per_investimenti": True}]
    assert "quella disponibile" in frasi("var_urgenza", "VU-07", avanzo=libero)[0]


def test_a_variation_of_cash_only_belongs_to_the_giunta():
    assert "lett. d" in frasi("var_urgenza", "VU-09", righe__0__competenza="0", righe__1__competenza="0")[0]


def test_without_the_reason_of_urgency_the_act_is_a_draft():
    assert frasi("var_urgenza", "C-10", motivo_urgenza="") == ["Manca: Motivo dell'urgenza."]


def test_every_fault_of_the_data_is_said_at_its_field():
    with pytest.raises(DatiNonValidi) as colto:
        atto("var_urgenza", righe__0__competenza="mille", righe__1__codice="99.99", seduta_data="ieri")
    assert {uno.campo for uno in colto.value.difetti} == {"righe.0.competenza", "righe.1", "seduta_data"}
    assert "«mille» non è un importo" in str(colto.value)
    assert dati("var_urgenza")["righe"][0]["competenza"] == "12.500,00"


def test_a_blocking_check_that_cannot_be_made_stops_until_the_office_says_how_it_made_it():
    senza = esiti("var_urgenza", verifiche_a_mano=[])["VU-02"]
    assert {(uno.superato, uno.ferma) for uno in senza} == {(None, True)}
    con = esiti("var_urgenza")["VU-02"]
    assert {(uno.superato, uno.ferma) for uno in con} == {(True, False)}
    assert con[0].messaggio.startswith("Verificato dall'ufficio: il prospetto")


def test_a_check_made_by_hand_does_not_hide_what_is_wrong():
    a_mano = [{"controllo": "VU-01", "motivo": "torna tutto, fidatevi"}]
    assert len(frasi("var_urgenza", "VU-01", righe__0__competenza="1", verifiche_a_mano=a_mano)) == 1
