"""What a formula reads, kept so that a value can say what it is made of and what it lacks."""

from __future__ import annotations

from crescere_kit.accounts.voci import Voce


class Traccia(list[Voce]):
    """The voci that a formula reads, and how many years back it looks.

    facoltative are those it reads where they are, and does not miss where they are not.
    """

    def __init__(self) -> None:
        super().__init__()
        self.indietro: set[int] = set()
        self.facoltative: list[Voce] = []

    def aggiungi(self, altra: Traccia) -> None:
        """Count as read all that another formula read."""
        self.extend(altra)
        self.indietro |= altra.indietro
        self.facoltative += altra.facoltative
