"""Every file of an act is a link that carries it; what is missing from one is said beside it."""

import base64
import io
import re
import zipfile
from types import SimpleNamespace

from crescere_kit.acts.outputs import pdf as in_pdf
from crescere_kit.acts.outputs.albo import DaRivedere, Omissis
from crescere_kit.app.acts import delivery


class Modello:
    codice, scrivania = "fgdc", SimpleNamespace(slug="borgo-esempio")

    def documento(self):
        return b"docx"

    def fascicolo(self, pdf):
        scritto = io.BytesIO()
        with zipfile.ZipFile(scritto, "w") as pacco:
            pacco.writestr("pdf", pdf or b"")
        return scritto.getvalue()

    def albo(self):
        omissis = (Omissis("debitore", "Debitore 1", "È una <persona> fisica.", ""),)
        rivedere = (DaRivedere("motivo", "invalidità", "Può dire la salute.", ""),)
        return b"copia", SimpleNamespace(omissis=omissis, da_rivedere=rivedere)


def scaricato(html):
    nome, dati = re.search(r'download="([^"]+)" href="data:[^;]+;base64,([^"]+)"', html).groups()
    return nome, base64.b64decode(dati)


def test_the_package_goes_without_the_pdf_and_says_why(monkeypatch):
    monkeypatch.setattr(in_pdf, "converti", lambda _: {"atto.docx": in_pdf.Mancato("LibreOffice non c'è.")})
    html = delivery.fascicolo(Modello())
    assert "Nel fascicolo manca il PDF. LibreOffice non c&#x27;è." in html
    nome, zip_ = scaricato(html)
    assert (nome, zipfile.ZipFile(io.BytesIO(zip_)).namelist()) == ("fgdc-borgo-esempio.zip", ["pdf"])


def test_the_copy_for_the_albo_comes_with_what_was_left_out():
    html = delivery.albo(Modello())
    assert scaricato(html) == ("albo-fgdc-borgo-esempio.docx", b"copia")
    assert "debitore: al suo posto «Debitore 1». È una &lt;persona&gt; fisica." in html
    assert "«invalidità»" in html
