"""Small situations that can be solved on paper: amounts in cents, two years."""

from __future__ import annotations

import numpy as np

from crescere_kit.recovery import Fabbisogno, Piano, Scelte, Situazione, piani

EURO = 100
ANNO = 2027


def situazione(**dati: object) -> Situazione:
    """Return one ente of which only what is written is known; amounts are euro here, cents inside."""
    punti = {"imu_aliquota", "addizionale_aliquota", "riscossione", "riscossione_tari", "riscossione_tariffe"}
    punti |= {"servizi_obbligo", "anni_ripiano", "popolazione", "riequilibrio", "dissesto", "anni_prfp"}
    punti |= {"riscossione_pari", "servizi_non_garantiti", "usa_cassa_altrui"}
    scritti = {
        nome: dato if nome in punti else np.asarray(dato, dtype=float) * EURO
        for nome, dato in dati.items()
        if nome != "perche_accelerato"
    }
    altro = {"perche_accelerato": dati["perche_accelerato"]} if "perche_accelerato" in dati else {}
    return Situazione(("901001",), np.array([ANNO]), **scritti, **altro)


def fabbisogno(primo: float, secondo: float, **altro: float) -> Fabbisogno:
    """Return a need written in euro."""
    lati = {nome: np.array([valore, valore], dtype=float) * EURO for nome, valore in altro.items()}
    return Fabbisogno(np.array([primo, secondo], dtype=float) * EURO, **lati)


def piano(dati: Situazione, serve: Fabbisogno, **scelte: object) -> Piano:
    """Return the plan of one ente; a measure more weighs nothing unless it is said."""
    (fatto,) = piani(dati, [serve], Scelte(**({"misura_percento": 0.0} | scelte)))
    return fatto


def livelli(fatto: Piano) -> dict[str, float]:
    return {misura.codice: misura.livello for misura in fatto.misure}


def euro(importi: tuple[int, ...]) -> tuple[float, ...]:
    return tuple(importo / EURO for importo in importi)
