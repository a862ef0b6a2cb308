"""The whole way of a job, with the real command on the real accounts of an invented comune."""

import asyncio
import json
from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from hub_config import tenant_data
from hub_config.lotti import address, connection, jobs, plans, service
from hub_config.lotti.cadence import GIORNO, Cadenza
from hub_config.lotti.database import FALLITO, IN_CODA, IN_CORSO, RIUSCITO, Lavoro
from hub_config.lotti.service import Servizio
from hub_config.settings import Impostazioni


@pytest.fixture
def servizio(tmp_path, archivio_demo):
    impostazioni = Impostazioni(stato=tmp_path / "stato", relazioni_conservate=1)
    enti = archivio_demo.enti()
    slug, nome = enti.slug.iloc[0], enti.nome.iloc[0]
    cartella = impostazioni.comune(slug)
    (cartella / "casa").mkdir(parents=True)
    (cartella / "laboratorio").mkdir()
    tenant_data.estrai(Path(archivio_demo.cartella), enti.index[0], cartella, "x")
    servizio = Servizio(impostazioni, {slug: nome})
    servizio.motore = connection.apri(address.di(impostazioni))
    yield servizio
    servizio.motore.dispose()


def chiedi(servizio: Servizio, comune: str = "", notebook: str = "01_conti"):
    comune = comune or next(iter(servizio.comuni))
    piani = plans.del_comune(servizio.motore, comune)
    piano = (
        piani[0]
        if piani
        else plans.crea(
            servizio.motore, comune, notebook, Cadenza(GIORNO, 6), autore="anna", adesso=service.adesso()
        )
    )
    assert plans.chiedi(servizio.motore, piano, "anna", service.adesso())
    return comune, piano


async def fino_in_fondo(servizio: Servizio) -> None:
    servizio.giro()
    await asyncio.gather(*servizio.in_corso.values(), return_exceptions=True)


def test_a_report_is_prepared_as_the_comune_and_older_ones_make_room(servizio):
    comune, piano = chiedi(servizio)
    asyncio.run(fino_in_fondo(servizio))
    [primo] = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert (primo.stato, primo.motivi) == (RIUSCITO, "")
    rapporti = servizio.impostazioni.comune(comune) / "rapporti"
    assert (rapporti / primo.cartella / primo.pagina).is_file()
    assert len(json.loads((rapporti / primo.cartella / "lotto.json").read_text("utf-8"))["rapporti"]) == 1

    chiedi(servizio)
    asyncio.run(fino_in_fondo(servizio))
    secondo, primo = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert (secondo.stato, primo.stato, primo.cartella) == (RIUSCITO, RIUSCITO, "")
    assert [cartella.name for cartella in rapporti.iterdir()] == [secondo.cartella]


def test_a_comune_without_accounts_gets_the_reason_and_the_job_is_not_repeated(servizio, tmp_path):
    comune, piano = chiedi(servizio)
    dati = servizio.impostazioni.comune(comune) / "dati"
    dati.rename(tmp_path / "via")
    dati.mkdir()
    asyncio.run(fino_in_fondo(servizio))
    [lavoro] = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert lavoro.stato == FALLITO
    assert "non ci sono ancora conti: chiedere a chi amministra di caricarli" in lavoro.motivi


def test_a_damaged_archive_is_said_without_the_folders_of_the_server(servizio):
    comune, piano = chiedi(servizio)
    for file in (servizio.impostazioni.comune(comune) / "dati" / "conti").rglob("*.parquet"):
        file.write_bytes(b"PAR1")
    asyncio.run(fino_in_fondo(servizio))
    [lavoro] = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert lavoro.motivi.startswith("1° tentativo: ")
    assert str(servizio.impostazioni.stato) not in lavoro.motivi
    assert "Traceback" not in lavoro.motivi


def test_a_row_in_the_database_makes_nothing_run_but_the_notebooks_of_crescere(servizio, tmp_path):
    comune, piano = chiedi(servizio)
    with Session(servizio.motore) as sessione, sessione.begin():
        sessione.query(Lavoro).one().notebook = f"{tmp_path}/altro.ipynb"
    asyncio.run(fino_in_fondo(servizio))
    [lavoro] = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert lavoro.stato == FALLITO
    assert "non è più fra quelle che si possono programmare" in lavoro.motivi
    assert not (servizio.impostazioni.comune(comune) / "rapporti").exists()


def test_a_comune_that_is_no_more_served_is_not_worked_for(servizio):
    _, piano = chiedi(servizio, comune="altro-comune")
    asyncio.run(fino_in_fondo(servizio))
    [lavoro] = jobs.ultimi(servizio.motore, "altro-comune", 5)[piano.id]
    assert (lavoro.stato, lavoro.motivi) == (FALLITO, "1° tentativo: Il comune non è più fra quelli attivi.")
    assert not servizio.impostazioni.comune("altro-comune").exists()


def test_stopped_with_the_hub_a_job_waits_in_the_queue_and_leaves_nothing_half_done(servizio):
    comune, piano = chiedi(servizio)

    async def interrotto() -> None:
        vita = asyncio.create_task(servizio.vivi())
        while jobs.ultimi(servizio.motore, comune, 1)[piano.id][0].stato != IN_CORSO:
            await asyncio.sleep(0.05)
        vita.cancel()
        with pytest.raises(asyncio.CancelledError):
            await vita

    asyncio.run(interrotto())
    [lavoro] = jobs.ultimi(servizio.motore, comune, 5)[piano.id]
    assert (lavoro.stato, lavoro.tentativi, lavoro.motivi) == (IN_CODA, 0, "")
    rapporti = servizio.impostazioni.comune(comune) / "rapporti"
    assert not rapporti.exists() or list(rapporti.iterdir()) == []


def test_the_environment_of_a_job_is_that_of_the_comune_s_servers(servizio, tmp_path):
    from types import SimpleNamespace

    from hub_config.spawner import ComuneSpawner

    comune = next(iter(servizio.comuni))
    server = ComuneSpawner(
        user=SimpleNamespace(name=comune, url=f"/user/{comune}/"),
        orm_spawner=SimpleNamespace(name="", server=None, state={}),
        stato=str(servizio.impostazioni.stato),
        comuni=dict(servizio.comuni),
        _deprecated_db_session=None,
    )
    assert servizio.ambiente(comune) == server.user_env({})
