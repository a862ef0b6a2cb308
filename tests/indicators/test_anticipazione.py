"""The anticipazione: its limit to the cent, how much of it was used, how often it was not given back."""

import pytest
from righe import conti, modulo, rendiconto
from vettori_debito import BILANCIO, ISTAT, PENULTIMO, penultimo

from crescere_kit.indicators.anticipazione import INDICATORI
from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.deficitarieta import p3

MASSIMO = 2_416_666_67


def valore(codice, *righe, anno=BILANCIO):
    return calcola(conti(*penultimo(anno - 2), *righe), (*INDICATORI, p3)).valore(ISTAT, anno, codice)


def tesoreria(codice, importo, anno=BILANCIO):
    return modulo("tesoreria", codice, (ISTAT, anno), valore=importo)


def test_three_twelfths_and_five_of_the_example():
    riga = tesoreria("anticipazione_residua", 0)
    assert valore("ANT_ORDINARIA", *riga).valore == 1_450_000_00
    massimo = valore("ANT_MASSIMO", *riga)
    assert massimo.valore == MASSIMO
    assert massimo.nota == "5/12 di 5.800.000,00 €, entrate correnti del 2022"


@pytest.mark.parametrize(
    ("anno", "dissesto", "cents"),
    [
        (2028, 0, MASSIMO),
        (2029, 0, 1_450_000_00),
        (2029, 1, MASSIMO),
        (2019, 0, 1_933_333_33),  # 4/12
        (2019, 1, MASSIMO),
    ],
)
def test_when_the_derogation_ends_only_dissesto_keeps_five_twelfths(anno, dissesto, cents):
    massimo = valore("ANT_MASSIMO", *tesoreria("anticipazione_dissesto", dissesto, anno), anno=anno)
    assert massimo.valore == cents
    assert ("dissesto" in massimo.nota) == bool(dissesto)


def test_without_the_penultimo_rendiconto_there_is_no_limit_and_it_says_which():
    panel = conti(*tesoreria("anticipazione_massima", 1))
    trovato = calcola(panel, INDICATORI).valore(ISTAT, BILANCIO, "ANT_PICCO")
    assert (trovato.valore, trovato.motivo) == (None, "il rendiconto del 2022 non è fra i dati caricati")


@pytest.mark.parametrize(
    ("cents", "esito"),
    [(0, "nella norma"), (MASSIMO, "vicino al limite"), (MASSIMO + 1, "oltre il limite")],
)
def test_the_highest_use_may_reach_the_limit_and_not_a_cent_more(cents, esito):
    assert valore("ANT_PICCO", *tesoreria("anticipazione_massima", cents)).esito == esito


@pytest.mark.parametrize(
    ("euro", "esito"),
    [(1_000_000, "nella norma"), (1_208_000, "vicino al limite"), (1_209_000, "oltre il limite")],
)
def test_an_average_use_over_half_the_limit_is_an_alarm(euro, esito):
    assert valore("ANT_MEDIA", *tesoreria("anticipazione_media", euro * 100)).esito == esito


def test_the_average_use_may_be_the_one_that_the_ente_declared():
    riga = (ISTAT, BILANCIO, "indicatori", "sintetici", "3.1", "percentuale", 62.5)
    trovato = valore("ANT_MEDIA", riga)
    assert (trovato.valore, trovato.origine, trovato.esito) == (62.5, "dichiarato", "oltre il limite")


def test_days_of_use_are_as_written():
    assert valore("ANT_GIORNI", *tesoreria("anticipazione_giorni", 120)).testo == "120 giorni"


def test_what_was_not_given_back_is_what_the_ente_says_else_the_residui():
    residui = rendiconto("spese", "residui_finali", {"5": 95_000_00}, anno=BILANCIO)
    assert valore("ANT_RESIDUA", *residui).valore == 95_000_00
    assert valore("ANT_RESIDUA", *residui, *tesoreria("anticipazione_residua", 0)).valore == 0


def test_the_form_also_tells_the_parametro_p3():
    p3 = valore("P3", *tesoreria("anticipazione_residua", MASSIMO))
    assert (p3.valore, p3.esito, p3.nota) == (100, "oltre il limite", "")


@pytest.mark.parametrize(
    ("residue", "anni", "esito"),
    [
        ((1, 1, 1), 3, "oltre il limite"),
        ((1, 0, 1), 2, "oltre il limite"),
        ((None, 1, 1), 2, "oltre il limite"),
        ((0, 0, 1), 1, "nella norma"),
        ((None, 0, 0), 0, "nella norma"),
        ((None, 0, 1), None, "n.c."),
    ],
)
def test_two_years_of_three_are_a_structural_crisis(residue, anni, esito):
    righe = [
        riga
        for anno, importo in zip(range(PENULTIMO, BILANCIO + 1), residue, strict=True)
        if importo is not None
        for riga in tesoreria("anticipazione_residua", importo, anno)
    ]
    trovato = valore("ANT_ANNI", *righe, *rendiconto("spese", "pagamenti", {"1": 1}, anno=BILANCIO))
    assert (trovato.valore, trovato.esito) == (anni, esito)
    if anni is None:
        assert trovato.motivo == "non si sa se fu restituita alla fine del 2022"


def test_a_year_without_the_form_is_told_by_the_declared_indicator():
    righe = [
        (ISTAT, anno, "indicatori", "sintetici", "3.2", "percentuale", punti)
        for anno, punti in ((2022, 4.0), (2023, 0.0), (2024, 8.0))
    ]
    assert valore("ANT_ANNI", *righe, *rendiconto("spese", "pagamenti", {"1": 1}, anno=2024)).valore == 2


@pytest.mark.parametrize(
    ("usate", "esito"), [(1_416_666_67, "vicino al limite"), (1_416_666_68, "oltre il limite")]
)
def test_entrate_vincolate_and_anticipazione_share_one_limit(usate, esito):
    righe = tesoreria("anticipazione_residua", 1_000_000_00) + tesoreria("vincolata_da_ricostituire", usate)
    assert valore("ANT_195", *righe).esito == esito


def test_without_what_is_to_be_rebuilt_the_shared_limit_is_not_computable():
    trovato = valore("ANT_195", *tesoreria("anticipazione_residua", 0))
    assert trovato.valore is None
    assert "Entrate vincolate usate e non ricostituite" in trovato.motivo
