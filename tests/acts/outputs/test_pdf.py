"""Word acts become PDF/A and PDF/UA in one launch, and whatever goes wrong is told in a sentence."""

import io
import os
import re
import signal
import socket
import subprocess
import threading
import time
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest
from atto_docx import OGGETTO, atto
from pypdf import PdfReader

from crescere_kit.acts.outputs import office, pdf
from crescere_kit.acts.outputs.pdf import Mancato, Pdf, converti

_LEGAMI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_FIGURA = (
    '<w:p><w:r><w:drawing xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:pic="http://schemas.openxmlformats.org/drawingml/2006/picture" '
    f'xmlns:r="{_LEGAMI}"><wp:inline><wp:extent cx="990000" cy="990000"/><wp:docPr id="1" name="x"/>'
    '<a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture"><pic:pic>'
    '<pic:nvPicPr><pic:cNvPr id="0" name="x"/><pic:cNvPicPr/></pic:nvPicPr><pic:blipFill>'
    '<a:blip r:link="rId99"/><a:stretch><a:fillRect/></a:stretch></pic:blipFill><pic:spPr><a:xfrm>'
    '<a:off x="0" y="0"/><a:ext cx="990000" cy="990000"/></a:xfrm><a:prstGeom prst="rect"/></pic:spPr>'
    "</pic:pic></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>"
)


def con_figura_altrove(indirizzo: str) -> bytes:
    """The act with a picture that is not inside, but at an address."""
    uscita = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(atto())) as da, zipfile.ZipFile(uscita, "w") as a:
        for nome in da.namelist():
            parte = da.read(nome).decode("utf-8") if nome.endswith((".xml", ".rels")) else da.read(nome)
            if nome == "word/_rels/document.xml.rels":
                legame = (
                    f'<Relationship Id="rId99" Type="{_LEGAMI}/image" TargetMode="External" '
                    f'Target="{indirizzo}"/></Relationships>'
                )
                parte = parte.replace("</Relationships>", legame)
            if nome == "word/document.xml":
                parte = parte.replace("<w:body>", f"<w:body>{_FIGURA}")
            a.writestr(nome, parte)
    return uscita.getvalue()


def zip_di_altro() -> bytes:
    uscita = io.BytesIO()
    with zipfile.ZipFile(uscita, "w") as altro:
        altro.writestr("lettera.txt", "Non sono un documento Word.")
    return uscita.getvalue()


@pytest.fixture(scope="module")
def ascolto():
    """A page that keeps count of who asks for it."""
    chiamate = []

    class Conta(BaseHTTPRequestHandler):
        def handle(self):
            chiamate.append(self.client_address)

    servizio = HTTPServer(("127.0.0.1", 0), Conta)
    filo = threading.Thread(target=servizio.serve_forever)
    filo.start()
    yield servizio.server_port, chiamate
    servizio.shutdown()
    filo.join()
    servizio.server_close()


@pytest.fixture(scope="module")
def esiti(ascolto, tmp_path_factory):
    """One launch for all the documents that these tests look at."""
    figura = tmp_path_factory.mktemp("figure") / "segreto.svg"
    figura.write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="90"><text y="40">SEGRETO</text></svg>',
        encoding="utf-8",
    )
    return converti(
        {
            "atto": atto(),
            "lungo/con un nome qualsiasi": atto('Titolo < "breve" > & basta', righe=60),
            "rete": con_figura_altrove(f"http://127.0.0.1:{ascolto[0]}/spia.png"),
            "disco": con_figura_altrove(figura.as_uri()),
            "altro": zip_di_altro(),
            "testo": b"Non sono nemmeno uno zip.",
            "anonimo": atto(""),
        }
    )


def xmp(contenuto: bytes) -> str:
    return re.search(rb"<\?xpacket begin.*?<\?xpacket end", contenuto, re.DOTALL).group().decode("utf-8")


def test_an_act_becomes_a_tagged_pdf_that_declares_both_standards(esiti):
    buono = esiti["atto"]
    assert isinstance(buono, Pdf)
    assert buono.pagine == 2
    assert buono.sha256 == pdf.hashlib.sha256(buono.contenuto).hexdigest()
    for riga in ("part>2<", "conformance>B<", "pdfuaid:part>1<"):
        assert riga in xmp(buono.contenuto)
    catalogo = PdfReader(io.BytesIO(buono.contenuto)).trailer["/Root"]
    assert catalogo["/MarkInfo"]["/Marked"]
    assert catalogo["/Lang"] == "it-IT"


