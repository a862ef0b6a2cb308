"""Every notebook runs from top to bottom on the invented region."""

from pathlib import Path

import nbformat
import pytest

from crescere_kit.batch.execution import Limiti, esecutore

RADICE = Path(__file__).parents[1] / "notebooks"
QUADERNI = sorted(file for file in RADICE.rglob("*.ipynb") if ".ipynb_checkpoints" not in file.parts)


@pytest.mark.parametrize("file", QUADERNI, ids=lambda file: file.stem)
def test_a_notebook_runs_on_the_invented_region(file, archivio_demo, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    eseguito = esecutore("freddo").esegui(nbformat.read(file, as_version=4), {}, Limiti())
    assert eseguito.errore == ""
    uscite = [uscita for cella in eseguito.quaderno.cells for uscita in cella.get("outputs", [])]
    assert [u for u in uscite if u.output_type in ("error", "stream")] == []
    assert uscite
    assert all("text/html" in u.data or any("widget-view" in tipo for tipo in u.data) for u in uscite)
