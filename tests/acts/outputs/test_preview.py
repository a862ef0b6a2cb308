"""The preview is the text of the act as clean HTML."""

from __future__ import annotations

import struct
import zlib
from io import BytesIO

import docx
from atti import dati, fatti
from bs4 import BeautifulSoup

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs.preview import anteprima
from crescere_kit.acts.production import lavora


def punto() -> bytes:
    """A PNG of one pixel."""

    def pezzo(nome: bytes, dati: bytes) -> bytes:
        return struct.pack(">I", len(dati)) + nome + dati + struct.pack(">I", zlib.crc32(nome + dati))

    testata = struct.pack(">IIBBBBB", 1, 1, 8, 2, 0, 0, 0)
    righe = zlib.compress(b"\0\xff\xff\xff")
    return b"\x89PNG\r\n\x1a\n" + pezzo(b"IHDR", testata) + pezzo(b"IDAT", righe) + pezzo(b"IEND", b"")


def del_campione():
    return BeautifulSoup(
        anteprima(lavora(definizione("var_urgenza"), dati("var_urgenza"), fatti()).bozza()), "html.parser"
    )


def test_titles_dispositivo_and_tables_keep_their_kind():
    pagina = del_campione()
    assert pagina.h3.text.startswith("Variazione d'urgenza al bilancio")
    assert "Premesse" in [uno.text for uno in pagina.select("h4")]
    assert pagina.select("ol > li")[0].text.startswith("di apportare al bilancio")
    assert [uno.text for uno in pagina.table.select("thead th[scope=col]")] == [
        "Componente",
        "Carica",
        "Presenza",
    ]


def test_what_is_typed_is_text():
    scritti = dati("var_urgenza", motivo_urgenza="<img src=x onerror=alert(1)> & <b>subito</b>")
    scritto = anteprima(lavora(definizione("var_urgenza"), scritti, fatti()).bozza())
    assert "<img" not in scritto
    assert "&lt;img src=x onerror=alert(1)&gt; &amp;" in scritto


def test_links_and_pictures_of_a_template_do_not_reach_the_page(tmp_path):
    documento = docx.Document()
    documento.add_paragraph("testo")
    figura = tmp_path / "f.png"
    figura.write_bytes(punto())
    documento.add_picture(str(figura))
    scritto = BytesIO()
    documento.save(scritto)
    assert "<img" not in anteprima(scritto.getvalue())
    assert "testo" in anteprima(scritto.getvalue())


def test_the_words_around_the_pages_stand_above_and_below_the_text_once_and_inert():
    scritto = docx.Document()
    scritto.sections[0].header.paragraphs[0].text = "Comune di <b>Prova</b>"
    scritto.sections[0].footer.paragraphs[0].text = "Via Roma 1\tC.F. 80001"
    seconda = scritto.add_section()
    seconda.header.is_linked_to_previous = False
    seconda.header.paragraphs[0].text = "Comune di <b>Prova</b>"
    scritto.add_paragraph("Il testo")
    byte = BytesIO()
    scritto.save(byte)
    pagina = BeautifulSoup(anteprima(byte.getvalue()), "html.parser")
    testate = [uno.text for uno in pagina.select("div.header p")]
    assert testate == ["Comune di <b>Prova</b>"]
    assert [uno.text for uno in pagina.select("div.footer p")] == ["Via Roma 1 C.F. 80001"]
    assert pagina.b is None
    assert [uno.get("class") for uno in (pagina.contents[0], pagina.contents[-1])] == [["header"], ["footer"]]
