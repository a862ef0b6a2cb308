import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import inspect, text
from sqlalchemy.exc import IntegrityError

from hub_config.lotti import connection, jobs, migrating, plans
from hub_config.lotti.database import IN_CODA, RIUSCITO, Lavoro, Tabelle

PRIMA_DELLE_VERSIONI = Path(__file__).with_name("before_versions.sql")


def righe(file: str) -> dict[str, list[tuple]]:
    with closing(sqlite3.connect(file)) as aperto:
        return {
            tabella: aperto.execute(f"SELECT * FROM {tabella} ORDER BY id").fetchall()  # noqa: S608
            for tabella in ("piani", "lavori")
        }


@pytest.fixture
def vecchia(di_sqlite) -> str:
    """The file of a service that knew nothing of versions, with two plans and two jobs."""
    with closing(sqlite3.connect(di_sqlite.database)) as aperto:
        aperto.executescript(PRIMA_DELLE_VERSIONI.read_text("utf-8"))
    return di_sqlite.database


def test_tables_and_models_agree_and_a_second_start_changes_nothing(motore, indirizzo):
    for aperto in (motore, connection.apri(indirizzo)):
        with aperto.connect() as c:
            assert compare_metadata(MigrationContext.configure(c), Tabelle.metadata) == []
            assert c.scalar(text("SELECT version_num FROM alembic_version")) == "0001"
        aperto.dispose()


def test_one_plan_has_one_open_job_and_as_many_closed_ones_as_it_likes(motore, pianifica):
    """What a comparison of tables does not look at: the index holds for some rows only."""
    piano = pianifica(in_coda=True)
    assert not plans.chiedi(motore, piano, "anna.bianchi", piano.creato)
    colonne = ", ".join(colonna.name for colonna in Lavoro.__table__.columns if colonna.name != "id")

    def due(stato: str) -> None:
        with motore.begin() as c:
            c.execute(text("UPDATE lavori SET stato = :stato"), {"stato": stato})
            c.execute(text(f"INSERT INTO lavori ({colonne}) SELECT {colonne} FROM lavori"))  # noqa: S608

    due(RIUSCITO)
    with pytest.raises(IntegrityError):
        due(IN_CODA)


def test_a_file_from_before_versions_is_adopted_with_every_row_it_has(vecchia):
    prima = righe(vecchia)
    assert {tabella: len(sue) for tabella, sue in prima.items()} == {"piani": 2, "lavori": 2}
    motore = connection.apri(f"sqlite:///{vecchia}")
    assert righe(vecchia) == prima
    with motore.connect() as c:
        assert compare_metadata(MigrationContext.configure(c), Tabelle.metadata) == []
    [piano] = plans.del_comune(motore, "borgo-esempio")
    assert str(piano.cadenza) == "ogni 1° del mese alle 6"
    assert jobs.del_comune(motore, "borgo-esempio", 1).stato == RIUSCITO
    assert jobs.del_comune(motore, "valle-chiara", 2).motivi.endswith("mancano i conti del 2025.")
    motore.dispose()


def test_an_upgrade_that_fails_half_way_leaves_the_file_as_it_was(vecchia, tmp_path, monkeypatch):
    """With a revision of a later day, that changes a table and then stops."""
    prima = righe(vecchia)
    futura = tmp_path / "migrations"
    (futura / "versions").mkdir(parents=True)
    for parte in ("env.py", "versions/v0001_plans_and_jobs.py"):
        (futura / parte).write_text((migrating.CARTELLA / parte).read_text("utf-8"), "utf-8")
    revisione = (
        "from alembic import op\nimport sqlalchemy as sa\nrevision, down_revision = '0002', '0001'\n"
        "def upgrade():\n    op.add_column('piani', sa.Column('colore', sa.String))\n"
    )
    passo = futura / "versions" / "v0002_colour.py"
    passo.write_text(revisione + "    op.drop_table('tabella_che_non_esiste')\n", "utf-8")
    monkeypatch.setattr(migrating, "CARTELLA", futura)
    with pytest.raises(connection.BancaDatiChiusa, match="tabella_che_non_esiste"):
        connection.apri(f"sqlite:///{vecchia}")
    with closing(sqlite3.connect(vecchia)) as aperto:
        assert "alembic_version" not in {nome for (nome,) in aperto.execute("SELECT name FROM sqlite_master")}
    assert righe(vecchia) == prima

    passo.write_text(revisione, "utf-8")
    motore = connection.apri(f"sqlite:///{vecchia}")
    assert "colore" in {colonna["name"] for colonna in inspect(motore).get_columns("piani")}
    assert [riga[:-1] for riga in righe(vecchia)["piani"]] == prima["piani"]
    motore.dispose()


def test_a_database_of_a_later_crescere_is_refused_in_a_sentence_and_left_alone(motore, indirizzo, pianifica):
    pianifica()
    with motore.begin() as c:
        c.execute(text("UPDATE alembic_version SET version_num = '0999'"))
    with pytest.raises(migrating.BancaDatiPiuRecente, match=r"più recente .*«0999».*aggiornare"):
        connection.apri(indirizzo)
    with motore.connect() as c:
        assert c.scalar(text("SELECT version_num FROM alembic_version")) == "0999"
    assert len(plans.del_comune(motore, "borgo-esempio")) == 1
