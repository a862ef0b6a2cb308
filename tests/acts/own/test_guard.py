"""A letterhead brings no programs, no objects, and no ways out of the file."""

import pytest
from carte import carta

from crescere_kit.acts.own.letterhead import controlla_carta
from crescere_kit.acts.own.package import RELAZIONI, W, nome_relazioni, ricomponi
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import apri

UFFICIO = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TESTATA = "word/header1.xml"


def con_relazione(genere: str, verso: str, modo: str = "External") -> dict[str, bytes]:
    nome = nome_relazioni("word/settings.xml")
    legame = f'<Relationship Id="r1" Type="{UFFICIO}/{genere}" Target="{verso}" TargetMode="{modo}"/>'
    return {nome: f'<Relationships xmlns="{RELAZIONI}">{legame}</Relationships>'.encode()}


def con_testata(dentro: str) -> dict[str, bytes]:
    return {TESTATA: f'<w:hdr xmlns:w="{W}"><w:p>{dentro}</w:p></w:hdr>'.encode()}


@pytest.mark.parametrize(
    ("parti", "detto"),
    [
        ({"word/vbaProject.bin": b"x"}, "macro"),
        ({"word/embeddings/oggetto1.xlsx": b"x"}, "oggetto incorporato"),
        ({"word/activeX/activeX1.xml": b"<a/>"}, "oggetto incorporato"),
        (con_relazione("attachedTemplate", "https://x.example/m.dotm"), "modello collegato"),
        (con_relazione("oleObject", "file:///c:/x.xls"), "oggetto o un modello collegato"),
        (con_relazione("image", "https://x.example/spia.png"), "sta fuori"),
        (con_relazione("hyperlink", "file://server/condivisa"), "sta fuori"),
        (con_relazione("image", "../../../etc/passwd", "Internal"), "sta fuori"),
        (con_testata("<w:object/>"), "«object»"),
        (
            con_testata("<w:r><w:instrText>DDEA</w:instrText><w:instrText>UTO c:/cmd</w:instrText></w:r>"),
            "DDEAUTO",
        ),
        (con_testata('<w:fldSimple w:instr=" INCLUDEPICTURE http://x.example "/>'), "INCLUDEPICTURE"),
        ({TESTATA: b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}, "entità|rovinata"),
        ({TESTATA: b"<w:hdr"}, "rovinata"),
    ],
)
def test_what_a_letterhead_may_not_bring_is_refused_and_named(parti, detto):
    with pytest.raises(ModelloNonValido, match=detto):
        controlla_carta(ricomponi(apri(carta()) | parti))


def test_a_letterhead_that_declares_macros_is_refused():
    parti = apri(carta())
    tipi = parti["[Content_Types].xml"].replace(
        b"wordprocessingml.document.main", b"ms-word.macroEnabled.main"
    )
    with pytest.raises(ModelloNonValido, match="dichiara macro"):
        controlla_carta(ricomponi(parti | {"[Content_Types].xml": tipi}))


def test_an_honest_letterhead_passes():
    controlla_carta(carta())


def test_what_is_no_docx_is_refused():
    with pytest.raises(ModelloNonValido):
        controlla_carta(b"%PDF-1.7")
