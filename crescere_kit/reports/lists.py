"""Lists about the indicators, what is missing and the files behind the numbers."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from crescere_kit.indicators import Valore
from crescere_kit.tables import Assente, Cella, Importo, Percento, Tabella

_UFFICIALE = re.compile(r"[A-Z]{1,2}\d?|\d+\.\d+")  # W1, AA, P8, 4.1


def indicatori(
    titolo: str, valori: Sequence[Valore], spiega: Callable[[Valore], str] = lambda valore: ""
) -> Tabella:
    """Return indicators with value, limit, outcome and whether recomputed or declared."""
    righe = tuple(
        (con_codice(v), cella(v, spiega(v)), limite, v.esito, v.origine or "–")
        for v in valori
        for limite in ["–" if v.limite is None else v.limite_con_verifica]
    )
    return Tabella(titolo, ("Indicatore", "Valore", "Limite", "Esito", "Origine"), righe)


def cella(valore: Valore, origine: str = "") -> Cella:
    """Wrap a value in its unit; missing keeps its reason."""
    if valore.valore is None:
        return Assente(valore.motivo)
    if valore.unita == "euro":
        return Importo(int(valore.valore), origine)
    return Percento(float(valore.valore), origine) if valore.unita == "percentuale" else valore.testo


def con_codice(valore: Valore) -> str:
    """Name an indicator with the letter or number the offices use; the other codes are only ours."""
    return f"{valore.codice}  {valore.nome}" if _UFFICIALE.fullmatch(valore.codice) else valore.nome
