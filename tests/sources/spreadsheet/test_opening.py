"""A workbook gives its cells with their address, or one sentence that says why it cannot be read."""

import datetime as dt
import io
import random
import tracemalloc
import zipfile

import openpyxl
import pytest
import xlsxwriter
from fogli import con_parti, xlsx

from crescere_kit.sources import spreadsheet
from crescere_kit.sources.faults import FileRifiutato
from crescere_kit.sources.spreadsheet import limits

FOGLIO_1 = "xl/worksheets/sheet1.xml"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def apri(contenuto):
    return spreadsheet.apri(contenuto, "prova.xlsx")


def perche(contenuto):
    """The one sentence of the refusal."""
    libro = apri(contenuto)
    assert not libro.fogli
    return str(FileRifiutato(libro.difetti)).splitlines()[-1]


def con_cella(xml):
    """A workbook whose first sheet holds these raw rows."""
    return con_parti(
        xlsx(Uno={"A1": 1}),
        **{
            FOGLIO_1: lambda testo: (
                testo.partition("<sheetData>")[0] + f"<sheetData>{xml}</sheetData></worksheet>"
            )
        },
    )


def test_every_cell_has_its_value_and_its_address():
    libro = apri(xlsx(Uno={"B2": 12, "C3": 1234.56, "A4": "testo", "D4": True}))
    foglio = libro.foglio("Uno")
    assert (foglio.cella(2, 2).valore, foglio.cella(2, 2).indirizzo) == (12, "B2")
    assert foglio.cella(3, 3).valore == 1234.56
    assert foglio.cella(4, 4).valore is True
    assert foglio.cella(1, 1).vuota
    assert foglio.cella(99, 99).vuota
    assert [[c.indirizzo for c in riga if not c.vuota] for riga in foglio.righe()] == [
        ["B2"],
        ["C3"],
        ["A4", "D4"],
    ]


def test_what_follows_the_cells_is_not_read_into_the_last_of_them():
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria) as libro:
        foglio = libro.add_worksheet("Uno")
        foglio.write_string("A1", "ultima")
        foglio.data_validation("B1", {"validate": "list", "source": ["sì", "no"]})
    assert apri(memoria.getvalue()).fogli[0].cella(1, 1).valore == "ultima"


def test_a_cell_beyond_column_z_has_two_letters():
    assert apri(xlsx(Uno={"AB7": 1})).fogli[0].cella(7, 28).indirizzo == "AB7"


def test_a_formula_is_the_value_that_excel_left_there():
    assert apri(xlsx(Uno={"A1": ("=1+1", 2)})).fogli[0].cella(1, 1).valore == 2


def test_a_formula_that_nobody_computed_is_not_zero():
    senza = openpyxl.Workbook()
    senza.active["A1"] = "=1+1"
    memoria = io.BytesIO()
    senza.save(memoria)
    con_zero = xlsx(Uno={"A1": ("=1+1", 0)})
    for contenuto in (memoria.getvalue(), con_zero):
        cella = apri(contenuto).fogli[0].cella(1, 1)
        assert cella.guasto == "una formula non calcolata"
        assert cella.valore is None


def test_a_zero_computed_by_excel_is_zero():
    calcolato = con_parti(
        xlsx(Uno={"A1": ("=1-1", 0)}),
        **{"xl/workbook.xml": lambda testo: testo.replace(' fullCalcOnLoad="1"', "")},
    )
    cella = apri(calcolato).fogli[0].cella(1, 1)
    assert (cella.valore, cella.guasto) == (0, None)


def test_an_empty_text_computed_by_excel_is_an_empty_cell():
    cella = apri(con_cella('<row r="1"><c r="A1" t="str"><f>""</f><v></v></c></row>')).fogli[0].cella(1, 1)
    assert cella.vuota


def test_a_formula_in_error_is_no_value():
    cella = apri(xlsx(Uno={"A1": ("=X", "#REF!")})).fogli[0].cella(1, 1)
    assert (cella.valore, cella.guasto) == (None, "l'errore #REF!")


