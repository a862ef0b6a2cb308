"""An empty database of the service, a moment to start from, and plans to put in it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub_config.lotti import database, plans
from hub_config.lotti.cadence import MESE, Cadenza

ADESSO = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@pytest.fixture
def indirizzo(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'programmate.sqlite'}"


@pytest.fixture
def motore(indirizzo):
    motore = database.apri(indirizzo)
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
