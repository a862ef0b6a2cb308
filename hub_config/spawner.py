"""How a comune's servers are started: one command, one folder and one small environment for each door.

In this version every server runs as the same system user as the hub: the doors are closed by the hub, but
two processes on the machine are not walled off from each other. It is for the demo region only; separate
users and jails belong here, in this module.
"""

import sys
from pathlib import Path

from jupyterhub.spawner import SimpleLocalProcessSpawner
from tornado import web
from traitlets import Dict, Integer, Unicode, default

from hub_config import environment
from hub_config.child import muori_col_padre
from hub_config.roles import CRUSCOTTO, LABORATORIO

AVVISO = (
    "ATTENZIONE: in questa versione i server di tutti i comuni girano con lo stesso utente di sistema. "
    "Va bene per provare con dati inventati; non mettere qui dati riservati di più comuni."
)
COMANDI = {
    LABORATORIO: [str(Path(sys.executable).with_name("jupyterhub-singleuser"))],
    CRUSCOTTO: [sys.executable, "-m", "hub_config.cruscotto"],
}


class ComuneSpawner(SimpleLocalProcessSpawner):
    """Starts the laboratorio ('') or the cruscotto of a comune, in the comune's own folder."""

    stato = Unicode(help="La cartella che contiene lo stato dell'hub", config=True)
    comuni = Dict(help="I comuni serviti: slug e nome", config=True)
    minuti_inattivita_pagina = Integer(15, help="Dopo quanto si libera una pagina ferma", config=True)

    @default("cmd")
    def _comando(self):
        return COMANDI.get(self.name, [])

    @default("home_dir")
    def _casa(self):
        return str(self.cartella / "casa")

    @default("notebook_dir")
    def _radice(self):
        return str(self.cartella / "laboratorio")

    @default("default_url")
    def _pagina_iniziale(self):
        return "/lab" if self.name == LABORATORIO else ""

    @property
    def cartella(self) -> Path:
        return Path(self.stato) / "comuni" / self.user.name

    async def start(self):
        if self.user.name not in self.comuni or self.name not in COMANDI:
            raise web.HTTPError(404, "Questo server non esiste.")
        return await super().start()

    async def stop(self, now=False):
        """Ask once, with SIGTERM: interrupted with SIGINT, a laboratorio leaves its kernels running."""
        await super().stop(now=True)

    def user_env(self, env):
        return {**super().user_env(env), **self.ambiente()}

    def ambiente(self) -> dict[str, str]:
        """All that a server of the comune is told about the machine and about its comune."""
        slug = self.user.name
        return environment.del_comune(
            Path(self.stato), slug, self.comuni[slug], self.minuti_inattivita_pagina
        )

    def make_preexec_fn(self, name):
        """Start in the comune's folder, and stop if the hub stops without time to say so."""
        entra = super().make_preexec_fn(name)

        def prepara():
            muori_col_padre()
            entra()

        return prepara
