"""Debt: the example of art. 204 by hand, its limit to the cent, and where its interests come from."""

import pytest
from righe import conti, modulo, rendiconto
from vettori_debito import BILANCIO, INTERESSI, ISTAT, PENULTIMO, debito, del_modulo, penultimo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.indebitamento import INDICATORI

N = "901001", 2023


def valore(codice, *righe, anno=BILANCIO):
    return calcola(conti(*righe), INDICATORI).valore(ISTAT, anno, codice)


def con_interessi(euro):
    """The example with so many euro of interests in all."""
    return [
        *penultimo(),
        *del_modulo("debito", INTERESSI | {"interessi_nuovi": euro * 100 - 160_000_00}, BILANCIO),
    ]


def test_the_example_has_180_thousand_of_interests_on_5_8_million():
    trovato = valore("DEB_204", *debito())
    assert (trovato.testo, trovato.limite, trovato.esito) == ("3,10 %", 10, "nella norma")
    assert trovato.valore == pytest.approx(100 * 180_000 / 5_800_000)
    assert trovato.nota == ""


def test_the_example_has_room_for_400_thousand_more():
    margine = valore("DEB_MARGINE", *debito())
    assert (margine.valore, margine.esito) == (400_000_00, "nella norma")


@pytest.mark.parametrize(
    ("euro", "esito"),
    [(580_000, "vicino al limite"), (580_000.01, "oltre il limite"), (500_000, "nella norma")],
)
def test_a_tenth_exactly_is_within_and_a_cent_more_is_not(euro, esito):
    assert valore("DEB_204", *con_interessi(round(euro * 100) / 100)).esito == esito


def test_past_the_limit_the_room_is_negative():
    assert valore("DEB_MARGINE", *con_interessi(600_000)).valore == -20_000_00


def test_the_limit_counts_the_entrate_of_two_years_before_and_says_when_they_are_not_there():
    trovato = valore("DEB_204", *del_modulo("debito", INTERESSI, BILANCIO))
    assert (trovato.valore, trovato.esito) == (None, "n.c.")
    assert trovato.motivo == "il rendiconto del 2022 non è fra i dati caricati"


def test_a_blank_in_a_form_that_was_begun_is_asked_for_and_is_not_zero():
    righe = [riga for riga in debito() if riga[4] != "interessi_garanzie"]
    trovato = valore("DEB_204", *righe, *rendiconto("spese", "impegni", {"107": 100}, anno=BILANCIO))
    assert trovato.valore is None
    assert trovato.motivo == (
        "per il 2024 manca nei dati caricati: Interessi dell'anno su prestiti garantiti dall'ente (art. 207 "
        "TUEL) (modulo dell'ente)"
    )


def test_without_the_form_the_interests_are_those_of_the_rendiconto_without_mora_and_anticipazioni():
    # 180.000 − 10.000 − 15.000 su 5.800.000.
    impegni = {"107": 180_000_00, "U.1.07.06.02": 10_000_00, "U.1.07.06.04": 15_000_00}
    trovato = valore("DEB_204", *penultimo(), *rendiconto("spese", "impegni", impegni, anno=BILANCIO))
    assert trovato.valore == pytest.approx(100 * 155_000 / 5_800_000)
    assert trovato.nota == (
        "interessi del rendiconto, macroaggregato 107 senza mora e anticipazioni: "
        "garanzie, nuovi prestiti e contributi non sono contati"
    )


def test_before_the_rendiconto_they_are_those_of_the_bilancio_for_each_of_its_years():
    previsti = [
        (ISTAT, BILANCIO, "previsione", "spese", "107", f"competenza_{anno}", 58_000_00 * anno)
        for anno in (1, 2, 3)
    ]
    trovati = calcola(conti(*penultimo(), *previsti), INDICATORI)
    valori = [trovati.valore(ISTAT, BILANCIO, codice) for codice in ("DEB_204", "DEB_204_2", "DEB_204_3")]
    assert [uno.valore for uno in valori] == pytest.approx([1, 2, 3])
    assert all(uno.nota.startswith("interessi del bilancio di previsione") for uno in valori)