def test_a_merged_cell_is_in_its_first_address_and_the_others_say_so():
    foglio = apri(xlsx(Uno={"A1:C2": "titolo", "D4": 1})).fogli[0]
    assert (foglio.cella(1, 1).valore, foglio.cella(1, 1).unita_a) == ("titolo", None)
    assert (foglio.cella(2, 3).valore, foglio.cella(2, 3).unita_a) == (None, "A1")


def test_dates_are_dates_and_percentages_are_marked():
    foglio = apri(xlsx(Uno={"A1": ("data", dt.date(2024, 12, 31)), "A2": ("%", 0.05), "A3": 0.05})).fogli[0]
    assert foglio.cella(1, 1).valore == dt.date(2024, 12, 31)
    assert (foglio.cella(2, 1).percento, foglio.cella(3, 1).percento) == (True, False)


def test_hidden_sheets_are_read_and_marked():
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria) as cartella:
        cartella.add_worksheet("Vista").write("A1", 1)
        cartella.add_worksheet("Nascosta").hide()
        cartella.add_worksheet("Nascostissima").very_hidden()
    assert [(f.nome, f.nascosto) for f in apri(memoria.getvalue()).fogli] == [
        ("Vista", False),
        ("Nascosta", True),
        ("Nascostissima", True),
    ]


def test_cells_without_an_address_follow_one_another():
    foglio = apri(con_cella("<row><c><v>1</v></c><c><v>2</v></c></row><row><c><f>1</f></c></row>")).fogli[0]
    assert (foglio.cella(1, 2).valore, foglio.cella(2, 1).guasto) == (2, "una formula non calcolata")


def test_a_sheet_written_with_a_prefix_is_the_same_sheet():
    con_prefisso = con_parti(
        xlsx(Uno={"A1": ("=1+1", 2)}),
        **{
            FOGLIO_1: '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
            '<x:row r="1"><x:c r="A1"><x:f>1+1</x:f></x:c><x:c r="B1"><x:v>5</x:v></x:c></x:row>'
            "</x:sheetData></x:worksheet>"
        },
    )
    foglio = apri(con_prefisso).fogli[0]
    assert (foglio.cella(1, 1).guasto, foglio.cella(1, 2).valore) == ("una formula non calcolata", 5)


def test_other_formats_are_refused_each_with_its_sentence():
    cifrato = OLE + b"\x00" * 600 + "EncryptedPackage".encode("utf-16-le")
    ods = io.BytesIO()
    with zipfile.ZipFile(ods, "w") as archivio:
        archivio.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
    macro = con_parti(
        xlsx(Uno={"A1": 1}),
        **{"[Content_Types].xml": lambda t: t.replace("sheet.main+xml", "sheet.macroEnabled.main+xml")},
    )
    frasi = {
        OLE + b"\x00" * 600: "un vecchio file di Excel (.xls)",
        cifrato: "un file protetto da password",
        ods.getvalue(): "un foglio di LibreOffice (.ods)",
        macro: "un file Excel con macro (.xlsm)",
        con_parti(xlsx(Uno={"A1": 1}), **{"xl/vbaProject.bin": "x"}): "un file Excel con macro (.xlsm)",
        b"%PDF-1.7": "un altro formato",
        b"": "un file vuoto",
        xlsx(Uno={"A1": 1})[:2000]: "un file Excel guasto o incompleto",
    }
    for contenuto, trovato in frasi.items():
        assert perche(contenuto).startswith(f"  - Trovato {trovato}, atteso un file Excel .xlsx")


def test_a_file_of_200_mb_is_refused_without_reading_it(tmp_path):
    grande = tmp_path / "grande.xlsx"
    with grande.open("wb") as aperto:
        aperto.truncate(200 * 2**20)
    tracemalloc.start()
    libro = spreadsheet.apri(grande, grande.name)
    _, picco = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert picco < 2**20
    assert libro.difetti[0].trovato == "un file troppo grande (di 200 MB)"


def test_a_small_file_that_becomes_huge_is_refused(monkeypatch):
    monkeypatch.setattr(limits, "BYTE_DECOMPRESSI", 3 * 2**20)
    monkeypatch.setattr(limits, "BYTE_SENZA_RAPPORTO", 2**20)
    gonfio = {mega: con_parti(xlsx(Uno={"A1": 1}), **{"xl/a.xml": "0" * (mega * 2**20)}) for mega in (2, 4)}
    assert "volte più grande" in perche(gonfio[2])
    assert "un file troppo grande (decompresso), atteso un file Excel .xlsx fino a 3 MB" in perche(gonfio[4])


