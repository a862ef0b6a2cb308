"""Tables have a header that is read aloud and repeated, and columns that Word and LibreOffice both keep."""

from io import BytesIO

import docx
from docx.oxml.ns import qn

from crescere_kit.acts.writing.source import leggi
from crescere_kit.acts.writing.word import costruisci

TESTO = (
    "| Voce | Importo > |\n|{%tr for r in x %}|\n| {{ r.voce }} | {{ r.importo|euro }} |\n|{%tr endfor %}|\n"
)


def tabella():
    return docx.Document(BytesIO(costruisci(leggi(TESTO, str)))).tables[0]


def test_the_header_is_marked_and_stays_with_its_rows():
    prima, *altre = tabella().rows
    assert prima._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(riga._tr.trPr.find(qn("w:tblHeader")) is None for riga in altre)
    assert all(cella.paragraphs[0].paragraph_format.keep_with_next for cella in prima.cells)


def test_the_grid_and_the_cells_say_the_same_widths():
    una = tabella()
    griglia = [colonna.width for colonna in una.columns]
    assert all([cella.width for cella in riga.cells] == griglia for riga in una.rows)
    assert not una.autofit


def test_the_properties_of_the_table_are_in_the_order_that_word_wants():
    nomi = [voce.tag.partition("}")[2] for voce in tabella()._tbl.tblPr]
    ordine = ["tblStyle", "tblW", "jc", "tblInd", "tblBorders", "tblLayout", "tblCellMar", "tblLook"]
    assert nomi == [nome for nome in ordine if nome in nomi]
    assert {"tblInd", "tblBorders", "tblLayout", "tblCellMar"} <= set(nomi)
