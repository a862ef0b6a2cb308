"""The cash: what is there, what of it is free, and what must be put back."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, risultato

from crescere_kit.accounts import Voce
from crescere_kit.indicators.cassa import INDICATORI
from crescere_kit.indicators.compute import calcola


def tesoreria(codice):
    return Voce("manuale", "tesoreria", codice, "valore")


def valore(codice, cambia=None, *prima):
    return calcola(conti(comune(cambia=cambia), *prima), INDICATORI).valore(ISTAT, ANNO, codice)


def test_the_example_ends_the_year_with_340_thousand():
    finale = valore("CASSA_FINALE")
    assert (finale.valore, finale.esito) == (340_000_00, "nella norma")


def test_the_cash_went_down_from_the_first_of_january_or_from_the_year_before():
    assert valore("CASSA_VARIAZIONE").valore == -160_000_00
    prima = comune(anno=ANNO - 1, cambia={risultato("fondo_cassa"): 510_000})
    assert valore("CASSA_VARIAZIONE", None, prima).valore == -170_000_00


@pytest.mark.parametrize(
    ("giacenza", "libera", "mancano", "esito"),
    [
        (300_000, 40_000, 0, "nella norma"),
        (340_000, 0, 0, "nella norma"),
        (400_000, -60_000, 60_000, "oltre il limite"),
    ],
)
def test_cassa_vincolata_larger_than_the_cash_was_spent_on_something_else(giacenza, libera, mancano, esito):
    cambia = {tesoreria("vincolata_giacenza"): giacenza}
    assert valore("CASSA_LIBERA", cambia).valore == libera * 100
    vincolata = valore("CASSA_VINCOLATA", cambia)
    assert (vincolata.valore, vincolata.esito) == (mancano * 100, esito)


def test_what_is_missing_prevails_on_a_form_that_says_less():
    cambia = {tesoreria("vincolata_giacenza"): 400_000, tesoreria("vincolata_da_ricostituire"): 0}
    vincolata = valore("CASSA_VINCOLATA", cambia)
    assert vincolata.valore == 60_000_00
    assert vincolata.nota == "è ciò che manca al fondo di cassa per contenere la cassa vincolata"


def test_what_the_ente_says_is_enough():
    vincolata = valore("CASSA_VINCOLATA", {tesoreria("vincolata_da_ricostituire"): 25_000})
    assert (vincolata.valore, vincolata.nota) == (25_000_00, "")


@pytest.mark.parametrize("codice", ["CASSA_LIBERA", "CASSA_VINCOLATA"])
def test_without_the_form_the_cassa_vincolata_is_not_known(codice):
    trovato = valore(codice)
    assert (trovato.valore, trovato.esito) == (None, "n.c.")
    assert "(modulo dell'ente)" in trovato.motivo
