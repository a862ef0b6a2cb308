"""The cruscotto: two notebooks, the page and the acts, served by a stand-alone Voilà behind the hub's login.

Stand-alone and not as an extension of the laboratorio: there a reader's websocket would run code.
Only what the page needs is served: no files, no contents, no tree, no other notebook.
"""

import os
import threading
from urllib.parse import urlparse

from jinja2 import ChoiceLoader, FileSystemLoader
from jupyter_server.base.handlers import FileFindHandler, JupyterHandler
from jupyterhub.singleuser.extension import JupyterHubAuthorizer, JupyterHubIdentityProvider
from tornado import web
from traitlets.config import Config
from voila.app import Voila
from voila.static_file_handler import MultiStaticFileHandler, TemplateStaticFileHandler

from crescere_kit.prefork import provisioner
from hub_config import places
from hub_config.lotti import permits
from hub_config.viewer import (
    CanaleDelLettore,
    ConnessioneDelLettore,
    KernelDelCruscotto,
    KernelDelLettore,
    PaginaDelLettore,
    SpegniKernel,
    chi_legge,
)

NOTEBOOK, NOTEBOOK_ATTI = "app/cruscotto.ipynb", "app/atti.ipynb"
TEMPLATE = "crescere"
ESTENSIONI = ["@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8"]
ID_KERNEL = r"(?P<kernel_id>\w+-\w+-\w+-\w+-\w+)"
REGOLE_DELLA_PAGINA = (
    "default-src 'self' blob: data:; script-src 'self' 'unsafe-inline' blob:; "
    "style-src 'self' 'unsafe-inline'; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


class NonEsiste(JupyterHandler):
    """Everything the cruscotto does not serve, in a page of ours."""

    async def prepare(self):
        await super().prepare()
        raise web.HTTPError(404)


class Cruscotto(Voila):
    """Voilà with the hub's identity, one page and no other door."""

    def init_settings(self):
        settings = super().init_settings()
        errori = FileSystemLoader(self.template_paths)
        settings["jinja2_env"].loader = ChoiceLoader([errori, settings["jinja2_env"].loader])
        return {
            **settings,
            "default_handler_class": NonEsiste,
            "compress_response": True,
            "headers": {"Content-Security-Policy": REGOLE_DELLA_PAGINA},
        }

    def init_handlers(self):
        return [(self.server_url.rstrip("/") + percorso, *altro) for percorso, *altro in self._porte()]

    def _porte(self):
        return [
            (r"/?", PaginaDelLettore, self._pagina(NOTEBOOK)),
            (r"/atti/?", PaginaDelLettore, self._pagina(NOTEBOOK_ATTI)),
            (rf"/api/kernels/{ID_KERNEL}", KernelDelLettore),
            (rf"/api/kernels/{ID_KERNEL}/channels", CanaleDelLettore),
            (r"/voila/api/shutdown/(.*)", SpegniKernel),
            (rf"/voila/templates/((?:{TEMPLATE}|lab|base)/static/.*)", TemplateStaticFileHandler),
            (r"/voila/static/(.*)", MultiStaticFileHandler, {"paths": self.static_paths}),
            (
                r"/voila/labextensions/(.*)",
                FileFindHandler,
                {"path": self.labextensions_path, "no_cache_paths": ["/"]},
            ),
            *self.identity_provider.get_handlers(),
        ]

    def _pagina(self, notebook: str) -> dict:
        return {
            "notebook_path": notebook,
            "template_paths": self.template_paths,
            "config": self.config,
            "voila_configuration": self.voila_configuration,
        }


def configurazione(ambiente: dict[str, str]) -> Config:
    """The whole configuration of the cruscotto, from what the hub tells its server."""
    servizio = urlparse(ambiente["JUPYTERHUB_SERVICE_URL"])
    c = Config()
    c.Voila.ip = servizio.hostname
    c.Voila.port = servizio.port
    c.Voila.port_retries = 0
    c.Voila.base_url = ambiente["JUPYTERHUB_SERVICE_PREFIX"]
    c.Voila.open_browser = False
    c.Voila.config_file_paths = []
    c.Voila.notebook_path = str(places.notebook() / NOTEBOOK)
    c.Voila.root_dir = str(places.notebook())
    c.Voila.identity_provider_class = JupyterHubIdentityProvider
    c.Voila.authorizer_class = JupyterHubAuthorizer
    c.Voila.kernel_websocket_connection_class = ConnessioneDelLettore
    _pagina(c, ambiente)
    _kernel(c, int(ambiente["CRESCERE_MINUTI_INATTIVITA"]) * 60)
    return c


def _pagina(c: Config, ambiente: dict[str, str]) -> None:
    ente = {"crescereComune": f"Comune di {ambiente['CRESCERE_NOME']}", "crescereCasa": "/hub/casa"}
    programmate = {"crescereProgrammate": f"/services/{permits.SERVIZIO}/{ambiente['CRESCERE_COMUNE']}"}

    def della_persona(pagina: dict, **_: object) -> dict:
        return pagina | ente | (programmate if chi_legge().programmate else {})

    c.VoilaConfiguration.page_config_hook = della_persona
    c.VoilaConfiguration.template = TEMPLATE
    c.VoilaConfiguration.allow_template_override = "NO"
    c.VoilaConfiguration.allow_theme_override = "NO"
    c.VoilaConfiguration.strip_sources = True
    c.VoilaConfiguration.show_tracebacks = False
    c.VoilaConfiguration.http_header_envs = []
    c.VoilaConfiguration.http_keep_alive_timeout = 5
    c.VoilaConfiguration.extension_allowlist = ESTENSIONI
    c.VoilaConfiguration.file_allowlist = []


def _kernel(c: Config, inattivita: int) -> None:
    """Closed tabs are found by looking: only some browsers say goodbye."""
    c.VoilaConfiguration.multi_kernel_manager_class = KernelDelCruscotto
    c.KernelDelCruscotto.cull_idle_timeout = inattivita
    c.KernelDelCruscotto.cull_interval = 60
    c.KernelDelCruscotto.cull_connected = False
    c.KernelDelCruscotto.cull_busy = False


def main() -> None:
    """Serve the page of the comune the hub started this process for."""
    threading.Thread(target=provisioner.prepare, daemon=True).start()  # while the server itself starts
    Cruscotto.launch_instance(config=configurazione(dict(os.environ)))


if __name__ == "__main__":
    main()
