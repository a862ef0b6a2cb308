"""What must hold between capitoli, and what looks odd without being wrong."""

from __future__ import annotations

from collections.abc import Iterator

import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.sources.faults import Difetto

_MOSTRATE = 5
_CHIAVE = ("capitolo", "articolo", "ueb")


def doppi(testi: pd.DataFrame, colonna: str, file: str) -> Iterator[Difetto]:
    """Yield the capitoli that are there twice, or that have no number."""
    chiave = [ruolo for ruolo in _CHIAVE if ruolo in testi]
    numeri = testi[chiave].apply(lambda colonna: colonna.str.strip())
    for riga in testi.index[numeri["capitolo"] == ""]:
        yield Difetto(file, int(riga), colonna, "un capitolo senza numero", "il numero del capitolo")
    numerati = numeri[numeri["capitolo"] != ""]
    prime: dict[tuple, int] = {}
    for riga, *numero in numerati.itertuples():
        prima = prime.setdefault(tuple(numero), int(riga))
        if prima != riga:
            nome = "/".join(numero[:2])
            yield Difetto(
                file, int(riga), colonna, f"di nuovo il capitolo {nome}", f"una riga sola, come la {prima}"
            )


def anno(testi: pd.Series, colonna: str, file: str) -> tuple[int | None, list[Difetto]]:
    """Return the year that every row says; more than one, or none that is a year, is a fault."""
    scritti = testi.str.strip()
    buoni = scritti.str.fullmatch(r"20\d\d(\.0|,0)?").fillna(False).astype(bool)
    difetti = [
        Difetto(file, int(riga), colonna, f"«{testo}»", "un anno di quattro cifre, come 2025")
        for riga, testo in scritti[~buoni].items()
    ]
    anni = scritti[buoni].str[:4]
    if len(set(anni)) > 1:
        primo = anni.mode().iloc[0]
        difetti += [
            Difetto(
                file, int(riga), colonna, f"l'anno {altro}", f"un anno solo, il {primo} delle altre righe"
            )
            for riga, altro in anni[anni != primo].items()
        ]
    return (int(anni.mode().iloc[0]) if len(anni) else None), difetti


def cassa(importi: pd.DataFrame, file: str) -> Iterator[str]:
    """Say where the cash is more than competenza and residui together: nothing could ever move it."""
    if not {"competenza_1", "residui_presunti", "cassa_1"} <= set(importi.columns):
        return
    eccesso = importi["cassa_1"] - importi["competenza_1"] - importi["residui_presunti"]
    oltre = eccesso[eccesso > 0]
    if len(oltre):
        righe = ", ".join(str(riga) for riga in oltre.index[:_MOSTRATE])
        altre = f" e altre {len(oltre) - _MOSTRATE}" if len(oltre) > _MOSTRATE else ""
        yield (
            f"«{file}»: la cassa supera competenza e residui per {euro(oltre.sum())} in tutto "
            f"(capitoli delle righe {righe}{altre})."
        )
