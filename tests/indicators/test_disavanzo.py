"""From one rendiconto to the next: the quota recovered, what falls on the next year, whether it adds up."""

import pytest
from vettori_bilancio import N, T, conti, modulo, risultato, valore

from crescere_kit.indicators import disavanzo

PRIMA = (N - 1, *risultato("disponibile"))
QUOTA = modulo(N, "disavanzo", "quota_dovuta")


def dell_anno(codice, panel=None):
    return valore(disavanzo, codice, N, panel)


def test_the_example_falls_short_of_its_quota_by_thirty_thousand():
    recupero = dell_anno("RECUPERO")  # −260.000 + 90.000 = −170.000; found −200.000
    assert (recupero.valore, recupero.esito) == (-30_000_00, "oltre il limite")


def test_the_shortfall_falls_whole_on_the_next_bilancio():
    assert dell_anno("AA_PROSSIMO").valore == 120_000_00


def test_the_quota_of_the_next_year_is_its_own_where_the_ente_says_it():
    panel = conti({modulo(T, "disavanzo", "quota_dovuta"): 70_000_00})
    assert dell_anno("AA_PROSSIMO", panel).valore == 100_000_00


def test_no_more_is_entered_than_what_is_left():
    panel = conti({QUOTA: 150_000_00})  # shortfall 90.000 and quota 150.000, of 200.000 left
    assert dell_anno("AA_PROSSIMO", panel).valore == 200_000_00


def test_the_lettera_e_of_the_example_adds_up():
    riconciliazione = dell_anno("RICONCILIAZIONE")
    assert (riconciliazione.valore, riconciliazione.esito) == (0, "nella norma")


@pytest.mark.parametrize(
    ("codice", "differenza"),
    [
        ("libero_applicato", 1_000_00),
        ("destinata_nuova", 1_000_00),
        ("fcde_liberato", -1_000_00),
        ("cancellati_vincolati", 1_000_00),
    ],
)
def test_each_movement_has_its_sign(codice, differenza):
    chiave = modulo(N, "avanzo", codice)
    prima = 200_000_00 if codice == "fcde_liberato" else 0
    trovato = dell_anno("RICONCILIAZIONE", conti({chiave: prima + 1_000_00}))
    assert (trovato.valore, trovato.esito) == (differenza, "oltre il limite")


def test_without_the_form_the_quota_is_the_one_that_was_entered():
    assert dell_anno("RECUPERO", conti(senza=(QUOTA,))).valore == -30_000_00


def test_a_quota_owed_beyond_the_one_entered_counts():
    assert dell_anno("RECUPERO", conti({QUOTA: 100_000_00})).valore == -40_000_00


def test_the_target_is_never_above_zero():
    recupero = dell_anno("RECUPERO", conti({QUOTA: 500_000_00}))
    assert recupero.valore == -200_000_00


def test_who_had_no_disavanzo_has_nothing_to_recover():
    recupero = dell_anno("RECUPERO", conti({PRIMA: 0}))
    assert (recupero.valore, recupero.motivo) == (
        None,
        "alla fine del 2022 non c'era disavanzo da recuperare",
    )


def test_without_the_year_before_it_says_what_it_needs():
    for codice in ("RECUPERO", "RICONCILIAZIONE", "AA_PROSSIMO"):
        motivo = dell_anno(codice, conti(senza=(PRIMA,))).motivo
        assert motivo == "serve la parte disponibile (lettera E) del rendiconto 2022"