def test_the_form_has_the_interests_of_the_second_and_third_year():
    secondo = {f"{codice}_2": importo for codice, importo in INTERESSI.items()}
    terzo = {f"{codice}_3": 2 * importo for codice, importo in INTERESSI.items()}
    trovati = calcola(conti(*debito(), *del_modulo("debito", secondo | terzo, BILANCIO)), INDICATORI)
    assert trovati.valore(ISTAT, BILANCIO, "DEB_204_2").testo == "3,10 %"
    assert trovati.valore(ISTAT, BILANCIO, "DEB_204_3").testo == "6,21 %"


def test_the_interests_of_later_years_may_come_from_the_list_of_loans():
    # The list gives the interests of each year on its own row: 290.000 in the second year is 5 %.
    altri = dict.fromkeys(("interessi_garanzie_2", "interessi_nuovi_2", "contributi_interessi_2"), 0)
    dai_mutui = del_modulo("debito", {"interessi_in_essere": 290_000_00}, BILANCIO + 1)
    righe = [*debito(), *del_modulo("debito", altri, BILANCIO), *dai_mutui]
    assert valore("DEB_204_2", *righe).valore == 5
    senza = [riga for riga in righe if riga[4] != "interessi_nuovi_2"]
    assert valore("DEB_204_2", *senza).motivo == (
        "per il 2024 manca nei dati caricati: Interessi del secondo anno sui nuovi prestiti previsti "
        "(modulo dell'ente)"
    )


def test_an_empty_rendiconto_has_no_interests_of_zero():
    vuoto = rendiconto(
        "spese", "impegni", dict.fromkeys(("1", "2", "3", "4", "5", "7", "107"), 0), anno=BILANCIO
    )
    vuoto += rendiconto("spese", "impegni", {"U.1.07.06.02": 0, "U.1.07.06.04": 0}, anno=BILANCIO)
    vuoto += rendiconto("entrate", "accertamenti", dict.fromkeys("12345679", 0), anno=BILANCIO)
    assert valore("DEB_204", *penultimo(), *vuoto).valore is None


def test_the_debt_is_weighed_on_the_entrate_of_its_year():
    righe = [*modulo("debito", "residuo", N, valore=2_900_000_00), *penultimo(2023)]
    assert valore("DEB_ENTRATE", *righe, anno=2023).valore == 50


def risultato(**righe):
    return rendiconto("risultato", "importo", {riga: euro * 100 for riga, euro in righe.items()}, anno=2026)


@pytest.mark.parametrize(("istat", "nota"), [("901001", ""), ("901009", "tavolo con lo Stato")])
def test_a_large_comune_whose_disavanzo_is_mostly_fal_may_ask_the_state(istat, nota):
    panel = conti(*((istat, *riga[1:]) for riga in risultato(fal=300_000, disponibile=-1_000_000)))
    panel.enti.loc["901009"] = ["Grande", "grande", "Prova", "ESEMPIO", 25_000]
    trovato = calcola(panel, INDICATORI).valore(istat, 2026, "FAL_DISAVANZO")
    assert (trovato.valore, nota in trovato.nota) == (30, True)


def test_without_disavanzo_the_fal_has_nothing_to_be_weighed_on():
    trovato = valore("FAL_DISAVANZO", *risultato(fal=300_000, disponibile=0), anno=2026)
    assert trovato.motivo.startswith("l'ente non ha disavanzo")


def test_the_fal_shrinks_by_what_was_paid_back():
    prima = rendiconto("risultato", "importo", {"fal": 320_000_00}, anno=2025)
    assert valore("FAL_RIMBORSO", *prima, *risultato(fal=300_000), anno=2026).valore == 20_000_00


def test_nothing_is_known_of_a_comune_without_accounts():
    trovati = calcola(conti(*rendiconto("spese", "pagamenti", {"1": 1}, anno=PENULTIMO)), INDICATORI)
    for uno in INDICATORI:
        trovato = trovati.valore(ISTAT, PENULTIMO, uno.codice)
        assert trovato.valore is None
        assert trovato.motivo
