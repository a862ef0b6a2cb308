"""Who gets in: only the people of the registry, with a password, and never as a comune.

The pages that would open an account or approve one are not among the handlers at all.
"""

import bcrypt
from jupyterhub.handlers.login import LoginHandler
from nativeauthenticator import NativeAuthenticator
from nativeauthenticator.handlers import ChangePasswordHandler
from tornado import web
from tornado.ioloop import IOLoop
from traitlets import Dict

from hub_config.casa import pagine

BYTE_MASSIMI = 72  # bcrypt reads no more than these
NESSUNO = bcrypt.hashpw(b"", bcrypt.gensalt())  # so that an unknown name takes as long as a known one
NON_CORRETTI = (
    "Nome utente o password non corretti. Dopo alcuni tentativi sbagliati l'accesso resta chiuso per un po': "
    "in quel caso attendere, oppure rivolgersi a chi amministra Crescere."
)


class PaginaDiAccesso(LoginHandler):
    """The hub's own login form; whatever went wrong, it says so in our words."""

    def _render(self, login_error=None, username=None, **kwargs):
        return super()._render(login_error=login_error and NON_CORRETTI, username=username, **kwargs)

    async def post(self):
        if not self.get_body_argument("username", "") or not self.get_body_argument("password", ""):
            self.finish(await self._render(login_error=NON_CORRETTI, username=""))
            return
        await super().post()


class PaginaDellaPassword(ChangePasswordHandler):
    """A person changes their own password."""

    @web.authenticated
    async def post(self):
        for campo in ("old_password", "new_password", "new_password_confirmation"):
            if len(self.get_body_argument(campo, strip=False).encode()) > BYTE_MASSIMI:
                raise web.HTTPError(400)
        await super().post()


def corrisponde(password: str, impronta: bytes) -> bool:
    """Whether the password is the one behind the hash; slow on purpose, so never on the hub's own thread."""
    scritta = password.encode()
    return len(scritta) <= BYTE_MASSIMI and bcrypt.checkpw(scritta, impronta)


class AccessoDalRegistro(NativeAuthenticator):
    """Passwords of the people in the registry, and the pages one meets before and after the login."""

    nomi = Dict(help="Il nome di ciascuna persona del registro, per nome utente", config=True)

    async def authenticate(self, handler, data):
        username = self.normalize_username(data.get("username", ""))
        if self.is_blocked(username):
            return None
        accesso = self.get_user(username)
        impronta = accesso.password if accesso else NESSUNO
        giusta = await IOLoop.current().run_in_executor(None, corrisponde, data.get("password", ""), impronta)
        if not accesso:
            return None
        if not (giusta and accesso.is_authorized):
            self.add_login_attempt(username)
            return None
        self.successful_login(username)
        nome = self.nomi.get(username, username)
        return {"name": username, "user_info": {"name": nome, "display_name": nome}}

    def get_handlers(self, app):
        return [
            (r"/login", PaginaDiAccesso),
            (r"/change-password", PaginaDellaPassword),
            *pagine(app.tornado_settings["crescere"]["statici"]),
        ]
