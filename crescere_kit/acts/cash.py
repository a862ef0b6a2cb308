"""Cash by quarter: what SIOPE says that each titolo collects or pays in a quarter of the year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

import pandas as pd

from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.acts.facts import Fatti
from crescere_kit.acts.types import arrotonda

TRIMESTRI = (1, 2, 3, 4)
_MESI = 12
ENTRATE, SPESE = "entrate", "spese"
_TITOLI_SIOPE = {"entrate": TITOLI_ENTRATE, "uscite": TITOLI_SPESE}
_LATI_SIOPE = {ENTRATE: ("entrate", "E"), SPESE: ("uscite", "U")}


def quote_storiche(fatti: Fatti, lato: str, titolo: str, anno: int) -> list[Decimal] | None:
    """Return the share of a year's cash of a titolo that each quarter had; None if unknown."""
    mesi = [_mese(fatti, lato, titolo, anno, mese) for mese in range(1, _MESI + 1)]
    if all(uno is None for uno in mesi):
        return None
    trimestri = [sum((uno or Decimal(0)) for uno in mesi[passo : passo + 3]) for passo in range(0, _MESI, 3)]
    totale = sum(trimestri)
    return [Decimal(uno) / totale for uno in trimestri] if totale > 0 else None


def _mese(fatti: Fatti, lato: str, titolo: str, anno: int, mese: int) -> Decimal | None:
    riga = (fatti.istat, anno)
    if riga not in fatti.conti.indice:
        return None
    siope, iniziale = _LATI_SIOPE[lato]
    depositati = fatti.conti.codici("siope", siope)
    di_dettaglio = [codice for codice in depositati if codice.startswith(f"{iniziale}.{titolo}.")]
    codici = [titolo] if titolo in depositati else di_dettaglio
    letti = [fatti.conti.voce("siope", siope, codice, f"cassa_{mese:02d}").loc[riga] for codice in codici]
    noti = [Decimal(int(uno)) / 100 for uno in letti if pd.notna(uno)]
    return sum(noti, Decimal(0)) if noti else None


def ripartisci(totale: Decimal, quote: Sequence[Decimal]) -> list[Decimal]:
    """Split an amount by shares, to the cent; the last quarter takes what the rounding leaves."""
    parti = [arrotonda(totale * quota) for quota in quote[:-1]]
    return [*parti, totale - sum(parti)]


def fondo_del_tesoriere(fatti: Fatti, anno: int, iniziale: Decimal | None) -> Decimal | None:
    """Return the cash at the end of a year as the treasurer moved it; None where SIOPE has not the year."""
    movimenti = {
        lato: [fatti.valore("siope", lato, titolo, "cassa", anno) for titolo in titoli]
        for lato, titoli in _TITOLI_SIOPE.items()
    }
    noti = {lato: [uno for uno in suoi if uno is not None] for lato, suoi in movimenti.items()}
    if iniziale is None or not all(noti.values()):
        return None
    return iniziale + sum(noti["entrate"]) - sum(noti["uscite"])
