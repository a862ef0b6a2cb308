import logging
import multiprocessing
import stat
from pathlib import Path

import pytest
from hub_vivo import porta_libera
from sqlalchemy import URL, inspect, text

from hub_config.lotti import connection, plans
from hub_config.lotti.connection import BancaDatiChiusa


def test_the_file_is_of_the_hub_alone_and_is_opened_again_with_what_it_holds(di_sqlite):
    for _ in range(2):
        connection.apri(di_sqlite).dispose()
        assert stat.S_IMODE(Path(di_sqlite.database).stat().st_mode) == 0o600


def test_a_file_that_is_not_a_database_is_said_in_a_sentence(di_sqlite):
    Path(di_sqlite.database).write_text("non è una banca dati " * 100, "utf-8")
    with pytest.raises(BancaDatiChiusa, match=r"programmate\.sqlite, non si apre"):
        connection.apri(di_sqlite)


def test_in_a_shared_database_only_our_schema_is_touched(postgres):
    dove = postgres.nuova()
    altrui = "CREATE TABLE public.piani (id integer); INSERT INTO public.piani VALUES (7)"
    postgres.esegui(dove.database, *altrui.split("; "))
    motore = connection.apri(dove)
    assert plans.del_comune(motore, "borgo-esempio") == []
    assert inspect(motore).get_table_names(schema="public") == ["piani"]
    suoi = inspect(motore).get_table_names(schema=connection.SCHEMA)
    assert sorted(suoi) == ["alembic_version", "lavori", "piani"]
    motore.dispose()


@pytest.mark.parametrize(
    ("guasto", "frase"),
    [
        ("password", "rifiuta la password dell'utente «crescere»: controllare il file segreti/"),
        ("senza password", "rifiuta la password"),
        ("banca", "non risponde.*non_esiste"),
        ("spenta", "non risponde: controllare che sia accesa"),
        ("permesso", 'CREATE SCHEMA relazioni_programmate AUTHORIZATION "crescere"'),
    ],
)
def test_a_database_that_cannot_be_used_is_said_in_a_sentence_without_its_password(
    postgres, guasto, frase, caplog
):
    caplog.set_level(logging.DEBUG)
    dove = {
        "password": postgres.indirizzo("postgres", password="ciliegia-sbagliata"),
        "senza password": postgres.indirizzo("postgres")._replace(password=None),
        "banca": postgres.indirizzo("non_esiste"),
        "spenta": postgres.indirizzo("postgres").set(port=porta_libera()),
        "permesso": postgres.indirizzo("postgres"),
    }[guasto]
    with pytest.raises(BancaDatiChiusa, match=frase) as rifiuto:
        connection.apri(dove)
    detto = f"{rifiuto.value} {caplog.text}"
    assert "Traceback" not in detto
    assert "\n" not in str(rifiuto.value)
    assert postgres.password not in detto
    assert "ciliegia" not in detto


def test_a_schema_made_by_who_administers_is_enough(postgres):
    dove = postgres.nuova()
    postgres.esegui(
        dove.database,
        f"REVOKE CREATE ON DATABASE {dove.database} FROM crescere",
        f"CREATE SCHEMA {connection.SCHEMA} AUTHORIZATION crescere",
    )
    connection.apri(dove).dispose()


def test_after_a_restart_of_the_database_the_next_question_has_its_answer(postgres):
    motore = connection.apri(postgres.svuotata())
    assert plans.del_comune(motore, "borgo-esempio") == []
    postgres.riavvia()
    assert plans.del_comune(motore, "borgo-esempio") == []
    motore.dispose()


def _apri(indirizzo: URL) -> None:
    connection.apri(indirizzo).dispose()


def test_services_that_start_together_on_an_empty_database_make_it_once(indirizzo):
    contesto = multiprocessing.get_context("forkserver")
    contesto.set_forkserver_preload([connection.__name__])
    processi = [contesto.Process(target=_apri, args=(indirizzo,)) for _ in range(4)]
    for processo in processi:
        processo.start()
    for processo in processi:
        processo.join(60)
    assert [processo.exitcode for processo in processi] == [0] * 4
    motore = connection.apri(indirizzo)
    with motore.connect() as c:
        assert c.scalars(text("SELECT version_num FROM alembic_version")).all() == ["0001"]
    motore.dispose()
