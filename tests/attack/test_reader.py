"""What a reader's browser may do to the server of a cruscotto when it is not our page that drives it."""

import json
import re
import time
from pathlib import Path

import psutil
import pytest
import websocket

V1 = "v1.kernel.websocket.jupyter.org"


@pytest.fixture(scope="module")
def slug(acceso) -> str:
    return acceso.slug[0]


@pytest.fixture(scope="module")
def lettore(acceso, slug):
    return acceso.persona("lettore", slug)


@pytest.fixture(scope="module")
def kernel(lettore, slug) -> str:
    """The kernel behind the page that the lettore has open."""
    return kernel_di(lettore, slug)


def kernel_di(persona, slug) -> str:
    pagina = persona.porta(f"/user/{slug}/cruscotto/").text
    return re.search(r'"kernelId": "([0-9a-f-]{36})"', pagina).group(1)


def richiesta(tipo: str, contenuto: dict) -> str:
    testata = {"msg_id": "1", "msg_type": tipo, "session": "s", "username": "", "version": "5.3"}
    return json.dumps(
        {"header": testata, "parent_header": {}, "metadata": {}, "content": contenuto, "channel": "shell"}
    )


def risposte(canale: websocket.WebSocket, fino_a: str) -> list[str]:
    """The kinds of message that arrive until that one does."""
    tipi = []
    while fino_a not in tipi:
        tipi.append(json.loads(canale.recv())["msg_type"])
    return tipi


def test_code_sent_to_the_kernel_is_not_run(lettore, slug, kernel, tmp_path):
    traccia = tmp_path / "traccia"
    canale = lettore.canale(f"/user/{slug}/cruscotto/api/kernels/{kernel}/channels?session_id=s")
    try:
        codice = {"code": f"open({str(traccia)!r}, 'w')", "silent": False}
        canale.send(richiesta("execute_request", codice))
        canale.send(richiesta("kernel_info_request", {}))
        assert "execute_reply" not in risposte(canale, "kernel_info_reply")
    finally:
        canale.close()
    assert not traccia.exists()


@pytest.mark.parametrize(
    ("protocollo", "bomba"),
    [(V1, (2**62).to_bytes(8, "little") + b"x" * 64), (None, (2**31 - 1).to_bytes(4, "big") + b"x" * 64)],
    ids=["v1", "before v1"],
)
def test_a_frame_made_to_hang_the_server_hangs_nobody(lettore, slug, kernel, protocollo, bomba):
    canale = lettore.canale(f"/user/{slug}/cruscotto/api/kernels/{kernel}/channels?session_id=b", protocollo)
    try:
        canale.send_binary(bomba)
        inizio = time.monotonic()
        assert lettore.get(f"/user/{slug}/cruscotto/api/kernels/{kernel}").status_code == 200
        assert time.monotonic() - inizio < 5
    finally:
        canale.close()


def test_the_page_of_one_reader_is_closed_to_another_person_of_the_same_comune(acceso, slug, kernel):
    autore = acceso.persona("autore", slug)
    autore.porta(f"/user/{slug}/cruscotto/")
    base = f"/user/{slug}/cruscotto"
    assert autore.get(f"{base}/api/kernels/{kernel}").status_code == 404
    spegni = autore.post(
        f"{base}/voila/api/shutdown/{kernel}",
        {"_xsrf": autore.xsrf(f"{base}/")},
        headers={"Referer": acceso.base},
    )
    assert spegni.status_code == 404
    with pytest.raises(websocket.WebSocketBadStatusException) as rifiuto:
        autore.canale(f"{base}/api/kernels/{kernel}/channels")
    assert rifiuto.value.status_code == 404


def test_a_websocket_without_login_is_refused(acceso, slug, kernel):
    with pytest.raises(websocket.WebSocketBadStatusException) as rifiuto:
        acceso.sconosciuto().canale(f"/user/{slug}/cruscotto/api/kernels/{kernel}/channels")
    assert rifiuto.value.status_code in (302, 403)