def test_titles_with_signs_read_right_wherever_the_pdf_says_them(esiti, tmp_path):
    """LibreOffice 7 writes them escaped twice in the XMP: «d&apos;urgenza» would be read aloud."""
    for nome, titolo in (("atto", OGGETTO), ("lungo/con un nome qualsiasi", 'Titolo < "breve" > & basta')):
        file = tmp_path / "x.pdf"
        file.write_bytes(esiti[nome].contenuto)
        detto = subprocess.run(["pdfinfo", file], capture_output=True, text=True, check=True).stdout
        assert re.search(r"(?m)^Title: +(.*)$", detto)[1] == titolo == esiti[nome].titolo
        assert PdfReader(file).xmp_metadata.dc_title["x-default"] == titolo


def test_what_the_act_says_is_in_the_pdf(esiti):
    lungo = esiti["lungo/con un nome qualsiasi"]
    pagine = PdfReader(io.BytesIO(lungo.contenuto)).pages
    testo = " ".join(" ".join(pagina.extract_text() for pagina in pagine).split())
    assert "Acquisto di beni < 5.000 euro" in testo
    assert "Anna D'Angelo" in testo
    assert lungo.pagine == len(pagine) > 2


def test_a_document_reaches_neither_the_network_nor_the_files_of_the_machine(esiti, ascolto):
    assert isinstance(esiti["rete"], Pdf)
    assert ascolto[1] == []
    lettore = PdfReader(io.BytesIO(esiti["disco"].contenuto))
    assert "SEGRETO" not in "".join(pagina.extract_text() for pagina in lettore.pages)


def test_what_is_not_a_word_document_is_refused_and_takes_nothing_with_it(esiti):
    assert esiti["altro"] == esiti["testo"] == Mancato(pdf._NON_APRE)
    assert isinstance(esiti["atto"], Pdf)


def test_a_pdf_without_title_is_not_given_as_accessible(esiti):
    assert esiti["anonimo"].motivo.startswith("Il PDF è stato scritto ma non ha titolo")


def test_nothing_to_convert_starts_nothing():
    assert converti({}, soffice="/inesistente") == {}


