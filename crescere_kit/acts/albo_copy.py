"""The copy of an act for the albo: made of the draft as often as asked, of the act once, and then kept."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from crescere_kit.acts.outputs.albo import DaRivedere, Omissis, VersioneAlbo, versione_albo
from crescere_kit.acts.outputs.last_look import residui
from crescere_kit.errors import ErroreSpiegato

if TYPE_CHECKING:
    from crescere_kit.acts.production import Lavoro

ALBO, OMISSIS = "albo.docx", "omissis.json"


class CopiaNonPubblicabile(ErroreSpiegato, ValueError):
    """The copy for the albo cannot be given; the sentence says why."""


def albo(lavoro: Lavoro, *, bozza: bool = True) -> tuple[bytes, VersioneAlbo]:
    """Return the copy for the albo and what was left out of it.

    Raises CopiaNonPubblicabile when something that was left out is still anywhere in the file.
    """
    versione = versione_albo(lavoro.contesto, lavoro.definizione.schema())
    copia = lavoro.rendi(versione.contesto, bozza=bozza)
    trovati = residui(copia, versione.tolti)
    if trovati:
        raise CopiaNonPubblicabile(
            "La copia per l'albo non si può pubblicare: "
            + " ".join(uno.frase for uno in trovati)
            + " Toglierlo dal modello o dai testi dell'atto."
        )
    return copia, versione


def da_conservare(lavoro: Lavoro) -> dict[str, bytes]:
    """Return what to freeze with an act: the copy, or why it cannot be made: the act goes on."""
    try:
        copia, versione = albo(lavoro, bozza=False)
    except ErroreSpiegato as errore:
        return {OMISSIS: _json({"assente": str(errore)})}
    elenco = {
        "omissis": [asdict(uno) for uno in versione.omissis],
        "da_rivedere": [asdict(uno) for uno in versione.da_rivedere],
    }
    return {ALBO: copia, OMISSIS: _json(elenco)}


def conservata(copia: bytes | None, elenco: bytes) -> tuple[bytes, VersioneAlbo]:
    """Return a copy as it was frozen; raise CopiaNonPubblicabile when there was none, with the reason."""
    letto = json.loads(elenco)
    if copia is None:
        raise CopiaNonPubblicabile(str(letto["assente"]))
    omissis = tuple(Omissis(**uno) for uno in letto["omissis"])
    da_rivedere = tuple(DaRivedere(**uno) for uno in letto["da_rivedere"])
    return copia, VersioneAlbo({}, omissis, da_rivedere, frozenset())


def _json(valore: Any) -> bytes:
    return json.dumps(valore, ensure_ascii=False, indent=2).encode()
