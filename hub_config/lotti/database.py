"""The tables of the service: what is planned, and each time it was or will be done.

A change here needs a revision in `migrations/versions`; a test compares the two.
"""

from __future__ import annotations

from datetime import UTC, date, datetime

from sqlalchemy import DateTime, ForeignKey, Index, Text, types
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, relationship

from hub_config.lotti.cadence import Cadenza

IN_CODA, IN_CORSO, RIUSCITO, FALLITO, ANNULLATO = (
    "in coda",
    "in corso",
    "riuscito",
    "non riuscito",
    "annullato",
)
APERTI = (IN_CODA, IN_CORSO)


class Istante(types.TypeDecorator):
    """A moment, kept in UTC by databases that know time zones and by those that do not."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect):
        return None if value is None else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, dialect):
        return None if value is None else value.replace(tzinfo=UTC)


class Tabelle(DeclarativeBase):
    pass


class Piano(Tabelle):
    """A report that a comune wants again and again, or once at a certain time."""

    __tablename__ = "piani"
    id: Mapped[int] = mapped_column(primary_key=True)
    comune: Mapped[str] = mapped_column(index=True)
    notebook: Mapped[str]
    tipo: Mapped[str]
    ora: Mapped[int]
    minuto: Mapped[int]
    giorno: Mapped[int]
    data: Mapped[date | None]
    prossima: Mapped[datetime | None] = mapped_column(
        Istante, index=True
    )  # None: nothing more to do by itself
    sospeso: Mapped[bool] = mapped_column(default=False)
    eliminato: Mapped[bool] = mapped_column(default=False)
    autore: Mapped[str]
    creato: Mapped[datetime] = mapped_column(Istante)

    @property
    def cadenza(self) -> Cadenza:
        return Cadenza(self.tipo, self.ora, self.minuto, self.giorno, self.data)


class Lavoro(Tabelle):
    """One time that a plan is carried out."""

    __tablename__ = "lavori"
    id: Mapped[int] = mapped_column(primary_key=True)
    piano_id: Mapped[int] = mapped_column(ForeignKey("piani.id"), index=True)
    comune: Mapped[str] = mapped_column(index=True)
    notebook: Mapped[str]
    previsto: Mapped[datetime] = mapped_column(Istante)
    chiesto_da: Mapped[str] = mapped_column(default="")  # who pressed the button; empty when it was the plan
    nota: Mapped[str] = mapped_column(Text, default="")  # why it is late
    stato: Mapped[str] = mapped_column(default=IN_CODA, index=True)
    non_prima: Mapped[datetime] = mapped_column(Istante)
    tentativi: Mapped[int] = mapped_column(default=0)
    interruzioni: Mapped[int] = mapped_column(default=0)  # how often it was found half done
    motivi: Mapped[str] = mapped_column(Text, default="")  # one line for each try that did not end well
    proprietario: Mapped[str] = mapped_column(default="")  # the process that is at it
    battito: Mapped[datetime | None] = mapped_column(Istante)  # when that process last said so
    iniziato: Mapped[datetime | None] = mapped_column(Istante)
    finito: Mapped[datetime | None] = mapped_column(Istante)
    cartella: Mapped[str] = mapped_column(default="")  # in `rapporti/`; empty when there is none or no more
    pagina: Mapped[str] = mapped_column(default="")
    piano: Mapped[Piano] = relationship(lazy="joined")


# A plan is never queued twice: pressing a button again, or two processes at the same minute, change nothing.
_APERTO = Lavoro.stato.in_(APERTI)
Index(
    "un_lavoro_aperto_per_piano", Lavoro.piano_id, unique=True, sqlite_where=_APERTO, postgresql_where=_APERTO
)
