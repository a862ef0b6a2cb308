"""The queue: a job is taken by exactly one process, tried again with its reasons, and never lost.

The process that is at a job keeps saying so. One that has stopped saying so, or is no more on this machine,
is taken for dead: its job goes back in the queue, once.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

import psutil
from sqlalchemy import Engine, func, select, update
from sqlalchemy.orm import Session, aliased

from hub_config.lotti import connection
from hub_config.lotti.database import FALLITO, IN_CODA, IN_CORSO, RIUSCITO, Lavoro, Piano

TENTATIVI = 3
ATTESE = (timedelta(minutes=1), timedelta(minutes=5))  # before the second and the third try
SILENZIO = timedelta(seconds=90)  # of a process that is then taken for dead
INTERROTTO = "Crescere si è fermato durante il lavoro."


def io() -> str:
    """The name of this process: the machine, its number and when it began, since numbers are used again."""
    return f"{socket.gethostname()}:{os.getpid()}:{psutil.Process().create_time():.2f}"


def vivo(proprietario: str) -> bool:
    """Whether that process may still be running: of another machine only its silence can say."""
    macchina, numero, nascita = proprietario.rsplit(":", 2)
    if macchina != socket.gethostname():
        return True
    try:
        return f"{psutil.Process(int(numero)).create_time():.2f}" == nascita
    except psutil.NoSuchProcess:
        return False


def prendi(motore: Engine, chi: str, insieme: int, adesso: datetime) -> Lavoro | None:
    """Take a job for this process, if there is one and fewer than `insieme` are being done.

    First the comune with the fewest at work, then the one served longest ago: who asks much waits.
    """
    altro = aliased(Lavoro)
    del_comune = select(func.count()).where(altro.comune == Lavoro.comune, altro.stato == IN_CORSO)
    servito = select(func.max(altro.iniziato)).where(altro.comune == Lavoro.comune)
    pronti = (
        select(Lavoro.id)
        .where(Lavoro.stato == IN_CODA, Lavoro.non_prima <= adesso)
        .order_by(del_comune.scalar_subquery(), servito.scalar_subquery().asc().nulls_first(), Lavoro.id)
        .limit(insieme + 1)
    )
    with Session(motore, expire_on_commit=False) as sessione:
        candidati = sessione.scalars(pronti).all()
        sessione.rollback()
        for numero in candidati:
            if _mio(sessione, numero, chi, insieme, adesso):
                return sessione.get(Lavoro, numero)
    return None


def _mio(sessione: Session, numero: int, chi: str, insieme: int, adesso: datetime) -> bool:
    """Change the row only if it still waits: of two processes that try, the database lets one.

    They try one after the other, so that together they never do more than `insieme`.
    """
    connection.in_fila(sessione)
    altro = aliased(Lavoro)
    al_lavoro = select(func.count()).where(altro.stato == IN_CORSO).scalar_subquery()
    presa = (
        update(Lavoro)
        .where(Lavoro.id == numero, Lavoro.stato == IN_CODA, al_lavoro < insieme)
        .values(
            stato=IN_CORSO, proprietario=chi, battito=adesso, iniziato=adesso, tentativi=Lavoro.tentativi + 1
        )
    )
    riuscita = sessione.execute(presa, execution_options={"synchronize_session": False}).rowcount == 1
    sessione.commit()
    return riuscita


def batti(motore: Engine, numeri: Collection[int], chi: str, adesso: datetime) -> set[int]:
    """Say that these jobs are being done; return those that are still of this process."""
    with Session(motore) as sessione, sessione.begin():
        miei = select(Lavoro.id).where(
            Lavoro.id.in_(numeri), Lavoro.proprietario == chi, Lavoro.stato == IN_CORSO
        )
        trovati = set(sessione.scalars(miei))
        sessione.execute(update(Lavoro).where(Lavoro.id.in_(trovati)).values(battito=adesso))
    return trovati


def concludi(motore: Engine, lavoro: Lavoro, cartella: str, pagina: str, adesso: datetime) -> bool:
    """Close a job that went well."""
    return _chiudi(motore, lavoro, stato=RIUSCITO, finito=adesso, cartella=cartella, pagina=pagina)


def fallisci(
    motore: Engine,
    lavoro: Lavoro,
    motivo: str,
    adesso: datetime,
    *,
    ripetibile: bool,
    cartella: str = "",
    pagina: str = "",
) -> bool:
    """Keep the reason of a try that did not end well, and try again later if that may help."""
    motivi = aggiungi(lavoro.motivi, f"{lavoro.tentativi}° tentativo: {motivo}")
    if ripetibile and lavoro.tentativi < TENTATIVI:
        attesa = adesso + ATTESE[lavoro.tentativi - 1]
        return _chiudi(motore, lavoro, stato=IN_CODA, motivi=motivi, non_prima=attesa)
    return _chiudi(
        motore, lavoro, stato=FALLITO, motivi=motivi, finito=adesso, cartella=cartella, pagina=pagina
    )


def rimetti(motore: Engine, lavoro: Lavoro) -> bool:
    """Put back a job that the service itself stopped: it is nobody's fault, and does not count as a try."""
    return _chiudi(motore, lavoro, stato=IN_CODA, tentativi=lavoro.tentativi - 1)


