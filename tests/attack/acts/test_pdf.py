"""Documents that want LibreOffice to fetch, to run or to burst: no PDF of theirs says anything it should not.

All go in one call, with an honest act among them that must come out whole.
"""

import io
import threading
import zipfile
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from atto_docx import atto
from pypdf import PdfReader

from crescere_kit.acts.outputs.pdf import Mancato, Pdf, converti

_LEGAMI = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_RELAZIONI = "word/_rels/document.xml.rels"
_DOCUMENTO = "word/document.xml"
SEGRETO = "CODICESEGRETISSIMO"


def cambiato(**parti) -> bytes:
    """The act with some of its parts rewritten; `relazioni` and `documento` are functions of their text."""
    cambi = {_RELAZIONI: parti.get("relazioni"), _DOCUMENTO: parti.get("documento")}
    uscita = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(atto())) as da, zipfile.ZipFile(uscita, "w", zipfile.ZIP_DEFLATED) as a:
        for nome in da.namelist():
            cambio = cambi.get(nome)
            a.writestr(nome, cambio(da.read(nome).decode("utf-8")) if cambio else da.read(nome))
    return uscita.getvalue()


def con_corpo(corpo: str) -> bytes:
    return cambiato(documento=lambda testo: testo.replace("<w:body>", f"<w:body>{corpo}"))


def con_campo(istruzione: str) -> bytes:
    """A field that Word and LibreOffice would bring up to date."""
    return con_corpo(
        '<w:p><w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r><w:r><w:instrText '
        f'xml:space="preserve"> {istruzione} </w:instrText></w:r><w:r><w:fldChar w:fldCharType="separate"/>'
        '</w:r><w:r><w:t>vecchio</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    )


def con_legame(genere: str, verso: str, corpo: str = "") -> bytes:
    legame = (
        f'<Relationship Id="rId99" Type="{_LEGAMI}/{genere}" TargetMode="External" Target="{verso}"/>'
        "</Relationships>"
    )
    return cambiato(
        relazioni=lambda testo: testo.replace("</Relationships>", legame),
        documento=lambda testo: testo.replace("<w:body>", f"<w:body>{corpo}"),
    )


def con_entita() -> bytes:
    """The laughter of a billion: a text that grows as it is read."""
    righe = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    tipo = f'<!DOCTYPE w:document [<!ENTITY l0 "ah ah ah">{righe}]>'
    return cambiato(
        documento=lambda testo: testo.replace("?>", f"?>{tipo}", 1).replace(
            "<w:body>", "<w:body><w:p><w:r><w:t>&l9;</w:t></w:r></w:p>"
        )
    )


def con_file(indirizzo: str) -> bytes:
    """An entity that names a file of the machine."""
    tipo = f'<!DOCTYPE w:document [<!ENTITY f SYSTEM "{indirizzo}">]>'
    return cambiato(
        documento=lambda testo: testo.replace("?>", f"?>{tipo}", 1).replace(
            "<w:body>", "<w:body><w:p><w:r><w:t>&f;</w:t></w:r></w:p>"
        )
    )


def annidate(quante: int) -> str:
    return "<w:tbl><w:tr><w:tc>" * quante + "<w:p/>" + "</w:tc></w:tr></w:tbl><w:p/>" * quante


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
    cartella = tmp_path_factory.mktemp("segreti")
    testo, eseguito = cartella / "segreto.txt", cartella / "eseguito"
    testo.write_text(SEGRETO, encoding="utf-8")
    rete, disco = f"http://127.0.0.1:{ascolto[0]}/x", testo.as_uri()
    rid = f'xmlns:r="{_LEGAMI}" r:id="rId99"'
    trovati = converti(
        {
            "modello collegato in rete": con_legame("attachedTemplate", f"{rete}.dotm"),
            "brano dalla rete": con_legame("aFChunk", f"{rete}.html", f"<w:altChunk {rid}/>"),
            "brano dal disco": con_legame("aFChunk", disco, f"<w:altChunk {rid}/>"),
            "documento di documenti": con_legame("subDocument", disco, f"<w:p><w:subDoc {rid}/></w:p>"),
            "campo che include un file": con_campo(f'INCLUDETEXT "{testo}"'),
            "campo che include un indirizzo": con_campo(f'INCLUDETEXT "{rete}.txt"'),
            "figura da un indirizzo": con_campo(f'INCLUDEPICTURE "{rete}.png"'),
            "DDE": con_campo(f'DDEAUTO soffice "{testo}" pagina'),
            "DDE che esegue": con_campo(f'DDEAUTO /bin/sh "-c touch {eseguito}"'),
            "macro": con_campo("MACROBUTTON Standard.Module1.Main premi"),
            "entita": con_entita(),
            "entita di un file": con_file(disco),
            "parola senza fine": con_corpo(f"<w:p><w:r><w:t>{'A' * 50_000}</w:t></w:r></w:p>"),
            "tabelle annidate": con_corpo(annidate(400)),
            "bomba": con_corpo(f"<w:p><w:r><w:t>{'A' * 300_000_000}</w:t></w:r></w:p>"),
            "onesto": atto(),
        },
        secondi=8,
    )
    return trovati, eseguito


def scritto(esito: Pdf | Mancato) -> str:
    if isinstance(esito, Mancato):
        return ""
    return "".join(pagina.extract_text() for pagina in PdfReader(io.BytesIO(esito.contenuto)).pages)


def test_nobody_is_called(esiti, ascolto):
    assert ascolto[1] == []


def test_no_file_of_the_machine_is_in_a_pdf(esiti):
    assert [nome for nome, esito in esiti[0].items() if SEGRETO in scritto(esito)] == []


def test_nothing_is_run(esiti):
    assert not esiti[1].exists()


def test_the_honest_act_comes_out_whole_after_all_the_others(esiti):
    assert isinstance(esiti[0]["onesto"], Pdf)
    assert "Roccabruna" in scritto(esiti[0]["onesto"])


@pytest.mark.parametrize("nome", ["entita", "entita di un file", "tabelle annidate", "bomba"])
def test_what_would_burst_is_told_in_a_sentence(esiti, nome):
    esito = esiti[0][nome]
    assert isinstance(esito, Mancato)
    assert esito.motivo.startswith("LibreOffice")
