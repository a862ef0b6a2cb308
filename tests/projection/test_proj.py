"""The worked example of the projection (domain notes, §13), from the form of the ente to the balance."""

from dataclasses import replace

import pytest
import vettori_proj as esempio

from crescere_kit import indicators
from crescere_kit.projection import Forzatura, Scenario, Variazione, proietta

PRIMO, SECONDO = esempio.BILANCIO, esempio.BILANCIO + 1
# What the example writes and no rule gives: other current spending, and the FGDC on last year's purchases.
DECISE = tuple(
    Forzatura(linea, anno, importo * 100, motivo)
    for linea, importo, motivo in (
        ("altre_correnti", 25_000, "le altre spese dell'anno non si ripetono"),
        ("fgdc", 75_000, "3 % degli stanziamenti dell'anno prima, senza quelli vincolati"),
    )
    for anno in (PRIMO, SECONDO)
)
SCENARIO = Scenario("Esempio", forzature=DECISE)
MANOVRA = {  # of the first year, euro
    ("addizionale", "più 0,1 punti"): 60_000_00,
    ("imu", "più 1 per mille sugli altri fabbricati"): 125_000_00,
    ("fcde", "metodo accelerato, 35 %"): -30_165_96,
    ("fgdc", "si paga nei termini"): -75_000_00,
}


@pytest.fixture(scope="module")
def proiezione():
    return proietta(esempio.conti(), SCENARIO)


def due(proiezione, prospetto: str, riga: str) -> list[float]:
    return (proiezione.futuro.prospetti[prospetto][riga][0, 0] / 100).tolist()


def linea(proiezione, codice: str) -> list[float]:
    return [round(valore / 100, 2) for valore in proiezione.futuro.linee[codice][0, 0]]


def test_the_current_balance_comes_out_to_the_cent(proiezione):
    assert due(proiezione, "equilibri_previsti", "O") == [-404_375.08, -411_343.56]


def test_so_do_current_revenue_and_spending_with_the_funds(proiezione):
    assert due(proiezione, "equilibri_previsti", "B") == [5_670_000, 5_680_500]
    corrente = [
        spesa - fpv
        for spesa, fpv in zip(
            due(proiezione, "equilibri_previsti", "D"), due(proiezione, "equilibri", "D1"), strict=True
        )
    ]
    assert corrente == pytest.approx([5_686_375.08, 5_725_843.56], abs=0.001)


def test_so_do_the_funds_that_follow_the_other_lines(proiezione):
    assert linea(proiezione, "fcde") == [387_165.96, 394_909.28]
    assert linea(proiezione, "riserva") == [17_059.13, 17_177.53]


def test_a_minimum_that_is_set_aside_whole_is_no_breach(proiezione):
    for anno in (PRIMO, SECONDO):
        assert proiezione.indicatori.valore(esempio.ISTAT, anno, "RISERVA").esito != "oltre il limite"


def test_the_measures_of_the_example_leave_what_it_says(proiezione):
    misure = tuple(
        Variazione(codice, PRIMO, importo, motivo) for (codice, motivo), importo in MANOVRA.items()
    )
    con_manovra = proiezione.con(replace(SCENARIO, variazioni=misure))
    assert due(con_manovra, "equilibri_previsti", "O")[0] == -114_209.12
    assert due(con_manovra, "equilibri_previsti", "O")[1] == -411_343.56


def test_what_was_decided_keeps_its_reason(proiezione):
    riga = next(riga for riga in proiezione.righe() if riga.codice == "fgdc")
    assert riga.natura == ("decisa", "decisa")
    assert riga.motivo.startswith("2027: 3 % degli stanziamenti dell'anno prima")


def test_the_projected_rendiconto_reconciles_to_the_cent(proiezione):
    indicatori = indicators.calcola(proiezione.conti)
    for anno in (PRIMO, SECONDO):
        assert indicatori.valore(esempio.ISTAT, anno, "RICONCILIAZIONE").valore == 0
        assert indicatori.valore(esempio.ISTAT, anno, "PREV_W_1").valore == round(
            100 * due(proiezione, "equilibri_previsti", "O")[anno - PRIMO]
        )


def test_the_indicators_read_the_future_as_any_other_year(proiezione):
    valore = proiezione.indicatori.valore(esempio.ISTAT, PRIMO, "P1")
    # (120.000 + 1.626.900 + 170.000 + 268.000) / 5.670.000
    assert valore.testo == "38,53 %"
    titoli = [rilievo.titolo for rilievo in proiezione.rilievi(esempio.ISTAT, PRIMO)]
    assert "Bilancio di previsione in squilibrio corrente, primo anno" in titoli


def test_what_moves_the_balance_adds_up(proiezione):
    inizio, *mosse, fine = proiezione.movimenti(esempio.ISTAT, SECONDO)
    assert inizio[1] + sum(importo for _, importo in mosse) == pytest.approx(fine[1], abs=len(mosse))
    assert fine == ("Equilibrio corrente previsto 2028", -411_343_56)
