"""What the levers need to know of the enti: their rates, their spending, what the law still lets them do."""

from __future__ import annotations

from dataclasses import dataclass, fields

import numpy as np

ANNI = 2
# What each ente has for both years, (n, 2); everything else it has once, (n,).
DUE_ANNI = frozenset(
    {
        "crediti",
        "risparmio_accelerato",
        "fgdc",
        "evasione",
        "beni_servizi",
        "utenze",
        "trasferimenti",
        "personale",
        "risparmio_mutui",
        "entrate_correnti",
        "spese_rigide",
        "rate_debito",
    }
)
_ALTRO = ("istat", "anno", "perche_accelerato")


@dataclass(frozen=True)
class Situazione:
    """One ente or many: arrays (n,) or (n, 2) of float64; NaN is what nobody knows, never zero.

    istat: the codes; anno: int (n,), the first projected year. Amounts are cents, rates and covers are
    percentage points (the IMU too: 0,96). Yes and no are 1 and 0. perche_accelerato says why the metodo
    accelerato cannot be used, "" where it can.
    """

    istat: tuple[str, ...]
    anno: np.ndarray
    imu_gettito: np.ndarray | None = None
    imu_aliquota: np.ndarray | None = None
    addizionale_imponibile: np.ndarray | None = None
    addizionale_aliquota: np.ndarray | None = None
    tari_gettito: np.ndarray | None = None
    tari_costi: np.ndarray | None = None
    riscossione_tari: np.ndarray | None = None
    riscossione_tariffe: np.ndarray | None = None
    canone_gettito: np.ndarray | None = None
    servizi_proventi: np.ndarray | None = None
    servizi_costi: np.ndarray | None = None
    servizi_obbligo: np.ndarray | None = None
    crediti: np.ndarray | None = None
    riscossione: np.ndarray | None = None
    riscossione_pari: np.ndarray | None = None
    risparmio_accelerato: np.ndarray | None = None
    perche_accelerato: tuple[str, ...] = ()
    fgdc: np.ndarray | None = None
    evasione: np.ndarray | None = None
    beni_servizi: np.ndarray | None = None
    utenze: np.ndarray | None = None
    trasferimenti: np.ndarray | None = None
    personale: np.ndarray | None = None
    risparmio_mutui: np.ndarray | None = None
    maggiori_interessi: np.ndarray | None = None
    disavanzo_nuovo: np.ndarray | None = None
    anni_ripiano: np.ndarray | None = None
    avanzo_libero: np.ndarray | None = None
    dfb_da_coprire: np.ndarray | None = None
    usa_cassa_altrui: np.ndarray | None = None
    alienabili: np.ndarray | None = None
    entrate_correnti: np.ndarray | None = None
    spese_rigide: np.ndarray | None = None
    rate_debito: np.ndarray | None = None
    popolazione: np.ndarray | None = None
    riequilibrio: np.ndarray | None = None
    dissesto: np.ndarray | None = None
    passivita: np.ndarray | None = None
    anni_prfp: np.ndarray | None = None
    rata_prfp: np.ndarray | None = None
    servizi_non_garantiti: np.ndarray | None = None

    def __post_init__(self) -> None:
        """Fill what was not given with NaN, and give every figure its shape."""
        quanti = len(self.istat)
        for campo in fields(self):
            if campo.name in _ALTRO:
                continue
            forma = (quanti, ANNI) if campo.name in DUE_ANNI else (quanti,)
            dato = getattr(self, campo.name)
            valori = np.full(forma, np.nan) if dato is None else np.broadcast_to(_numeri(dato), forma)
            object.__setattr__(self, campo.name, valori)
        object.__setattr__(self, "anno", np.broadcast_to(np.asarray(self.anno, dtype=int), (quanti,)))
        object.__setattr__(self, "perche_accelerato", self.perche_accelerato or ("",) * quanti)

    def __len__(self) -> int:
        return len(self.istat)

    def speciale(self) -> np.ndarray:
        """Say (bool) which enti are in riequilibrio or in dissesto."""
        return (self.riequilibrio == 1) | (self.dissesto == 1)


def _numeri(dato: object) -> np.ndarray:
    return np.asarray(dato, dtype=float)
