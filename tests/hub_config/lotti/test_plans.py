from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.orm import Session

from hub_config.lotti import jobs, plans
from hub_config.lotti.cadence import GIORNO, MESE, UNA_VOLTA, Cadenza
from hub_config.lotti.database import ANNULLATO, IN_CODA, Lavoro
from hub_config.lotti.plans import PianoRifiutato

ADESSO = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PRIMO_DICEMBRE = datetime(2026, 12, 1, 5, 0, tzinfo=UTC)


def lavori(motore) -> list[Lavoro]:
    with Session(motore) as sessione:
        return sessione.query(Lavoro).order_by(Lavoro.id).all()


def test_a_plan_enters_the_queue_when_its_time_comes_and_waits_for_the_next(motore, pianifica):
    piano = pianifica()
    assert piano.prossima == PRIMO_DICEMBRE
    assert plans.scaduti(motore, PRIMO_DICEMBRE - timedelta(seconds=1)) == 0
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 1
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 0
    assert [(uno.stato, uno.previsto, uno.nota) for uno in lavori(motore)] == [(IN_CODA, PRIMO_DICEMBRE, "")]
    assert plans.del_comune(motore, "borgo-esempio")[0].prossima == datetime(2027, 1, 1, 5, tzinfo=UTC)


def test_a_time_missed_while_crescere_was_stopped_is_made_up_for_once_and_says_so(motore, pianifica):
    pianifica(cadenza=Cadenza(GIORNO, 6))
    tre_giorni_dopo = datetime(2026, 11, 26, 8, 0, tzinfo=UTC)
    assert plans.scaduti(motore, tre_giorni_dopo) == 1
    [lavoro] = lavori(motore)
    assert lavoro.nota == (
        "Era prevista per martedì 24 novembre 2026 alle 6, ma Crescere era fermo: si prepara alla "
        "ripartenza. Vale anche per le 2 volte seguenti."
    )
    assert plans.del_comune(motore, "borgo-esempio")[0].prossima == datetime(2026, 11, 27, 5, tzinfo=UTC)


def test_what_happens_once_is_queued_once_and_is_then_over(motore, pianifica):
    pianifica(cadenza=Cadenza(UNA_VOLTA, 6, data=date(2026, 12, 1)))
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 1
    assert plans.del_comune(motore, "borgo-esempio")[0].prossima is None
    assert plans.scaduti(motore, PRIMO_DICEMBRE + timedelta(days=400)) == 0


def test_the_button_pressed_twice_queues_once(motore, pianifica):
    piano = pianifica()
    assert plans.chiedi(motore, piano, "anna.bianchi", ADESSO)
    assert not plans.chiedi(motore, piano, "anna.bianchi", ADESSO)
    assert [uno.chiesto_da for uno in lavori(motore)] == ["anna.bianchi"]


def test_a_plan_that_falls_due_while_it_is_at_work_is_not_queued_behind_itself(motore, pianifica):
    pianifica(in_coda=True)
    assert jobs.prendi(motore, jobs.io(), 2, ADESSO)
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 0
    assert len(lavori(motore)) == 1


def test_a_paused_plan_does_not_start_and_a_resumed_one_looks_ahead(motore, pianifica):
    piano = pianifica()
    plans.sospendi(motore, piano)
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 0
    plans.riprendi(motore, piano, PRIMO_DICEMBRE + timedelta(days=3))
    assert plans.del_comune(motore, "borgo-esempio")[0].prossima == datetime(2027, 1, 1, 5, tzinfo=UTC)


def test_a_deleted_plan_takes_from_the_queue_what_waited_for_it(motore, pianifica):
    piano = pianifica(in_coda=True)
    plans.elimina(motore, piano)
    assert plans.del_comune(motore, "borgo-esempio") == []
    assert [uno.stato for uno in lavori(motore)] == [ANNULLATO]
    assert plans.scaduti(motore, PRIMO_DICEMBRE) == 0


@pytest.mark.parametrize(
    ("notebook", "cadenza", "frase"),
    [
        ("07_relazione", Cadenza(MESE, 6, giorno=1), "C'è già un piano uguale"),
        ("06_atti", Cadenza(MESE, 6, giorno=1), "non si può programmare"),
        ("../../etc/passwd", Cadenza(MESE, 6, giorno=1), "non si può programmare"),
        ("07_relazione", Cadenza(UNA_VOLTA, 6, data=date(2026, 11, 22)), "già passato"),
    ],
)
def test_a_plan_that_makes_no_sense_is_refused_in_a_sentence(pianifica, notebook, cadenza, frase):
    pianifica()
    with pytest.raises(PianoRifiutato, match=frase):
        pianifica(notebook=notebook, cadenza=cadenza)


def test_a_comune_has_twenty_plans_at_most(pianifica):
    for minuto in range(plans.PIANI_PER_COMUNE):
        pianifica(cadenza=Cadenza(GIORNO, 6, minuto))
    with pytest.raises(PianoRifiutato, match="al massimo 20"):
        pianifica(cadenza=Cadenza(GIORNO, 7))
    pianifica("valle-chiara")
