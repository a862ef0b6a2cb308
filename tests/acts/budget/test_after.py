"""The budget after a variation is the same budget with its lines changed, read by the same indicators."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from atti import atto, fatti
from esempio import comune
from esempio import conti as pannello

from crescere_kit.accounts import Voce
from crescere_kit.acts.budget import applica, equilibri


def previsti(riga):
    return Voce("previsione", "equilibri_previsti", riga, "competenza_1")


def con_prospetto():
    """A budget whose prospect closes: O 0, Z 0, W 0."""
    righe = dict.fromkeys(("A", "AA", "C", "E", "F", "H", "I", "L", "M", "P", "Q", "S1", "S2"), 0)
    righe |= dict.fromkeys(("T", "V", "X1", "X2", "Y"), 0)
    righe |= {"B": 1000, "D": 1000, "R": 500, "U": 500}
    scritti = {previsti(riga): valore for riga, valore in righe.items()}
    return pannello(comune(anno=2026, cambia=scritti))


def test_every_level_of_the_line_moves_and_nothing_else():
    base = fatti()
    dopo = applica(base.conti, base.istat, 2026, atto("var_urgenza").righe)
    delta = (dopo.tavola - base.conti.tavola).loc[(base.istat, 2026)].dropna()
    assert delta[delta != 0].to_dict() == {
        ("previsione", "entrate", "3", "competenza_1"): 1_250_000,
        ("previsione", "entrate", "3", "cassa_1"): 1_250_000,
        ("previsione", "spese", "1", "competenza_1"): 1_250_000,
        ("previsione", "spese", "1", "cassa_1"): 1_250_000,
    }


def test_current_spending_paid_by_avanzo_keeps_the_balance_and_without_it_breaks_it():
    su = replace(fatti(), conti=con_prospetto())
    spesa = [una for una in atto("var_urgenza").righe if una.lato == "spese"]
    con, senza = (equilibri(su, spesa, avanzo)[0] for avanzo in ({("H", 2026): Decimal(12500)}, {}))
    assert (con.o_prima, con.o_dopo, con.w_dopo) == (0, 0, 0)
    assert (senza.o_dopo, senza.w_dopo) == (Decimal("-12500.00"), Decimal("-12500.00"))
