"""A fund is drawn within what it holds, for what it is there for."""

from __future__ import annotations

from decimal import Decimal

from atti import atto, esiti, frasi

CASSA = {"lato": "spese", "codice": "1", "anno": 2026, "competenza": "0", "cassa": "900,00"}


def test_what_remains_is_what_was_there_less_what_is_drawn():
    uno = atto("prelevamento_fr")
    # 60.000 − 8.000 = 52.000; − 5.400 = 46.600
    assert (uno.disponibile, uno.totale, uno.residuo) == (52_000, 5_400, 46_600)


def test_more_than_the_fund_holds_is_refused():
    (frase,) = frasi("prelevamento_fr", "FR-01", righe__0__competenza="52.000,01")
    assert frase == "Si prelevano 52.000,01 € e nel fondo restano 52.000,00 €."


def test_a_draw_of_nothing_is_refused():
    (frase,) = frasi("prelevamento_fr", "FR-01", righe__0__competenza="0")
    assert frase.startswith("La riga 1 non integra nulla")
    (altra,) = frasi("prelevamento_fr", "FR-01", fondo="cassa", righe=[CASSA | {"cassa": "0"}])
    assert altra.startswith("La riga 1 non integra nulla")


def test_half_the_minimum_stays_for_what_cannot_be_foreseen():
    quota = atto("prelevamento_fr").quota_imprevisti
    assert quota > 0
    tutto = {"righe__0__competenza": 52_000 - quota + Decimal("0.01")}
    assert "sono riservati" in frasi("prelevamento_fr", "FR-02", **tutto)[0]
    assert frasi("prelevamento_fr", "FR-02", indifferibile=True, **tutto) == []


def test_the_reserve_of_cash_moves_cash_only():
    assert len(frasi("prelevamento_fr", "FR-03", fondo="cassa")) == 1
    assert frasi("prelevamento_fr", "FR-03", fondo="cassa", righe=[CASSA]) == []
    assert atto("prelevamento_fr", fondo="cassa", righe=[CASSA]).totale == 900


def test_nothing_is_taken_from_a_line_through_a_fund():
    assert len(frasi("prelevamento_fr", "FR-03", righe__0__competenza="-1")) == 1


def test_the_reserve_pays_current_spending():
    (frase,) = frasi("prelevamento_fr", "FR-04", righe__0__codice="01.05.2.202")
    assert "titolo 2" in frase


def test_it_is_drawn_within_its_year():
    assert len(frasi("prelevamento_fr", "FR-06", righe__0__anno=2027)) == 1


def test_who_goes_under_the_minimum_is_told():
    (uno,) = esiti("prelevamento_fr", stanziamento_iniziale="9.000")["FR-05"]
    assert (uno.superato, uno.ferma) == (False, False)
