"""The ratifica takes every amount from the variation that was adopted, and knows when it is too late."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from atti import adottata, atto, fatti, frasi

from crescere_kit.acts.facts import Importato
from crescere_kit.acts.register import PraticaAssente


def test_number_day_and_amounts_come_from_the_adopted_variation():
    uno = atto("var_ratifica")
    assert (uno.delibera.numero, uno.delibera.data) == (41, date(2026, 10, 12))
    assert uno.pareggio == Decimal("12500.00")
    assert [una.competenza for una in uno.prospetto] == [Decimal("12500.00")] * 2


def test_the_amounts_change_if_and_only_if_the_variation_changes():
    presa = adottata("2026-0001")
    altra = dict(presa.contesto) | {"pareggio": "12500.01"}
    su = replace(fatti(), importa=lambda pratica: Importato(pratica, "var_urgenza", altra, "f" * 64))
    assert atto("var_ratifica", su).pareggio == Decimal("12500.01")
    assert frasi("var_ratifica", "RA-02", su, impronta=presa.sha256)[0].startswith(
        "La variazione nel registro"
    )
    assert frasi("var_ratifica", "RA-02", impronta=presa.sha256) == []


def test_after_the_term_the_variation_has_lapsed():
    (frase,) = frasi("var_ratifica", "RA-01", seduta_data=date(2026, 12, 12))
    assert "era il 11/12/2026: la variazione è decaduta" in frase
    assert frasi("var_ratifica", "RA-01", seduta_data=date(2026, 12, 11)) == []


def test_a_practice_that_is_not_an_urgent_variation_is_refused():
    su = replace(fatti(), importa=lambda pratica: Importato(pratica, "fgdc", {}, "0" * 64))
    assert frasi("var_ratifica", "RA-02", su) == [
        "La pratica «2026-0001» non è una variazione d'urgenza adottata."
    ]


def test_what_remains_of_a_partial_ratifica_balances():
    parziale = {"esito": "parziale", "rapporti_sorti": "nessun rapporto è sorto"}
    (frase,) = frasi("var_ratifica", "RA-03", **parziale, righe_non_ratificate=[{"riga": 1}])
    assert "differiscono di -12.500,00 €" in frase
    assert len(frasi("var_ratifica", "RA-03", **parziale)) == 1


def test_who_does_not_ratify_says_what_becomes_of_what_was_done():
    assert len(frasi("var_ratifica", "RA-05", esito="non ratifica")) == 1
    assert frasi("var_ratifica", "RA-05") == []


def test_other_variations_that_wait_are_listed_with_their_days():
    altra = {"riferimento": {"numero": 44, "data": date(2026, 10, 20)}, "termine": date(2026, 12, 19)}
    (frase,) = frasi("var_ratifica", "RA-04", altre_variazioni=[altra])
    assert "n. 44 del 20/10/2026" in frase
    assert "restano 46 giorni" in frase


def test_avanzo_counts_in_what_remains():
    contesto = dict(adottata("2026-0001").contesto)
    contesto["totali"] = [contesto["totali"][0] | {"avanzo": "12500.00"}]
    su = replace(fatti(), importa=lambda pratica: Importato(pratica, "var_urgenza", contesto, "f" * 64))
    parziale = {"esito": "parziale", "rapporti_sorti": "nessuno"}
    # the revenue goes, the avanzo pays for the spending that stays
    assert frasi("var_ratifica", "RA-03", su, **parziale, righe_non_ratificate=[{"riga": 1}]) == []
    assert len(frasi("var_ratifica", "RA-03", su, **parziale, righe_non_ratificate=[{"riga": 2}])) == 1


def test_a_partial_ratifica_is_neither_all_nor_nothing():
    parziale = {"esito": "parziale", "rapporti_sorti": "nessuno"}
    tutte = [{"riga": 1}, {"riga": 2}]
    assert "mancata ratifica" in frasi("var_ratifica", "RA-03", **parziale, righe_non_ratificate=tutte)[0]
    assert (
        "La riga 99 non c'è"
        in frasi("var_ratifica", "RA-03", **parziale, righe_non_ratificate=[{"riga": 99}])[0]
    )
    assert len(frasi("var_ratifica", "RA-03", righe_non_ratificate=[{"riga": 1}])) == 1


def test_a_practice_that_the_register_does_not_have_is_said_and_stops_nothing_else():
    def assente(pratica):
        raise PraticaAssente(f"La pratica {pratica} non c'è.")

    su = replace(fatti(), importa=assente)
    assert len(frasi("var_ratifica", "RA-02", su)) == 1
