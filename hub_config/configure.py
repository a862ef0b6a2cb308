"""The configuration of the hub: one function per section over a traitlets Config. Each sets, none appends."""

import sys
from datetime import timedelta

from traitlets.config import Config

from hub_config import node, registry, roles
from hub_config.login import AccessoDalRegistro
from hub_config.lotti import permits
from hub_config.places import PACCHETTO, template_voila
from hub_config.policy import REGOLE_DELLE_PAGINE
from hub_config.settings import Impostazioni
from hub_config.spawner import ComuneSpawner

CASA = "/hub/casa"


def apply(settings: Impostazioni, c: Config, porta_delle_relazioni: int = 0) -> None:
    """Configure the whole hub from its settings and from the registry in its state folder."""
    registro = registry.leggi(settings.registro)
    network(settings, c)
    proxy(settings, c)
    authenticator(settings, registro, c)
    roles_and_groups(registro, c)
    spawner(settings, registro, c)
    services(settings, porta_delle_relazioni, c)
    pages(settings, registro, c)
    security(settings, c)


def network(settings: Impostazioni, c: Config) -> None:
    c.JupyterHub.bind_url = f"http://{settings.indirizzo}:{settings.porta}"
    c.JupyterHub.db_url = settings.banca_dati
    c.JupyterHub.cookie_secret_file = str(settings.segreti / "cookie")
    c.JupyterHub.pid_file = str(settings.stato / "hub.pid")


def proxy(settings: Impostazioni, c: Config) -> None:
    """The Node proxy: the Python one keeps whole answers in memory and lets ten through at a time."""
    c.JupyterHub.proxy_class = "configurable-http-proxy"
    c.ConfigurableHTTPProxy.command = node.comando_del_proxy()
    c.ConfigurableHTTPProxy.auth_token = (settings.segreti / "proxy").read_text("ascii").strip()
    c.ConfigurableHTTPProxy.pid_file = str(settings.stato / "proxy.pid")


def authenticator(settings: Impostazioni, registro: registry.Registro, c: Config) -> None:
    """Nobody enters unless the registry names them, and nobody enters as a comune.

    Blocked users lose every role at start: a comune's own tokens can then ask the hub nothing.
    """
    c.JupyterHub.authenticator_class = AccessoDalRegistro
    c.Authenticator.allow_all = False
    c.Authenticator.allow_existing_users = False
    c.Authenticator.allowed_users = {persona.username for persona in registro.persone}
    c.Authenticator.blocked_users = {comune.slug for comune in registro.comuni}
    c.Authenticator.admin_users = set()
    c.AccessoDalRegistro.nomi = {persona.username: persona.nome for persona in registro.persone}
    c.NativeAuthenticator.enable_signup = False
    c.NativeAuthenticator.open_signup = False
    c.NativeAuthenticator.check_common_password = True
    c.NativeAuthenticator.minimum_password_length = settings.password_minima
    c.NativeAuthenticator.allowed_failed_logins = settings.tentativi_di_accesso
    c.NativeAuthenticator.seconds_before_next_try = settings.minuti_di_blocco * 60


def roles_and_groups(registro: registry.Registro, c: Config) -> None:
    """Roles for every comune and empty groups: the members are put in by `membership` from the registry."""
    c.JupyterHub.load_roles = roles.ruoli(registro)
    c.JupyterHub.load_groups = {nome: {} for nome in registro.gruppi(registry.oggi())}


def spawner(settings: Impostazioni, registro: registry.Registro, c: Config) -> None:
    c.JupyterHub.spawner_class = ComuneSpawner
    c.JupyterHub.allow_named_servers = True
    c.JupyterHub.named_server_limit_per_user = 1
    c.JupyterHub.concurrent_spawn_limit = settings.avvii_insieme
    c.ComuneSpawner.stato = str(settings.stato)
    c.ComuneSpawner.comuni = {comune.slug: comune.nome for comune in registro.comuni}
    c.ComuneSpawner.minuti_inattivita_pagina = settings.minuti_inattivita_pagina
    c.Spawner.start_timeout = settings.secondi_di_avvio
    c.Spawner.http_timeout = settings.secondi_di_avvio
    c.ComuneSpawner.term_timeout = 10
    c.Spawner.disable_user_config = True
    c.Spawner.env_keep = []
    c.Spawner.args = [f"--HubOAuth.cache_max_age={settings.secondi_di_memoria}"]


def services(settings: Impostazioni, porta: int, c: Config) -> None:
    """The planned reports: a process of its own, that asks the hub who is there and may do nothing else."""
    c.JupyterHub.services = [
        {
            "name": permits.SERVIZIO,
            "url": f"http://127.0.0.1:{porta}",
            "command": [sys.executable, "-m", "hub_config.lotti"],
            "environment": {"CRESCERE_HUB": str(settings.stato)},
            "oauth_no_confirm": True,  # it is part of the house, not a server of a comune
            "display": False,
        }
    ]


def pages(settings: Impostazioni, registro: registry.Registro, c: Config) -> None:
    """A person lands on the page of their comuni, in Italian, and so is every page they may meet."""
    c.JupyterHub.default_url = CASA
    c.JupyterHub.redirect_to_server = False
    c.JupyterHub.template_paths = [str(PACCHETTO / "html")]
    c.JupyterHub.template_vars = {
        "titolo": settings.titolo,
        "password_minima": settings.password_minima,
        "comuni": {comune.slug: comune.nome for comune in registro.comuni},
        "nomi": {persona.username: persona.nome for persona in registro.persone},
    }
    c.JupyterHub.tornado_settings = {
        "crescere": {
            "registro": registro,
            "impostazioni": settings,
            "statici": str(template_voila() / "static"),
        },
        "headers": {"Content-Security-Policy": REGOLE_DELLE_PAGINE},
    }


def security(settings: Impostazioni, c: Config) -> None:
    """Defaults that fit one machine without HTTPS; behind HTTPS add subdomains and host-only cookies."""
    c.JupyterHub.admin_access = False
    c.JupyterHub.cookie_max_age_days = settings.giorni_di_cookie
    c.JupyterHub.oauth_token_expires_in = int(timedelta(hours=settings.ore_di_lavoro).total_seconds())
    c.JupyterHub.token_expires_in_max_seconds = int(timedelta(days=7).total_seconds())
    c.JupyterHub.oauth_require_pkce = True
    c.JupyterHub.authenticate_prometheus = True
    c.JupyterHub.cleanup_servers = True
    c.JupyterHub.cleanup_proxy = True
