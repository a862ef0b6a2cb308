"""An act on the paper of the comune: what stands around it changes, its text does not."""

import io

import docx
import pytest
from carte import carta, modello, png, scritto
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from lxml import etree

from crescere_kit.acts.own import vesti
from crescere_kit.acts.own.package import DOCUMENTO, w
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import apri


def aperto(file: bytes):
    return docx.Document(io.BytesIO(file))


@pytest.fixture(scope="module")
def vestito() -> bytes:
    return vesti(modello(), carta())


def test_headers_footers_margins_and_crest_are_those_of_the_comune(vestito):
    prima, seconda = aperto(vestito).sections
    assert prima.header.paragraphs[0].text == "COMUNE DI BORGO ESEMPIO"
    assert prima.footer.paragraphs[0].text == "Piazza Roma 1"
    assert [round(sezione.left_margin.mm) for sezione in (prima, seconda)] == [33, 33]
    assert seconda.header.is_linked_to_previous
    immagini = [r.target_part.blob for r in prima.header.part.rels.values() if r.reltype.endswith("image")]
    assert immagini == [png()]


def test_a_page_on_its_side_stays_on_its_side(vestito):
    prima, seconda = aperto(vestito).sections
    assert prima.page_width < prima.page_height
    assert seconda.page_width > seconda.page_height


def test_the_body_is_not_touched(vestito):
    def corpo(file: bytes) -> list[bytes]:
        radice = etree.fromstring(apri(file)[DOCUMENTO])
        for sezione in list(radice.iter(w("sectPr"))):
            sezione.getparent().remove(sezione)
        return [etree.tostring(p, method="c14n") for p in radice.iter(w("p"))]

    assert corpo(vestito) == corpo(modello())


def test_the_font_is_the_one_of_the_comune_and_the_headings_stay_headings(vestito):
    documento = aperto(vestito)
    assert documento.styles["Normal"].font.name == "Garamond"
    assert aperto(modello()).styles["Heading 1"].element.find(f".//{w('rFonts')}") is not None
    assert documento.styles["Heading 1"].element.find(f".//{w('rFonts')}") is None  # as Normal, then
    assert documento.paragraphs[0].style.style_id == "Heading1"


def test_the_header_of_the_act_is_gone_and_nothing_names_it(vestito):
    parti = apri(vestito)
    assert not any(b"intestazione dell'atto" in parte for parte in parti.values())
    assert "word/header1.xml" not in parti


def test_the_same_files_give_the_same_bytes_and_dressing_twice_changes_nothing(vestito):
    assert vesti(modello(), carta()) == vestito
    assert apri(vesti(vestito, carta()))["word/carta_header1.xml"] == apri(vestito)["word/carta_header1.xml"]


def test_the_styles_of_an_italian_word_are_known_by_name():
    italiana = aperto(carta())
    stile = italiana.styles["Header"]
    stile.element.set(w("styleId"), "Intestazione")
    italiana.sections[0].header.paragraphs[0]._p.pPr.pStyle.set(w("val"), "Intestazione")
    stili = [
        s.style_id for s in aperto(vesti(modello(), scritto(italiana))).styles if s.name.lower() == "header"
    ]
    assert stili == ["Header"]


def test_an_address_in_the_footer_becomes_plain_words():
    documento = aperto(carta())
    piede = documento.sections[0].footer
    id_ = piede.part.relate_to("https://comune.example", RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
    piede.paragraphs[0]._p.append(
        parse_xml(
            f'<w:hyperlink {nsdecls("w", "r")} r:id="{id_}"><w:r><w:t>il sito</w:t></w:r></w:hyperlink>'
        )
    )
    vestito = vesti(modello(), scritto(documento))
    assert aperto(vestito).sections[0].footer.paragraphs[0].text == "Piazza Roma 1il sito"
    assert not any(b"comune.example" in parte for parte in apri(vestito).values())


def test_a_file_without_header_nor_footer_is_no_letterhead():
    with pytest.raises(ModelloNonValido, match="non ha intestazione né piè di pagina"):
        vesti(modello(), scritto(docx.Document()))
