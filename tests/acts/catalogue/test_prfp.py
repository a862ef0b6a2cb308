"""The riequilibrio: as long as the law allows, measures that cover each quota, in ninety days."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, esiti, fatti, frasi

CODICE = "prfp"


@pytest.mark.parametrize("fase", ["ricorso", "piano"])
def test_the_sample_passes_every_blocking_check_in_both_phases(fase):
    tutti = esiti(CODICE, fase=fase).values()
    assert [uno.messaggio for suoi in tutti for uno in suoi if uno.ferma] == []


def test_what_is_owed_is_the_disavanzo_and_the_rest():
    fatto = atto(CODICE)
    assert fatto.passivita_totale == Decimal("47823.26") + Decimal("300000.00") + Decimal("152176.74")
    impegni = fatti().rendiconto("spese", "1", "impegni", 2025)
    assert fatto.rapporto == pytest.approx(fatto.passivita_totale / impegni * 100, abs=Decimal("0.01"))
    assert (fatto.durata_massima, fatto.quota_minima) == (4, Decimal("125000.00"))
    assert [una.percentuale for una in fatto.piano] == [Decimal("25.00")] * 4


def test_a_plan_longer_than_the_law_allows_is_refused():
    assert frasi(CODICE, "PR-01", anni=5) == ["Il piano dura 5 anni: la legge ne ammette da 4 a 4."]


def test_the_measures_of_each_year_cover_its_quota_and_the_quotas_what_is_owed():
    (frase,) = frasi(CODICE, "PR-02", misure__0__importo="124.999,99")
    assert frase == "Nel 2026 le misure valgono 124.999,99 €, la quota è 125.000,00 €."
    (frase,) = frasi(CODICE, "PR-02", quote__0__importo="125.000,01")
    assert frase == "Le quote sommano 500.000,01 €, le passività da ripianare 500.000,00 €."


def test_each_content_that_the_law_asks_for_is_there():
    (frase,) = frasi(CODICE, "PR-03", ricognizione=None)
    assert frase.startswith("Nel piano manca: b) la ricognizione")


def test_a_debt_out_of_the_budget_is_recognised_or_has_its_day():
    (frase,) = frasi(CODICE, "PR-04", passivita__0__riconoscimento=None)
    assert frase.endswith("il debito fuori bilancio va riconosciuto, o va detto entro quando.")


def test_the_plan_comes_within_ninety_days_unless_a_new_administration_changes_it():
    assert atto(CODICE).termine_piano == date(2026, 9, 29)
    (frase,) = frasi(CODICE, "PR-05", seduta_data=date(2026, 9, 30))
    assert frase.startswith("Il termine perentorio per il piano era il 29/09/2026")
    nuova = {"seduta_data": date(2026, 9, 30), "relazione_inizio_mandato": date(2026, 9, 1)}
    assert frasi(CODICE, "PR-05", **nuova) == []


def test_the_recourse_is_sent_in_five_days_and_opens_the_ninety():
    fatto = atto(CODICE, fase="ricorso", seduta_data=date(2026, 7, 1))
    assert (fatto.invio_entro, fatto.termine_piano) == (date(2026, 7, 6), date(2026, 9, 29))
    assert fatto.titolo == "Riequilibrio finanziario pluriennale: ricorso alla procedura (art. 243-bis TUEL)"


def test_a_measure_above_what_was_ever_obtained_is_said_without_stopping():
    (uno,) = esiti(CODICE, misure__0__ottenuto="100.000")["PR-06"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert "finora se ne sono ottenuti 100.000,00 €" in uno.messaggio


def test_the_plan_needs_the_revisore_cash_above_zero_and_the_duties_of_the_fund():
    pareri = [{"tipo": uno, "esito": "favorevole", "data": date(2026, 9, 18)} for uno in ("PT", "PC")]
    assert frasi(CODICE, "PR-08", pareri=pareri) == ["Manca il parere dell'organo di revisione sul piano."]
    assert frasi(CODICE, "PR-09", cassa_prevista__1__pagamenti="14.700.000") == [
        "Alla fine del 2027 la cassa sarebbe -110.688,45 €."
    ]
    assert len(frasi(CODICE, "PR-10", fondo_rotazione=True)) == 1
    assert frasi(CODICE, "PR-07", fase="altro") == ["La fase è «ricorso» o «piano»."]
