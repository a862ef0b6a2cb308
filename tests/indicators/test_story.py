"""A value can say every account it is made of, those of earlier years included."""

from esempio import ANNO, ISTAT, comune, conti, indicatori, penultimo

from crescere_kit.accounts import Voce
from crescere_kit.indicators import calcola
from crescere_kit.indicators.story import mancanti, storia
from crescere_kit.reports.documents import quadri


def noti(panel):
    return {anno: quadro.noti for anno, quadro in quadri(panel.solo([ISTAT])).items()}


def test_the_accounts_of_a_ratio_are_those_of_its_formula():
    panel = conti()
    addendi = storia(indicatori().tracce["P5"], noti(panel), ANNO)
    testi = {addendo.nome: addendo.testo for addendo in addendi}
    assert testi[
        "Recupero disavanzo di amministrazione esercizio precedente (prospetto degli equilibri)"
    ] == ("90.000,00 €")
    assert testi["accertamenti: titolo 3 di entrata (rendiconto)"] == "1.200.000,00 €"


def test_a_formula_that_looks_back_shows_the_accounts_of_that_year_too():
    addendi = storia(indicatori().tracce["P3"], noti(conti()), ANNO)
    penultimo = {addendo.voce.codice: addendo.valore for addendo in addendi if addendo.anno == ANNO - 2}
    assert penultimo == {"1": 3_800_000_00, "2": 750_000_00, "3": 1_150_000_00}


def test_what_is_not_there_is_named_with_its_year():
    panel = conti().solo(anni=[ANNO])
    traccia = calcola(panel).tracce["P3"]
    assenti = {(voce.codice, anno) for voce, anno in mancanti(traccia, noti(panel), ANNO)}
    assert {("1", ANNO - 2), ("2", ANNO - 2), ("3", ANNO - 2)} <= assenti


def test_what_the_form_may_add_is_shown_where_it_is_and_not_asked_for_where_it_is_not():
    panel = conti()
    residua = Voce("manuale", "tesoreria", "anticipazione_residua", "valore")
    assert residua not in {voce for voce, _ in mancanti(indicatori().tracce["P3"], noti(panel), ANNO)}
    scritta = conti(comune(cambia={residua: 95_000}), penultimo())
    addendi = storia(calcola(scritta).tracce["P3"], noti(scritta), ANNO)
    assert {addendo.voce: addendo.valore for addendo in addendi}[residua] == 95_000_00
