"""Why a value that reads several years is not there: which year wants what."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import MANUALE
from crescere_kit.indicators.reasons import documento_assente, elenca


def del_modulo(lato: str, *codici: str) -> tuple[Voce, ...]:
    """Return voci of the ente's own form."""
    return tuple(Voce(MANUALE, lato, codice, "valore") for codice in codici)


def servono(richieste: Mapping[int, Sequence[Voce]]) -> Callable[[Conti, str, int], str]:
    """Return the `perche` of an indicator that reads these voci, by how many years before.

    It says nothing when all are there: the reason is then another.
    """

    def perche(conti: Conti, istat: str, anno: int) -> str:
        mancanti = (_manca(conti, (istat, anno - prima), voci) for prima, voci in richieste.items())
        return "; ".join(filter(None, mancanti))

    return perche


def _manca(conti: Conti, riga: tuple[str, int], voci: Sequence[Voce]) -> str:
    nomi = conti.manca(voci, *riga)
    if not nomi:
        return ""
    return documento_assente(conti, riga, voci[0].documento) or f"per il {riga[1]} {elenca(nomi)}"
