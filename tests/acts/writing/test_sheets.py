"""Annexes with a wide table lie on their side; the act stands, and takes no page more for it."""

from io import BytesIO

import docx
from docx.enum.section import WD_ORIENT

from crescere_kit.acts.writing.source import leggi
from crescere_kit.acts.writing.word import costruisci

_COLONNE = " | ".join(f"Importo {n} >" for n in range(9))
_CELLE = " | ".join(f"{{{{ r.i{n}|euro }}}}" for n in range(9))
LARGA = f"| {_COLONNE} |\n| {_CELLE} |\n"
STRETTA = "| Anno | Importo > |\n| {{ r.anno|anno }} | {{ r.i|euro }} |\n"


def versi(testo: str) -> list[bool]:
    """For each section, whether it lies."""
    documento = docx.Document(BytesIO(costruisci(leggi(testo, str))))
    return [uno.orientation == WD_ORIENT.LANDSCAPE for uno in documento.sections]


def test_an_annex_with_a_wide_table_lies_and_the_next_stands_again():
    assert versi(f"# Atto\n@salto\n# A\n{LARGA}@salto\n# B\n{STRETTA}") == [False, True, False]


def test_annexes_with_narrow_tables_stand_in_one_section():
    assert versi(f"# Atto\n@salto\n# A\n{STRETTA}@salto\n# B\n{STRETTA}") == [False]


def test_the_act_itself_always_stands():
    assert versi(f"# Atto\n{LARGA}") == [False]


def test_an_annex_under_a_condition_does_not_turn_the_pages_before_it():
    assert versi(f"# Atto\n{{%p if x %}}\n@salto\n# A\n{LARGA}{{%p endif %}}\nFine") == [False]


def test_a_page_on_its_side_keeps_the_header_and_is_as_wide_as_the_other_is_high():
    documento = docx.Document(BytesIO(costruisci(leggi(f"# Atto\n@salto\n{LARGA}", str))))
    ritto, coricato = documento.sections
    assert coricato.header.is_linked_to_previous
    assert (ritto.page_width, ritto.page_height) == (coricato.page_height, coricato.page_width)
