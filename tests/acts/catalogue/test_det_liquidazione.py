"""The liquidazione: within the commitment, after every check, once only."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, esiti, frasi

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs.albo import versione_albo

SOCIETA = {"denominazione": "Ascensori Esempio s.r.l.", "codice_fiscale": "00743110157"}


def test_what_is_paid_is_the_total_less_the_tax_that_the_ente_pays_itself():
    uno = atto("det_liquidazione")
    assert (uno.lordo, uno.netto, uno.residuo_dopo) == (2928, 2400, 0)
    assert atto("det_liquidazione", split_payment=False).netto == 2928
    assert atto("det_liquidazione", ritenuta="20").netto == 2448


def test_the_term_counts_from_the_day_of_receipt():
    (una,) = atto("det_liquidazione").elenco
    assert (una.scadenza, una.ritardo) == (date(2026, 7, 31), 0)


def test_a_late_invoice_says_its_days_and_its_interest():
    tardi = {"data_atto": date(2026, 8, 30), "tasso_mora": "10,15"}
    uno = atto("det_liquidazione", **tardi)
    # 2.400 × 10,15 % × 30 / 365 = 20,02
    assert (uno.giorni_ritardo, uno.interessi_mora) == (30, Decimal("20.02"))
    (esito,) = esiti("det_liquidazione", **tardi)["LI-05"]
    assert (esito.superato, esito.ferma) == (False, False)


@pytest.mark.parametrize(
    ("professionista", "importo", "giorno", "dovuta"),
    [
        (True, "100", date(2026, 6, 14), False),
        (True, "100", date(2026, 6, 15), True),
        (False, "5.000", date(2026, 7, 1), False),
        (False, "5.000,01", date(2026, 7, 1), True),
    ],
)
def test_the_check_of_art_48_bis_is_due_when_the_law_says(professionista, importo, giorno, dovuta):
    uno = atto(
        "det_liquidazione",
        data_atto=giorno,
        beneficiario=SOCIETA | {"professionista": professionista},
        fatture__0__imponibile=importo,
        fatture__0__iva="0",
    )
    assert uno.verifica_dovuta is dovuta


def test_without_the_check_nothing_is_paid():
    inadempiente = {"verifica_48bis": {"esito": "inadempiente", "numero": "1"}}
    assert "si sospende" in frasi("det_liquidazione", "LI-03", **inadempiente)[0]
    oltre = {"fatture__0__imponibile": "6.000", "residuo_impegno": "9.000"}
    assert len(frasi("det_liquidazione", "LI-03", **oltre)) == 1


def test_invoices_stay_within_the_commitment():
    assert (
        "sull'impegno restano 2.927,99 €" in frasi("det_liquidazione", "LI-01", residuo_impegno="2.927,99")[0]
    )


def test_the_durc_is_valid_that_day():
    assert "è scaduto" in frasi("det_liquidazione", "LI-02", data_atto=date(2026, 8, 31))[0]
    assert frasi("det_liquidazione", "LI-02", durc=None, durc_esente="acquisto da un comune") == []


def test_the_codes_of_the_invoice_are_those_of_the_commitment():
    assert frasi("det_liquidazione", "LI-04", fatture__0__cig=None) == [
        "La fattura 118/PA ha CIG assente, l'impegno B1C2D3E4F5."
    ]


def test_the_account_is_the_declared_one():
    assert len(frasi("det_liquidazione", "LI-06", iban_dichiarato=False)) == 1


def test_an_invoice_is_paid_once():
    fattura = atto("det_liquidazione").fatture[0].model_dump()
    assert len(frasi("det_liquidazione", "LI-07", fatture=[fattura, fattura])) == 1
    assert len(frasi("det_liquidazione", "LI-07", fatture__0__gia_liquidata=True)) == 1


def test_the_account_never_reaches_the_albo():
    uno = atto("det_liquidazione")
    versione = versione_albo(uno.contesto(), definizione("det_liquidazione").schema())
    assert "IT60" not in str(versione.contesto["iban"])
