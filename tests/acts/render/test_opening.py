"""What is a docx, and what only says it is."""

import io
import struct
import zipfile

import docx
import pytest

from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import PARTI_MASSIME, apri


def documento() -> bytes:
    scritto = io.BytesIO()
    docx.Document().save(scritto)
    return scritto.getvalue()


def con(cambiate: dict[str, bytes], compressione: int = zipfile.ZIP_DEFLATED) -> bytes:
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w", compressione) as pacco:
        for nome, byte in (apri(documento()) | cambiate).items():
            pacco.writestr(nome, byte)
    return scritto.getvalue()


def senza(nome: str) -> bytes:
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w") as pacco:
        for altro, byte in apri(documento()).items():
            if altro != nome:
                pacco.writestr(altro, byte)
    return scritto.getvalue()


def cifrato() -> bytes:
    byte = bytearray(documento())
    centrale = byte.index(b"PK\x01\x02")
    struct.pack_into("<H", byte, centrale + 8, 1)
    return bytes(byte)


def doppio() -> bytes:
    scritto = io.BytesIO(documento())
    with zipfile.ZipFile(scritto, "a") as pacco:
        pacco.writestr("word/Document.xml", b"<a/>")
    return scritto.getvalue()


def test_the_parts_of_a_document_are_all_there():
    with zipfile.ZipFile(io.BytesIO(documento())) as pacco:
        assert apri(documento()) == {nome: pacco.read(nome) for nome in pacco.namelist()}


@pytest.mark.parametrize(
    ("byte", "perche"),
    [
        (b"", "vuoto"),
        (b"%PDF-1.7", "non è un documento Word"),
        (b"PK\x03\x04 nulla", "non è un documento Word"),
        (documento()[:-400], "non è un documento Word"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(500), "password"),
        (cifrato(), "password"),
        (doppio(), "due volte"),
        (senza("word/document.xml"), "manca «word/document.xml»"),
        (senza("[Content_Types].xml"), "manca «[Content_Types].xml»"),
        (con({"../fuori.xml": b""}), "non ammesso"),
        (con({"/etc/passwd": b""}), "non ammesso"),
        (con({"word\\altro.xml": b""}), "non ammesso"),
        (con({"word/a\nb.xml": b""}), "non ammesso"),
        (con({"word/media/a.bin": bytes(30_000_000)}), "enorme"),
        (con({"word/altro.xml": bytes(33 * 2**20)}, zipfile.ZIP_STORED), "20"),
        (con({}, zipfile.ZIP_BZIP2), "che Word non usa"),
        (con({f"word/{n}.xml": b"" for n in range(PARTI_MASSIME + 1)}), "parti"),
    ],
)
def test_what_is_not_a_document_is_refused_with_a_sentence(byte, perche):
    with pytest.raises(ModelloNonValido, match=perche.replace("[", r"\[")):
        apri(byte)


def test_a_damaged_part_is_refused():
    byte = bytearray(documento())
    inizio = byte.index(b"word/document.xml") + 60
    byte[inizio : inizio + 20] = bytes(20)
    with pytest.raises(ModelloNonValido, match="rovinato"):
        apri(bytes(byte))


def test_a_part_that_lies_about_its_size_is_refused():
    byte = bytearray(con({"word/zz.bin": bytes(500_000)}))
    centrale = byte.rindex(b"PK\x01\x02")
    struct.pack_into("<I", byte, centrale + 24, 10)
    with pytest.raises(ModelloNonValido, match="rovinato"):
        apri(bytes(byte))
