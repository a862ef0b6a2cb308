"""A liquidazione takes its invoices from their files, says which, and tells what does not match."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from hashlib import sha256

import pytest
from atti import FATTURA, atto, dati, frasi

from crescere_kit.acts.invoices import FatturaIllegibile
from crescere_kit.acts.received import FatturaDiversa, con_fatture

FILE = FATTURA.encode()
IMPRESA = "<Anagrafica><Denominazione>Ascensori Esempio s.r.l.</Denominazione></Anagrafica>"
PERSONA = "<Anagrafica><Nome>Ada</Nome><Cognome>Abate</Cognome></Anagrafica>"
ARRIVO = {"sdi": "12004455661", "ricevuta": date(2026, 6, 12)}


def liquidazione(file=FILE, **altro):
    scritti = dati("det_liquidazione") | {"fatture": [ARRIVO]} | altro
    return con_fatture(scritti, {"IT0074_118.xml": file})


def test_the_file_says_number_day_amounts_and_supplier_and_is_named_with_its_hash():
    (una,) = atto("det_liquidazione", **liquidazione()).fatture
    assert (una.numero, una.data, una.cig) == ("118/PA", date(2026, 6, 10), "B1C2D3E4F5")
    assert (una.imponibile, una.iva) == (Decimal("2400.00"), Decimal("528.00"))
    assert una.fornitore == "00743110157"
    assert una.origine == f"fattura IT0074_118.xml sha256 {sha256(FILE).hexdigest()}"
    assert (una.sdi, una.ricevuta) == ("12004455661", date(2026, 6, 12))


def test_who_is_paid_is_the_supplier_unless_the_office_wrote_it():
    con_nome = FATTURA.replace("</DatiAnagrafici>", f"{IMPRESA}</DatiAnagrafici>").encode()
    trovato = liquidazione(con_nome, beneficiario=None)["beneficiario"]
    assert trovato["denominazione"] == "Ascensori Esempio s.r.l."
    assert not trovato["persona_fisica"]
    di_persona = FATTURA.replace("</DatiAnagrafici>", f"{PERSONA}</DatiAnagrafici>").encode()
    assert liquidazione(di_persona, beneficiario=None)["beneficiario"] == {
        "denominazione": "Ada Abate",
        "codice_fiscale": "00743110157",
        "persona_fisica": True,
    }


def test_an_invoice_of_another_supplier_stops_the_act():
    altro = {"denominazione": "Altra s.r.l.", "codice_fiscale": "12345670017"}
    (frase,) = frasi("det_liquidazione", "LI-08", **liquidazione(beneficiario=altro))
    assert frase.startswith("La fattura 118/PA è di chi ha partita IVA 00743110157")
    assert frasi("det_liquidazione", "LI-08", **liquidazione()) == []


def test_an_amount_that_is_not_that_of_the_file_is_told():
    scritta = ARRIVO | {"numero": "118/PA", "imponibile": "2.400,01"}
    with pytest.raises(FatturaDiversa, match=r"scritto imponibile 2\.400,01, nel file .* è 2\.400,00"):
        liquidazione(fatture=[scritta])
    assert liquidazione(fatture=[ARRIVO | {"numero": "118/PA", "imponibile": "2.400,00"}])


def test_an_account_that_is_not_that_of_the_file_is_told():
    iban = "<DatiPagamento><DettaglioPagamento><IBAN>IT40S0542811101000000123456</IBAN></DettaglioPagamento>"
    con_iban = FATTURA.replace("</DatiBeniServizi>", f"</DatiBeniServizi>{iban}</DatiPagamento>").encode()
    with pytest.raises(FatturaDiversa, match="il conto scritto"):
        liquidazione(con_iban)
    assert liquidazione(con_iban, iban=None)["iban"] == "IT40S0542811101000000123456"


def test_the_same_file_twice_is_two_rows_and_is_not_paid_twice():
    doppie = con_fatture(dati("det_liquidazione") | {"fatture": [ARRIVO, ARRIVO]}, {"a": FILE, "b": FILE})
    assert len(doppie["fatture"]) == 2
    assert len(frasi("det_liquidazione", "LI-07", **doppie)) == 1


def test_a_hostile_file_is_refused():
    ostile = FATTURA.replace('"UTF-8"?>', '"UTF-8"?><!DOCTYPE x [<!ENTITY e "A">]>').encode()
    with pytest.raises(FatturaIllegibile, match="DTD"):
        liquidazione(ostile)
