"""Real runs: each comune is a kernel, so they are few and each is asked many questions."""

import json

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit import batch
from crescere_kit.reports.style import statici

SPECIE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
PARAMETRI = new_code_cell("comune = None\nanno = None\nsoglia = 1", metadata={"tags": ["parameters"]})


@pytest.fixture(autouse=True)
def _dati(archivio_demo, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    if not (statici() / "vendor").is_dir():
        pytest.skip("the browser files are not installed: run `make`")


def quaderno(cartella, *sorgenti: str):
    file = cartella / "prova.ipynb"
    celle = [PARAMETRI, *(new_code_cell(sorgente) for sorgente in sorgenti)]
    nbformat.write(new_notebook(cells=celle, metadata=SPECIE), file)
    return file


def test_the_relazione_is_written_and_who_fails_stops_nobody(tmp_path):
    (tmp_path / "appunti.txt").write_text("miei", encoding="utf-8")
    esito = batch.esegui("07_relazione", ["borgo-esenpio", "901001"], 2024, tmp_path)

    assert [r.nome for r in esito.riusciti] == ["Borgo Esempio"]
    assert "Forse: " in esito.falliti[0].errore
    assert (tmp_path / "appunti.txt").read_text(encoding="utf-8") == "miei"
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]

    rapporto = (tmp_path / "borgo-esempio-2024.html").read_text(encoding="utf-8")
    assert "Comune di Borgo Esempio: conti 2024" in rapporto
    assert rapporto.count("data-figura=") == 6
    assert "fascicolo." not in rapporto
    for nome in ("grafici.js", "conti.css", "vendor/plotly-basic.min.js", "vendor/plotly-LICENSE.txt"):
        assert (tmp_path / "risorse" / nome).is_file()

    indice = esito.indice.read_text(encoding="utf-8")
    assert 'href="borgo-esempio-2024.html"' in indice
    assert "borgo-esenpio" in indice

    manifesto = json.loads((tmp_path / "lotto.json").read_text(encoding="utf-8"))
    assert manifesto["finito"] is True
    assert [(r["istat"], r["stato"]) for r in manifesto["rapporti"]] == [
        ("", "fallito"),
        ("901001", "riuscito"),
    ]


def test_the_failing_cell_is_told_in_words_and_the_next_comune_runs(tmp_path, archivio_demo):
    primo, secondo = archivio_demo.enti().index[:2]
    file = quaderno(tmp_path, f"soglia + (1 if comune == {secondo!r} else comune)")
    esito = batch.esegui(file, [primo, secondo], None, tmp_path / "rapporti", {"soglia": 5})
    assert [r.istat for r in esito.riusciti] == [secondo]
    errore = esito.falliti[0].errore
    assert errore.startswith("Cella 3 («soglia + ")
    assert "TypeError" in errore
    assert (tmp_path / "rapporti" / f"{esito.falliti[0].slug}-2025.ipynb").is_file()


def test_an_explained_error_of_a_cell_is_its_sentence(tmp_path):
    file = quaderno(tmp_path, "from crescere_kit import apri\n\napri(comune, 1999)")
    esito = batch.esegui(file, ["901001"], 2024, tmp_path / "rapporti")
    assert esito.falliti[0].errore.startswith(
        "Cella 3 («apri(comune, 1999)»): Di Borgo Esempio non ci sono dati per il 1999."
    )


def test_an_injected_parameter_name_stops_everything_before_it_runs(tmp_path):
    with pytest.raises(batch.ParametroRifiutato):
        batch.esegui(quaderno(tmp_path), ["901001"], None, tmp_path / "rapporti", {"x = 1 #": 1})
    assert not (tmp_path / "rapporti").exists()


def test_two_runs_in_one_folder_do_not_share_the_sockets_of_their_kernels(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = quaderno(tmp_path, "import os\n\nassert not [nome for nome in os.listdir() if '-ipc' in nome]\n5")
    esito = batch.esegui(file, ["901001"], 2024, tmp_path / "rapporti")
    assert [rapporto.errore for rapporto in esito.falliti] == []
