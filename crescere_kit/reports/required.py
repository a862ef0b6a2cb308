"""What a part of the page needs in order to speak."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from crescere_kit.reports import cards


def richiede(documento: str, cosa: str) -> Callable:
    """Let a method speak only when its documento is loaded; else one sentence says which file to load."""

    def avvolgi(metodo: Callable) -> Callable:
        @functools.wraps(metodo)
        def controllato(self: Any) -> Any:
            if documento in self.documenti:
                return metodo(self)
            return cards.assente(cosa, self.quadro.perche_manca(documento))

        return controllato

    return avvolgi