def test_without_libreoffice_the_reason_says_what_to_install(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert office.programma() is None
    esito = converti({"atto": atto()})["atto"]
    assert "libreoffice-writer-nogui" in esito.motivo
    assert esito.motivo.endswith("Il documento Word è pronto.")


def test_without_the_tool_that_checks_it_a_pdf_is_not_given(monkeypatch):
    monkeypatch.setenv("PATH", "")
    assert "poppler-utils" in converti({"atto": atto()}, soffice="/usr/bin/soffice")["atto"].motivo


def test_a_libreoffice_that_cannot_be_started_is_told():
    assert "Il documento Word è pronto." in converti({"a": atto()}, soffice="/inesistente")["a"].motivo


# --- a LibreOffice that hangs or falls: a script in its place


def finto(cartella: Path, azione: str, pdf_pronto: bytes = b"") -> str:
    """A soffice that copies a ready PDF for each document, in order, after doing `azione` on it."""
    (cartella / "pronto.pdf").write_bytes(pdf_pronto)
    script = cartella / "soffice"
    script.write_text(
        "#!/bin/bash\n"
        'for a in "$@"; do [ "$prima" = --outdir ] && fuori="$a"; prima="$a"; done\n'
        'for a in "$@"; do case "$a" in *.docx) :;; *) continue;; esac\n'
        f'echo "$a" >> "{cartella}/visti"\n{azione}\n'
        f'cp "{cartella}/pronto.pdf" "$fuori/$(basename "$a" .docx).pdf"\n'
        "done\n",
        encoding="utf-8",
    )
    script.chmod(0o755)
    return str(script)


def vivo(pid: int) -> bool:
    """Whether a process is still there and is not only waiting to be buried."""
    stato = Path(f"/proc/{pid}/stat")
    try:
        return stato.read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_libreoffice_that_hangs_is_stopped_with_all_its_children(tmp_path):
    soffice = finto(tmp_path, f'sleep 600 & echo $! > "{tmp_path}/figlio"; wait')
    inizio = time.monotonic()
    esiti = converti({"a": atto(), "b": atto()}, secondi=0.5, soffice=soffice)
    assert esiti["a"] == esiti["b"] == Mancato(pdf._NON_PARTE)
    assert time.monotonic() - inizio < 60
    figlio = int((tmp_path / "figlio").read_text(encoding="ascii"))
    scadenza = time.monotonic() + 10
    while vivo(figlio) and time.monotonic() < scadenza:
        time.sleep(0.02)
    assert not vivo(figlio)


def test_a_document_on_which_libreoffice_hangs_does_not_take_the_others_down(tmp_path, esiti):
    azione = 'grep -aq APPENDI "$a" && sleep 600'
    soffice = finto(tmp_path, azione, esiti["atto"].contenuto)
    dati = {"a": atto(), "b": atto() + b"APPENDI", "c": atto(), "d": atto() + b"APPENDI", "e": atto()}
    trovati = converti(dati, secondi=0.5, soffice=soffice)
    assert [nome for nome, esito in trovati.items() if isinstance(esito, Pdf)] == ["a", "c", "e"]
    assert trovati["b"].motivo.startswith("LibreOffice non risponde da 0 secondi")
    assert trovati["b"] == trovati["d"]


def test_a_document_that_kills_libreoffice_does_not_take_the_others_down(tmp_path, esiti):
    azione = 'grep -aq CADI "$a" && kill -9 $$'
    soffice = finto(tmp_path, azione, esiti["atto"].contenuto)
    trovati = converti({"a": atto() + b"CADI", "b": atto(), "c": atto()}, secondi=30, soffice=soffice)
    assert trovati["a"] == Mancato(pdf._CADE)
    assert isinstance(trovati["b"], Pdf)
    assert isinstance(trovati["c"], Pdf)


def test_a_document_that_cannot_be_opened_is_not_tried_again_when_another_falls(tmp_path, esiti):
    azione = 'grep -aq SALTA "$a" && continue; grep -aq CADI "$a" && kill -9 $$'
    soffice = finto(tmp_path, azione, esiti["atto"].contenuto)
    dati = {"a": atto() + b"SALTA", "b": atto(), "c": atto() + b"CADI", "d": atto()}
    trovati = converti(dati, secondi=30, soffice=soffice)
    assert trovati["a"] == Mancato(pdf._NON_APRE)
    assert trovati["c"] == Mancato(pdf._CADE)
    assert isinstance(trovati["b"], Pdf)
    assert isinstance(trovati["d"], Pdf)
    viste = (tmp_path / "visti").read_text(encoding="utf-8").split()
    assert [Path(v).stem for v in viste].count("00000") == 1


def test_a_document_that_fell_once_with_others_has_a_second_chance(tmp_path, esiti):
    azione = f'[ "$(basename "$a")" = 00001.docx ] && mkdir "{tmp_path}/gia" && kill -9 $$'
    soffice = finto(tmp_path, azione, esiti["atto"].contenuto)
    trovati = converti({"a": atto(), "b": atto()}, secondi=30, soffice=soffice)
    assert all(isinstance(esito, Pdf) for esito in trovati.values())
    viste = (tmp_path / "visti").read_text(encoding="utf-8").split()
    assert [Path(v).stem for v in viste] == ["prova", "00000", "00001", "prova", "00001"]


def test_a_pdf_cut_in_the_middle_is_not_given(tmp_path, esiti):
    tagliato = esiti["atto"].contenuto[:20_000]
    trovati = converti({"a": atto()}, secondi=30, soffice=finto(tmp_path, "", tagliato))
    assert isinstance(trovati["a"], Mancato)


def test_a_libreoffice_killed_from_outside_is_told(tmp_path):
    soffice = finto(tmp_path, f'echo $$ > "{tmp_path}/pid"; sleep 600')

    def uccidi():
        while not (tmp_path / "pid").is_file() or not (tmp_path / "pid").read_text(encoding="ascii").strip():
            time.sleep(0.02)
        os.kill(int((tmp_path / "pid").read_text(encoding="ascii")), signal.SIGKILL)

    filo = threading.Thread(target=uccidi)
    filo.start()
    assert converti({"a": atto()}, secondi=30, soffice=soffice)["a"] == Mancato(pdf._NON_PARTE)
    filo.join()


def test_nothing_is_left_behind(tmp_path, monkeypatch, esiti):
    monkeypatch.setattr(pdf.tempfile, "tempdir", str(tmp_path / "t"))
    (tmp_path / "t").mkdir()
    converti({"a": atto()}, secondi=30, soffice=finto(tmp_path, "", esiti["atto"].contenuto))
    assert list((tmp_path / "t").iterdir()) == []


def test_a_disk_without_room_is_told(tmp_path, monkeypatch):
    monkeypatch.setattr(pdf.tempfile, "tempdir", str(tmp_path / "che-non-esiste"))
    assert "liberare spazio" in converti({"a": atto()}, soffice="/bin/true")["a"].motivo


def test_libreoffice_is_given_no_secret_of_the_office(tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_SEGRETO", socket.gethostname() + "-segreto")
    converti({"a": atto()}, secondi=30, soffice=finto(tmp_path, f'env > "{tmp_path}/ambiente"; exit 1'))
    assert "segreto" not in (tmp_path / "ambiente").read_text(encoding="utf-8")
