"""What every report reads and no comune changes, read once: a parent that forks reports has it ready."""

from __future__ import annotations

from crescere_kit import rules
from crescere_kit.accounts.identities import termini
from crescere_kit.accounts.voci import nome_voce
from crescere_kit.criticalities.catalogue import casi
from crescere_kit.peers.choices import scelte
from crescere_kit.projection import predefiniti
from crescere_kit.quality import controlli
from crescere_kit.reports import style

_VALORI_UNICI = (casi, controlli, predefiniti, scelte, style.foglio)


def scalda() -> None:
    """Read the rules, the classifications and the catalogues. No thread is started: who forks can call it."""
    for tema in rules.temi():
        rules.regole(tema)
    for voci in termini().values():  # schemes and names are read with the first
        for voce in voci:
            nome_voce(voce)
    for leggi in _VALORI_UNICI:
        leggi()
