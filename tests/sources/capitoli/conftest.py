"""A budget of a few capitoli, written where the test asks."""

import pytest
from capitoli import scrivi


@pytest.fixture
def entrate(tmp_path):
    return lambda *capitoli, **altro: scrivi(tmp_path, "entrate", *capitoli, **altro)


@pytest.fixture
def spese(tmp_path):
    return lambda *capitoli, **altro: scrivi(tmp_path, "spese", *capitoli, **altro)
