"""What was left out is looked for in every corner of the file."""

import io
import zipfile

import docx
import pytest
from atto_docx import atto, byte

from crescere_kit.acts.outputs.last_look import residui

TOLTI = frozenset({"Mario Rossi", "01/01/1980"})


def test_a_clean_file_has_nothing_left():
    assert residui(atto(), TOLTI) == []


def test_what_word_cut_in_pieces_is_still_found():
    documento = docx.Document()
    paragrafo = documento.add_paragraph("Ma")
    paragrafo.add_run("rio R")
    paragrafo.add_run("ossi").bold = True
    assert [uno.parte for uno in residui(byte(documento), TOLTI)] == ["word/document.xml"]


def test_a_tabulation_between_name_and_surname_does_not_hide_them():
    documento = docx.Document()
    documento.add_paragraph("MARIO\tROSSI")
    assert len(residui(byte(documento), TOLTI)) == 1


@pytest.mark.parametrize("dove", ["header", "footer", "author", "comments", "keywords", "title"])
def test_headers_footers_and_properties_are_looked_at(dove):
    documento = docx.Document()
    if dove in {"header", "footer"}:
        getattr(documento.sections[0], dove).paragraphs[0].text = "per Mario Rossi"
    else:
        setattr(documento.core_properties, dove, "di Mario Rossi")
    trovati = residui(byte(documento), TOLTI)
    assert len(trovati) == 1
    assert "compare ancora" in trovati[0].frase


def test_a_codice_fiscale_of_the_template_is_found_even_if_nobody_left_it_out():
    documento = docx.Document()
    documento.add_paragraph("RSSMRA80A01H501U")
    assert residui(byte(documento), frozenset())[0].frase.endswith("un codice fiscale di una persona.")


def test_parts_that_are_not_text_and_their_names_are_looked_at():
    uscita = io.BytesIO(atto())
    with zipfile.ZipFile(uscita, "a") as aggiunto:
        aggiunto.writestr("word/media/foto.jpg", b"\xff\xd8 Mario Rossi \x00")
        aggiunto.writestr("word/media/Mario Rossi.png", b"x")
    assert {uno.parte for uno in residui(uscita.getvalue(), TOLTI)} == {
        "word/media/foto.jpg",
        "word/media/Mario Rossi.png",
    }


def test_a_surname_inside_another_word_is_not_somebody():
    documento = docx.Document()
    documento.add_paragraph("via Mario Rossini")
    assert residui(byte(documento), TOLTI) == []
