"""Where the machines meet: the address, who may answer there, and how long a silence is borne."""

from __future__ import annotations

import ipaddress
import logging
import re
import ssl
from collections.abc import Iterator
from concurrent.futures import CancelledError
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import dask
from distributed import Client, LocalCluster
from distributed.security import Security

from crescere_kit.batch import certificates
from crescere_kit.errors import ErroreSpiegato

# What every program of a batch agrees on.
RETE = {
    "distributed.scheduler.allowed-failures": 5,
    "distributed.scheduler.work-stealing-interval": "1s",
    "distributed.scheduler.http.routes": [],  # no page on the state of the batch without a password
    "distributed.worker.http.routes": [],
    "distributed.worker.profile.enabled": False,
    "distributed.comm.timeouts.connect": "10s",
    "distributed.comm.timeouts.tcp": "20s",
}


CADUTA = (CancelledError, TimeoutError, OSError)  # how dask says that the other side is not there

_INDIRIZZO = re.compile(r"(tcp|tls)://(\[[\da-fA-F:]+\]|[\w.-]+):(\d{1,5})")
_REGISTRI = ("distributed", "distributed.client", "tornado.application", "asyncio")
_APERTURA = 10.0  # seconds to wait for one answer of the scheduler


def pazienza(silenzio: float) -> dict[str, float]:
    """Settings of a scheduler that bears so many seconds of silence, and tries to reconnect for less."""
    return {
        "distributed.scheduler.worker-ttl": silenzio,
        "distributed.comm.timeouts.connect": silenzio / 3,
    }


class IndirizzoRifiutato(ErroreSpiegato):
    """An address that is not one, or that would let anybody in."""


class MacchineIrraggiungibili(ErroreSpiegato):
    """Nobody to work: no scheduler, or no machine that can."""


class CentroPerso(Exception):
    """The way to the scheduler was lost: what is not yet taken must be asked again."""


@dataclass(frozen=True)
class Indirizzo:
    """An address of the office's network, and the certificates that it asks for."""

    testo: str
    certificati: Path | None = None

    @property
    def parti(self) -> tuple[str, str, int]:
        """Protocol, host and port."""
        protocollo, ospite, porta = _INDIRIZZO.fullmatch(self.testo).groups()
        return protocollo, ospite.strip("[]"), int(porta)

    def sicurezza(self) -> Security | None:
        """Return what TLS needs, checked now; None where there is no TLS."""
        if not self.testo.startswith("tls://"):
            return None
        assert self.certificati is not None
        file = certificates.controlla(self.certificati)
        ruoli = {
            f"tls_{ruolo}_{cosa}": file[nome]
            for ruolo in ("scheduler", "worker", "client")
            for cosa, nome in (("cert", certificates.MACCHINA), ("key", certificates.CHIAVE))
        }
        return Security(tls_ca_file=file[certificates.AUTORITA], require_encryption=True, **ruoli)


def indirizzo(testo: str, certificati: Path | None = None, *, senza_tls: bool = False) -> Indirizzo:
    """Check an address before anything is started."""
    parti = _INDIRIZZO.fullmatch(testo)
    if not parti:
        raise IndirizzoRifiutato(
            f"«{testo}» non è l'indirizzo di un centro dei lotti: scriverlo come «tls://10.0.0.1:8786»."
        )
    if parti[1] == "tls" and certificati is None:
        raise IndirizzoRifiutato(
            f"Per «{testo}» servono i certificati di questa macchina: dire con --certificati la cartella."
        )
    if parti[1] == "tcp" and not (senza_tls or _di_questa_macchina(parti[2])):
        raise IndirizzoRifiutato(
            f"«{testo}» è in chiaro: chiunque sia in rete potrebbe far eseguire programmi alle macchine."
            " Usare «tls://…» con --certificati, oppure --senza-tls se la rete è chiusa ad altri."
        )
    return Indirizzo(testo, certificati)


@contextmanager
def cliente(dove: Indirizzo, apertura: float = _APERTURA) -> Iterator[Client]:
    """Open the way to the scheduler within so many seconds, and close it whatever happens."""
    with in_silenzio(), dask.config.set(RETE):
        try:
            aperto = Client(
                dove.testo,
                security=dove.sicurezza(),
                timeout=apertura,
                set_as_default=False,
                name="crescere",
            )
        except CADUTA as errore:
            if any(isinstance(causa, ssl.SSLError) for causa in _cause(errore)):
                raise certificates.CertificatoRifiutato(
                    f"Il centro «{dove.testo}» e questa macchina hanno certificati di autorità diverse:"
                    " scriverli tutti con «crescere lotto-certificati» nella stessa cartella."
                ) from errore
            raise CentroPerso(f"a «{dove.testo}» non risponde nessuno, {perche(errore)}") from errore
        try:
            yield aperto
        finally:
            aperto.close(timeout=5)


@contextmanager
def su_questa_macchina(posti: int) -> Iterator[Client]:
    """Start scheduler and worker here: one process, a thread per slot, certificates of the moment."""
    with (
        in_silenzio(),
        dask.config.set(RETE),
        LocalCluster(
            n_workers=1,
            threads_per_worker=posti,
            memory_limit=0,  # reports are children of the worker, and each has its own limit
            protocol="tls://",
            security=True,
            dashboard_address="127.0.0.1:0",
            silence_logs=logging.CRITICAL,
        ) as rete,
        Client(rete, set_as_default=False) as aperto,
    ):
        yield aperto


def lotti_finiti(dask_scheduler) -> list[str]:
    """Run on the scheduler: the batches whose starter is gone and could not say goodbye."""
    vivi = set(dask_scheduler.clients)
    return [n for n in dask_scheduler.worker_plugins if n.startswith("lotto-") and n[6:] not in vivi]


def _di_questa_macchina(ospite: str) -> bool:
    try:
        return ospite == "localhost" or ipaddress.ip_address(ospite.strip("[]")).is_loopback
    except ValueError:
        return False


@contextmanager
def in_silenzio() -> Iterator[None]:
    """Keep dask's log off the terminal: what happens to the machines is told in our words."""
    registri = [logging.getLogger(nome) for nome in _REGISTRI]
    livelli = [registro.level for registro in registri]
    for registro in registri:
        registro.setLevel(logging.CRITICAL + 1)
    try:
        yield
    finally:
        for registro, livello in zip(registri, livelli, strict=True):
            registro.setLevel(livello)


def perche(errore: BaseException) -> str:
    """Return the first cause: dask wraps it more than once."""
    return str(list(_cause(errore))[-1]) or "il tempo è scaduto"


def _cause(errore: BaseException | None) -> Iterator[BaseException]:
    while errore is not None:
        yield errore
        errore = errore.__cause__