def abbandonati(motore: Engine, adesso: datetime) -> int:
    """Put back, once each, the jobs of processes that are no more; a second time they are closed."""
    with Session(motore) as sessione:
        in_corso = sessione.scalars(select(Lavoro).where(Lavoro.stato == IN_CORSO)).all()
        sessione.expunge_all()
    morti = [uno for uno in in_corso if adesso - uno.battito > SILENZIO or not vivo(uno.proprietario)]
    return sum(_recupera(motore, lavoro, adesso) for lavoro in morti)


def _recupera(motore: Engine, lavoro: Lavoro, adesso: datetime) -> bool:
    comuni = {"motivi": aggiungi(lavoro.motivi, INTERROTTO), "interruzioni": lavoro.interruzioni + 1}
    if lavoro.interruzioni:
        comuni["motivi"] = aggiungi(
            lavoro.motivi, f"{INTERROTTO} È la seconda volta: chi amministra può guardarne le ragioni."
        )
        return _chiudi(motore, lavoro, stato=FALLITO, finito=adesso, **comuni)
    return _chiudi(motore, lavoro, stato=IN_CODA, non_prima=adesso, **comuni)


def _chiudi(motore: Engine, lavoro: Lavoro, **valori) -> bool:
    """Change a job only while it belongs to whom we believe: a process taken for dead writes nothing."""
    with Session(motore) as sessione, sessione.begin():
        suo = update(Lavoro).where(
            Lavoro.id == lavoro.id,
            Lavoro.stato == IN_CORSO,
            Lavoro.proprietario == lavoro.proprietario,
            Lavoro.iniziato == lavoro.iniziato,
        )
        if valori["stato"] == IN_CODA:
            valori |= {"proprietario": "", "battito": None}
        return sessione.execute(suo.values(**valori)).rowcount == 1


def aggiungi(motivi: str, motivo: str) -> str:
    """Add a reason; of what a notebook says, only what every database can keep."""
    dicibile = motivo.replace("\0", " ").encode("utf-8", "replace").decode("utf-8")
    return "\n".join(filter(None, [motivi, dicibile]))


def ultimi(motore: Engine, comune: str, per_piano: int) -> dict[int, list[Lavoro]]:
    """Return the last jobs of each plan of a comune, newest first, deleted plans included."""
    numero = func.row_number().over(partition_by=Lavoro.piano_id, order_by=Lavoro.id.desc())
    scelti = select(Lavoro.id, numero.label("n")).where(Lavoro.comune == comune).subquery()
    vicini = select(Lavoro).join(scelti, Lavoro.id == scelti.c.id).where(scelti.c.n <= per_piano)
    piani: dict[int, list[Lavoro]] = {}
    with Session(motore) as sessione:
        for lavoro in sessione.scalars(vicini.order_by(Lavoro.id.desc())):
            piani.setdefault(lavoro.piano_id, []).append(lavoro)
    return piani


def pubblicati(motore: Engine, piano: int) -> Sequence[Lavoro]:
    """Return the jobs of a plan whose report is still there, newest first."""
    con_rapporto = select(Lavoro).where(Lavoro.piano_id == piano, Lavoro.cartella != "")
    with Session(motore) as sessione:
        return sessione.scalars(con_rapporto.order_by(Lavoro.id.desc())).all()


def dimentica(motore: Engine, numeri: Collection[int]) -> None:
    """Note that these reports are no more in their folder."""
    with Session(motore) as sessione, sessione.begin():
        sessione.execute(update(Lavoro).where(Lavoro.id.in_(numeri)).values(cartella="", pagina=""))


def del_comune(motore: Engine, comune: str, numero: int) -> Lavoro | None:
    """Return a job by its number, if it is of that comune."""
    with Session(motore) as sessione:
        return sessione.scalar(select(Lavoro).where(Lavoro.id == numero, Lavoro.comune == comune))


def piano(motore: Engine, comune: str, numero: int) -> Piano | None:
    """Return a plan by its number, if it is of that comune and was not deleted."""
    suo = select(Piano).where(Piano.id == numero, Piano.comune == comune, ~Piano.eliminato)
    with Session(motore) as sessione:
        return sessione.scalar(suo)
