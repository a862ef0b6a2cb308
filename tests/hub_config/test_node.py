import subprocess

import pytest

from hub_config import node, places


def test_the_node_that_comes_with_the_packages_runs_the_proxy():
    uscita = subprocess.run(
        [str(node.node()), "--version"], capture_output=True, text=True, check=True
    ).stdout
    assert int(uscita.removeprefix("v").split(".")[0]) >= 20


def test_a_missing_proxy_says_what_to_do(tmp_path, monkeypatch):
    monkeypatch.delenv("CRESCERE_PROXY", raising=False)
    monkeypatch.setattr(places, "proxy_installato", lambda: tmp_path / "configurable-http-proxy")
    with pytest.raises(node.ProxyAssente, match="eseguire «make hub», che lo installa con npm"):
        node.comando_del_proxy()
