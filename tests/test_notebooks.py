"""Every notebook runs from top to bottom on the invented region."""

from pathlib import Path

import pytest

from crescere_kit.batch.execution import esegui

RADICE = Path(__file__).parents[1] / "notebooks"
QUADERNI = sorted(file for file in RADICE.rglob("*.ipynb") if ".ipynb_checkpoints" not in file.parts)


@pytest.mark.parametrize("file", QUADERNI, ids=lambda file: file.stem)
def test_a_notebook_runs_on_the_invented_region(file, archivio_demo, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    eseguito = esegui(file, tmp_path / file.name, {})
    uscite = [uscita for cella in eseguito.cells for uscita in cella.get("outputs", [])]
    assert [u for u in uscite if u.output_type in ("error", "stream")] == []
    assert uscite
    assert all("text/html" in u.data or any("widget-view" in tipo for tipo in u.data) for u in uscite)
