"""What a projection says of one comune, line by line and balance by balance, with how sure it is."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from crescere_kit.projection.engine import COMPRESA, DECISA, STATISTICA, Anni, Motore
from crescere_kit.projection.horizon import ANNI
from crescere_kit.projection.lines import LINEE, resto
from crescere_kit.projection.scenario import Scenario

LIVELLI = (50, 80)  # the only bands that are shown
Banda = tuple[tuple[int, int], ...]  # (low, high) in cents for each of the two years


@dataclass(frozen=True)
class Riga:
    """One line: cents, None where n.c.; bande by level, empty for what is computed or decided.

    perche says where the numbers come from, or why there are none; errore how far off such a forecast has
    been in the past; motivo why somebody decided otherwise.
    """

    codice: str
    nome: str
    lato: str
    titolo: str
    natura: tuple[str, ...]
    base: int | None
    valori: tuple[int | None, ...]
    bande: dict[int, Banda]
    perche: str
    errore: str
    motivo: str


@dataclass(frozen=True)
class Saldo:
    """A balance of one projected year: cents, None where n.c.; gap is what is missing to zero."""

    nome: str
    anno: int
    valore: int | None
    bande: dict[int, tuple[int, int]]
    gap: int | None


def righe(motore: Motore, scenario: Scenario, futuro: Anni, campioni: Anni | None) -> list[Riga]:
    """Return the lines of the one comune of a projection, in the order of the bilancio."""
    return [
        Riga(
            codice=codice,
            nome=linea.nome,
            lato=linea.lato,
            titolo=linea.titolo,
            natura=tuple(map(str, futuro.nature[codice][0])),
            base=cents(motore.partenza[codice][0]) if codice in motore.partenza else None,
            valori=_valori(futuro, codice),
            bande=_bande_di(futuro, campioni, codice),
            perche=_perche(motore, scenario, futuro, codice),
            errore=motore.tendenze.errore_in_parole(codice) if _statistica(futuro, codice) else "",
            motivo="; ".join(f"{f.anno}: {f.motivo}" for f in scelte(scenario, codice)),
        )
        for codice, linea in LINEE.items()
    ]


def scelte(scenario: Scenario, codice: str) -> list:
    """Return what somebody decided of a line, and what the measures add to it."""
    return [s for s in (*scenario.forzature, *scenario.variazioni) if s.linea == codice]


def saldi(nome: str, base: int, centrali: np.ndarray, campioni: np.ndarray | None) -> list[Saldo]:
    """Return a balance for the two years: centrali (2,), campioni (S, 2) cents."""
    bande = {} if campioni is None else bande_tra(centrali, campioni)
    trovati = []
    for passo in range(ANNI):
        valore = cents(centrali[passo])
        gap = None if valore is None else max(0, -valore)
        sue = {livello: banda[passo] for livello, banda in bande.items()} if valore is not None else {}
        trovati.append(Saldo(nome, base + passo + 1, valore, sue, gap))
    return trovati


def bande_tra(centrali: np.ndarray, campioni: np.ndarray) -> dict[int, Banda]:
    """Return where so many paths of a hundred end, the central one always within."""
    trovate = {}
    code = [(100 - livello) / 2 for livello in LIVELLI]
    with np.errstate(invalid="ignore"):
        estremi = np.percentile(campioni, [quota for coda in code for quota in (coda, 100 - coda)], axis=0)
    for livello, bassi, alti in zip(LIVELLI, estremi[::2], estremi[1::2], strict=True):
        if np.isnan(bassi).any():
            continue
        trovate[livello] = tuple(
            (round(min(basso, centrale)), round(max(alto, centrale)))
            for basso, alto, centrale in zip(bassi, alti, centrali, strict=True)
        )
    return trovate


def _valori(futuro: Anni, codice: str) -> tuple[int | None, ...]:
    compresa = futuro.nature[codice][0] == COMPRESA
    return tuple(
        None if fuori else cents(valore)
        for fuori, valore in zip(compresa, futuro.linee[codice][0, 0], strict=True)
    )


def _bande_di(futuro: Anni, campioni: Anni | None, codice: str) -> dict[int, Banda]:
    if campioni is None or COMPRESA in futuro.nature[codice][0]:
        return {}
    centrali, percorsi = futuro.linee[codice][0, 0], campioni.linee[codice][0]
    if np.isnan(centrali).any() or np.ptp(percorsi, axis=0).max() < 1:
        return {}
    return bande_tra(centrali, percorsi)


def _statistica(futuro: Anni, codice: str) -> bool:
    return STATISTICA in futuro.nature[codice][0]


def _perche(motore: Motore, scenario: Scenario, futuro: Anni, codice: str) -> str:
    natura = set(futuro.nature[codice][0])
    if COMPRESA in natura:
        linea = LINEE[codice]
        return f"compresa in «{LINEE[resto(linea.lato, linea.conto)].nome}»: i conti caricati non la dividono"
    if natura == {DECISA}:
        return "deciso da chi usa lo scenario"
    if STATISTICA in natura:
        return motore.tendenze.in_parole(codice)
    return motore.perche(codice, scenario.ipotesi)


def cents(valore: float) -> int | None:
    """Return a whole number, None where it is not known."""
    return None if np.isnan(valore) else round(float(valore))
