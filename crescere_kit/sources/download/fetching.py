"""Have every archive of a list, one at a time: insist gently, keep the checksums, tell each outcome."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable
from pathlib import Path

import tenacity

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.sources.download import manifest
from crescere_kit.sources.download.attempt import Avanza, Impresa, tenta
from crescere_kit.sources.download.catalogue import Catalogo, Cortesia, Richiesta
from crescere_kit.sources.download.manifest import Registro, Scheda, Versione
from crescere_kit.sources.download.outcome import (
    AGGIORNATO,
    INVARIATO,
    SCARICATO,
    Esito,
    Impossibile,
    Interrotto,
    NonPubblicato,
    assente,
    avuto,
    fallito,
)
from crescere_kit.sources.download.site import Sito
from crescere_kit.sources.store.ledger import uno_alla_volta

_DI_NUOVO = "riprovare più tardi con lo stesso comando, che riprende da dove il sito lo consente"


class CartellaInservibile(ErroreSpiegato):
    """The folder cannot be written, or is full."""


def scarica(
    richieste: Iterable[Richiesta],
    cartella: Path,
    catalogo: Catalogo,
    avanza: Avanza = lambda *_: None,
    dormi: Callable[[float], None] = time.sleep,
) -> list[Esito]:
    """Download what is not yet in the folder or has changed since; return the outcome of each archive.

    Raises CartellaInservibile when nothing can be written there. What the site does is never raised.
    """
    sito = Sito(catalogo.cortesia, catalogo.intestazioni, dormi)
    esiti: list[Esito] = []
    ostacolo: str | None = None
    try:
        with uno_alla_volta(cartella), sito.sessione:
            for richiesta in richieste:
                if ostacolo:
                    esiti.append(fallito(richiesta, f"non è stato tentato, perché {ostacolo}", _DI_NUOVO))
                    continue
                if esiti:
                    dormi(catalogo.cortesia.pausa)
                esito, ostacolo = _uno(_impresa(sito, cartella, richiesta, avanza))
                esiti.append(esito)
    except OSError as errore:
        motivo = errore.strerror or str(errore)
        raise CartellaInservibile(
            f"Nella cartella «{cartella}» non si può scrivere ({motivo}): "
            "fare spazio, o indicarne un'altra con --in."
        ) from errore
    return esiti


def _impresa(sito: Sito, cartella: Path, richiesta: Richiesta, avanza: Avanza) -> Impresa:
    """Look at what is in the folder; an archive that somebody changed is not the one of the register."""
    scheda = manifest.leggi(cartella).interi.get(richiesta.nome)
    intatto = (
        scheda is not None
        and scheda.versione.indirizzo == richiesta.indirizzo
        and scheda.sha256 == manifest.impronta(cartella / richiesta.nome)
    )
    return Impresa(sito, cartella, richiesta, scheda if intatto else None, avanza)


def _uno(impresa: Impresa) -> tuple[Esito, str | None]:
    """Have one archive; return also the obstacle that the next ones would meet, if it is such."""
    cortesia, richiesta = impresa.sito.cortesia, impresa.richiesta
    try:
        versione = _con_pazienza(impresa)(tenta, impresa)
    except NonPubblicato:
        return assente(richiesta), None
    except Impossibile as errore:
        return fallito(richiesta, str(errore), errore.rimedio), None
    except Interrotto as errore:
        motivo = _motivo(errore, cortesia)
        return fallito(richiesta, motivo, _DI_NUOVO), motivo if errore.per_tutti else None
    if versione is None and impresa.intero:
        return avuto(richiesta, INVARIATO, impresa.intero.byte), None
    return _concludi(impresa, versione), None


def _con_pazienza(impresa: Impresa) -> tenacity.Retrying:
    """Return who repeats an attempt: each wait doubles, none is shorter than the site asks."""
    cortesia = impresa.sito.cortesia
    crescente = tenacity.wait_exponential(multiplier=cortesia.attesa, max=cortesia.attesa_massima)
    return tenacity.Retrying(
        retry=tenacity.retry_if_exception(
            lambda errore: isinstance(errore, Interrotto) and (errore.dopo or 0) <= cortesia.attesa_massima
        ),
        wait=lambda stato: _attesa(stato.outcome.exception(), crescente(stato)),
        stop=tenacity.stop_after_attempt(cortesia.tentativi),
        sleep=impresa.sito.dormi,
        reraise=True,
    )


def _attesa(errore: Interrotto, crescente: float) -> float:
    return max(crescente, errore.dopo or 0)


def _motivo(errore: Interrotto, cortesia: Cortesia) -> str:
    if errore.dopo and errore.dopo > cortesia.attesa_massima:
        return f"{errore} e chiede di aspettare {round(errore.dopo)} secondi"
    return f"{errore}, anche dopo {cortesia.tentativi} tentativi"


def _concludi(impresa: Impresa, versione: Versione) -> Esito:
    """Give the whole archive its name, in one move; the register is written after, and can only be behind."""
    finale, richiesta = impresa.cartella / impresa.richiesta.nome, impresa.richiesta
    sha256, byte = manifest.impronta(impresa.parte), impresa.parte.stat().st_size
    with impresa.parte.open("rb") as scritto:
        os.fsync(scritto.fileno())
    vecchia = manifest.impronta(finale)
    impresa.parte.replace(finale)
    registro: Registro = manifest.leggi(impresa.cartella)
    manifest.scrivi(impresa.cartella, registro.con_intero(richiesta.nome, Scheda(versione, sha256, byte)))
    if vecchia is None:
        return avuto(richiesta, SCARICATO, byte)
    return avuto(richiesta, INVARIATO if vecchia == sha256 else AGGIORNATO, byte)
