"""The PDF is read back: its words, its pages, its tags; and it opens nothing that is not ours."""

import io
import re
import sys
from dataclasses import replace
from datetime import date

import esempio
import pytest
from pypdf import PdfReader

from crescere_kit.printing import StampaNonPronta, esporta_pdf
from crescere_kit.printing.pdf import in_pdf, nostro
from crescere_kit.reports import Fascicolo
from crescere_kit.reports.style import statici

OSTILE = 'X"><link rel=attachment href="file:///etc/passwd"><img src="file:///etc/passwd"><script>1</script>'


def fascicolo(nome: str = "Borgo Esempio") -> Fascicolo:
    conti = esempio.conti().solo([esempio.ISTAT]).al(date(2024, 7, 1))
    return Fascicolo(replace(conti, enti=conti.enti.assign(nome=nome)), esempio.ISTAT, esempio.ANNO)


@pytest.fixture(scope="module")
def pdf() -> PdfReader:
    return PdfReader(io.BytesIO(esporta_pdf(fascicolo())))


@pytest.fixture(scope="module")
def testo(pdf) -> str:
    return "\n".join(pagina.extract_text() for pagina in pdf.pages)


def allegati(contenuto: bytes) -> list[str]:
    lettore = PdfReader(io.BytesIO(contenuto))
    return [*lettore.attachments, *(i.name for pagina in lettore.pages for i in pagina.images)]


def test_every_page_says_whose_it_is_and_how_many_there_are(pdf):
    quante = len(pdf.pages)
    assert quante > 3
    for numero, pagina in enumerate(pdf.pages, 1):
        piede = f"Comune di Borgo Esempio, conti 2023 — pagina {numero} di {quante}"
        assert piede in pagina.extract_text()


def test_the_pages_are_a4(pdf):
    assert [round(float(lato)) for lato in pdf.pages[0].mediabox[2:]] == [595, 842]


def test_a_screen_reader_finds_title_language_and_tags(pdf):
    radice = pdf.trailer["/Root"]
    assert pdf.metadata.title == "Comune di Borgo Esempio: conti 2023"
    assert (radice["/Lang"], radice["/MarkInfo"]["/Marked"]) == ("it", True)
    assert radice["/ViewerPreferences"]["/DisplayDocTitle"]
    assert "/StructTreeRoot" in radice
    assert b"pdfuaid" in radice["/Metadata"].get_data()


def test_headings_are_bookmarks(pdf):
    capitoli = [voce.title for voce in pdf.outline[1] if not isinstance(voce, list)]
    assert capitoli[:2] == ["In sintesi", "Criticità, dalla più grave"]


def test_the_sheet_says_what_the_page_says_and_nothing_to_press(testo):
    assert "Analisi del 01/07/2024." in testo
    for parola in ("nella norma", "Gli otto parametri di deficitarietà", "Andamento negli anni", "n.c."):
        assert parola in testo
    for comando in ("Scarica", "Aprire una riga", "I numeri del grafico", "Come si calcola"):
        assert comando not in testo


def test_what_was_written_by_others_stays_text_and_opens_no_file():
    contenuto = esporta_pdf(fascicolo(OSTILE))
    prima = re.sub(r"\s", "", PdfReader(io.BytesIO(contenuto)).pages[0].extract_text())
    assert re.sub(r"\s", "", OSTILE) in prima
    assert allegati(contenuto) == []


def test_even_markup_that_got_through_opens_no_file(tmp_path):
    segreto = tmp_path / "segreto.txt"
    segreto.write_text("parola d'ordine", encoding="utf-8")
    for indirizzo in ("file:///etc/passwd", segreto.as_uri(), "../../../../../../../../../etc/passwd"):
        html = (
            f'<html lang="it"><title>x</title><link rel="attachment" href="{indirizzo}"><p>resto</p></html>'
        )
        assert allegati(in_pdf(html)) == []


@pytest.mark.parametrize(
    "indirizzo",
    [
        "file:///etc/passwd",
        "file://altrove/conti.css",
        f"{statici().as_uri()}/../../../../crescere_kit/errors.py",
        f"{statici().as_uri()}/%2e%2e/page.html",
        "http://127.0.0.1/conti.css",
        "https://esempio.it/conti.css",
        "ftp://esempio.it/conti.css",
    ],
)
def test_only_the_folder_of_the_style_is_opened(indirizzo):
    assert not nostro(indirizzo)


def test_the_style_sheets_are_ours():
    assert nostro(f"{statici().as_uri()}/stampa.css")


def test_without_pango_one_sentence_says_what_to_install(monkeypatch):
    class Assente:
        def find_spec(self, nome, *_):
            if nome == "weasyprint":
                raise OSError("cannot load library 'libgobject-2.0-0'")

    for nome in [m for m in sys.modules if m.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, nome)
    monkeypatch.setattr(sys, "meta_path", [Assente(), *sys.meta_path])
    with pytest.raises(StampaNonPronta, match=r"manca Pango.*sudo apt install libpango-1\.0-0") as errore:
        in_pdf("<p>x</p>")
    assert "libgobject" not in str(errore.value)
