import multiprocessing
from collections import Counter
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import URL

from hub_config.lotti import connection, jobs, plans
from hub_config.lotti.cadence import GIORNO, Cadenza
from hub_config.lotti.database import FALLITO, IN_CODA, RIUSCITO

ADESSO = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
MINUTO = timedelta(minutes=1)


def stato(motore, lavoro):
    return jobs.del_comune(motore, lavoro.comune, lavoro.id)


def _prendi_tutto(indirizzo: URL, coda: multiprocessing.Queue) -> None:
    motore, presi = connection.apri(indirizzo), []
    while lavoro := jobs.prendi(motore, jobs.io(), 100, ADESSO):
        presi.append(lavoro.id)
    coda.put(presi)


def test_of_many_processes_exactly_one_takes_each_job(indirizzo, pianifica):
    for minuto in range(20):
        for comune in ("borgo-esempio", "valle-chiara"):
            pianifica(comune, in_coda=True, cadenza=Cadenza(GIORNO, 6, minuto))
    contesto = multiprocessing.get_context("forkserver")
    contesto.set_forkserver_preload([connection.__name__, jobs.__name__])
    coda = contesto.Queue()
    processi = [contesto.Process(target=_prendi_tutto, args=(indirizzo, coda)) for _ in range(3)]
    for processo in processi:
        processo.start()
    presi = Counter(numero for _ in processi for numero in coda.get(timeout=60))
    for processo in processi:
        processo.join(60)
    assert presi == Counter(range(1, 41))


def test_no_more_than_so_many_are_done_at_once(motore, pianifica):
    for comune in ("a", "b", "c"):
        pianifica(comune, in_coda=True)
    assert [bool(jobs.prendi(motore, "altra:1:1", 2, ADESSO)) for _ in range(3)] == [True, True, False]


def test_who_asks_for_much_waits_for_who_asks_for_little(motore, pianifica):
    for minuto in range(3):
        pianifica("grande", in_coda=True, cadenza=Cadenza(GIORNO, 6, minuto))
    for comune in ("piccolo", "minimo"):
        pianifica(comune, in_coda=True)
    presi = []
    for passo in range(5):
        lavoro = jobs.prendi(motore, jobs.io(), 1, ADESSO + passo * MINUTO)
        presi.append(lavoro.comune)
        assert jobs.concludi(motore, lavoro, "x", "x.html", ADESSO)
    assert presi == ["grande", "piccolo", "minimo", "grande", "grande"]


def test_a_failed_try_is_made_again_later_three_times_in_all_each_with_its_reason(motore, pianifica):
    pianifica(in_coda=True)
    quando = ADESSO
    for tentativo in (1, 2, 3):
        lavoro = jobs.prendi(motore, jobs.io(), 2, quando)
        assert lavoro.tentativi == tentativo
        jobs.fallisci(motore, lavoro, f"motivo {tentativo}.", quando, ripetibile=True)
        assert jobs.prendi(motore, jobs.io(), 2, quando) is None
        quando += 6 * MINUTO
    finale = stato(motore, lavoro)
    assert (finale.stato, finale.motivi.splitlines()) == (
        FALLITO,
        ["1° tentativo: motivo 1.", "2° tentativo: motivo 2.", "3° tentativo: motivo 3."],
    )


def test_what_would_fail_the_same_way_is_not_tried_again(motore, pianifica):
    pianifica(in_coda=True)
    lavoro = jobs.prendi(motore, jobs.io(), 2, ADESSO)
    jobs.fallisci(motore, lavoro, "Cella 3: mancano i conti.", ADESSO, ripetibile=False)
    assert stato(motore, lavoro).stato == FALLITO


