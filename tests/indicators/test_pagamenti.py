"""Late payments: the ITP of the example, the stock of the PCC, mora and pignoramenti."""

import pytest
from righe import conti, modulo, rendiconto
from vettori_debito import FATTURE, ISTAT, PRIMA, del_modulo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.pagamenti import INDICATORI


def valore(codice, *righe, anno=PRIMA):
    return calcola(conti(*righe), INDICATORI).valore(ISTAT, anno, codice)


def pagamenti(anno=PRIMA, **valori):
    return del_modulo("pagamenti", valori, anno)


def test_the_itp_of_the_example_is_eleven_days_and_two_thirds():
    itp = valore("ITP", *pagamenti(**FATTURE))
    assert (itp.testo, itp.esito) == ("11,67 giorni", "oltre il limite")
    assert itp.valore == pytest.approx(175_000 / 15_000)


def test_the_published_itp_comes_before_the_invoices_and_these_before_the_declared():
    declared = (ISTAT, PRIMA, "indicatori", "sintetici", "9.5", "percentuale", -3.0)
    assert valore("ITP", *pagamenti(**FATTURE, itp=12.0), declared).valore == 12
    assert valore("ITP", *pagamenti(**FATTURE), declared).testo == "11,67 giorni"
    solo = valore("ITP", declared)
    assert (solo.valore, solo.origine, solo.esito) == (-3, "dichiarato", "nella norma")


def test_no_invoice_paid_is_not_a_delay_of_zero():
    assert valore("ITP", *pagamenti(importo_per_giorni=0, importo_pagato=0)).valore is None


@pytest.mark.parametrize(
    ("giorni", "esito"), [(-2.0, "nella norma"), (0.0, "nella norma"), (0.5, "oltre il limite")]
)
def test_any_delay_is_over_the_limit(giorni, esito):
    assert valore("RITARDO", *pagamenti(ritardo=giorni)).esito == esito


@pytest.mark.parametrize(
    ("stock", "punti", "esito"), [(150_000, 5, "vicino al limite"), (150_000.01, 5, "oltre il limite")]
)
def test_overdue_debt_is_small_up_to_a_twentieth_of_the_invoices(stock, punti, esito):
    righe = pagamenti(stock_scaduto=round(stock * 100), fatture_ricevute=3_000_000_00)
    trovato = valore("STOCK_FATTURE", *righe)
    assert (trovato.valore, trovato.esito) == (pytest.approx(punti), esito)


@pytest.mark.parametrize(
    ("stock", "fatture", "esito"),
    [
        (450_000, 3_000_000, "vicino al limite"),  # il 10 % giusto
        (450_001, 3_000_000, "oltre il limite"),
        (450_001, 10_000_000, "senza limite"),  # meno del 5 % delle fatture
        (300_000, 3_000_000, "nella norma"),
    ],
)
def test_the_debt_must_shrink_by_a_tenth_unless_it_is_small(stock, fatture, esito):
    righe = pagamenti(stock_scaduto=stock * 100, fatture_ricevute=fatture * 100)
    trovato = valore("STOCK_RIDUZIONE", *righe, *pagamenti(PRIMA - 1, stock_scaduto=500_000_00))
    assert trovato.esito == esito


def test_without_the_debt_of_the_year_before_its_reduction_is_not_known():
    trovato = valore("STOCK_RIDUZIONE", *pagamenti(stock_scaduto=1))
    assert trovato.motivo.startswith("per il 2022 manca nei dati caricati: Debito commerciale scaduto")


def test_mora_is_what_was_impegnato_or_the_declared_share_of_interests():
    interessi = rendiconto("spese", "impegni", {"107": 180_000_00})
    trovato = valore("MORA", *interessi, *rendiconto("spese", "impegni", {"U.1.07.06.02": 10_000_00}))
    assert (trovato.valore, trovato.esito, trovato.nota) == (10_000_00, "oltre il limite", "")
    trovato = valore("MORA", *interessi, (ISTAT, PRIMA, "indicatori", "sintetici", "6.3", "percentuale", 5.0))
    assert trovato.valore == 9_000_00
    assert trovato.nota.startswith("dall'indicatore 6.3")
    assert valore("MORA", *interessi).valore is None


def test_pignoramenti_are_as_written_and_a_forced_payment_shows_one():
    scritti = modulo("tesoreria", "pignoramenti", valore=5_000_00)
    azioni = rendiconto("risultato", "importo", {"azioni_esecutive": 7_000_00})
    assert valore("PIGNORAMENTI", *scritti, *azioni).valore == 5_000_00
    trovato = valore("PIGNORAMENTI", *azioni)
    assert (trovato.valore, trovato.esito) == (7_000_00, "oltre il limite")
    assert trovato.nota.startswith("dai pagamenti per azioni esecutive")


def test_no_forced_payment_is_not_no_pignoramento():
    trovato = valore("PIGNORAMENTI", *rendiconto("risultato", "importo", {"azioni_esecutive": 0}))
    assert (trovato.valore, trovato.esito) == (None, "n.c.")
    assert "Somme pignorate" in trovato.motivo
