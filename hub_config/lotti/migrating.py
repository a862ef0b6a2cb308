"""The tables of the service brought to what this version wants, whichever version made them.

Each change is a revision of Alembic in `migrations/versions`, written once and never changed again.
"""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, inspect

from crescere_kit.errors import ErroreSpiegato

PRIMA = "0001"  # the tables as they were when nobody counted their versions
CARTELLA = Path(__file__).parent / "migrations"


class BancaDatiPiuRecente(ErroreSpiegato):
    """A database that a later Crescere has already changed."""


def aggiorna(connessione: Connection) -> None:
    """Make what is missing, in the transaction of the caller; rows stay."""
    configurazione = Config()
    configurazione.set_main_option("script_location", str(CARTELLA).replace("%", "%%"))
    configurazione.attributes["connection"] = connessione
    presente = MigrationContext.configure(connessione).get_current_revision()
    note = {revisione.revision for revisione in ScriptDirectory.from_config(configurazione).walk_revisions()}
    if presente and presente not in note:
        raise BancaDatiPiuRecente(
            f"La banca dati delle relazioni programmate è di una versione di Crescere più recente di questa "
            f"(«{presente}», qui si conosce fino a «{max(note)}»): aggiornare Crescere, oppure rimettere "
            "la copia della banca dati fatta prima dell'aggiornamento. Nulla è stato cambiato."
        )
    if presente is None and inspect(connessione).has_table("piani"):
        command.stamp(configurazione, PRIMA)
    command.upgrade(configurazione, "head")
