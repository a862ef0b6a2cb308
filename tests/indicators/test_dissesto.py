"""The signs of dissesto are told by the ente alone, and never presumed."""

import pytest
from vettori_bilancio import N, conti, modulo, valore

from crescere_kit.indicators import dissesto

SERVIZI, GIA = modulo(N, "ente", "servizi_non_garantiti"), modulo(N, "ente", "dissesto")


@pytest.mark.parametrize(
    ("cambia", "esito"),
    [
        ({SERVIZI: 1}, "oltre il limite"),
        ({SERVIZI: 0}, "nella norma"),
        ({SERVIZI: 1, GIA: 1}, "n.c."),
        ({}, "n.c."),
    ],
)
def test_only_a_yes_is_a_sign(cambia, esito):
    assert valore(dissesto, "ART_244", N, conti(cambia)).esito == esito


def test_who_is_in_dissesto_already_is_told_so():
    assert valore(dissesto, "ART_244", N, conti({GIA: 1})).motivo == "l'ente ha già dichiarato il dissesto"
