"""Plans and jobs, as `create_all` made them before their versions were counted."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

APERTO = sa.text("stato IN ('in coda', 'in corso')")


def upgrade() -> None:
    _piani()
    _lavori()
    op.create_index(
        "un_lavoro_aperto_per_piano",
        "lavori",
        ["piano_id"],
        unique=True,
        sqlite_where=APERTO,
        postgresql_where=APERTO,
    )


def _piani() -> None:
    op.create_table(
        "piani",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("comune", sa.String, nullable=False, index=True),
        sa.Column("notebook", sa.String, nullable=False),
        sa.Column("tipo", sa.String, nullable=False),
        sa.Column("ora", sa.Integer, nullable=False),
        sa.Column("minuto", sa.Integer, nullable=False),
        sa.Column("giorno", sa.Integer, nullable=False),
        sa.Column("data", sa.Date),
        sa.Column("prossima", sa.DateTime, index=True),
        sa.Column("sospeso", sa.Boolean, nullable=False),
        sa.Column("eliminato", sa.Boolean, nullable=False),
        sa.Column("autore", sa.String, nullable=False),
        sa.Column("creato", sa.DateTime, nullable=False),
    )


def _lavori() -> None:
    op.create_table(
        "lavori",
        sa.Column("id", sa.Integer, primary_key=True),
        sa.Column("piano_id", sa.Integer, sa.ForeignKey("piani.id"), nullable=False, index=True),
        sa.Column("comune", sa.String, nullable=False, index=True),
        sa.Column("notebook", sa.String, nullable=False),
        sa.Column("previsto", sa.DateTime, nullable=False),
        sa.Column("chiesto_da", sa.String, nullable=False),
        sa.Column("nota", sa.Text, nullable=False),
        sa.Column("stato", sa.String, nullable=False, index=True),
        sa.Column("non_prima", sa.DateTime, nullable=False),
        sa.Column("tentativi", sa.Integer, nullable=False),
        sa.Column("interruzioni", sa.Integer, nullable=False),
        sa.Column("motivi", sa.Text, nullable=False),
        sa.Column("proprietario", sa.String, nullable=False),
        sa.Column("battito", sa.DateTime),
        sa.Column("iniziato", sa.DateTime),
        sa.Column("finito", sa.DateTime),
        sa.Column("cartella", sa.String, nullable=False),
        sa.Column("pagina", sa.String, nullable=False),
    )
