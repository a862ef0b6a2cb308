"""The addresses of the service and the page that every answer shares: who is asking is always known first."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from functools import cached_property

import jinja2
from jupyterhub.services.auth import HubOAuthCallbackHandler, HubOAuthenticated
from tornado import web

from hub_config.lotti import connection, permits
from hub_config.lotti.service import Servizio
from hub_config.places import PACCHETTO
from hub_config.policy import REGOLE_DELLE_PAGINE

HUB = "/hub/"
BANCA_DATI = "banca dati"  # among the reasons of error.html


class Vestita(web.RequestHandler):
    """An answer in the clothes of the hub's own pages, errors included."""

    @property
    def servizio(self) -> Servizio:
        return self.settings["servizio"]

    def set_default_headers(self) -> None:
        self.set_header("Content-Security-Policy", REGOLE_DELLE_PAGINE)
        self.set_header("X-Content-Type-Options", "nosniff")
        self.set_header("Referrer-Policy", "same-origin")
        self.set_header("Cache-Control", "no-store")

    def pagina(self, modello: str, **dati) -> None:
        self.finish(self.settings["modelli"].get_template(modello).render(base_url=HUB, **dati))

    def write_error(self, status_code: int, **_) -> None:
        self.pagina("error.html", status_code=status_code, user=None)


class BancaDatiMuta(web.HTTPError):
    """The database does not answer: the pages wait for it, the journal says why."""

    def __init__(self):
        super().__init__(503)


class Riservata(HubOAuthenticated, Vestita):
    """Only for who has entered through the hub, and only about the comuni they have to do with."""

    async def prepare(self) -> None:
        await self.hub_auth.get_user(self, sync=False)  # found once, without keeping everybody else waiting
        if not self.current_user:
            if self.request.method == "GET":
                self.redirect(self.get_login_url())
                return
            raise web.HTTPError(403)
        if self.servizio.motore is None:
            raise BancaDatiMuta if self.servizio.impedimento else web.HTTPError(503)

    @cached_property
    def gruppi(self) -> Collection[str]:
        return set(self.current_user.get("groups", ()))

    @property
    def chi(self) -> str:
        return self.current_user["name"]

    def vede(self, slug: str) -> None:
        """Go on only if the person has to do with that comune: others are not even told that it exists."""
        if slug not in self.servizio.comuni or not permits.vede(self.gruppi, slug):
            raise web.HTTPError(404)

    def scrive(self, slug: str) -> None:
        self.vede(slug)
        if not permits.scrive(self.gruppi, slug):
            raise web.HTTPError(403)

    def pagina(self, modello: str, **dati) -> None:
        super().pagina(
            modello, **{"user": self.current_user, "xsrf": self.xsrf_token.decode("ascii"), **dati}
        )

    def log_exception(self, tipo, errore, dove) -> None:
        if not isinstance(errore, connection.NON_RISPONDE):
            super().log_exception(tipo, errore, dove)

    def write_error(self, status_code: int, **altro) -> None:
        errore = altro.get("exc_info", (None, None))[1]
        motivo = None
        if isinstance(errore, (BancaDatiMuta, *connection.NON_RISPONDE)):
            self.set_status(status_code := 503)
            motivo = BANCA_DATI
        Vestita.pagina(self, "error.html", status_code=status_code, motivo=motivo, user=None)


class Ritorno(Vestita, HubOAuthCallbackHandler):
    """Where the hub sends back who has just said who they are."""


class NonEsiste(Vestita):
    def prepare(self) -> None:
        raise web.HTTPError(404)


class Inizio(Riservata):
    """Their comuni; when there is only one, its page."""

    def get(self) -> None:
        suoi = [(s, n) for s, n in self.servizio.comuni.items() if permits.vede(self.gruppi, s)]
        if len(suoi) == 1:
            self.redirect(self.hub_auth.base_url + suoi[0][0])
            return
        self.pagina("programmate_comuni.html", comuni_miei=suoi, qui=self.hub_auth.base_url)


def applicazione(servizio: Servizio, nomi: Mapping[str, str], qui: str) -> web.Application:
    from hub_config.lotti import pages, reading

    modelli = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PACCHETTO / "html"),
        autoescape=True,
        undefined=jinja2.ChainableUndefined,
    )
    modelli.globals |= {"titolo": servizio.impostazioni.titolo, "nomi": nomi, "logout_url": f"{HUB}logout"}
    comune = rf"{qui}([a-z0-9-]+)"
    return web.Application(
        [
            (qui, Inizio),
            (f"{qui}oauth_callback", Ritorno),
            (comune, pages.DelComune),
            (rf"{comune}/piani/(\d{{1,9}})/(\w+)", pages.SulPiano),
            (rf"{comune}/rapporti/\d{{1,9}}/risorse/(.+)", reading.Risorsa),
            (rf"{comune}/rapporti/(\d{{1,9}})/(.+)", reading.FileDelRapporto),
        ],
        default_handler_class=NonEsiste,
        cookie_secret=os.urandom(32),
        xsrf_cookies=True,
        servizio=servizio,
        modelli=modelli,
        log_function=lambda _: None,
    )
