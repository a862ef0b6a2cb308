"""Several hosts with addresses of their own, joined by a bridge: certificates, and a cable that is cut."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from crescere_kit.batch import certificates

HOST = {"centro": "10.97.0.1", "nodo1": "10.97.0.2", "nodo2": "10.97.0.3", "guida": "10.97.0.4"}
DOVE = f"tls://{HOST['centro']}:8786"
CRESCERE = "import crescere_kit.cli as c; c.app()"
GUIDA = Path(__file__).parents[1] / "guida_lotto.py"


def ip(*argomenti: str) -> None:
    subprocess.run(["ip", *argomenti], check=True, capture_output=True, text=True)


@pytest.fixture(scope="module")
def rete():
    """A network that is nobody's but ours: even the bridge is in a namespace. Gives the names' prefix."""
    if os.geteuid() or not shutil.which("ip"):
        pytest.skip("hosts are network namespaces: they need root and the command «ip»")
    prefisso = f"cr{os.getpid()}-"
    try:
        ip("netns", "add", f"{prefisso}rete")
    except subprocess.CalledProcessError as errore:
        pytest.skip(f"no network namespaces here: {errore.stderr.strip()}")
    try:
        ip("-n", f"{prefisso}rete", "link", "add", "ponte", "type", "bridge")
        ip("-n", f"{prefisso}rete", "link", "set", "ponte", "up")
        for nome, indirizzo in HOST.items():
            _collega(prefisso, nome, indirizzo)
        yield prefisso
    finally:
        for nome in ("rete", *HOST):
            subprocess.run(["ip", "netns", "del", prefisso + nome], check=False, capture_output=True)


def _collega(prefisso: str, nome: str, indirizzo: str) -> None:
    ip("netns", "add", prefisso + nome)
    ip("-n", f"{prefisso}rete", "link", "add", nome, "type", "veth", "peer", "eth0", "netns", prefisso + nome)
    ip("-n", f"{prefisso}rete", "link", "set", nome, "master", "ponte", "up")
    for comando in (("addr", "add", f"{indirizzo}/24", "dev", "eth0"), ("link", "set", "eth0", "up")):
        ip("-n", prefisso + nome, *comando)
    ip("-n", prefisso + nome, "link", "set", "lo", "up")


@pytest.fixture
def su(rete, tmp_path):
    """Start a Python on a host, and end what was started."""
    vivi = []

    def avvia(host: str, *argomenti: str) -> subprocess.Popen:
        comando = ["ip", "netns", "exec", rete + host, sys.executable, *argomenti]
        processo = subprocess.Popen(
            comando, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, cwd=tmp_path
        )
        vivi.append(processo)
        return processo

    yield avvia
    for processo in reversed(vivi):  # machines first: without their scheduler they look for it to say goodbye
        processo.terminate()
        processo.communicate(timeout=60)


def test_a_host_cut_off_in_the_middle_is_done_without_and_each_report_comes_once(su, rete, tmp_path):
    certificates.crea(tmp_path / "ufficio", list(HOST))
    certificates.crea(tmp_path / "estranei", ["guida"])
    (tmp_path / "dati").mkdir()
    (tmp_path / "dati" / "registro.json").write_text("{}", encoding="utf-8")
    (tmp_path / "lotto").mkdir()

    def con(host: str, ufficio: str = "ufficio") -> str:
        return str(tmp_path / ufficio / host)

    comando = ("lotto-centrale", "--indirizzo", DOVE, "--certificati", con("centro"), "--silenzio", "6")
    su("centro", "-c", CRESCERE, *comando)
    for nodo in ("nodo1", "nodo2"):
        comando = ("lotto-macchina", "--scheduler", DOVE, "--certificati", con(nodo), "--nome", nodo)
        su(nodo, "-c", CRESCERE, *comando, "--posti", "1")
    argomenti = (str(tmp_path / "dati"), str(tmp_path / "lotto"), "10")
    righe, macchine = [], set()
    for riga in su("guida", str(GUIDA), DOVE, con("guida"), *argomenti).stdout:
        righe.append(json.loads(riga))
        macchine.add(righe[-1].get("macchina"))
        if "nodo2" in macchine and macchine != {"tagliato"}:
            ip("-n", f"{rete}rete", "link", "set", "nodo2", "down")
            macchine = {"tagliato"}

    ip("-n", f"{rete}rete", "link", "set", "nodo2", "up")

    rapporti = [riga for riga in righe if "istat" in riga]
    assert sorted(r["istat"] for r in rapporti) == [f"{i:06}" for i in range(10)], righe
    assert {r["stato"] for r in rapporti} == {"riuscito"}
    assert {r["macchina"] for r in rapporti} == {"nodo1", "nodo2"}
    assert sorted(f.name for f in (tmp_path / "lotto").glob("*.ipynb")) == sorted(
        f"c{i}-2024.ipynb" for i in range(10)
    )

    estraneo = su("guida", str(GUIDA), DOVE, con("guida", "estranei"), *argomenti)
    assert "certificat" in json.loads(estraneo.stdout.readline())["errore"]
