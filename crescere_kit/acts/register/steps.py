"""The states of a practice and the ways between them."""

from __future__ import annotations

from datetime import date

from crescere_kit.acts.register.practice import Pratica
from crescere_kit.acts.register.refusals import RegistroRifiuta

STATI = ("bozza", "istruttoria", "pareri", "proposta", "adottata", "pubblicata", "esecutiva", "archiviata")
ANNULLATA = "annullata"
# From here on the law looks at the act: a blocking check that has not passed stops it.
CON_CONTROLLI = STATI[STATI.index("proposta") :]
APERTI = STATI[: STATI.index("adottata")]


def controlla(pratica: Pratica, a: str) -> None:
    """Raise RegistroRifiuta, with what can be done instead, when a practice cannot go to a state."""
    if a != ANNULLATA and a not in STATI:
        raise RegistroRifiuta(f"Non c'è uno stato «{a}»: gli stati sono {', '.join(STATI)} e {ANNULLATA}.")
    if a in _possibili(pratica.stato):
        return
    dove = ", ".join(f"«{stato}»" for stato in _possibili(pratica.stato)) or "nessun altro stato"
    raise RegistroRifiuta(
        f"La pratica {pratica.id} è nello stato «{pratica.stato}» e non può passare a «{a}»: da qui si va a "
        f"{dove}."
    )


def modificabile(pratica: Pratica) -> None:
    """Raise RegistroRifiuta when the data of a practice can no longer change."""
    if pratica.stato not in APERTI:
        raise RegistroRifiuta(
            f"La pratica {pratica.id} è nello stato «{pratica.stato}»: i suoi dati non si cambiano più. "
            "Un atto adottato si corregge con un altro atto."
        )


def esecutiva(pratica: Pratica, giorno: date) -> None:
    """Raise RegistroRifiuta on a day when an act is not yet in force."""
    dal = pratica.esecutiva_dal
    if dal is not None and giorno < dal:
        raise RegistroRifiuta(
            f"La pratica {pratica.id} diventa esecutiva il {dal:%d/%m/%Y}: il {giorno:%d/%m/%Y} è troppo "
            "presto."
        )


def _possibili(stato: str) -> tuple[str, ...]:
    if stato == ANNULLATA or stato == STATI[-1]:
        return ()
    dopo = STATI[STATI.index(stato) + 1]
    if stato not in APERTI:
        return (dopo,)
    indietro = STATI[: STATI.index(stato)]
    return (dopo, *reversed(indietro), ANNULLATA)
