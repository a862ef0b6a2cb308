"""The works that are funded: what is spent and what others give, by the cronoprogramma of the form."""

from __future__ import annotations

from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, conta
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

LATO = "opere"
_SOLO_CONTRIBUTI = ", senza permessi di costruire né alienazioni"
_MANCA = "il modulo dell'ente non ha il cronoprogramma delle opere"


def investimenti(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the capital spending: only works that are funded."""
    return _linea(conti, orizzonte, "spesa", "")


def capitale(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the capital revenue: the contributi for those works, neither sales nor building permits."""
    return _linea(conti, orizzonte, "contributo", _SOLO_CONTRIBUTI)


def _linea(conti: Conti, orizzonte: Orizzonte, cosa: str, avverte: str) -> Calcolata:
    elenco = form.elenco(conti, orizzonte, LATO)
    valori = biennio(*(elenco.somma(elenco[f"{cosa}_{anno}"], 1) for anno in (1, 2)))
    return calcolata(valori, conta(elenco.quante(1), _frase) + avverte, _MANCA)


def _frase(quante: int) -> str:
    return (
        "cronoprogramma dell'opera del modulo"
        if quante == 1
        else f"cronoprogramma di {quante} opere del modulo"
    )
