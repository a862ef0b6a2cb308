"""Offices, in the gender of who holds them."""

import pytest

from crescere_kit.acts.italian.offices import al_femminile, carica


@pytest.mark.parametrize(
    ("maschile", "femminile"),
    [
        ("Sindaco", "Sindaca"),
        ("Vice Sindaco", "Vice Sindaca"),
        ("VICESINDACO", "VICESINDACA"),
        ("Assessore ai lavori pubblici", "Assessora ai lavori pubblici"),
        ("Segretario comunale", "Segretaria comunale"),
        ("Responsabile del servizio finanziario", "Responsabile del servizio finanziario"),
        ("Responsabile finanziario", "Responsabile finanziaria"),
        ("Responsabile dell'ufficio tributi", "Responsabile dell'ufficio tributi"),
        ("Revisore dei conti", "Revisora dei conti"),
        ("Presidente del Consiglio", "Presidente del Consiglio"),
        ("Direttore generale", "Direttrice generale"),
        ("Consigliere", "Consigliera"),
        ("Commissario straordinario", "Commissaria straordinaria"),
        ("Organo di revisione", "Organo di revisione"),
    ],
)
def test_the_office_of_a_woman(maschile, femminile):
    assert al_femminile(maschile) == femminile


def test_the_article_agrees_with_the_person():
    assert carica("Sindaco", "m") == "il Sindaco"
    assert carica("Sindaco", "f", "di") == "della Sindaca"
    assert carica("Assessore", "f", "a") == "all'Assessora"
    assert carica("Responsabile", "f") == "la Responsabile"
