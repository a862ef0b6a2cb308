"""The workbook holds numbers that a spreadsheet can sum, and nothing that it would run."""

import io

import esempio
import openpyxl
import pytest
from righe import conti

from crescere_kit.export import esporta_xlsx
from crescere_kit.reports import Fascicolo, apri


@pytest.fixture(scope="module")
def libro():
    fascicolo = Fascicolo(esempio.conti().solo([esempio.ISTAT]), esempio.ISTAT, esempio.ANNO)
    return openpyxl.load_workbook(io.BytesIO(esporta_xlsx(fascicolo)))


def test_the_sheets_are_those_promised(libro):
    assert libro.sheetnames == [
        *("conti", "indicatori", "criticità", "scadenze", "conti usati", "qualità"),
        *("proiezione", "linee proiettate", "equilibri proiettati", "scenari", "fonti"),
    ]


def test_amounts_are_numbers_in_euro(libro):
    righe = {tuple(c.value for c in riga[:4]): riga[5] for riga in libro["conti"].iter_rows(min_row=2)}
    cella = righe["rendiconto", "entrate", "1", "accertamenti"]
    assert (cella.value, cella.number_format) == (4_000_000, "#,##0.00")


def test_each_indicator_lists_the_accounts_it_is_made_of(libro):
    righe = [riga[:4] for riga in libro["conti usati"].iter_rows(min_row=2, values_only=True)]
    assert (
        "P5  Disavanzo a carico dell'esercizio",
        "Recupero disavanzo di amministrazione esercizio precedente (prospetto degli equilibri)",
        str(esempio.ANNO),
        "90.000,00 €",
    ) in righe


def test_what_is_missing_is_a_word_with_its_reason():
    fascicolo = Fascicolo(conti(("901001", 2025, "siope", "entrate", "1", "cassa", 1)), "901001", 2025)
    foglio = openpyxl.load_workbook(io.BytesIO(esporta_xlsx(fascicolo)))["indicatori"]
    riga = next(r for r in foglio.iter_rows(min_row=2, values_only=True) if r[0].startswith("W1"))
    assert riga[1] == "n.c."
    assert "rendiconto" in riga[-1]


def test_the_projection_and_the_plan_are_sheets_with_their_reasons(archivio_demo):
    fascicolo = apri("901001", archivio=archivio_demo)
    scritto = openpyxl.load_workbook(io.BytesIO(esporta_xlsx(fascicolo)))
    righe = {riga[0].value: riga for riga in scritto["linee proiettate"].iter_rows(min_row=2)}
    personale = next(riga for riga in fascicolo.prevista.righe() if riga.codice == "personale")
    assert righe["personale"][3].value == personale.valori[0] / 100
    assert personale.perche in [cella.value for cella in righe["personale"]]
    assert righe["imu"][3].value == "n.c."
    misure = [riga[0].value for riga in scritto["piano"].iter_rows(min_row=2)]
    assert len(misure) == len(fascicolo.piano_scelto.misure)


@pytest.mark.parametrize("nome", ["=1+1", "+39", "-x", "@SOMMA(A1)", "https://esempio.it"])
def test_text_never_becomes_a_formula_or_a_link(nome):
    import xlsxwriter

    from crescere_kit.export import SICURO, _foglio

    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria, SICURO) as libro:
        _foglio(libro, "prova", ("Nome",), [(nome,)])
    cella = openpyxl.load_workbook(io.BytesIO(memoria.getvalue()))["prova"]["A2"]
    assert (cella.value, cella.data_type, cella.hyperlink) == (nome, "s", None)
