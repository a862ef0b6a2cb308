import os
from pathlib import Path

from hub_config import environment


def test_a_process_of_a_comune_is_told_nothing_of_the_hub_nor_of_the_others(monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "segreto")
    detto = environment.del_comune(Path("/stato"), "borgo-esempio", "Borgo Esempio", 15)
    assert "segreto" not in detto.values()
    assert not [nome for nome in detto if nome in ("CRESCERE_HUB", "CONFIGPROXY_AUTH_TOKEN")]
    assert {v for n, v in detto.items() if n in ("CRESCERE_DATI", "CRESCERE_ATTI")} == {
        "/stato/comuni/borgo-esempio/dati",
        "/stato/comuni/borgo-esempio/atti",
    }
    assert os.environ["JUPYTERHUB_API_TOKEN"] == "segreto"
