"""What every test may ask for: official data, when there are any, and the invented region."""

import os
from pathlib import Path

import pytest
from hub_vivo import hub  # noqa: F401, one hub for every test that asks for it

RADICE = Path(__file__).parents[1]


@pytest.fixture(autouse=True, scope="session")
def _no_settings_of_this_machine():
    """Whoever runs the tests may have an archive or a hub of their own: no test touches it."""
    with pytest.MonkeyPatch.context() as ambiente:
        for nome in ("CRESCERE_DATI", "CRESCERE_COMUNE", "CRESCERE_COMUNITA", "CRESCERE_HUB"):
            ambiente.delenv(nome, raising=False)
        yield


@pytest.fixture(scope="session")
def dati_reali() -> Path:
    """The folder of official data, which is not part of the repository."""
    cartella = Path(os.environ.get("CRESCERE_DATI_REALI", RADICE.parent / "shared" / "data"))
    if not cartella.is_dir():
        pytest.skip(
            f"there are no official data in {cartella}: set CRESCERE_DATI_REALI to a folder that has them"
        )
    return cartella


@pytest.fixture(scope="session")
def file_demo(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """The official files of an invented region of six comuni."""
    from crescere_kit.sources import demo

    return demo.scrivi(tmp_path_factory.mktemp("regione"), comuni=6)


@pytest.fixture(scope="session")
def archivio_demo(file_demo: list[Path], tmp_path_factory: pytest.TempPathFactory):
    """The archive loaded from those files. Shared by all tests: read it, never write in it."""
    from crescere_kit.sources.store import Archivio

    archivio = Archivio(tmp_path_factory.mktemp("dati"))
    archivio.importa(file_demo)
    return archivio


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave the browser for last: while it is open no other test can run an event loop of its own."""
    items.sort(key=lambda prova: "browser" in prova.path.parts)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log):
    """With `-n`, each file in one process, and the hub with all its tests in one."""
    from in_due import PerFile

    return PerFile(config, log)
