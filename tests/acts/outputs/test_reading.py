"""A rendered act is read by the styles of its paragraphs."""

import docx
from atto_docx import DISPOSITIVO, OGGETTO, PREMESSE, RIGHE, atto, byte

from crescere_kit.acts.outputs.reading import Cella, Paragrafo, Tabella, sezioni


def test_the_act_is_cut_at_its_headings():
    assert [una.titolo for una in sezioni(atto())] == [
        "",
        "Premesse",
        "Deliberazione",
        "Pareri",
        "Allegato A – Variazioni di cassa",
    ]


def test_paragraphs_keep_style_and_text():
    testata, premesse, deliberazione, *_ = sezioni(atto())
    assert testata.blocchi[-1] == Paragrafo("Title", OGGETTO)
    assert [uno.testo for uno in premesse.blocchi] == list(PREMESSE)
    assert [
        uno.testo
        for uno in deliberazione.blocchi
        if isinstance(uno, Paragrafo) and uno.stile == "AttoDispositivo"
    ] == list(DISPOSITIVO)


def test_a_table_keeps_its_cells_and_its_header():
    tabella = next(uno for uno in sezioni(atto())[2].blocchi if isinstance(uno, Tabella))
    assert tabella.intestazione == 1
    assert [[cella.testo for cella in riga] for riga in tabella.righe] == [list(riga) for riga in RIGHE]


def test_a_cell_over_two_columns_says_so():
    documento = docx.Document()
    tabella = documento.add_table(rows=1, cols=3)
    tabella.cell(0, 0).merge(tabella.cell(0, 1)).text = "Totale"
    trovata = sezioni(byte(documento))[0].blocchi[0]
    assert trovata.righe[0] == (Cella("Totale", 2), Cella(""))
    assert trovata.intestazione == 0


def test_what_word_wraps_is_not_lost():
    documento = docx.Document()
    paragrafo = documento.add_paragraph("dentro un controllo")._p
    involucro = paragrafo.makeelement(paragrafo.tag.replace("}p", "}sdt"))
    contenuto = paragrafo.makeelement(paragrafo.tag.replace("}p", "}sdtContent"))
    paragrafo.addprevious(involucro)
    involucro.append(contenuto)
    contenuto.append(paragrafo)
    assert sezioni(byte(documento))[0].blocchi == (Paragrafo("Normal", "dentro un controllo"),)
