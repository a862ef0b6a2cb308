"""What is due in the next two months, for the situation of this comune, with its day, act and law."""

import tomllib
from datetime import date
from importlib.resources import files

import pytest
from esempio import comune, conti, risultato
from righe import conti as panel

from crescere_kit import rules
from crescere_kit.deadlines import prossime
from crescere_kit.deadlines.situation import SITUAZIONI

GRANDE, PICCOLO = "901001", "901002"  # 8.000 and 900 inhabitants
ADEMPIMENTI = tomllib.loads(
    files("crescere_kit.deadlines").joinpath("scadenzario.toml").read_text(encoding="utf-8")
)


def scritto(codice, valore, anno=2025, lato="scadenze", istat=GRANDE):
    return (istat, anno, "manuale", lato, codice, "valore", valore)


def di(oggi, *righe, istat=GRANDE, **altro):
    righe = righe or (scritto("dissesto", 0, lato="ente"),)
    return {s.codice: s for s in prossime(panel(*righe), istat, oggi, **altro)}


def test_in_december_the_budget_of_the_next_year_is_the_thing_to_vote():
    bilancio = di(date(2026, 12, 1))["bilancio"]
    assert bilancio.giorno == date(2026, 12, 31)
    assert bilancio.mancano_giorni == 30
    assert bilancio.cosa == "Approvare il bilancio di previsione 2027, con aliquote e tariffe"
    assert bilancio.atti == ("bilancio", "imu", "addizionale_irpef")
    assert bilancio.verifica == "V"


def test_a_term_deferred_by_decree_is_that_of_the_decree_with_its_source():
    bilancio = di(date(2026, 1, 10))["bilancio"]
    assert bilancio.giorno == date(2026, 2, 28)
    assert "DM Interno 24/12/2025" in bilancio.norma


def test_the_term_that_the_ente_wrote_prevails():
    righe = (scritto("bilancio_termine", 20260331, anno=2026),)
    assert di(date(2026, 3, 1), *righe)["bilancio"].giorno == date(2026, 3, 31)
    assert "bilancio" not in di(date(2026, 3, 1))


def test_nothing_is_listed_before_today_or_beyond_the_horizon():
    trovate = di(date(2026, 4, 30))
    assert trovate["rendiconto"].mancano_giorni == 0
    assert "flussi_cassa" not in trovate
    assert "salvaguardia" not in trovate
    assert "salvaguardia" in di(date(2026, 4, 30), giorni=100)


def test_the_rendiconto_due_this_spring_is_that_of_last_year():
    trovate = di(date(2026, 4, 1))
    assert trovate["rendiconto"].cosa == "Approvare il rendiconto 2025"
    assert trovate["rendiconto_bdap"].giorno == date(2026, 5, 30)


def test_what_is_already_done_says_when():
    fatto = di(date(2026, 4, 1), scritto("rendiconto_approvato", 20260328))["rendiconto"]
    assert fatto.fatto == "28/03/2026"


def test_the_consolidato_is_asked_only_of_those_who_must():
    oggi = date(2026, 9, 1)
    righe = (scritto("dissesto", 0, lato="ente"), scritto("dissesto", 0, lato="ente", istat=PICCOLO))
    assert di(oggi, *righe)["consolidato"].condizione == ""
    assert "consolidato" not in di(oggi, *righe, istat=PICCOLO)


def test_who_is_in_disavanzo_reports_every_six_months_and_who_is_not_does_not():
    oggi = date(2024, 6, 1)
    in_disavanzo = {s.codice: s for s in prossime(conti(comune()), GRANDE, oggi)}
    assert in_disavanzo["relazione_rientro"].condizione == ""
    senza = conti(comune(cambia={risultato("destinata"): -500_000}))
    assert "relazione_rientro" not in {s.codice for s in prossime(senza, GRANDE, oggi)}


def test_what_nobody_knows_is_listed_with_its_doubt():
    assert di(date(2026, 2, 1))["fgdc"].condizione == "se i pagamenti sono in ritardo o lo stock non cala"
    vincoli = scritto("vincolato_accantonato_applicato", 0, lato="avanzo")
    assert "avanzo_presunto" not in di(date(2026, 1, 5), vincoli)
    assert di(date(2026, 1, 5))["avanzo_presunto"].condizione == "se il bilancio applica quote vincolate"


@pytest.mark.parametrize("codice", ADEMPIMENTI)
def test_every_duty_has_a_dated_term_and_a_known_condition(codice):
    assert rules.termine(codice, 2026)
    assert ADEMPIMENTI[codice].get("se") in {None, *SITUAZIONI}


@pytest.mark.parametrize("mese", range(1, 13))
def test_every_month_has_something_due(mese):
    assert di(date(2026, mese, 1))
