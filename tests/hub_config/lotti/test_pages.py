from datetime import date

import pytest

from hub_config.lotti import pages
from hub_config.lotti.cadence import GIORNO, MESE, SETTIMANA, UNA_VOLTA, Cadenza, CadenzaErrata

CAMPI = {"tipo": MESE, "giorno_mese": "1", "giorno_settimana": "1", "data": "", "alle": "06:00"}


@pytest.mark.parametrize(
    ("campi", "cadenza"),
    [
        ({}, Cadenza(MESE, 6, giorno=1)),
        ({"tipo": SETTIMANA, "giorno_mese": "x"}, Cadenza(SETTIMANA, 6, giorno=1)),
        ({"tipo": GIORNO, "alle": "18:30"}, Cadenza(GIORNO, 18, 30)),
        ({"tipo": UNA_VOLTA, "data": "2026-12-01"}, Cadenza(UNA_VOLTA, 6, data=date(2026, 12, 1))),
    ],
)
def test_of_the_form_only_what_the_plan_needs_is_read(campi, cadenza):
    assert pages.cadenza(CAMPI | campi) == cadenza


@pytest.mark.parametrize(
    ("campi", "frase"),
    [
        ({"alle": "alle sei"}, "Scrivere l'ora"),
        ({"alle": "-1:00"}, "Scrivere l'ora"),
        ({"alle": "٦:00"}, "Scrivere l'ora"),
        ({"alle": "25:00"}, "da 0:00 a 23:59"),
        ({"giorno_mese": "31"}, "da 1 a 28"),
        ({"giorno_mese": "1; DROP TABLE"}, "Scegliere il giorno"),
        ({"tipo": "sempre"}, "Ogni quanto"),
        ({"tipo": UNA_VOLTA, "data": "domani"}, "Scegliere la data"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_in_a_sentence(campi, frase):
    with pytest.raises(CadenzaErrata, match=frase):
        pages.cadenza(CAMPI | campi)
