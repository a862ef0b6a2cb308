"""What acts make due is listed soonest first, so that what is late is read first, with its norm."""

import re
from datetime import date

from crescere_kit.acts.register import Scadenza
from crescere_kit.app.acts.due import scadenze

OGGI = date(2026, 10, 12)
RATIFICA = Scadenza("var_ratifica", date(2026, 12, 11), "ratifica del <Consiglio>", "tuel:175:4", "2026-0001")


def testo(scritto):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", scritto))


def test_what_is_late_comes_first_and_says_by_how_much():
    tardi = Scadenza("rendiconto", date(2026, 10, 11), "rendiconto", "tuel:227:2", "2026-0002")
    scritto = testo(scadenze([RATIFICA, tardi], OGGI))
    assert scritto.index("11/10/2026 scaduta da un giorno") < scritto.index("11/12/2026 fra 60 giorni")
    assert "art. 175, comma 4" in scritto


def test_what_is_due_leads_to_its_act_and_lets_no_markup_through():
    scritto = scadenze([RATIFICA], OGGI)
    assert '<span data-atto="var_ratifica">' in scritto
    assert "&lt;Consiglio&gt;" in scritto


def test_with_nothing_due_the_page_says_so():
    assert "non lasciano scadenze" in scadenze([], OGGI)
