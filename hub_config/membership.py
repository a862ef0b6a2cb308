"""Bring the hub's database to what the registry says today: people, passwords and who is in which group.

Done while the hub is stopped, in one transaction. Who left the registry is removed with their sessions;
an incarico that ended, or has not begun, is not applied.
"""

import io
from contextlib import redirect_stderr

import bcrypt
from jupyterhub import orm
from nativeauthenticator.orm import UserInfo
from sqlalchemy.orm import Session

from hub_config.registry import Registro, oggi
from hub_config.secrets_file import PasswordNote, nuova_password


def allinea(banca_dati: str, registro: Registro, note: PasswordNote) -> None:
    """Make the database say exactly what the registry says, giving a password to whoever has none."""
    sessione = _apri(banca_dati)
    try:
        _togli_chi_non_c_e(sessione, registro)
        _password(sessione, registro, note)
        _gruppi(sessione, registro)
        sessione.commit()
    finally:
        sessione.close()
        sessione.get_bind().dispose()


def _apri(banca_dati: str) -> Session:
    """Open the database, creating its tables; what the tool that creates them says is not for an office."""
    with redirect_stderr(io.StringIO()):
        return orm.new_session_factory(banca_dati)()


def _togli_chi_non_c_e(sessione: Session, registro: Registro) -> None:
    persone = {persona.username for persona in registro.persone}
    tutti = persone | {comune.slug for comune in registro.comuni}
    for utente in sessione.query(orm.User).filter(orm.User.name.not_in(tutti)):
        sessione.delete(utente)
    for accesso in sessione.query(UserInfo).filter(UserInfo.username.not_in(persone)):
        sessione.delete(accesso)


def _password(sessione: Session, registro: Registro, note: PasswordNote) -> None:
    for persona in registro.persone:
        accesso = UserInfo.find(sessione, persona.username)
        if accesso is None:
            password = nuova_password()
            impronta = bcrypt.hashpw(password.encode(), bcrypt.gensalt())
            sessione.add(UserInfo(username=persona.username, password=impronta, is_authorized=True))
            note.annota(persona.username, password, impronta)
        else:
            note.verifica(persona.username, accesso.password)


def _gruppi(sessione: Session, registro: Registro) -> None:
    for comune in registro.comuni:
        _utente(sessione, comune.slug)
    for nome, membri in registro.gruppi(oggi()).items():
        gruppo = orm.Group.find(sessione, nome)
        if gruppo is None:
            gruppo = orm.Group(name=nome)
            sessione.add(gruppo)
        gruppo.users = [_utente(sessione, username) for username in sorted(membri)]


def _utente(sessione: Session, username: str) -> orm.User:
    utente = orm.User.find(sessione, username)
    if utente is None:
        utente = orm.User(name=username)
        sessione.add(utente)
        sessione.flush()
    return utente
