"""Of the invoices only two totals are kept; the worked example of dominio §9 gives 11,67 days."""

import datetime as dt

from moduli import apri, compila, del_modulo, letto, riga, salva, scritto, valori

from crescere_kit.sources.faults import FileRifiutato

MODULO = scritto()
PAGATO, PER_GIORNI = del_modulo("pagamenti", "importo_pagato"), del_modulo("pagamenti", "importo_per_giorni")


def fattura(numero, importo, scadenza, pagamento):
    return riga("Fatture", numero, importo=importo, scadenza=scadenza, pagamento=pagamento)


def test_invoices_become_what_was_paid_and_the_same_times_the_days():
    celle = fattura(1, 10_000, dt.date(2023, 3, 1), dt.date(2023, 3, 21))
    celle |= fattura(4, 5_000, dt.date(2023, 6, 10), dt.date(2023, 6, 5))
    esito = letto(compila(MODULO, celle))
    totali = valori(esito)
    assert totali == {(2023, PAGATO): 15_000_00, (2023, PER_GIORNI): 175_000_00}
    assert round(totali[2023, PER_GIORNI] / totali[2023, PAGATO], 2) == 11.67
    assert len(esito.righe) == 2
    assert esito.avvisi[0].startswith("Foglio «Fatture»: di 2 fatture (15.000,00 €) sono conservati solo")


def test_a_credit_note_is_a_negative_invoice():
    celle = fattura(1, 100, dt.date(2022, 12, 31), dt.date(2023, 1, 10))
    celle |= fattura(2, -40, dt.date(2022, 12, 31), dt.date(2023, 1, 10))
    assert valori(letto(compila(MODULO, celle))) == {(2023, PAGATO): 60_00, (2023, PER_GIORNI): 600_00}


def test_invoices_prevail_on_the_totals_written_by_hand():
    celle = {("Pagamenti", "pagamenti/importo_pagato/valore", "valore"): 1}
    assert valori(letto(compila(MODULO, celle))) == {(2023, PAGATO): 1_00}
    celle |= fattura(1, 100, dt.date(2023, 1, 1), dt.date(2023, 1, 1))
    assert valori(letto(compila(MODULO, celle))) == {(2023, PAGATO): 100_00, (2023, PER_GIORNI): 0}


SBAGLIATE = (
    (
        100,
        dt.date(2023, 1, 1),
        None,
        "cella E6: trovato una cella vuota in una riga cominciata, atteso la data",
    ),
    (
        100,
        dt.date(2023, 1, 1),
        dt.date(2024, 1, 1),
        "cella E7: trovato la data 01/01/2024, atteso una data del",
    ),
    (
        100,
        dt.date(1923, 1, 1),
        dt.date(2023, 1, 1),
        "cella D8: trovato la data 01/01/1923, atteso una data fra",
    ),
    ("cento", dt.date(2023, 1, 1), dt.date(2023, 1, 1), "cella C9: trovato «cento», atteso un importo"),
)


def test_each_invoice_that_cannot_be_is_told():
    celle = {}
    for numero, (importo, scadenza, pagamento, _) in enumerate(SBAGLIATE, 1):
        celle |= fattura(numero, importo, scadenza, pagamento)
    detti = str(FileRifiutato(letto(compila(MODULO, celle)).difetti))
    assert detti.count("foglio «Fatture»") == len(SBAGLIATE)
    assert all(frase in detti for *_, frase in SBAGLIATE)


def test_a_thousand_invoices_are_summed_to_the_cent():
    libro = apri(MODULO)
    for numero in range(1_000):
        for lettera, valore in zip("CDE", (0.07, dt.date(2023, 5, 1), dt.date(2023, 5, 2)), strict=True):
            libro["Fatture"][f"{lettera}{6 + numero}"] = valore
    assert valori(letto(salva(libro))) == {(2023, PAGATO): 70_00, (2023, PER_GIORNI): 70_00}
