"""The fondo di riserva lies between a minimum, higher for who lives on others' cash, and a maximum."""

import pytest
from vettori_bilancio import N, T, conti, modulo, prevista, valore

from crescere_kit.indicators import riserva

SENZA_CRISI = {(N, "rendiconto", "entrate", "7", "accertamenti"): 0}
RISERVA, CASSA = modulo(T, "fondi", "riserva"), modulo(T, "fondi", "riserva_cassa")


def fondo(codice, panel=None):
    return valore(riserva, codice, T, panel)


@pytest.mark.parametrize(
    ("codice", "euro"),
    [
        ("RISERVA_MINIMO", 16_200),
        ("RISERVA_MINIMO_ELEVATO", 24_300),
        ("RISERVA_MASSIMO", 108_000),
        ("RISERVA_CASSA_MINIMO", 15_000),
        ("RISERVA_IMPREVISTI", 12_150),  # the example has anticipazioni: half of 24.300
    ],
)
def test_the_amounts_are_the_published_ones(codice, euro):
    assert fondo(codice).valore == 100 * euro


def test_half_of_the_ordinary_minimum_is_for_what_cannot_be_foreseen():
    assert fondo("RISERVA_IMPREVISTI", conti(SENZA_CRISI)).valore == 8_100_00


def test_a_fraction_of_a_cent_never_lowers_a_minimum_nor_raises_the_maximum():
    panel = conti({prevista("spese", "1"): 1_00})  # one euro: 0,30 and 2 cents
    assert [fondo(f"RISERVA_{nome}", panel).valore for nome in ("MINIMO", "MASSIMO")] == [1, 2]
    panel = conti({prevista("spese", "1"): 1_49})  # 2,98 cents at most
    assert fondo("RISERVA_MASSIMO", panel).valore == 2


@pytest.mark.parametrize(
    ("euro", "cambia", "esito"),
    [
        (16_200, SENZA_CRISI, "vicino al limite"),
        (16_199.99, SENZA_CRISI, "oltre il limite"),
        (24_300, {}, "vicino al limite"),
        (24_299.99, {}, "oltre il limite"),
    ],
)
def test_the_minimum_is_higher_for_who_used_anticipazioni_the_year_before(euro, cambia, esito):
    assert fondo("RISERVA", conti({RISERVA: round(100 * euro), **cambia})).esito == esito


@pytest.mark.parametrize("segno", ["anticipazione_massima", "vincolata_da_ricostituire"])
def test_what_the_ente_writes_of_its_treasury_raises_the_minimum_too(segno):
    panel = conti(SENZA_CRISI | {modulo(N, "tesoreria", segno): 1, RISERVA: 20_000_00})
    trovato = fondo("RISERVA", panel)
    assert (trovato.limite, trovato.esito) == (0.45, "oltre il limite")
    assert trovato.nota.startswith("minimo elevato: nel 2023 l'ente ha usato")


def test_where_the_year_before_is_not_known_the_ordinary_minimum_holds_and_it_is_said():
    panel = conti(senza=((N, "rendiconto", "entrate", "7", "accertamenti"),))
    trovato = fondo("RISERVA", panel)
    assert trovato.limite == 0.30
    assert "vale il minimo ordinario" in trovato.nota


@pytest.mark.parametrize(("euro", "esito"), [(108_000, "vicino al limite"), (108_000.01, "oltre il limite")])
def test_too_much_is_not_allowed_either(euro, esito):
    assert fondo("RISERVA_TETTO", conti({RISERVA: round(100 * euro)})).esito == esito


@pytest.mark.parametrize(("euro", "esito"), [(15_000, "vicino al limite"), (14_999.99, "oltre il limite")])
def test_the_cash_reserve_has_a_minimum_of_its_own(euro, esito):
    assert fondo("RISERVA_CASSA", conti({CASSA: round(100 * euro)})).esito == esito


def test_without_the_form_the_programma_of_the_bilancio_tells_the_fund():
    programma = {
        prevista("spese", "M20.01"): 27_000_00,
        (T, "previsione", "spese", "M20.01", "cassa_1"): 30_000_00,
    }
    panel = conti(programma, senza=(RISERVA, CASSA))
    assert fondo("RISERVA", panel).valore == pytest.approx(0.5)
    assert fondo("RISERVA_CASSA", panel).valore == pytest.approx(0.4)


@pytest.mark.parametrize("programma", [0, None])
def test_a_fund_entered_in_another_programma_is_found_by_its_account(programma):
    vuoto = {prevista("spese", "M20.01"): programma} if programma is not None else {}
    panel = conti(vuoto | {prevista("spese", "U.1.10.01.01"): 27_000_00}, senza=(RISERVA,))
    assert fondo("RISERVA", panel).valore == pytest.approx(0.5)


def test_what_was_changed_during_the_year_does_not_move_the_base():
    panel = conti({prevista("spese", "1", documento="assestato"): 9_000_000_00})
    assert fondo("RISERVA_MINIMO", panel).valore == 16_200_00


def test_a_fund_that_nobody_told_is_not_zero():
    trovato = fondo("RISERVA", conti(senza=(RISERVA,)))
    assert trovato.esito == "n.c."
    assert "Fondo di riserva stanziato" in trovato.motivo
