"""What moves the current balance from the last rendiconto to a projected year."""

from __future__ import annotations

import numpy as np

from crescere_kit.projection.engine import Anni, Motore
from crescere_kit.projection.flows import somma
from crescere_kit.projection.lines import FONDI, del_titolo

_ENTRATE = {"Tributi e fondo di solidarietà": "1", "Trasferimenti": "2", "Entrate extratributarie": "3"}
_SPESE = {
    "Personale": ("personale", "imposte"),
    "Beni e servizi": ("rifiuti", "utenze", "altri_beni_servizi"),
    "Altre spese correnti": ("trasferimenti", "rimborsi_correttive", "altre_correnti"),
    "Rate dei prestiti": ("interessi", "quote_capitale"),
}
INIZIO, FINE = (
    "Saldo corrente {anno}, senza avanzo e fondo pluriennale",
    "Equilibrio corrente previsto {anno}",
)


def movimenti(motore: Motore, futuro: Anni, anno: int) -> list[tuple[str, int]]:
    """Return (what, cents): where the balance starts, each thing that moves it, where it ends.

    Empty when one of them is not known. What starts is without what does not come back by itself: the avanzo
    that was used, the fondo pluriennale.
    """
    passo = anno - int(motore.orizzonte.base[0]) - 1
    prima = {codice: valori[0] for codice, valori in motore.partenza.items()}
    dopo = {codice: valori[0, 0, passo] for codice, valori in futuro.linee.items()}
    fondi, disavanzo = (_scritta(motore, riga) for riga in ("accantonate_correnti", "AA"))
    mosse = {
        nome: _differenza(prima, dopo, del_titolo("entrate", titolo)) for nome, titolo in _ENTRATE.items()
    }
    mosse |= {nome: -_differenza(prima, dopo, codici) for nome, codici in _SPESE.items()}
    mosse["Fondi accantonati"] = fondi - somma(dopo, FONDI)
    mosse["Disavanzo da recuperare"] = disavanzo - dopo["disavanzo"]
    fine = futuro.corrente[0, 0, passo]
    inizio = fine - sum(mosse.values())
    if np.isnan(inizio):
        return []
    base = anno - passo - 1
    passi = [(INIZIO.format(anno=base), inizio), *mosse.items(), (FINE.format(anno=anno), fine)]
    return [(nome, round(float(valore))) for nome, valore in passi]


def _differenza(prima: dict[str, float], dopo: dict[str, float], codici: tuple[str, ...]) -> float:
    """A line that cannot be told apart is inside another: it counts for nothing on both sides."""
    return sum(dopo[c] for c in codici) - sum(0.0 if np.isnan(prima[c]) else prima[c] for c in codici)


def _scritta(motore: Motore, riga: str) -> float:
    """A row of the prospect of the last rendiconto."""
    return float(motore.orizzonte.prendi(motore.conti, motore.conti.equilibri(riga))[0])
