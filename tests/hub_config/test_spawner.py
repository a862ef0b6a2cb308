import asyncio
from types import SimpleNamespace

import pytest
from tornado.web import HTTPError

from hub_config.spawner import ComuneSpawner


def spawner(tmp_path, slug="borgo-esempio", nome="") -> ComuneSpawner:
    return ComuneSpawner(
        user=SimpleNamespace(name=slug, url=f"/user/{slug}/"),
        orm_spawner=SimpleNamespace(name=nome, server=None, state={}),
        stato=str(tmp_path),
        comuni={"borgo-esempio": "Borgo Esempio"},
        _deprecated_db_session=None,
    )


def test_the_laboratorio_is_jupyterlab_in_the_comune_s_folder(tmp_path):
    laboratorio = spawner(tmp_path)
    assert laboratorio.cmd[-1].endswith("jupyterhub-singleuser")
    assert laboratorio.notebook_dir == f"{tmp_path}/comuni/borgo-esempio/laboratorio"
    assert laboratorio.default_url == "/lab"


def test_the_cruscotto_is_our_own_server(tmp_path):
    assert spawner(tmp_path, nome="cruscotto").cmd[1:] == ["-m", "hub_config.cruscotto"]


def test_a_server_is_told_its_own_comune_and_no_other(tmp_path):
    ambiente = spawner(tmp_path).ambiente()
    assert ambiente["CRESCERE_COMUNE"] == "borgo-esempio"
    assert ambiente["CRESCERE_DATI"] == f"{tmp_path}/comuni/borgo-esempio/dati"
    assert ambiente["CRESCERE_COMUNITA"] == f"{tmp_path}/comunita"
    assert "CRESCERE_HUB" not in ambiente


@pytest.mark.parametrize(
    ("slug", "nome"), [("valle-chiara", ""), ("borgo-esempio", "altro"), ("anna.bianchi", "")]
)
def test_only_the_two_doors_of_a_comune_of_the_registry_can_be_started(tmp_path, slug, nome):
    with pytest.raises(HTTPError) as rifiuto:
        asyncio.run(spawner(tmp_path, slug, nome).start())
    assert rifiuto.value.status_code == 404
