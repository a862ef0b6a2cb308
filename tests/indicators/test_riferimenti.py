"""Needs and incomes: what reference sets say, of the last year that has them."""

import pytest
from righe import conti, modulo

from crescere_kit.indicators import calcola
from crescere_kit.indicators.riferimenti import ultimo_noto

BORGO = "901001"


def civitas(anno, storica, standard, per_abitante=(0, 0)):
    importi = {
        "spesa_storica": storica,
        "spesa_standard": standard,
        "storica_per_abitante": per_abitante[0],
        "standard_per_abitante": per_abitante[1],
    }
    return [(BORGO, anno, "riferimento", "opencivitas", c, "importo", v) for c, v in importi.items()]


def irpef(anno, imponibile, contribuenti, addizionale):
    return [
        (BORGO, anno, "riferimento", "irpef", "imponibile", "importo", imponibile),
        (BORGO, anno, "riferimento", "irpef", "contribuenti_imponibile", "numero", contribuenti),
        (BORGO, anno, "riferimento", "irpef", "addizionale_comunale", "importo", addizionale),
    ]


def anno_vuoto(anno):
    return (BORGO, anno, "rendiconto", "entrate", "1", "accertamenti", 100)


def test_spending_is_compared_with_what_is_needed():
    esiti = calcola(conti(*civitas(2022, 110_000_00, 100_000_00, (550_00, 500_00))))
    spesa, differenza = (esiti.valore(BORGO, 2022, codice) for codice in ("FABB_SPESA", "FABB_DIFFERENZA"))
    assert (spesa.valore, differenza.valore) == (110, 50_00)


def test_incomes_are_shared_among_those_who_declare_them():
    esiti = calcola(conti(*irpef(2024, 60_000_000_00, 4_000, 420_000_00)))
    medio, addizionale = (
        esiti.valore(BORGO, 2024, codice) for codice in ("IRPEF_MEDIO", "IRPEF_ADDIZIONALE")
    )
    assert (medio.valore, addizionale.valore) == (15_000_00, pytest.approx(0.7))


def test_the_last_known_year_is_shown_with_its_year():
    righe = [*civitas(2022, 90, 100), *(anno_vuoto(anno) for anno in (2023, 2024, 2025))]
    valore = calcola(conti(*righe)).valore(BORGO, 2025, "FABB_SPESA")
    assert valore.valore == 90
    assert "dati del 2022" in valore.nota


def test_a_newer_year_takes_the_place_of_the_older():
    righe = [*civitas(2021, 90, 100), *civitas(2022, 120, 100), anno_vuoto(2023)]
    assert calcola(conti(*righe)).valore(BORGO, 2023, "FABB_SPESA").valore == 120


def test_what_is_too_old_is_not_shown():
    panel = conti(*civitas(2018, 90, 100), anno_vuoto(2022), anno_vuoto(2023))
    assert ultimo_noto(panel, "opencivitas", "spesa_storica").isna().to_dict() == {
        (BORGO, 2018): False,
        (BORGO, 2022): False,
        (BORGO, 2023): True,
    }


def test_a_year_never_borrows_from_the_years_after():
    valore = calcola(conti(*civitas(2022, 90, 100), anno_vuoto(2021))).valore(BORGO, 2021, "FABB_SPESA")
    assert valore.motivo == "il file OpenCivitas (dal 2017 al 2021) non è fra i dati caricati"


def test_without_the_file_the_reason_names_it():
    esiti = calcola(conti(anno_vuoto(2024)))
    assert "il file OpenCivitas" in esiti.perche(BORGO, 2024, "FABB_SPESA")
    assert "il file dei redditi IRPEF del MEF" in esiti.perche(BORGO, 2024, "IRPEF_MEDIO")


def test_what_so_few_declared_that_it_is_hidden_is_named():
    righe = irpef(2024, 60_000_00, 40, 0)[:2]
    motivo = calcola(conti(*righe)).perche(BORGO, 2024, "IRPEF_ADDIZIONALE")
    assert "Addizionale comunale dovuta (statistiche IRPEF del MEF)" in motivo


def test_the_addizionale_is_measured_on_the_incomes_of_the_mef_when_the_form_has_none():
    """Imponibile 60.000.000 and 0,2 points to the maximum of 0,8: 120.000."""
    righe = [
        *irpef(2022, 60_000_000_00, 4_000, 0),
        *modulo("tributi", "addizionale_aliquota", (BORGO, 2024), valore=0.6),
    ]
    valore = calcola(conti(*righe)).valore(BORGO, 2024, "LEVA_ADDIZIONALE")
    assert valore.valore == 120_000_00
    assert "imponibile del 2022 (MEF)" in valore.nota


def test_what_the_ente_wrote_of_its_own_incomes_comes_first():
    righe = [
        *irpef(2022, 10_000_000_00, 4_000, 0),
        *modulo("tributi", "addizionale_aliquota", (BORGO, 2024), valore=0.6),
        *modulo("tributi", "addizionale_imponibile", (BORGO, 2024), valore=60_000_000_00),
    ]
    valore = calcola(conti(*righe)).valore(BORGO, 2024, "LEVA_ADDIZIONALE")
    assert valore.valore == 120_000_00
    assert "MEF" not in valore.nota
