"""`python -m hub_config.lotti`: what the hub starts. It ends when the hub says so, or is no more.

The hub waits for the first answer before it opens to people: that answer comes before the slow imports.
"""

from __future__ import annotations

import asyncio
import logging
import os
import signal
from contextlib import suppress
from urllib.parse import urlparse

from tornado import httpserver, httputil, web

from hub_config.child import muori_col_padre


class UnMomento(web.RequestHandler):
    """What is said in the first second: the same page, asked again."""

    def get(self) -> None:
        self.set_header("Refresh", "1")
        self.finish("<!DOCTYPE html><html lang=it><title>Un momento</title><p>Un momento…</p></html>")


class Ingresso(httputil.HTTPServerConnectionDelegate):
    """The door: behind it, first who says to wait, then the pages."""

    def __init__(self):
        self.applicazione = web.Application(default_handler_class=UnMomento, log_function=lambda _: None)

    def start_request(self, server_conn, request_conn):
        return self.applicazione.start_request(server_conn, request_conn)


async def servi() -> None:
    indirizzo, ingresso = urlparse(os.environ["JUPYTERHUB_SERVICE_URL"]), Ingresso()
    porta = httpserver.HTTPServer(ingresso, xheaders=True)
    porta.listen(indirizzo.port, indirizzo.hostname)
    await asyncio.sleep(0.5)  # the hub asks every few tenths
    vita = _apri(ingresso)
    for segnale in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(segnale, vita.cancel)
    with suppress(asyncio.CancelledError):
        await vita
    porta.stop()


def _apri(ingresso: Ingresso) -> asyncio.Task:
    """Load what the pages and the queue need, and put them to work."""
    from jupyterhub.services.auth import HubOAuth

    from hub_config import registry, settings
    from hub_config.lotti import running, website
    from hub_config.lotti.service import Servizio

    running.raccogli_gli_orfani()
    impostazioni = settings.leggi()
    registro = registry.leggi(impostazioni.registro)
    HubOAuth.instance(cache_max_age=impostazioni.secondi_di_memoria)
    servizio = Servizio(impostazioni, {comune.slug: comune.nome for comune in registro.comuni})
    nomi = {persona.username: persona.nome for persona in registro.persone}
    ingresso.applicazione = website.applicazione(servizio, nomi, os.environ["JUPYTERHUB_SERVICE_PREFIX"])
    return asyncio.create_task(servizio.vivi())


def _del_diario(riga: logging.LogRecord) -> bool:
    """Leave out what the hub's library says of every page asked without HTTPS."""
    return not str(riga.msg).startswith("Skipping XSRF check")


def main() -> None:
    muori_col_padre()
    logging.basicConfig(format="[programmate %(asctime)s] %(message)s", level=logging.INFO)
    logging.getLogger("tornado").setLevel(logging.WARNING)
    logging.getLogger("alembic").setLevel(logging.WARNING)
    logging.getLogger("tornado.application").addFilter(_del_diario)
    asyncio.run(servi())


if __name__ == "__main__":
    main()