@pytest.mark.parametrize(
    ("chi", "dopo"),
    [("altra-macchina:1:1.00", jobs.SILENZIO + MINUTO), (jobs.io().rsplit(":", 1)[0] + ":1.00", MINUTO)],
    ids=["silent on another machine", "another process with the same number here"],
)
def test_the_job_of_a_process_that_is_no_more_goes_back_in_the_queue_once(motore, pianifica, chi, dopo):
    pianifica(in_coda=True)
    primo = jobs.prendi(motore, chi, 2, ADESSO)
    assert jobs.abbandonati(motore, ADESSO + dopo) == 1
    assert jobs.abbandonati(motore, ADESSO + dopo) == 0
    assert (stato(motore, primo).stato, stato(motore, primo).motivi) == (IN_CODA, jobs.INTERROTTO)
    secondo = jobs.prendi(motore, chi, 2, ADESSO + dopo)
    assert not jobs.concludi(motore, primo, "x", "x.html", ADESSO), "who was taken for dead writes nothing"
    assert jobs.abbandonati(motore, ADESSO + 2 * dopo + 2 * MINUTO) == 1
    assert stato(motore, secondo).stato == FALLITO
    assert "seconda volta" in stato(motore, secondo).motivi


def test_a_process_that_says_it_is_at_work_keeps_its_job(motore, pianifica):
    pianifica(in_coda=True)
    lavoro = jobs.prendi(motore, "altra-macchina:1:1.00", 2, ADESSO)
    tardi = ADESSO + jobs.SILENZIO
    assert jobs.batti(motore, [lavoro.id], "altra-macchina:1:1.00", tardi) == {lavoro.id}
    assert jobs.batti(motore, [lavoro.id], "terza-macchina:1:1.00", tardi) == set()
    assert jobs.abbandonati(motore, tardi + MINUTO) == 0


def test_a_job_stopped_with_the_hub_goes_back_without_counting_as_a_try(motore, pianifica):
    pianifica(in_coda=True)
    lavoro = jobs.prendi(motore, jobs.io(), 2, ADESSO)
    assert jobs.rimetti(motore, lavoro)
    ripreso = jobs.prendi(motore, jobs.io(), 2, ADESSO)
    assert (ripreso.id, ripreso.tentativi, ripreso.motivi) == (lavoro.id, 1, "")


def test_the_reports_of_a_comune_are_found_from_no_other(motore, pianifica):
    piano = pianifica(in_coda=True)
    lavoro = jobs.prendi(motore, jobs.io(), 2, ADESSO)
    jobs.concludi(motore, lavoro, "2026-11-23_07_relazione_1", "pagina.html", ADESSO)
    assert stato(motore, lavoro).stato == RIUSCITO
    assert jobs.del_comune(motore, "valle-chiara", lavoro.id) is None
    assert jobs.piano(motore, "valle-chiara", piano.id) is None
    assert [uno.id for uno in jobs.pubblicati(motore, piano.id)] == [lavoro.id]
    jobs.dimentica(motore, [lavoro.id])
    assert jobs.pubblicati(motore, piano.id) == []


@pytest.mark.parametrize("motivo", ["'; DROP TABLE lavori; --", "prima\0dopo", "mezza \ud83d", "{0} %s :x"])
def test_what_a_notebook_says_of_its_fault_is_kept_whatever_it_is(motore, pianifica, motivo):
    """A comune can write that reason, and every database must be able to keep it."""
    pianifica(in_coda=True)
    lavoro = jobs.prendi(motore, jobs.io(), 2, ADESSO)
    assert jobs.fallisci(motore, lavoro, motivo, ADESSO, ripetibile=False)
    scritto = motivo.replace("\0", " ").replace("\ud83d", "?")
    assert stato(motore, lavoro).motivi == f"1° tentativo: {scritto}"


@pytest.mark.parametrize("comune", ["borgo-esempio' OR '1'='1", "%", "borgo_esempio", "BORGO-ESEMPIO", ""])
def test_a_name_that_is_a_question_to_the_database_finds_no_comune(motore, pianifica, comune):
    piano = pianifica(in_coda=True)
    assert plans.del_comune(motore, comune) == []
    assert jobs.ultimi(motore, comune, 5) == {}
    assert jobs.piano(motore, comune, piano.id) is None
    assert jobs.del_comune(motore, comune, 1) is None
