"""What the register takes from an act: a few words for its table, and the outcome of its checks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Protocol

from crescere_kit.acts.register import steps
from crescere_kit.acts.register.practice import Scadenza
from crescere_kit.acts.register.refusals import ControlliNonSuperati, RegistroRifiuta

_SERIE = {"responsabile": "determinazione"}  # a person in charge numbers determinazioni
_OGGETTO = 500  # characters kept in the log; the whole text is in the data


class Controllo(Protocol):
    """The outcome of a check: superato is None where it cannot be told."""

    id: str
    blocca: bool
    superato: bool | None
    messaggio: str


def controlla_esiti(stato: str, esiti: Sequence[Controllo] | None, *, obbligatori: bool) -> None:
    """Raise ControlliNonSuperati when a check stops the way to a state: drafts are never stopped."""
    if stato not in steps.CON_CONTROLLI:
        return
    if esiti is None:
        if obbligatori:
            raise ControlliNonSuperati(
                f"Per passare a «{stato}» servono gli esiti dei controlli dell'atto: eseguirli e riprovare."
            )
        return
    fermi = [esito for esito in esiti if esito.blocca and esito.superato is not True]
    if fermi:
        raise ControlliNonSuperati(
            f"L'atto non può passare a «{stato}»: "
            + "; ".join(f"{esito.id}: {esito.messaggio}" for esito in fermi)
        )


def scheda(esiti: Sequence[Controllo]) -> list[dict[str, Any]]:
    """Return the outcomes as they are kept."""
    return [
        {
            "id": str(esito.id),
            "blocca": bool(esito.blocca),
            "superato": esito.superato,
            "messaggio": str(esito.messaggio),
        }
        for esito in esiti
    ]


def oggetto(dati: Mapping[str, Any]) -> str:
    """Return what an act is about, in one line; nothing while nobody wrote it."""
    return " ".join(str(dati.get("oggetto") or dati.get("titolo") or "").split())[:_OGGETTO]


def organo(detto: str | None, contesto: Mapping[str, Any]) -> str:
    """Return whose numbers an act takes; raises RegistroRifiuta when nobody says it."""
    detto = detto or contesto.get("organo")
    if not detto:
        raise RegistroRifiuta("Manca l'organo che adotta l'atto: senza non si sa quale numero dargli.")
    return _SERIE.get(str(detto), str(detto))


def immediata(contesto: Mapping[str, Any]) -> bool | None:
    """Say whether an act declares itself immediately executable, None when its data do not say it."""
    detto = contesto.get("immediata")
    return detto if isinstance(detto, bool) else None


def ufficiale(numero: str | None) -> str | None:
    """Return a number of the comune's own system as it is kept, None when there is none."""
    if numero is None:
        return None
    return " ".join(str(numero).split())[:60] or None


def voci_di(scadenza: Scadenza) -> dict[str, Any]:
    """Return what is kept of something due: whose it is, the event says."""
    if not isinstance(scadenza.giorno, date):
        raise RegistroRifiuta(f"La scadenza «{scadenza.codice}» non ha un giorno.")
    return {
        "codice": scadenza.codice,
        "giorno": scadenza.giorno,
        "cosa": scadenza.cosa,
        "norma": scadenza.norma,
    }


def giorno(data: Any) -> str:
    """Return a day as it is written, or what was put in its place."""
    return f"{data:%d/%m/%Y}" if isinstance(data, date) else f"«{data}»"
