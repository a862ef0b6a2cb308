"""The DUP: the version of its inhabitants, all its sections, and the same money as the budget."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from atti import atto, esiti, fatti, frasi


def con_abitanti(quanti):
    chi = fatti().anagrafica
    ente = chi.ente.model_copy(update={"popolazione": quanti})
    return replace(fatti(), anagrafica=chi.model_copy(update={"ente": ente}))


@pytest.mark.parametrize(
    ("abitanti", "versione"),
    [
        (2_000, "ulteriormente semplificato"),
        (2_001, "semplificato"),
        (5_000, "semplificato"),
        (5_001, "ordinario"),
    ],
)
def test_the_version_is_that_of_the_inhabitants(abitanti, versione):
    assert atto("dup_semplificato", con_abitanti(abitanti), correzioni=[]).versione == versione


def test_a_large_ente_is_sent_to_the_ordinary_one():
    assert len(frasi("dup_semplificato", "DU-01", con_abitanti(5_001), correzioni=[])) == 1


def test_every_section_is_there():
    assert len(frasi("dup_semplificato", "DU-02", sezioni=[])) == 8


def test_works_have_their_cup_and_their_money():
    assert frasi("dup_semplificato", "DU-03", opere__0__cup=None) == ["«Scuola di via Roma» non ha CUP."]
    assert "249.999,99 €" in frasi("dup_semplificato", "DU-03", opere__0__stanziato="249.999,99")[0]


def test_the_money_is_that_of_the_budget():
    assert len(frasi("dup_semplificato", "DU-05", obiettivi__0__nel_dup="320.000,01")) == 1
    (uno,) = esiti("dup_semplificato", obiettivi__0__nel_bilancio=None)["DU-05"]
    assert (uno.superato, uno.ferma) == (None, True)


def test_the_past_is_that_of_the_rendiconti():
    righe = atto("dup_semplificato").storico
    assert [una.anno for una in righe] == [2023, 2024, 2025]
    assert righe[-1].spese == fatti().rendiconto("spese", "1", "impegni", 2025)


def test_a_late_document_is_told():
    assert len(frasi("dup_semplificato", "DU-04", seduta_data=date(2026, 9, 1))) == 1
