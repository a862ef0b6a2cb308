"""The database of the service, opened: a file of SQLite, or a schema of its own in a shared PostgreSQL."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, event, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError, ProgrammingError
from sqlalchemy.orm import Session
from sqlalchemy.schema import CreateSchema

from crescere_kit.errors import ErroreSpiegato
from hub_config.lotti import migrating
from hub_config.lotti.address import SEGRETO

SCHEMA = "relazioni_programmate"  # the rest of the database is of others
NON_RISPONDE = (OperationalError, InterfaceError)
PERMESSO_NEGATO = "42501"
# A machine that vanishes is noticed within seconds by both sides, and keeps no lock for itself.
ALLA_SESSIONE = {
    "search_path": SCHEMA,
    "lock_timeout": "15s",
    "idle_in_transaction_session_timeout": "60s",
    "tcp_keepalives_idle": "30",
    "tcp_keepalives_interval": "10",
    "tcp_keepalives_count": "3",
}
A_POSTGRES = {
    "connect_timeout": 5,
    "tcp_user_timeout": 15_000,
    "application_name": "crescere, relazioni programmate",
    "options": " ".join(f"-c {nome}={valore}" for nome, valore in ALLA_SESSIONE.items()),
}
IN_FILA = text(f"SELECT pg_advisory_xact_lock(hashtextextended('{SCHEMA}', 0))")


class BancaDatiChiusa(ErroreSpiegato):
    """A database that cannot be used, in a sentence without its password."""


def apri(indirizzo: str | URL) -> Engine:
    """Open the database with its tables as this version wants them; a file of SQLite is of the hub alone."""
    dove = make_url(indirizzo)
    motore = _motore(dove)
    try:
        with _da_soli(motore) as connessione:
            migrating.aggiorna(connessione)
    except DBAPIError as errore:
        motore.dispose()
        raise BancaDatiChiusa(perche(dove, errore)) from None
    except BaseException:
        motore.dispose()
        raise
    if motore.dialect.name == "sqlite" and dove.database:
        Path(dove.database).chmod(0o600)
    return motore


def _motore(dove: URL) -> Engine:
    if dove.get_backend_name() != "sqlite":
        return create_engine(dove, pool_pre_ping=True, connect_args=A_POSTGRES)
    motore = create_engine(dove)
    event.listen(motore, "connect", _sqlite)
    return motore


def _sqlite(connessione, _) -> None:
    """Who writes waits instead of failing, and readers do not wait for who writes."""
    for comando in ("busy_timeout=15000", "journal_mode=WAL", "foreign_keys=ON"):
        connessione.execute(f"PRAGMA {comando}")


@contextmanager
def _da_soli(motore: Engine) -> Iterator[Connection]:
    """One transaction, tables included: of two services that start together the second finds all done."""
    if motore.dialect.name == "sqlite":  # Python's module would begin it only at the first row
        with motore.connect().execution_options(isolation_level="AUTOCOMMIT") as connessione:
            connessione.exec_driver_sql("BEGIN IMMEDIATE")
            try:
                yield connessione
            except BaseException:
                connessione.exec_driver_sql("ROLLBACK")
                raise
            connessione.exec_driver_sql("COMMIT")
        return
    with motore.begin() as connessione:
        connessione.execute(IN_FILA)
        if not connessione.scalar(text("SELECT to_regnamespace(:schema)"), {"schema": SCHEMA}):
            connessione.execute(CreateSchema(SCHEMA))
        yield connessione


def in_fila(sessione: Session) -> None:
    """Until the end of the transaction nobody else chooses: SQLite lets one write at a time by itself."""
    if sessione.get_bind().dialect.name == "postgresql":
        sessione.execute(IN_FILA)


def perche(dove: URL, errore: DBAPIError) -> str:
    """Say in a sentence why the database cannot be used, and what to do."""
    if dove.get_backend_name() == "sqlite":
        return f"La banca dati delle relazioni programmate, {dove.database}, non si apre: {errore.orig}."
    nome = f"La banca dati delle relazioni programmate («{dove.database}» su {_macchina(dove)})"
    risposta = _risposta(dove, errore)
    if isinstance(errore, ProgrammingError) and _codice(errore) == PERMESSO_NEGATO:
        return (
            f"{nome} non lascia creare lo schema «{SCHEMA}» o le sue tabelle: chi la amministra esegua "
            f'CREATE SCHEMA {SCHEMA} AUTHORIZATION "{dove.username}". Ha risposto: {risposta}'
        )
    if not isinstance(errore, NON_RISPONDE):
        return f"{nome} non si può usare. Ha risposto: {risposta}"
    if "password" in risposta.lower():  # in Italian too, and where there is none
        return (
            f"{nome} rifiuta la password dell'utente «{dove.username}»: controllare il file "
            f"segreti/{SEGRETO} della cartella di stato. Ha risposto: {risposta}"
        )
    return (
        f"{nome} non risponde: controllare che sia accesa e che banca_dati_relazioni in hub.toml sia giusto; "
        f"intanto si riprova da soli. Ha risposto: {risposta}"
    )


def _macchina(dove: URL) -> str:
    return f"{dove.host or dove.query.get('host') or 'questa macchina'}{f':{dove.port}' if dove.port else ''}"


def _codice(errore: DBAPIError) -> str | None:
    return getattr(errore.orig, "sqlstate", None)


def _risposta(dove: URL, errore: DBAPIError) -> str:
    """What the database said, on one line; it never says the password, and if it did we would not."""
    detto = re.sub(r"\s+", " ", str(errore.orig)).strip()
    if dove.password:
        detto = detto.replace(str(dove.password), "***")
    return f"«{detto[:300]}»."
