"""The files of one report: the page is always there, whatever else fails."""

import pytest
from nbformat.v4 import new_code_cell, new_notebook, new_output

from crescere_kit.batch import formats, paper
from crescere_kit.batch.formats import FormatoSconosciuto, Intestazione

CHI = Intestazione("prova-2024", "Comune di Prova, 2024", "oggi")
QUADERNO = new_notebook(
    cells=[new_code_cell("1", outputs=[new_output("display_data", {"text/html": "<p>Esito</p>"})])]
)


def test_the_page_is_always_there():
    fatto = formats.prepara(QUADERNO, CHI, ("xlsx",))
    assert {genere: nome for genere, (nome, _) in fatto.file.items()} == {
        "html": "prova-2024.html",
        "xlsx": "prova-2024.xlsx",
    }


def test_the_code_is_in_a_page_of_its_own_which_runs_nothing():
    nome, contenuto = formats.prepara(QUADERNO, CHI, ("nbconvert",)).file["nbconvert"]
    assert nome == "prova-2024-notebook.html"
    assert b"<title>Comune di Prova, 2024</title>" in contenuto
    assert b"<script" not in contenuto
    assert b"<p>Esito</p>" in contenuto


def test_without_chromium_the_page_is_delivered_with_the_sentence_that_says_why_there_is_no_pdf(monkeypatch):
    monkeypatch.setenv("CRESCERE_CHROMIUM", "/non/esiste")
    monkeypatch.setattr(paper, "_del_processo", {})
    fatto = formats.prepara(QUADERNO, CHI, ("pdf",))
    assert set(fatto.file) == {"html"}
    assert "manca Chromium" in fatto.avvisi[0]
    assert "sudo apt install chromium" in fatto.avvisi[0]


def test_a_failed_report_is_only_the_page_that_says_so():
    fatto = formats.prepara(QUADERNO, Intestazione("x", "y", "z", "Cella 1: no."), ("pdf", "xlsx"))
    assert set(fatto.file) == {"html"}
    assert "Questa relazione non è completa" in fatto.file["html"][1].decode()


def test_a_kind_of_file_that_nobody_writes_is_refused_with_those_that_exist():
    with pytest.raises(
        FormatoSconosciuto, match=r"«docx» non c'è. Quelli possibili: html, singolo, nbconvert"
    ):
        formats.controlla(["html", "docx"])
