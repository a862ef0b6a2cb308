"""Avanzo, fondo pluriennale vincolato and disavanzo: capitoli of no titolo, rows of the equilibri."""

from __future__ import annotations

from collections.abc import Iterator
from fnmatch import fnmatchcase

import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.sources.capitoli.layout import Forma
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.maps import Mappe, normale

COMPETENZA = ("competenza_1", "competenza_2", "competenza_3")
_RUOLI = ("classe", "pdc", "descrizione")


def voci(testi: pd.DataFrame, forma: Forma, mappe: Mappe) -> pd.Series:
    """Return the row of the equilibri of each capitolo; "" if it cannot be told, missing if unknown."""
    note = [
        nota
        for nota in mappe.valori_capitoli
        if nota["ruolo"] in _RUOLI and nota["lato"] == forma.lato and nota["schema"] in ("*", forma.schema)
    ]
    ripulite = [
        {ruolo: _pulito(ruolo, testo) for ruolo, testo in r.items()} for r in testi.to_dict("records")
    ]
    return pd.Series([_voce(riga, note) for riga in ripulite], index=testi.index, dtype=object)


def difetti(voci: pd.Series, vivi: pd.Series, colonna: str, lato: str, file: str) -> Iterator[Difetto]:
    """Yield the capitoli with an amount that are in no titolo and are nothing else that is known."""
    for riga in voci.index[voci.isna() & vivi[voci.index]]:
        atteso = f"un titolo di {lato}, o un capitolo di avanzo, disavanzo o fondo pluriennale vincolato"
        yield Difetto(file, int(riga), colonna, "un capitolo senza titolo", atteso)


def avvisi(voci: pd.Series, importi: pd.DataFrame, descrizioni: pd.Series, file: str) -> Iterator[str]:
    """Say every amount that has no row in the equilibri: nothing is lost silently."""
    for riga, voce in voci.items():
        senza = importi.loc[riga] if not voce else importi.loc[riga].drop(COMPETENZA, errors="ignore")
        persi = [f"{fase.replace('_', ' ')} {euro(valore)}" for fase, valore in senza.items() if valore]
        if persi:
            motivo = (
                "non si capisce in quale riga degli equilibri vada"
                if not voce
                else "gli equilibri non l'hanno"
            )
            nome = descrizioni[riga].strip()
            yield f"«{file}», riga {riga}, «{nome}» ({', '.join(persi)}) non è tra i dati caricati: {motivo}."


def _pulito(ruolo: str, testo: str) -> str:
    return normale(testo) if ruolo == "descrizione" else testo.strip()


def _voce(riga: dict[str, str], note: list[dict[str, str]]) -> str | None:
    for nota in note:
        if fnmatchcase(riga.get(nota["ruolo"], ""), nota["valore"]):
            return nota["significato"]
    return None
