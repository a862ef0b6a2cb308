"""The page a person lands on: their comuni, the doors they may open, what the comuni have shared.

It lives in the hub, which already knows who is asking and what they may do. Doors are opened by the page
itself, asking the hub's API with the person's own permissions: nothing here acts in somebody's place.
"""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlencode

from jupyterhub.handlers import BaseHandler
from tornado import web
from tornado.ioloop import IOLoop

from crescere_kit import community
from crescere_kit.errors import ErroreSpiegato
from hub_config.lotti import permits
from hub_config.places import PACCHETTO
from hub_config.registry import Comune
from hub_config.roles import CRUSCOTTO, LABORATORIO, NOME_DELLA_PORTA, PORTE, ambito

COPIE = "dalla_comunita"


@dataclass(frozen=True)
class Porta:
    comune: Comune
    porta: str
    stato: str

    @property
    def nome(self) -> str:
        return NOME_DELLA_PORTA[self.porta]


class Pagina(BaseHandler):
    """What every page of the house knows: the registry, the doors and their state."""

    @property
    def impostazioni(self):
        return self.settings["crescere"]["impostazioni"]

    @property
    def registro(self):
        return self.settings["crescere"]["registro"]

    def puo(self, slug: str, porta: str) -> bool:
        return self.has_scope(ambito(slug, porta))

    def porte(self, comune: Comune) -> list[Porta]:
        return [Porta(comune, p, self.stato(comune.slug, p)) for p in PORTE if self.puo(comune.slug, p)]

    def stato(self, slug: str, porta: str) -> str:
        """Spento, avvio, acceso, spegnimento or errore."""
        utente = self.find_user(slug)
        if utente is None or porta not in utente.spawners:
            return "spento"
        server = utente.spawners[porta]
        if server.ready:
            return "acceso"
        if server.pending:
            return "spegnimento" if server.pending == "stop" else "avvio"
        return "errore" if server._failed else "spento"  # noqa: SLF001, the hub has no other word for it

    def comune_permesso(self, slug: str, porta: str) -> Comune:
        """The comune, if this person may open that door; otherwise a page that says no."""
        comune = next((c for c in self.registro.comuni if c.slug == slug), None)
        if comune is None or porta not in PORTE or not self.puo(slug, porta):
            raise web.HTTPError(403)
        return comune


class Casa(Pagina):
    """Their comuni, their doors, and the shelf of the community."""

    @web.authenticated
    async def get(self):
        gruppi = {gruppo.name for gruppo in self.current_user.groups}
        programmate = {c.slug for c in self.registro.comuni if permits.vede(gruppi, c.slug)}
        porte_di = [(comune, self.porte(comune)) for comune in self.registro.comuni]
        comuni = [(c, porte) for c, porte in porte_di if porte or c.slug in programmate]
        html = await self.render_template(
            "casa.html",
            comuni_miei=comuni,
            programmate=programmate,
            servizio=f"{self.base_url}services/{permits.SERVIZIO}/",
            laboratori=[c for c, porte in comuni if any(p.porta == LABORATORIO for p in porte)],
            condivisi=community.elenco(self.impostazioni.comunita),
            esito=self._esito(),
        )
        self.finish(html)

    def _esito(self) -> str | None:
        slug, file = self.get_argument("copiato", ""), self.get_argument("file", "")
        comune = next((c for c in self.registro.comuni if c.slug == slug), None)
        if comune is None or Path(file).name != file:
            return None
        return f"Copiato nel laboratorio di {comune.nome}, nella cartella «{COPIE}»: {file}."


class Apri(Pagina):
    """The page that opens a door: it asks the hub to start the server and says how it goes."""

    @web.authenticated
    async def get(self, slug: str, nome: str):
        porta = next((p for p, n in NOME_DELLA_PORTA.items() if n == nome), nome)
        comune = self.comune_permesso(slug, porta)
        server = f"{self.hub.base_url}api/users/{slug}/" + (f"servers/{porta}" if porta else "server")
        html = await self.render_template(
            "apri.html",
            comune=comune,
            nome=nome,
            avvia_url=server,
            stato_url=f"{self.hub.base_url}casa/stato/{slug}/{nome}",
            arrivo_url=self.base_url + f"user/{slug}/" + (f"{CRUSCOTTO}/" if porta else "lab"),
        )
        self.finish(html)


class Stato(Pagina):
    """How far a door is, for the page that waits."""

    @web.authenticated
    async def get(self, slug: str, nome: str):
        porta = next((p for p, n in NOME_DELLA_PORTA.items() if n == nome), nome)
        self.comune_permesso(slug, porta)
        self.set_header("Cache-Control", "no-store")
        self.finish({"stato": self.stato(slug, porta)})


class Copia(Pagina):
    """Copies a shared item into the laboratorio of a comune where the person works."""

    @web.authenticated
    async def post(self):
        comune = self.comune_permesso(self.get_body_argument("comune"), LABORATORIO)
        destinazione = self.impostazioni.comune(comune.slug) / "laboratorio" / COPIE
        identificativo = self.get_body_argument("id")
        try:
            file = await IOLoop.current().run_in_executor(
                None, community.copia, identificativo, destinazione, self.impostazioni.comunita
            )
        except ErroreSpiegato as errore:
            raise web.HTTPError(404, str(errore)) from errore
        self.log.info("%s ha copiato %s in %s", self.current_user.name, identificativo, comune.slug)
        self.redirect(f"{self.hub.base_url}casa?" + urlencode({"copiato": comune.slug, "file": file.name}))


class VersoCasa(Pagina):
    """The hub's own pages about servers and tokens: what a person needs of them is in the house."""

    def get(self, *_):
        self.redirect(f"{self.hub.base_url}casa")


class VersoLaPorta(Pagina):
    """The hub waits for a server only with whoever may also stop it: our page waits with everybody."""

    def get(self, slug: str, porta: str = LABORATORIO):
        self.redirect(f"{self.hub.base_url}casa/apri/{slug}/{NOME_DELLA_PORTA.get(porta, porta)}")


def pagine(tema: str) -> list[tuple]:
    """The handlers of the house, and the static files that dress every page of the hub."""
    porta = r"([a-z0-9-]+)/(cruscotto|laboratorio)"
    return [
        (r"/casa", Casa),
        (rf"/casa/apri/{porta}", Apri),
        (rf"/casa/stato/{porta}", Stato),
        (r"/casa/copia", Copia),
        (r"/(?:home|token|admin|spawn|spawn/.*)", VersoCasa),
        (r"/spawn-pending/([^/]+)/?", VersoLaPorta),
        (r"/spawn-pending/([^/]+)/([^/]+)", VersoLaPorta),
        (r"/casa/tema/(.*)", web.StaticFileHandler, {"path": tema}),
        (r"/casa/pagine/(.*)", web.StaticFileHandler, {"path": str(PACCHETTO / "static")}),
    ]
