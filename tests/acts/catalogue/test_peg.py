"""The PEG is the budget seen by who runs it: it adds up to the same."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi


def test_each_titolo_is_set_beside_the_budget_in_every_year_and_in_cash():
    righe = {(uno.esercizio, uno.lato, uno.codice): uno for uno in atto("peg").confronto}
    for anno in (2026, 2027, 2028):
        riga = righe[str(anno), "spese", "1"]
        assert riga.bilancio == fatti().previsto("spese", "1", anno) == riga.peg
    assert righe["cassa 2026", "entrate", "1"].bilancio == Decimal("7833043.77")


def test_one_cent_of_difference_is_found_in_every_year():
    uno = atto("peg").capitoli[0]
    for campo, quando in (("importo", "2026"), ("importo_3", "2028"), ("cassa", "cassa 2026")):
        cambio = {f"capitoli__0__{campo}": getattr(uno, campo) + Decimal("0.01")}
        (frase,) = frasi("peg", "PE-01", **cambio)
        assert frase.startswith(f"Entrate, titolo 1, {quando}: il PEG ha ")


def test_a_chapter_without_the_amount_of_a_year_is_found():
    trovate = frasi("peg", "PE-01", capitoli__0__importo_2=None)
    assert trovate[0] == "Capitoli senza dotazione per «2027»: 1000."


def test_a_budget_that_nobody_loaded_is_unknown():
    trovati = esiti("peg", seduta_data=date(2031, 3, 5))["PE-01"]
    assert {(uno.superato, uno.ferma) for uno in trovati} == {(None, True)}


def test_a_chapter_without_anybody_is_told():
    (uno,) = esiti("peg", capitoli__0__responsabile="")["PE-02"]
    assert (uno.superato, uno.ferma) == (False, False)


def test_a_titolo_left_out_is_found():
    solo = [uno.model_dump() for uno in atto("peg").capitoli if uno.lato == "entrate"]
    mancanti = frasi("peg", "PE-01", capitoli=solo)
    assert any(frase.startswith("Spese, titolo 1, 2027: il PEG ha 0,00 €") for frase in mancanti)
