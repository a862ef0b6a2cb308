"""Starting the hub as a child and leaving nothing behind: every process below it ends with it."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import psutil

from hub_config.child import muori_col_padre
from hub_config.places import PACCHETTO
from hub_config.settings import Impostazioni

ATTESA_DELLA_FINE = 20


class AvvioFallito(RuntimeError):
    """The hub did not become healthy; the text says where to look."""


def porta_libera(indirizzo: str, porta: int = 0) -> int | None:
    """The port itself if nobody has it, a free one for 0, None if it is taken."""
    with socket.socket() as presa:
        presa.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            presa.bind((indirizzo, porta))
        except OSError:
            return None
        return presa.getsockname()[1]


def avvia(impostazioni: Impostazioni, porta: int) -> subprocess.Popen:
    """Start JupyterHub; what it says goes to a file of the state folder."""
    diario = impostazioni.stato / "hub.log"
    comando = [
        sys.executable,
        "-m",
        "jupyterhub",
        f"--config={PACCHETTO / 'jupyterhub_config.py'}",
        f"--JupyterHub.bind_url=http://{impostazioni.indirizzo}:{porta}",
        f"--JupyterHub.hub_bind_url=http://127.0.0.1:{porta_libera('127.0.0.1')}",
        f"--ConfigurableHTTPProxy.api_url=http://127.0.0.1:{porta_libera('127.0.0.1')}",
    ]
    with diario.open("ab") as file:
        diario.chmod(0o600)
        return subprocess.Popen(
            comando,
            cwd=impostazioni.stato,
            env={
                **os.environ,
                "CRESCERE_HUB": str(impostazioni.stato),
                "CRESCERE_PORTA_RELAZIONI": str(porta_libera("127.0.0.1")),
            },
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            start_new_session=True,  # Ctrl-C reaches the launcher, which stops the hub in order
            preexec_fn=muori_col_padre,  # noqa: PLW1509, one thread only
        )


def aspetta(hub: subprocess.Popen, indirizzo: str, porta: int, diario: Path, secondi: int = 90) -> None:
    """Wait until the hub answers through the proxy, or say why it does not."""
    scadenza = time.monotonic() + secondi
    while time.monotonic() < scadenza:
        if hub.poll() is not None:
            raise AvvioFallito(f"L'hub si è fermato durante l'avvio: le ragioni sono in {diario}.")
        if _risponde(f"http://{indirizzo}:{porta}/hub/health"):
            return
        time.sleep(0.2)
    raise AvvioFallito(f"L'hub non risponde dopo {secondi} secondi: le ragioni sono in {diario}.")


def _risponde(indirizzo: str) -> bool:
    try:
        with urllib.request.urlopen(indirizzo, timeout=2) as risposta:  # noqa: S310, our own address
            return risposta.status == 200
    except OSError:
        return False


def ferma(hub: subprocess.Popen) -> None:
    """Ask the hub to stop its servers and itself; end by force whatever is left of its tree."""
    albero = _albero(hub.pid)
    if hub.poll() is None:
        hub.terminate()
        try:
            hub.wait(ATTESA_DELLA_FINE)
        except subprocess.TimeoutExpired:
            hub.kill()
            hub.wait()
    _, vivi = psutil.wait_procs(albero, timeout=3)
    for processo in vivi:
        processo.kill()
    psutil.wait_procs(vivi, timeout=3)


def _albero(pid: int) -> list[psutil.Process]:
    try:
        return psutil.Process(pid).children(recursive=True)
    except psutil.NoSuchProcess:
        return []
