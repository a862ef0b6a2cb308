"""An electronic invoice is read for what an act needs of it; a hostile one is refused in a sentence."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import FATTURA

from crescere_kit.acts.invoices import FatturaIllegibile, leggi


def test_amounts_are_added_over_the_rates():
    letta = leggi(FATTURA.encode())
    assert (letta.imponibile, letta.iva) == (Decimal("2400.00"), Decimal("528.00"))
    assert (letta.numero, letta.data, letta.fornitore) == ("118/PA", date(2026, 6, 10), "00743110157")
    assert (letta.cig, letta.cup, letta.iban) == ("B1C2D3E4F5", None, None)


@pytest.mark.parametrize(
    ("contenuto", "frase"),
    [
        (b"\x30\x82\x05", "togliere prima la firma"),
        (b"<a/>", "non è una fattura elettronica"),
        (FATTURA.replace("<Numero>118/PA</Numero>", "").encode(), "manca Numero"),
        (FATTURA.replace("2000.00", "duemila").encode(), "non è completa"),
        (FATTURA.replace('"UTF-8"?>', '"UTF-8"?><!DOCTYPE x [<!ENTITY e "A">]>').encode(), "DTD"),
        (FATTURA.replace("2000.00", "NaN").encode(), "«NaN» non è un importo"),
        (FATTURA.replace("2026-06-10", "ieri").encode(), "«ieri» non è una data"),
        (FATTURA.replace("TD01", "TD04").encode(), "nota di credito"),
        (
            FATTURA.replace(
                "<FatturaElettronicaBody>", "<FatturaElettronicaBody/><FatturaElettronicaBody>"
            ).encode(),
            "2 fatture",
        ),
        (b"<a>" + b"x" * (6 * 1024 * 1024) + b"</a>", "5 MB"),
    ],
)
def test_what_is_not_an_invoice_is_refused_in_a_sentence(contenuto, frase):
    with pytest.raises(FatturaIllegibile, match=frase):
        leggi(contenuto)


def test_an_entity_does_not_read_the_files_of_the_machine(tmp_path):
    segreto = tmp_path / "segreto.txt"
    segreto.write_text("password", encoding="utf-8")
    dtd = f'"UTF-8"?><!DOCTYPE x [<!ENTITY e SYSTEM "{segreto.as_uri()}">]>'
    ostile = FATTURA.replace('"UTF-8"?>', dtd).replace("118/PA", "&e;")
    with pytest.raises(FatturaIllegibile):
        leggi(ostile.encode())


def test_a_comment_inside_an_amount_does_not_cut_it():
    assert leggi(FATTURA.replace("2000.00", "20<!-- -->00.00").encode()).imponibile == Decimal("2400.00")
