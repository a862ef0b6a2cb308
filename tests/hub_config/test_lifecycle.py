"""From the start of the hub to its end, with the same command an office uses: nothing is left running."""

import signal
import time
from pathlib import Path

import psutil
import pytest
from hub_vivo import Hub, avvia, porta_libera


@pytest.fixture
def accendi(archivio_demo, tmp_path):
    """Start a hub on the same state as often as asked; whatever is left at the end is killed."""
    stato, accesi = tmp_path / "stato", []

    def accendi() -> Hub:
        porta, archivio = porta_libera(), Path(archivio_demo.cartella)
        hub = Hub(f"http://127.0.0.1:{porta}", stato, archivio, avvia(stato, archivio, porta))
        accesi.append(hub)
        return hub

    yield accendi
    for hub in accesi:
        for persona in hub.aperte:
            persona.sessione.close()
        for processo in albero(hub) if hub.processo.poll() is None else []:
            processo.kill()
        hub.processo.kill()
        hub.processo.wait()


def albero(hub: Hub) -> list[psutil.Process]:
    return psutil.Process(hub.processo.pid).children(recursive=True)


def apri_le_porte(hub: Hub) -> None:
    """A laboratorio with a kernel and a cruscotto with a page: hub, proxy, two servers, two kernels."""
    slug = hub.slug[0]
    autore = hub.persona("autore", slug)
    for porta in ("", "cruscotto"):
        autore.accendi(slug, porta)
    assert autore.porta(f"/user/{slug}/cruscotto/").status_code == 200
    autore.porta(f"/user/{slug}/lab")
    intestazioni = {"X-XSRFToken": autore.xsrf(f"/user/{slug}/"), "Referer": f"{hub.base}/user/{slug}"}
    kernel = autore.sessione.post(
        f"{hub.base}/user/{slug}/api/kernels", json={}, headers=intestazioni, timeout=60
    )
    assert kernel.status_code == 201


def vivi(processi: list[psutil.Process], entro: float) -> list[str]:
    """The command lines of those that are still running after that time."""
    _, rimasti = psutil.wait_procs(processi, timeout=entro)
    return [" ".join(p.cmdline()) for p in rimasti if p.is_running() and p.status() != psutil.STATUS_ZOMBIE]


def test_the_hub_ends_with_all_that_it_started_and_starts_again_in_seconds(accendi):
    primo = accendi()
    apri_le_porte(primo)
    processi = albero(primo)
    assert len(processi) >= 6
    assert primo.ferma() == 0
    assert vivi(processi, entro=1) == []

    password = {persona.username: primo.password(persona.username) for persona in primo.registro.persone}
    inizio = time.monotonic()
    secondo = accendi()
    assert time.monotonic() - inizio < 30
    assert "preparati" not in (secondo.stato.parent / "uscita.txt").read_text("utf-8")
    assert {
        persona.username: secondo.password(persona.username) for persona in secondo.registro.persone
    } == password
    apri_le_porte(secondo)
    processi = albero(secondo)
    secondo.processo.send_signal(signal.SIGKILL)
    assert vivi(processi, entro=40) == []
