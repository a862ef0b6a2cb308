"""Two whole services on one database, one of them killed and the database begun again in the middle."""

import signal
import subprocess
import sys
import time
from collections import Counter
from datetime import timedelta
from functools import partial
from pathlib import Path

import due_servizi
import pytest
from sqlalchemy.orm import Session

from hub_config.lotti import plans, service
from hub_config.lotti.cadence import UNA_VOLTA, Cadenza
from hub_config.lotti.database import IN_CORSO, RIUSCITO, Lavoro

QUANTI = 50


@pytest.fixture
def cartella(tmp_path: Path) -> Path:
    for numero in range(5):
        for parte in ("casa", "laboratorio", "dati/conti/anno=2025"):
            (tmp_path / "comuni" / f"comune-{numero}" / parte).mkdir(parents=True)
    due_servizi.programma(tmp_path)
    return tmp_path


@pytest.fixture
def servizi(cartella, indirizzo):
    argomenti = [due_servizi.__file__, str(cartella), indirizzo.render_as_string(hide_password=False)]
    with (cartella / "diario").open("w") as diario:
        avvia = partial(
            subprocess.Popen, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=diario, text=True
        )
        with avvia([sys.executable, *argomenti]) as primo, avvia([sys.executable, *argomenti]) as secondo:
            yield primo, secondo
            primo.kill()
            secondo.kill()


def lavori(motore) -> list[Lavoro]:
    with Session(motore) as sessione:
        return sessione.query(Lavoro).order_by(Lavoro.id).all()


def cominciati(cartella: Path) -> list[str]:
    file = cartella / "cominciati"
    return file.read_text("ascii").splitlines() if file.exists() else []


def aspetta(servizi, diario: Path, condizione) -> None:
    scadenza = time.monotonic() + 60
    while not condizione():
        assert time.monotonic() < scadenza, diario.read_text("utf-8")
        assert any(servizio.poll() is None for servizio in servizi), diario.read_text("utf-8")
        time.sleep(0.05)


def test_fifty_jobs_are_done_once_each_though_a_service_is_killed_and_the_database_begins_again(
    request, motore, indirizzo, servizi, cartella
):
    ucciso, rimasto = servizi
    fra_un_anno = service.adesso().date() + timedelta(days=365)
    for numero in range(QUANTI):
        quando = Cadenza(UNA_VOLTA, 6, numero // 5, data=fra_un_anno)
        comune, adesso = f"comune-{numero % 5}", service.adesso()
        piano = plans.crea(motore, comune, "07_relazione", quando, autore="anna.bianchi", adesso=adesso)
        assert plans.chiedi(motore, piano, "anna.bianchi", adesso)

    def di(servizio) -> int:
        return sum(riga.startswith(f"{servizio.pid} ") for riga in cominciati(cartella))

    for servizio in servizi:
        assert servizio.stdout.readline() == "pronto\n"
    for servizio in servizi:
        servizio.stdin.write("via\n")
        servizio.stdin.flush()
    diario = cartella / "diario"
    aspetta(servizi, diario, lambda: di(ucciso) >= 5 and di(rimasto) >= 5)
    ucciso.send_signal(signal.SIGKILL)
    ucciso.wait()
    suoi = [uno for uno in lavori(motore) if uno.stato == IN_CORSO and f":{ucciso.pid}:" in uno.proprietario]
    if indirizzo.get_backend_name() == "postgresql":
        request.getfixturevalue("postgres").riavvia()
    aspetta(servizi, diario, lambda: all(uno.stato == RIUSCITO for uno in lavori(motore)))

    finiti = lavori(motore)
    assert len(finiti) == QUANTI
    assert {uno.id for uno in suoi} <= {uno.id for uno in finiti if uno.interruzioni == 1}
    volte = Counter(int(riga.rpartition("-")[2]) for riga in cominciati(cartella))
    assert volte.keys() == {uno.id for uno in finiti}
    due_volte = {numero for numero, quante in volte.items() if quante > 1}
    # nothing is begun twice but what was cut off, and all is published once, with nothing left half done
    assert due_volte <= {uno.id for uno in finiti if uno.interruzioni}, (
        "nothing is done twice but what was cut off"
    )
    pubblicati = Counter(cartella_.name for cartella_ in (cartella / "comuni").glob("*/rapporti/*"))
    assert pubblicati == Counter(uno.cartella for uno in finiti), (
        "each is published once, nothing is left half done"
    )