def test_two_cells_at_the_corners_of_a_sheet_do_not_fill_the_memory():
    righe = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
    assert "il foglio «Uno» con più di 100000 righe" in perche(con_cella(righe))


def test_formats_without_values_do_not_count():
    righe = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576" s="0"/></row>'
    assert len(apri(con_cella(righe)).fogli[0].valori) == 1


def test_a_long_text_repeated_everywhere_is_refused():
    testo = "x" * 30_000
    celle = {f"A{riga}": testo for riga in range(1, 1_800)}
    assert "caratteri" in perche(xlsx(Uno=celle))


def test_entities_and_dtds_are_refused():
    bomba = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bb">]><worksheet><sheetData/></worksheet>'
    assert "una definizione XML (DTD)" in perche(con_parti(xlsx(Uno={"A1": 1}), **{FOGLIO_1: bomba}))


def test_elements_nested_without_end_are_refused():
    assert "uno dentro l'altro" in perche(con_cella("<a>" * 200 + "</a>" * 200))


@pytest.mark.parametrize(
    "righe",
    [
        "<row r='1'><c r='A1'><v>1</v>",
        f"<row r='{'9' * 5000}'/>",
        "<row r='1'><c r='pippo'><v>1</v></c></row>",
        "<row r='1'><c r='A1' t='s'><v>999</v></c></row>",
        "<row r='1'><c r='A1' t='s'><v>²</v></c></row>",
    ],
)
def test_a_broken_sheet_is_one_sentence(righe):
    assert perche(con_cella(righe)).startswith("  - Trovato ")


def test_a_number_that_does_not_exist_is_not_a_crash():
    valori = [
        apri(con_cella(f'<row r="1"><c r="A1"><v>{v}</v></c></row>')) for v in ("NaN", "inf", "1e999", "1e5")
    ]
    assert all(libro.fogli or libro.difetti for libro in valori)


def test_a_workbook_is_recognised_by_its_beginning_or_by_its_name():
    assert spreadsheet.sembra(b"PK\x03\x04", "senza nome")
    assert spreadsheet.sembra(OLE, "dati.csv")
    assert spreadsheet.sembra(b"", "vecchio.XLS")
    assert not spreadsheet.sembra(b"PK\x03\x04", "bdap.zip")
    assert not spreadsheet.sembra(b"Titolo;Tipologia", "entrate.csv")


def test_the_limits_are_those_of_the_documentation():
    assert limits.BYTE_DEL_FILE == 30 * 2**20


def test_no_damage_to_a_workbook_lets_out_anything_but_a_sentence():
    caso = random.Random(7)
    sano = xlsx(Uno={"A1": "testo", "B2": 1.5, "A3:B4": "unite"}, Due={"C3": ("=1+1", 2)})
    for _ in range(300):
        guasto = bytearray(sano)
        for _ in range(caso.randint(1, 8)):
            guasto[caso.randrange(len(guasto))] = caso.randrange(256)
        libro = apri(bytes(guasto))
        assert bool(libro.fogli) != bool(libro.difetti)


@pytest.mark.parametrize(
    "parte", [FOGLIO_1, "xl/workbook.xml", "xl/styles.xml", "xl/_rels/workbook.xml.rels"]
)
def test_no_damage_to_a_part_either(parte):
    caso = random.Random(parte)
    sano = xlsx(Uno={"A1": "testo", "B2": ("%", 0.5), "A3:B4": "unite"})

    def guasta(testo):
        for _ in range(caso.randint(1, 6)):
            inizio = caso.randrange(len(testo))
            testo = (
                testo[:inizio]
                + caso.choice(["", "<", "&x;", '"', "9" * 30, "s"])
                + testo[inizio + caso.randint(0, 9) :]
            )
        return testo

    for _ in range(100):
        libro = apri(con_parti(sano, **{parte: guasta}))
        assert libro.fogli or libro.difetti
