"""A real hub for the tests: started by the office's own command, with the real proxy, once per session."""

import csv
import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import requests
import websocket

from hub_config import registry
from hub_config.child import muori_col_padre
from hub_config.registry import Registro

ATTESA = 90


def porta_libera() -> int:
    with socket.socket() as presa:
        presa.bind(("127.0.0.1", 0))
        return presa.getsockname()[1]


def avvia(stato: Path, archivio: Path, porta: int) -> subprocess.Popen:
    """Run `python -m hub_config` and wait until it says that it is ready."""
    uscita, diario = stato.parent / "uscita.txt", stato / "hub.log"
    with uscita.open("w") as file:
        processo = subprocess.Popen(
            [sys.executable, "-m", "hub_config", "--port", str(porta)],
            env={**os.environ, "CRESCERE_HUB": str(stato), "CRESCERE_DATI": str(archivio)},
            stdout=file,
            stderr=subprocess.STDOUT,
            preexec_fn=muori_col_padre,  # noqa: PLW1509, an interrupted session leaves no hub behind
        )
    scadenza = time.monotonic() + ATTESA
    while "Crescere è pronto" not in uscita.read_text("utf-8"):
        if processo.poll() is not None or time.monotonic() > scadenza:
            processo.kill()
            processo.wait()
            detto = diario.read_text("utf-8")[-5000:] if diario.exists() else ""
            raise RuntimeError(uscita.read_text("utf-8") + detto)
        time.sleep(0.1)
    return processo


@dataclass
class Persona:
    """Somebody with a browser that keeps cookies and follows our forms."""

    base: str
    username: str = ""
    sessione: requests.Session = field(default_factory=requests.Session)

    def __post_init__(self):
        self.sessione.trust_env = False

    def get(self, percorso: str, **altro) -> requests.Response:
        return self.sessione.get(self.base + percorso, timeout=60, **altro)

    def post(self, percorso: str, dati: dict, **altro) -> requests.Response:
        return self.sessione.post(self.base + percorso, data=dati, timeout=60, **altro)

    def xsrf(self, percorso: str = "/hub/") -> str:
        return next(b.value for b in self.sessione.cookies if b.name == "_xsrf" and b.path == percorso)

    def entra(self, password: str, prossima: str = "") -> requests.Response:
        self.get("/hub/login")
        campi = {"username": self.username, "password": password, "_xsrf": self.xsrf()}
        return self.post(f"/hub/login?next={prossima}", campi, allow_redirects=False)

    def api(self, metodo: str, percorso: str, **altro) -> requests.Response:
        intestazioni = {"X-XSRFToken": self.xsrf(), "Referer": f"{self.base}/hub/casa"}
        return self.sessione.request(
            metodo, f"{self.base}/hub/api{percorso}", headers=intestazioni, timeout=60, **altro
        )

    def porta(self, percorso: str) -> requests.Response:
        """Go to a door and, the first time, confirm on the page that says where one is entering."""
        risposta = self.get(percorso)
        if "/oauth2/authorize" not in risposta.url or risposta.status_code != 200:
            return risposta
        campi = {
            "_xsrf": re.search(r'name="_xsrf" value="([^"]*)"', risposta.text).group(1),
            "scopes": re.findall(r'name="scopes" value="([^"]*)"', risposta.text),
        }
        return self.sessione.post(risposta.url, data=campi, headers={"Referer": risposta.url}, timeout=60)

    def accendi(self, slug: str, porta: str) -> None:
        """Start a door as the page of the house does: through the hub's API, then waiting."""
        nome = porta or "laboratorio"
        server = f"/users/{slug}/servers/{porta}" if porta else f"/users/{slug}/server"
        assert self.api("POST", server).status_code in (201, 202, 400), "the door did not start"
        scadenza = time.monotonic() + ATTESA
        while self.get(f"/hub/casa/stato/{slug}/{nome}").json()["stato"] != "acceso":
            assert time.monotonic() < scadenza, f"{slug}/{nome} did not become ready"
            time.sleep(0.2)

    def canale(self, percorso: str, protocollo: str | None = None) -> websocket.WebSocket:
        """Open a websocket as this person, with the cookies a browser would send there."""
        ricetta = requests.Request("GET", self.base + percorso)
        biscotti = self.sessione.prepare_request(ricetta).headers.get("Cookie", "")
        return websocket.create_connection(
            self.base.replace("http", "ws") + percorso,
            cookie=biscotti,
            origin=self.base,
            subprotocols=[protocollo] if protocollo else None,
            timeout=20,
        )


@dataclass
class Hub:
    """The running hub, and the people who may enter it by role and comune."""

    base: str
    stato: Path
    archivio: Path
    processo: subprocess.Popen
    aperte: list[Persona] = field(default_factory=list)
    entrate: dict[str, Persona] = field(default_factory=dict)

    @property
    def registro(self) -> Registro:
        return registry.leggi(self.stato / "registro")

    @property
    def slug(self) -> list[str]:
        return [comune.slug for comune in self.registro.comuni]

    def password(self, username: str) -> str:
        with (self.stato / "segreti" / "password.csv").open(encoding="utf-8") as file:
            return next(riga["password"] for riga in csv.DictReader(file) if riga["username"] == username)

    def chi(self, ruolo: str, slug: str) -> str:
        """The person with that role in that comune."""
        return next(i.persona for i in self.registro.incarichi if (i.ruolo, i.comune) == (ruolo, slug))

    def sconosciuto(self, username: str = "") -> Persona:
        persona = Persona(self.base, username)
        self.aperte.append(persona)
        return persona

    def persona(self, ruolo: str, slug: str) -> Persona:
        """That person, logged in once for all the tests."""
        username = self.chi(ruolo, slug)
        if username not in self.entrate:
            persona = self.sconosciuto(username)
            assert persona.entra(self.password(username)).status_code == 302, f"{username} could not log in"
            persona.get("/hub/casa")
            self.entrate[username] = persona
        return self.entrate[username]

    def ferma(self) -> int:
        for persona in self.aperte:
            persona.sessione.close()
        self.processo.send_signal(signal.SIGINT)
        return self.processo.wait(60)


@pytest.fixture(scope="session")
def hub(archivio_demo, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hub]:
    """The hub of three comuni of the demo region; its log is printed when it does not stop well."""
    stato = tmp_path_factory.mktemp("hub") / "stato"
    porta = porta_libera()
    archivio = Path(archivio_demo.cartella)
    stato.parent.mkdir(exist_ok=True)
    vivo = Hub(f"http://127.0.0.1:{porta}", stato, archivio, avvia(stato, archivio, porta))
    yield vivo
    assert vivo.ferma() == 0, (stato / "hub.log").read_text("utf-8")[-5000:]
