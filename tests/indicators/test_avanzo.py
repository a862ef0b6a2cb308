"""An ente in disavanzo may apply only so much avanzo, and nothing while late."""

import pytest
from vettori_bilancio import N, T, conti, modulo, prevista, risultato, valore

from crescere_kit.indicators import avanzo

APPLICATO = modulo(T, "avanzo", "vincolato_accantonato_applicato")
FUORI = modulo(T, "avanzo", "fuori_limite_898_bis")
APPROVATO = modulo(N, "scadenze", "rendiconto_approvato")
FCDE, FAL = (N, *risultato("fcde")), (N, *risultato("fal"))
DISPONIBILE_PRIMA = (N - 1, *risultato("disponibile"))


def del_bilancio(codice, panel=None, anno=T):
    return valore(avanzo, codice, anno, panel)


def test_the_limit_is_the_published_one():
    assert del_bilancio("AVANZO_MASSIMO").valore == 700_000_00  # 4.160.000 − 3.300.000 − 250.000 + 90.000


@pytest.mark.parametrize(("euro", "esito"), [(700_000, "nella norma"), (700_000.01, "oltre il limite")])
def test_the_limit_may_be_reached_and_not_passed(euro, esito):
    assert del_bilancio("AVANZO_MARGINE", conti({APPLICATO: round(euro * 100)})).esito == esito


def test_where_the_funds_eat_the_result_only_the_disavanzo_entered_is_left():
    panel = conti({FCDE: 4_000_000_00})  # 4.160.000 − 4.000.000 − 250.000 is below zero
    assert del_bilancio("AVANZO_MASSIMO", panel).valore == 90_000_00


@pytest.mark.parametrize(("residui", "euro"), [(1_500_000, 700_000), (4_000_000, 480_000)])
def test_a_fund_computed_higher_than_the_one_set_aside_takes_its_place(residui, euro):
    # Collected 12 % in each year: 1.320.000 is less than 3.300.000 set aside, 3.520.000 is more.
    fcde = {(anno, *fcde_di("residui_iniziali")): 100_00 for anno in range(N - 4, N + 1)}
    fcde |= {(anno, *fcde_di("riscossioni_residui")): 12_00 for anno in range(N - 4, N + 1)}
    panel = conti(fcde | {(N, *fcde_di("residui_finali")): residui * 100})
    assert del_bilancio("AVANZO_MASSIMO", panel).valore == 100 * euro


def fcde_di(fase):
    return "manuale", "fcde", "TARI", fase


def test_who_is_not_in_disavanzo_has_no_limit():
    trovato = del_bilancio("AVANZO_MARGINE", conti({FCDE: 3_000_000_00}))
    assert trovato.esito == "n.c."
    assert trovato.motivo == "alla fine del 2023 l'ente non era in disavanzo: il limite non si applica"


def test_a_rendiconto_approved_after_the_year_leaves_nothing_to_apply():
    massimo = del_bilancio("AVANZO_MASSIMO", conti({APPROVATO: 20250110}))
    assert (massimo.valore, massimo.nota) == (
        0,
        "il rendiconto 2023 non è stato approvato entro il 2024: il limite è zero",
    )


@pytest.mark.parametrize(
    ("giorno", "nota"),
    [
        (20240430, ""),
        (20240705, "in ritardo con il rendiconto 2023: prima del 05/07/2024 il limite era zero"),
    ],
)
def test_a_late_rendiconto_is_told_with_its_day(giorno, nota):
    massimo = del_bilancio("AVANZO_MASSIMO", conti({APPROVATO: giorno}))
    assert (massimo.valore, massimo.nota) == (700_000_00, nota)


@pytest.mark.parametrize(
    ("sposta", "quota", "euro"),
    [
        (0, 60_000_00, 100_000),  # 2024: the exemption is not law yet
        (2, 60_000_00, 150_000),  # 2026, quota recovered: E was −260.000, is −200.000
        (2, 90_000_00, 100_000),  # 2026, quota not recovered
    ],
)
def test_what_the_revisori_certify_is_outside_the_limit_from_2026_for_who_recovered(sposta, quota, euro):
    panel = conti({FUORI: 50_000_00, modulo(N, "disavanzo", "quota_dovuta"): quota}, sposta=sposta)
    assert del_bilancio("AVANZO_MARGINE", panel, T + sposta).valore == 100 * euro


def test_without_the_form_and_without_fal_the_avanzo_of_the_bilancio_is_all_under_the_limit():
    # H 150.000 and P 450.000; the limit grows by the FAL that is not there.
    panel = conti({FAL: 0, FCDE: 3_550_000_00}, senza=(APPLICATO,))
    assert del_bilancio("AVANZO_MARGINE", panel).valore == 100_000_00
    con_fal = del_bilancio("AVANZO_MARGINE", conti(senza=(APPLICATO,)))
    assert con_fal.motivo == "non si conosce l'avanzo vincolato, accantonato e destinato applicato nel 2024"


def test_without_the_disavanzo_entered_it_says_so():
    senza = tuple(prevista("equilibri_previsti", "AA", anno) for anno in "123")
    assert "non si conosce il disavanzo iscritto" in del_bilancio("AVANZO_MASSIMO", conti(senza=senza)).motivo


def test_without_the_rendiconto_of_the_year_before_it_says_so():
    motivo = valore(avanzo, "AVANZO_MASSIMO", N, conti(senza=(DISPONIBILE_PRIMA,))).motivo
    assert motivo == "serve la parte disponibile (lettera E) del rendiconto 2022"
