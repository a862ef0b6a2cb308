"""A real PostgreSQL for the tests: a cluster of its own, on this machine only, that asks for passwords."""

from __future__ import annotations

import os
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from hub_vivo import porta_libera
from sqlalchemy import URL, create_engine, text

from hub_config.lotti import connection

PROGRAMMI = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda cartella: int(cartella.parent.name))
VELOCE = ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "max_connections=40"]


@dataclass(frozen=True)
class Postgres:
    cartella: Path
    porta: int
    password: str

    def comando(self, programma: str, *argomenti: str) -> None:
        """Run a program of PostgreSQL, which refuses to be root, as the user that Debian made for it."""
        utente = {"user": "postgres", "group": "postgres", "extra_groups": []} if os.geteuid() == 0 else {}
        subprocess.run(
            [PROGRAMMI[-1] / programma, *argomenti],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
            timeout=60,
            **utente,
        )

    def pg_ctl(self, azione: str, *argomenti: str) -> None:
        registro = self.cartella / "registro"
        self.comando(
            "pg_ctl", azione, "-w", "-D", str(self.cartella / "dati"), "-l", str(registro), *argomenti
        )

    def riavvia(self) -> None:
        self.pg_ctl("restart", "-m", "fast")

    def indirizzo(self, banca: str, utente: str = "crescere", password: str = "") -> URL:
        return URL.create(
            "postgresql+psycopg", utente, password or self.password, "127.0.0.1", self.porta, banca
        )

    def nuova(self) -> URL:
        """Make an empty database, shared with others, whose owner is not the one who asks."""
        nome = f"comunita_{secrets.token_hex(4)}"
        self.esegui("postgres", f"CREATE DATABASE {nome}", f"GRANT CREATE ON DATABASE {nome} TO crescere")
        return self.indirizzo(nome)

    def svuotata(self) -> URL:
        """The database of most tests, without what the last one left: a new one is a thousand files."""
        self.esegui("comunita", f"DROP SCHEMA IF EXISTS {connection.SCHEMA} CASCADE")
        return self.indirizzo("comunita")

    def esegui(self, banca: str, *comandi: str) -> None:
        """Do what only who administers the database may do."""
        motore = create_engine(self.indirizzo(banca, "postgres"), isolation_level="AUTOCOMMIT")
        with motore.connect() as connessione:
            for comando in comandi:
                connessione.execute(text(comando))
        motore.dispose()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A cluster that lasts as long as the tests."""
    if not PROGRAMMI:
        pytest.skip("there is no PostgreSQL here: sudo apt install postgresql")
    cartella = Path(
        tempfile.mkdtemp(prefix="crescere-postgres-")
    )  # pytest's own folders are closed to others
    server = Postgres(cartella, porta_libera(), secrets.token_hex(8))
    (cartella / "password").write_text(server.password, "ascii")
    if os.geteuid() == 0:
        for percorso in (cartella, cartella / "password"):
            shutil.chown(percorso, "postgres", "postgres")
    opzioni = ["--auth=scram-sha-256", f"--pwfile={cartella / 'password'}", "--username=postgres"]
    try:
        server.comando("initdb", "-D", str(cartella / "dati"), "--no-sync", "--encoding=UTF8", *opzioni)
        scelte = [
            *VELOCE,
            f"port={server.porta}",
            "listen_addresses=127.0.0.1",
            f"unix_socket_directories={cartella}",
        ]
        with (cartella / "dati" / "postgresql.auto.conf").open("a") as file:
            file.writelines(f"{nome} = '{valore}'\n" for nome, valore in (s.split("=") for s in scelte))
        server.pg_ctl("start")
        server.esegui(
            "postgres",
            f"CREATE ROLE crescere LOGIN PASSWORD '{server.password}'",
            "CREATE DATABASE comunita",
            "GRANT CREATE ON DATABASE comunita TO crescere",
        )
        yield server
    finally:
        if (cartella / "dati" / "postmaster.pid").exists():
            server.pg_ctl("stop", "-m", "immediate")
        shutil.rmtree(cartella)
