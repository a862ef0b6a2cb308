"""A site like OpenBDAP, on this machine, that can be told to misbehave: each path answers from a script."""

from __future__ import annotations

import io
import random
import threading
import zipfile
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote

Risposta = Callable[["_Sportello"], None]
PAGINA = b"<html>Servizio non disponibile</html>"
LUNEDI = "Mon, 03 Mar 2025 10:00:00 GMT"


def archivio(byte: int = 200_000, seme: int = 1) -> bytes:
    """Return a zip of about that size: chance does not compress."""
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w", zipfile.ZIP_DEFLATED) as zip_:
        zip_.writestr("tabella.csv", random.Random(seme).randbytes(byte))
    return scritto.getvalue()


class Sito:
    """The site: `copione[path]` is the list of its answers, of which the last is repeated."""

    def __init__(self) -> None:
        self.copione: dict[str, list[Risposta]] = {}
        self.richieste: list[tuple[str, str, dict[str, str]]] = []  # method, raw path, headers
        self.chiuso = threading.Event()
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Sportello)
        self._server.sito = self
        self._server.handle_error = lambda *_: None  # who hangs up on us is part of the story
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}).start()

    @property
    def indirizzo(self) -> str:
        return f"http://127.0.0.1:{self._server.server_port}"

    def chiudi(self) -> None:
        self.chiuso.set()
        self._server.shutdown()
        self._server.server_close()

    def prossima(self, percorso: str) -> Risposta:
        risposte = self.copione.get(percorso, [stato(404)])
        return risposte.pop(0) if len(risposte) > 1 else risposte[0]

    def intestazioni(self, nome: str) -> list[str | None]:
        """Return one header of each request, in order."""
        return [intestazioni.get(nome) for _, _, intestazioni in self.richieste]


class _Sportello(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        sito = self.server.sito
        sito.richieste.append((self.command, self.path, dict(self.headers)))
        self.close_connection = True
        sito.prossima(unquote(self.path))(self)

    def log_message(self, *_: object) -> None:
        """Stay silent."""

    def apri(self, codice: int, **intestazioni: object) -> None:
        self.send_response(codice)
        self.send_header("Connection", "close")
        for nome, valore in intestazioni.items():
            if valore is not None:
                self.send_header(nome.replace("_", "-"), str(valore))
        self.end_headers()


def stato(codice: int, corpo: bytes = b"", **intestazioni: object) -> Risposta:
    """Answer with a status and little else."""

    def rispondi(sportello: _Sportello) -> None:
        sportello.apri(codice, Content_Length=len(corpo), **intestazioni)
        sportello.wfile.write(corpo)

    return rispondi


def file(
    contenuto: bytes,
    etag: str | None = '"uno"',
    modificato: str | None = LUNEDI,
    fino_a: int | None = None,
    riprende: bool = True,
) -> Risposta:
    """Answer as a good site does; `fino_a` bytes of the file, and then the line drops."""

    def rispondi(sportello: _Sportello) -> None:
        chiesto = sportello.headers
        nomi = {"ETag": etag, "Last_Modified": modificato}
        if etag and chiesto["If-None-Match"] == etag:
            sportello.apri(304, **nomi)
            return
        da = 0
        if riprende and chiesto["Range"] and chiesto["If-Range"] in (etag, modificato):
            da = int(chiesto["Range"].removeprefix("bytes=").removesuffix("-"))
            nomi["Content_Range"] = f"bytes {da}-{len(contenuto) - 1}/{len(contenuto)}"
        sportello.apri(206 if da else 200, Content_Length=len(contenuto) - da, **nomi)
        sportello.wfile.write(contenuto[da:fino_a])

    return rispondi


def resto_di_altro(contenuto: bytes, da: int, etag: str) -> Risposta:
    """Answer with the rest of another version, as a careless site does."""
    tratto = f"bytes {da}-{len(contenuto) - 1}/{len(contenuto)}"
    return stato(206, contenuto[da:], ETag=etag, Content_Range=tratto)


def senza_lunghezza(contenuto: bytes) -> Risposta:
    """Answer without saying how long the file is."""

    def rispondi(sportello: _Sportello) -> None:
        sportello.apri(200)
        sportello.wfile.write(contenuto)

    return rispondi


def senza_fine(pezzo: bytes, ogni: float = 0.0, prima: bytes = b"") -> Risposta:
    """Answer with data that never end, one piece now and then; `prima` is sent as it is, heading included."""

    def rispondi(sportello: _Sportello) -> None:
        if prima:
            sportello.wfile.write(prima)
        else:
            sportello.apri(200)
        while not sportello.server.sito.chiuso.wait(ogni):
            sportello.wfile.write(pezzo)
            sportello.wfile.flush()

    return rispondi
