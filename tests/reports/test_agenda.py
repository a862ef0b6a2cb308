"""The calendar as people read it: the day, how far it is, what, who, the law."""

from dataclasses import replace
from datetime import date

import esempio
import pytest

from crescere_kit.reports import Fascicolo


@pytest.fixture
def fascicolo():
    return Fascicolo(replace(esempio.conti(), giorno=date(2024, 4, 29)), esempio.ISTAT, esempio.ANNO)


def test_each_duty_has_its_day_its_distance_and_its_organ(fascicolo):
    riga = next(r for r in fascicolo.scadenze().righe if "rendiconto 2023" in r[1] and "Approvare" in r[1])
    assert riga[0] == "30/04/2024 (domani)"
    assert riga[2].startswith("Consiglio")
    assert "art. 227" in riga[3]


def test_without_a_day_nothing_is_said_to_be_due(fascicolo):
    senza = replace(fascicolo, conti=replace(fascicolo.conti, giorno=None))
    assert senza.prossime() == []
    assert "non si conosce il giorno" in senza.scadenze()._repr_html_()
