"""The doors of the demo region, all started, and what stands behind them."""

from concurrent.futures import ThreadPoolExecutor

import pytest


@pytest.fixture(scope="session")
def due(hub) -> tuple[str, str]:
    """Two comuni with the same esperto; the third has another one."""
    return hub.slug[0], hub.slug[1]


@pytest.fixture(scope="session")
def acceso(hub, due):
    """The hub with both doors of two comuni open, and those of the third closed."""
    porte = [(hub.persona("autore", slug), slug, porta) for slug in due for porta in ("", "cruscotto")]
    with ThreadPoolExecutor(2) as mani:
        list(mani.map(lambda porta: porta[0].accendi(*porta[1:]), porte))
    return hub
