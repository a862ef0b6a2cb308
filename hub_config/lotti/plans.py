"""The plans of the comuni: made, paused, deleted, and turned into work when their time comes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime, timedelta

from sqlalchemy import Engine, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from hub_config.lotti import words
from hub_config.lotti.cadence import ROMA, Cadenza
from hub_config.lotti.database import ANNULLATO, IN_CODA, Lavoro, Piano
from hub_config.lotti.notebooks import RELAZIONI

PIANI_PER_COMUNE = 20
IN_RITARDO = timedelta(minutes=10)


class PianoRifiutato(ValueError):
    """A plan that cannot be made, in a sentence."""


def crea(
    motore: Engine, comune: str, notebook: str, cadenza: Cadenza, *, autore: str, adesso: datetime
) -> Piano:
    """Keep a new plan, unless it could never run or is there already."""
    prossima = cadenza.prossima(adesso)
    if notebook not in RELAZIONI:
        raise PianoRifiutato("Questa relazione non si può programmare: sceglierne una dell'elenco.")
    if prossima is None:
        raise PianoRifiutato(
            "Quel momento è già passato: scegliere una data e un'ora che devono ancora venire."
        )
    with Session(motore, expire_on_commit=False) as sessione, sessione.begin():
        presenti = _del_comune(sessione, comune)
        if any((p.notebook, p.cadenza) == (notebook, cadenza) for p in presenti):
            raise PianoRifiutato(f"C'è già un piano uguale: {RELAZIONI[notebook]}, {cadenza}.")
        if len(presenti) >= PIANI_PER_COMUNE:
            raise PianoRifiutato(f"I piani di un comune sono al massimo {PIANI_PER_COMUNE}: eliminarne uno.")
        piano = Piano(
            comune=comune,
            notebook=notebook,
            **asdict(cadenza),
            prossima=prossima,
            autore=autore,
            creato=adesso,
        )
        sessione.add(piano)
    return piano


def del_comune(motore: Engine, comune: str) -> Sequence[Piano]:
    """Return the plans of a comune that were not deleted, oldest first."""
    with Session(motore) as sessione:
        return _del_comune(sessione, comune)


def _del_comune(sessione: Session, comune: str) -> Sequence[Piano]:
    scelti = select(Piano).where(Piano.comune == comune, ~Piano.eliminato).order_by(Piano.id)
    return sessione.scalars(scelti).all()


def sospendi(motore: Engine, piano: Piano) -> None:
    _cambia(motore, piano, sospeso=True, prossima=None)


def riprendi(motore: Engine, piano: Piano, adesso: datetime) -> None:
    _cambia(motore, piano, sospeso=False, prossima=piano.cadenza.prossima(adesso))


def elimina(motore: Engine, piano: Piano) -> None:
    """Delete a plan and what waits because of it; its reports stay where they were published."""
    _cambia(motore, piano, eliminato=True, prossima=None)
    with Session(motore) as sessione, sessione.begin():
        in_attesa = update(Lavoro).where(Lavoro.piano_id == piano.id, Lavoro.stato == IN_CODA)
        sessione.execute(in_attesa.values(stato=ANNULLATO))


def _cambia(motore: Engine, piano: Piano, **valori) -> None:
    with Session(motore) as sessione, sessione.begin():
        sessione.execute(update(Piano).where(Piano.id == piano.id).values(**valori))


def chiedi(motore: Engine, piano: Piano, chi: str, adesso: datetime) -> bool:
    """Queue a plan now, because a person asks; False when it is in the queue, or at work, already."""
    with Session(motore) as sessione, sessione.begin():
        return _accoda(sessione, Lavoro(**_lavoro(piano, adesso, adesso), chiesto_da=chi))


def scaduti(motore: Engine, adesso: datetime) -> int:
    """Queue the plans whose time has come, each by exactly one process, and count them."""
    with Session(motore) as sessione:
        venuti = sessione.scalars(select(Piano).where(Piano.prossima <= adesso)).all()
    return sum(_fai_scattare(motore, piano, adesso) for piano in venuti)


def _fai_scattare(motore: Engine, piano: Piano, adesso: datetime) -> bool:
    """Move the plan on and queue its job together: a process killed in between loses no report."""
    lavoro = Lavoro(**_lavoro(piano, piano.prossima, adesso), nota=_ritardo(piano, adesso))
    with Session(motore) as sessione, sessione.begin():
        mio = update(Piano).where(Piano.id == piano.id, Piano.prossima == piano.prossima)
        preso = sessione.execute(mio.values(prossima=piano.cadenza.prossima(adesso))).rowcount
        return bool(preso) and _accoda(sessione, lavoro)


def _ritardo(piano: Piano, adesso: datetime) -> str:
    """Say that a time was missed while the service was not running; others after it are not made up for."""
    if adesso - piano.prossima < IN_RITARDO:
        return ""
    nota = (
        f"Era prevista per {words.momento(piano.prossima, ROMA)}, ma Crescere era fermo: "
        "si prepara alla ripartenza."
    )
    altre = piano.cadenza.saltate(piano.prossima, adesso)
    if altre:
        nota += f" Vale anche per {'la volta seguente' if altre == 1 else f'le {altre} volte seguenti'}."
    return nota


def _lavoro(piano: Piano, previsto: datetime, adesso: datetime) -> dict:
    return {
        "piano_id": piano.id,
        "comune": piano.comune,
        "notebook": piano.notebook,
        "previsto": previsto,
        "non_prima": adesso,
    }


def _accoda(sessione: Session, lavoro: Lavoro) -> bool:
    try:
        with sessione.begin_nested():
            sessione.add(lavoro)
    except IntegrityError:
        return False
    return True
