"""The tables of a report, read back with another library: numbers are numbers, words are words."""

import io

import openpyxl
from nbformat.v4 import new_code_cell, new_notebook, new_output

from crescere_kit.batch.tabular import Numero, numero
from crescere_kit.batch.workbook import xlsx
from crescere_kit.tables import Assente, Importo, Percento, Tabella, html

CONTI = Tabella(
    "Conti: entrate/spese [prova]",
    ("Titolo", "Importo", "Quota", "Codice"),
    (
        ("1  Tributi", Importo(-123456789, "«file.zip», riga 3"), Percento(12.5), "078001"),
        ("=SOMMA(A1)", Assente("manca il rendiconto"), Percento(0.0), "https://fuori.example"),
    ),
    nota="Nota della tabella.",
)
PANDAS = (
    '<table border="1" class="dataframe"><thead><tr><th></th><th>istat</th><th>valore</th></tr></thead>'
    "<tbody><tr><th>0</th><td>078001</td><td>1234.5</td></tr></tbody></table>"
)


def libro(*pagine: str) -> openpyxl.Workbook:
    uscite = [new_output("display_data", {"text/html": pagina}) for pagina in pagine]
    quaderno = new_notebook(cells=[new_code_cell("", outputs=uscite)])
    return openpyxl.load_workbook(io.BytesIO(xlsx(quaderno, "Comune di Prova, 2024")))


def righe(foglio) -> list[tuple]:
    return [tuple(cella.value for cella in riga) for riga in foglio.iter_rows()]


def test_amounts_and_shares_are_numbers_that_show_as_on_the_page():
    foglio = libro(html(CONTI))["Conti entrate spese prova"]
    assert righe(foglio)[1] == ("1 Tributi", -1234567.89, 12.5, "078001")
    assert foglio["B2"].number_format == '#,##0.00" €"'
    assert foglio["C2"].number_format == '#,##0.00" %"'


def test_a_name_that_looks_like_a_formula_or_an_address_is_words():
    foglio = libro(html(CONTI))["Conti entrate spese prova"]
    assert foglio["A3"].data_type == "s"
    assert foglio["A3"].value == "=SOMMA(A1)"
    assert foglio["D3"].hyperlink is None


def test_what_cannot_be_computed_keeps_its_word_and_its_reason():
    foglio = libro(html(CONTI))["Conti entrate spese prova"]
    assert foglio["B3"].value == "n.c. (1)"
    assert [r[0] for r in righe(foglio)[-2:]] == ["Nota della tabella.", "(1) n.c.: manca il rendiconto"]


def test_the_first_sheet_leads_to_the_others_and_two_tables_of_one_name_are_two_sheets():
    cartella = libro(html(CONTI), html(CONTI))
    assert cartella.sheetnames == ["indice", "Conti entrate spese prova", "Conti entrate spese prova (2)"]
    assert cartella["indice"]["A3"].hyperlink.location == "'Conti entrate spese prova (2)'!A1"


def test_a_table_of_pandas_keeps_the_zero_of_its_codes():
    assert righe(libro(PANDAS)["Tabella"])[1] == (0, "078001", 1234.5)


def test_the_tables_inside_an_explanation_are_left_out_and_rows_that_open_are_a_table():
    riga = (
        "<h3>Cassa</h3><ul class='crescere-righe'><li><details><summary><span class=nome>Fondo cassa</span> "
        "<span class=valore>1.000,50 €</span> <span class=limite>limite 0,00 €</span> "
        f"<span class='esito bene'>nella norma</span></summary><div class='spiegazione'>{html(CONTI)}</div>"
        "</details></li></ul>"
    )
    cartella = libro(riga)
    assert cartella.sheetnames == ["indice", "Cassa"]
    assert righe(cartella["Cassa"])[1] == ("Fondo cassa", 1000.5, 0, "nella norma")


def test_a_report_without_tables_says_so():
    assert libro("<p>Nulla</p>")["indice"]["A2"].value == "Questa relazione non ha tabelle."


def test_numbers_are_read_as_italians_write_them():
    assert numero("1.234,50 €") == Numero(1234.5, "€", 2)
    assert numero("−3 %") == Numero(-3, "%", 0)
    assert numero("1.23") == "1.23"  # not a number as Italians write them
    assert numero("31,93 % e 37,93 %") == "31,93 % e 37,93 %"
    assert numero("n.c. (2)") == "n.c. (2)"