@pytest.mark.parametrize(
    "percorso",
    [
        "api",
        "api/contents",
        "api/contents/cruscotto.ipynb",
        "api/sessions",
        "api/kernels",
        "api/terminals",
        "lab",
        "tree",
        "voila/tree",
        "voila/render/cruscotto.ipynb",
        "voila/files/cruscotto.ipynb",
        "voila/api/contents",
        "app/cruscotto.ipynb",
        "files/cruscotto.ipynb",
        "voila/templates/crescere/static/../index.html.j2",
        "voila/templates/crescere/static/%2e%2e/%2e%2e/conf.json",
        "voila/templates/%2e%2e/static/conf.json",
        "voila/static/%2e%2e/%2e%2e/app.py",
    ],
)
def test_nothing_but_the_page_is_served(lettore, slug, percorso):
    assert lettore.get(f"/user/{slug}/cruscotto/{percorso}").status_code in (403, 404, 405)


def test_no_kernel_is_started_but_by_opening_the_page(lettore, slug):
    base = f"/user/{slug}/cruscotto"
    campi = {"_xsrf": lettore.xsrf(f"{base}/")}
    assert lettore.post(f"{base}/api/kernels", campi, headers={"Referer": lettore.base}).status_code in (
        404,
        405,
    )


def test_the_channel_that_tells_requests_to_anybody_is_closed(lettore, slug, kernel):
    with pytest.raises(websocket.WebSocketBadStatusException) as rifiuto:
        lettore.canale(f"/user/{slug}/cruscotto/voila/query/{kernel}")
    assert rifiuto.value.status_code == 404


def test_a_page_elsewhere_cannot_shut_the_kernel_and_ours_can(lettore, slug):
    kernel = kernel_di(lettore, slug)
    base = f"/user/{slug}/cruscotto"
    spegni = f"{base}/voila/api/shutdown/{kernel}"
    assert lettore.post(spegni, {}, headers={"Origin": "https://altrove.example"}).status_code in (403, 404)
    assert lettore.post(spegni, {}).status_code == 403
    assert lettore.get(f"{base}/api/kernels/{kernel}").status_code == 200
    campi = {"_xsrf": lettore.xsrf(f"{base}/")}
    assert lettore.post(spegni, campi, headers={"Referer": lettore.base + base}).status_code == 204
    assert lettore.get(f"{base}/api/kernels/{kernel}").status_code == 404


def test_the_page_shows_no_code_and_holds_no_secret_of_the_server(acceso, lettore, slug):
    pagina = lettore.porta(f"/user/{slug}/cruscotto/").text
    assert "from crescere_kit import" not in pagina
    assert "Traceback" not in pagina
    assert (
        "frame-ancestors 'none'" in lettore.get(f"/user/{slug}/cruscotto/").headers["Content-Security-Policy"]
    )


def test_the_kernel_of_the_page_does_not_know_the_server_s_token(acceso, slug, kernel):
    """Looked for in the memory of the machine, since the page itself cannot be asked."""
    server = next(
        processo
        for processo in psutil.process_iter()
        if leggi_ambiente(processo.pid).get("CRESCERE_COMUNE") == slug
        and "hub_config.cruscotto" in " ".join(processo.cmdline())
    )
    token = leggi_ambiente(server.pid)["JUPYTERHUB_API_TOKEN"].encode()
    della_pagina = server.children(recursive=True)
    assert len(della_pagina) > 1  # the warm parent and the kernel forked from it
    assert sa(server.pid, token)
    assert [processo.cmdline() for processo in della_pagina if sa(processo.pid, token)] == []


def sa(pid: int, segreto: bytes) -> bool:
    """Whether the bytes are anywhere in what a process can write."""
    with open(f"/proc/{pid}/maps") as mappe, open(f"/proc/{pid}/mem", "rb", 0) as memoria:
        for riga in mappe:
            dove, permessi, *_ = riga.split()
            inizio, fine = (int(numero, 16) for numero in dove.split("-"))
            if permessi.startswith("rw"):
                memoria.seek(inizio)
                try:
                    if segreto in memoria.read(fine - inizio):
                        return True
                except OSError:
                    continue
    return False


def leggi_ambiente(pid: int) -> dict[str, str]:
    try:
        righe = Path(f"/proc/{pid}/environ").read_bytes().decode("utf-8", "replace").split("\0")
    except OSError:
        return {}
    return dict(riga.split("=", 1) for riga in righe if "=" in riga)
