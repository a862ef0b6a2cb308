"""The acts that the accounts ask for: from the criticità of a year and from a recovery plan."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.criticalities import Rilievo
from crescere_kit.recovery import Piano


@dataclass(frozen=True)
class Proposta:
    """An act worth preparing, and why, the most serious reason first; the plan can give it data or not."""

    codice: str
    perche: tuple[str, ...]
    dal_piano: bool = False

    @property
    def nome(self) -> str:
        """The name of the act."""
        return definizione(self.codice).nome


def dalle_criticita(rilievi: Iterable[Rilievo]) -> list[Proposta]:
    """Return the acts that the criticità ask for, in the order of these."""
    return _raccolte((codice, uno.titolo, False) for uno in rilievi for codice in uno.atti)


def dal_piano(piano: Piano | None) -> list[Proposta]:
    """Return the acts that adopt the measures of a plan."""
    misure = () if piano is None else piano.misure
    return _raccolte(
        (codice, f"piano di risanamento: {una.nome}", True) for una in misure for codice in una.atti
    )


def insieme(*gruppi: Iterable[Proposta]) -> list[Proposta]:
    """Join proposals of the same act."""
    return _raccolte(
        (una.codice, perche, una.dal_piano) for gruppo in gruppi for una in gruppo for perche in una.perche
    )


def _raccolte(motivi: Iterable[tuple[str, str, bool]]) -> list[Proposta]:
    frasi: dict[str, list[str]] = {}
    del_piano = set()
    for codice, perche, piano in motivi:
        if codice in CODICI:
            frasi.setdefault(codice, []).append(perche)
            del_piano |= {codice} if piano else set()
    return [Proposta(codice, tuple(dict.fromkeys(sue)), codice in del_piano) for codice, sue in frasi.items()]
