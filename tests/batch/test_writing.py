import errno
import os
import subprocess
import sys

import pytest

from crescere_kit.batch.writing import ScritturaImpossibile, copia, prepara_cartella, scrivi, spiegata


def test_a_file_is_replaced_whole_and_nothing_else_is_left(tmp_path):
    file = tmp_path / "cartella" / "a.html"
    scrivi(file, "prima")
    scrivi(file, b"dopo")
    copia(file, tmp_path / "cartella" / "b.html")
    assert {f.name: f.read_text(encoding="utf-8") for f in file.parent.iterdir()} == {
        "a.html": "dopo",
        "b.html": "dopo",
    }


def test_everyone_in_the_office_can_read_it(tmp_path):
    scrivi(tmp_path / "a.html", "x")
    assert (tmp_path / "a.html").stat().st_mode & 0o044 == 0o044


def test_what_a_killed_batch_had_begun_to_write_is_cleared_and_the_rest_is_not(tmp_path):
    nomi = [
        ".borgo-2024.html.a1b2c3d4",
        ".lotto.json.abcdefgh",
        "mio.html",
        ".bashrc",
        ".x.html",
        "b.html.abcdefgh",
    ]
    for nome in nomi:
        (tmp_path / nome).write_text("x", encoding="utf-8")
    prepara_cartella(tmp_path)
    assert sorted(f.name for f in tmp_path.iterdir()) == sorted(nomi[2:])


def test_a_folder_that_is_a_file_is_told(tmp_path):
    (tmp_path / "a").write_text("x", encoding="utf-8")
    with pytest.raises(ScritturaImpossibile, match="è un file, non una cartella: scegliere un'altra"):
        prepara_cartella(tmp_path / "a")
    with pytest.raises(ScritturaImpossibile, match="una parte del suo nome è un file"):
        prepara_cartella(tmp_path / "a" / "b")


@pytest.mark.parametrize(
    ("numero", "frase"),
    [
        (errno.EROFS, "il disco è di sola lettura"),
        (errno.EACCES, "non si ha il permesso"),
        (errno.EIO, "il disco risponde «Input/output error»: controllarlo"),
    ],
)
def test_what_the_disk_refuses_is_a_sentence(tmp_path, numero, frase):
    with pytest.raises(ScritturaImpossibile, match=frase), spiegata(tmp_path):
        raise OSError(numero, os.strerror(numero))


def test_when_a_file_cannot_grow_nothing_of_it_is_left_and_the_old_one_stays(tmp_path):
    """In a process of its own, that may not write files longer than 4 KB."""
    (tmp_path / "a.html").write_text("prima", encoding="utf-8")
    prova = (
        "import resource, sys; from pathlib import Path\n"
        "from crescere_kit.batch.writing import scrivi\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))\n"
        "try: scrivi(Path(sys.argv[1]), 'x' * 5000)\n"
        "except Exception as errore: print(errore)\n"
    )
    esito = subprocess.run(
        [sys.executable, "-c", prova, tmp_path / "a.html"], capture_output=True, text=True, check=True
    )
    assert "il file supererebbe la misura ammessa" in esito.stdout
    assert {f.name: f.read_text(encoding="utf-8") for f in tmp_path.iterdir()} == {"a.html": "prima"}
