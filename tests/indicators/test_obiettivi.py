"""The fondo obiettivi is owed by all but those who were excluded when the law came."""

import pytest
from vettori_bilancio import N, T, conti, modulo, valore

from crescere_kit.indicators import obiettivi

STANZIATO, DOVUTO = modulo(T, "fondi", "obiettivi_fp"), modulo(T, "fondi", "obiettivi_fp_dovuto")
FONDO = {STANZIATO: 12_000_00, DOVUTO: 12_000_00}
ESCLUSO = modulo(T, "ente", "escluso_obiettivi_fp")


def fondo(cambia, sposta=1):
    """The bilancio is that of 2025 unless moved: the rendiconto before it is of 2024."""
    return valore(obiettivi, "FONDO_OBIETTIVI", T + sposta, conti(FONDO | cambia, sposta=sposta))


@pytest.mark.parametrize(("centesimi", "esito"), [(0, "nella norma"), (1, "oltre il limite")])
def test_the_fund_must_be_whole(centesimi, esito):
    trovato = fondo({STANZIATO: 12_000_00 - centesimi})
    assert (trovato.valore, trovato.esito) == (-centesimi, esito)


@pytest.mark.parametrize("sposta", [0, 6])
def test_it_is_owed_from_2025_to_2029_only(sposta):
    assert fondo({STANZIATO: 0}, sposta).esito == "senza limite"


@pytest.mark.parametrize("stato", ["dissesto", "riequilibrio"])
def test_who_was_in_a_procedure_on_the_first_of_january_2025_owes_nothing(stato):
    trovato = fondo({STANZIATO: 0, modulo(N, "ente", stato): 1})
    assert trovato.valore is None
    assert trovato.motivo.startswith("l'ente è escluso dal contributo")


def test_who_entered_it_later_still_owes():
    # Moved by two years, the rendiconto with the riequilibrio is that of 2025.
    assert fondo({STANZIATO: 0, modulo(N, "ente", "riequilibrio"): 1}, 2).esito == "oltre il limite"


@pytest.mark.parametrize(("escluso", "esito"), [(1, "n.c."), (0, "oltre il limite")])
def test_the_word_of_the_ente_comes_first(escluso, esito):
    cambia = {STANZIATO: 0, ESCLUSO: escluso, modulo(N, "ente", "dissesto"): 1 - escluso}
    assert fondo(cambia).esito == esito


def test_a_silent_ente_is_not_in_order():
    trovato = valore(obiettivi, "FONDO_OBIETTIVI", T + 1, conti(sposta=1))
    assert (trovato.esito, trovato.motivo) == (
        "n.c.",
        "il modulo dell'ente non dice il fondo stanziato o quello dovuto",
    )
