"""Which notebook, and the sentence of one that a batch cannot run."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch.lookup import NotebookRifiutato, NotebookSconosciuto, leggi, trova

PARAMETRI = {"tags": ["parameters"]}


def scritto(cartella, *celle, **metadati):
    file = cartella / "mio.ipynb"
    nbformat.write(new_notebook(cells=list(celle), metadata=metadati), file)
    return file


def test_a_notebook_is_found_by_name_and_an_unknown_one_gets_the_nearest_and_the_list():
    assert trova("07_relazione").name == "07_relazione.ipynb"
    with pytest.raises(NotebookSconosciuto, match=r"Forse «07_relazione»\? .*: 01_conti, "):
        trova("7_relazione")


def test_every_notebook_of_ours_for_a_comune_can_be_run_for_each():
    nostri = "01_conti 02_indicatori 03_criticita 04_proiezione 05_risanamento 07_relazione"
    assert all(leggi(trova(nome)).cells for nome in nostri.split())


def test_a_file_that_is_not_a_notebook_is_refused(tmp_path):
    for nome, contenuto in {"a.py": b"x = 1", "b.txt": b""}.items():
        (tmp_path / nome).write_bytes(contenuto)
        with pytest.raises(NotebookRifiutato, match=r"non è un notebook: serve un file \.ipynb"):
            trova(tmp_path / nome)


@pytest.mark.parametrize(
    "contenuto",
    [b"", b"x = 1", b"[]", b"{}", b'{"cells": 3, "nbformat": 4, "nbformat_minor": 5}', b"\xff\xfe\x00"],
)
def test_a_spoiled_notebook_is_refused(tmp_path, contenuto):
    file = tmp_path / "rovinato.ipynb"
    file.write_bytes(contenuto)
    with pytest.raises(NotebookRifiutato, match="non si legge come notebook"):
        leggi(trova(file))


@pytest.mark.parametrize(
    "metadati",
    [
        {"language_info": {"name": "julia"}},
        {"kernelspec": {"name": "julia", "display_name": "J", "language": "julia"}},
    ],
)
def test_a_notebook_in_another_language_is_refused(tmp_path, metadati):
    file = scritto(tmp_path, new_code_cell("comune = anno = 0", metadata=PARAMETRI), **metadati)
    with pytest.raises(NotebookRifiutato, match="è scritto in julia: un lotto esegue solo"):
        leggi(file)


def test_a_notebook_without_the_cell_of_parameters_is_refused(tmp_path):
    with pytest.raises(NotebookRifiutato, match="non ha la cella dei parametri: in Jupyter dare l'etichetta"):
        leggi(scritto(tmp_path, new_code_cell("comune = anno = None")))


@pytest.mark.parametrize(
    ("sorgente", "frase"),
    [
        ("comune = None", "non dichiara «anno»: senza, ogni comune avrebbe lo stesso rapporto"),
        ("x = 1", "non dichiara «comune» né «anno»"),
        ("comune = = 1", "non è scritta in Python corretto"),
    ],
)
def test_a_cell_of_parameters_that_does_not_serve_is_refused(tmp_path, sorgente, frase):
    with pytest.raises(NotebookRifiutato, match=frase):
        leggi(scritto(tmp_path, new_code_cell(sorgente, metadata=PARAMETRI)))
