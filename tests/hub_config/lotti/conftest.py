"""An empty database of the service, a moment to start from, and plans to put in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from banca_dati import postgres  # noqa: F401, one server for every test that asks for it
from sqlalchemy import URL

from hub_config.lotti import connection, plans
from hub_config.lotti.cadence import MESE, Cadenza

ADESSO = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def di_sqlite(tmp_path: Path) -> URL:
    return URL.create("sqlite", database=str(tmp_path / "programmate.sqlite"))


@pytest.fixture(params=["sqlite", "postgresql"])
def indirizzo(request: pytest.FixtureRequest) -> URL:
    """An empty database: what is asked of one engine is asked of both."""
    if request.param == "sqlite":
        return request.getfixturevalue("di_sqlite")
    return request.getfixturevalue("postgres").svuotata()


@pytest.fixture
def motore(indirizzo: URL):
    motore = connection.apri(indirizzo)
    yield motore
    motore.dispose()


@pytest.fixture
def pianifica(motore):
    """Make a plan of a comune, and if asked put it in the queue."""

    def pianifica(comune="borgo-esempio", notebook="07_relazione", *, in_coda=False, cadenza=None):
        cadenza = cadenza or Cadenza(MESE, 6, giorno=1)
        piano = plans.crea(motore, comune, notebook, cadenza, autore="anna.bianchi", adesso=ADESSO)
        if in_coda:
            assert plans.chiedi(motore, piano, "anna.bianchi", ADESSO)
        return piano

    return pianifica
