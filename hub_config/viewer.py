"""The reader of a cruscotto: their kernel is theirs alone, and their browser cannot run code in it."""

import os
from collections.abc import Mapping
from contextvars import ContextVar
from typing import NamedTuple

from jupyter_server.auth.identity import User
from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection
from jupyter_server.services.kernels.handlers import KernelHandler
from jupyter_server.services.kernels.kernelmanager import AsyncMappingKernelManager
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from tornado import web
from traitlets import Dict, Integer
from voila.shutdown_kernel_handler import VoilaShutdownKernelHandler
from voila.tornado.handler import TornadoVoilaHandler

from hub_config import frames
from hub_config.lotti import permits

V1 = "v1.kernel.websocket.jupyter.org"
SEGRETI_DEL_SERVER = ("JUPYTERHUB_", "JPY_")

RUOLI = ("autore", "esperto", "lettore")  # who may do more first: a person may have several incarichi


class Lettore(NamedTuple):
    """Who looks at a page, and as what."""

    username: str
    ruolo: str
    programmate: bool = False  # whether the planned reports of this comune are open to them too


_lettore: ContextVar[Lettore] = ContextVar("lettore")


class KernelDelCruscotto(AsyncMappingKernelManager):
    """Kernels that know whose page they serve, few at a time, and nothing of the server's own secrets."""

    pagine_massime = Integer(20, help="Quante pagine possono stare aperte insieme", config=True)
    lettori = Dict(help="Di chi è ciascun kernel")

    async def start_kernel(self, *, env=None, **kwargs):
        if len(self) >= self.pagine_massime:
            raise web.HTTPError(503, "Ci sono troppe pagine aperte: chiuderne qualcuna e riprovare.")
        ambiente = {nome: v for nome, v in (env or {}).items() if not nome.startswith(SEGRETI_DEL_SERVER)}
        chi = _lettore.get()
        ambiente |= {"CRESCERE_PERSONA": chi.username, "CRESCERE_RUOLO": chi.ruolo}
        kernel_id = await super().start_kernel(env=ambiente, **kwargs)
        self.lettori[kernel_id] = chi.username
        return kernel_id

    def remove_kernel(self, kernel_id):
        self.lettori.pop(kernel_id, None)
        return super().remove_kernel(kernel_id)


class SoloIlProprietario:
    """Answers 404 to whoever did not open the page this kernel belongs to."""

    async def prepare(self):
        await super().prepare()
        kernel_id = self.path_kwargs.get("kernel_id") or self.path_args[0]
        proprietario = self.kernel_manager.lettori.get(kernel_id)
        if self.current_user and proprietario != self.current_user.username:
            raise web.HTTPError(404)


class PaginaDelLettore(TornadoVoilaHandler):
    """The page: whoever asks for it owns the kernel that renders it."""

    @web.authenticated
    async def get(self, path=None):
        _lettore.set(lettore(self.current_user, os.environ))
        await super().get(path="")


def chi_legge() -> Lettore:
    """Return who has asked for the page that is being made."""
    return _lettore.get()


def lettore(utente: User, ambiente: Mapping[str, str]) -> Lettore:
    """Return a person as this comune knows them."""
    programmate = permits.vede(gruppi(utente), ambiente.get("CRESCERE_COMUNE", ""))
    return Lettore(utente.username, ruolo(utente, ambiente), programmate)


def gruppi(utente: User) -> set[str]:
    """Return the groups of a person, as the hub says them."""
    return set((getattr(utente, "hub_user", None) or {}).get("groups", ()))


def ruolo(utente: User, ambiente: Mapping[str, str]) -> str:
    """Return what a person is for this comune, as the hub's groups say; whoever is in none only reads."""
    suoi, comune = gruppi(utente), ambiente.get("CRESCERE_COMUNE", "")
    plurali = {"autore": "autori", "esperto": "esperti", "lettore": "lettori"}
    return next((uno for uno in RUOLI if f"{plurali[uno]}:{comune}" in suoi), "lettore")


class KernelDelLettore(SoloIlProprietario, KernelHandler):
    """The page asks whether its kernel is alive; nothing else can be asked here."""

    SUPPORTED_METHODS = ("GET", "HEAD")


class SpegniKernel(SoloIlProprietario, VoilaShutdownKernelHandler):
    """The page says goodbye when it is closed."""


class ConnessioneDelLettore(ZMQChannelsWebsocketConnection):
    """Drops what is not a message, what would run code and what a page of ours never sends."""

    def handle_incoming_message(self, incoming_msg):
        messaggio = frames.in_arrivo(incoming_msg, self.subprotocol == V1)
        if messaggio is None or not frames.ammesso(
            messaggio, self.multi_kernel_manager.allowed_message_types
        ):
            self.log.warning("Messaggio di un lettore non ammesso: ignorato.")
            return
        super().handle_incoming_message(incoming_msg)


class CanaleDelLettore(SoloIlProprietario, KernelWebsocketHandler):
    """The websocket of the page, without the code of the cells."""

    def write_message(self, message, binary=False):
        if isinstance(message, dict):
            sorgente = message.get("header", {}).get("msg_type") == "execute_input"
        else:
            sorgente = frames.contiene_sorgente(message, self.selected_subprotocol == V1)
        return None if sorgente else super().write_message(message, binary)
