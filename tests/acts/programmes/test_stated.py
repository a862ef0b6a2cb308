"""What an act states is read by the indicators of the kit."""

from __future__ import annotations

from decimal import Decimal

import pytest
from atti import ISTAT, fatti

from crescere_kit.acts.programmes.stated import con_dichiarati, del_modulo

PASSIVITA = del_modulo("disavanzo", "passivita_da_ripianare")


def test_a_stated_amount_is_read_as_if_the_form_said_it_and_the_accounts_stay_as_they_were():
    prima = fatti()
    assert prima.indicatore("PRFP_INCIDENZA", 2025) is None
    dopo = con_dichiarati(prima, 2025, {PASSIVITA: Decimal("1000.00")})
    assert dopo.modulo("disavanzo", "passivita_da_ripianare", 2025) == Decimal("1000.00")
    assert prima.modulo("disavanzo", "passivita_da_ripianare", 2025) is None
    assert [cella.anno for cella in prima.letti()] == [2025]


def test_what_is_not_stated_stays_as_it_is_and_a_year_without_accounts_is_added():
    dopo = con_dichiarati(fatti(), 2031, {PASSIVITA: Decimal("1.00"), del_modulo("debito", "residuo"): None})
    assert (ISTAT, 2031) in dopo.conti.tavola.index
    assert dopo.modulo("debito", "residuo", 2031) is None


# golden: ratio of what is owed to the current spending -> years (art. 243-bis, c. 5-bis)
@pytest.mark.parametrize(
    ("punti", "abitanti", "anni"),
    [("20", 3000, 4), ("20.01", 3000, 10), ("60.01", 3000, 15), ("60.01", 70000, 20), ("100.01", 3000, 20)],
)
def test_the_length_of_a_riequilibrio_follows_the_law(punti, abitanti, anni):
    impegni = del_modulo("disavanzo", "passivita_da_ripianare")._replace(
        documento="rendiconto", lato="spese", codice="1", fase="impegni"
    )
    valori = {impegni: Decimal("1000000.00"), PASSIVITA: Decimal(punti) * 10000}
    assert con_dichiarati(fatti(), 2025, valori, popolazione=abitanti).indicatore("PRFP_ANNI", 2025) == anni
