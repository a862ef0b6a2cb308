"""How long the recovery plans of a region take: 166 comuni, each plan with the cost of refusing each measure.

    python tests/bench/recovery.py [--comuni 166] [--campione 12]

The comuni are drawn (always the same): every lever is known, the need is a part of what the levers can give.
Beside the plans, in the same run: the same problems handed to scipy.optimize.milp with its own settings and
solved again from nothing at each refusal, on a sample and projected to the whole; and the plans alone,
without any explanation.
"""

from __future__ import annotations

import argparse
import time

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from crescere_kit.recovery import Fabbisogno, Scelte, Situazione, piani, presets
from crescere_kit.recovery.building import Quadro
from crescere_kit.recovery.levers import Leve
from crescere_kit.recovery.model import Problema
from crescere_kit.recovery.working import Lavoro

ANNO = 2027
MILLE = 100_000  # euro in cents


def comuni(quanti: int) -> tuple[Situazione, list[Fabbisogno]]:
    """Draw the comuni: current revenue from one to forty millions, need from 1 to 12 % of it."""
    caso = np.random.default_rng(118)
    correnti = caso.lognormal(8.5, 0.8, quanti) * MILLE  # cents
    due = lambda da, a: correnti[:, None] * caso.uniform(da, a, (quanti, 1)) * np.ones(2)  # noqa: E731
    uno = lambda da, a: correnti * caso.uniform(da, a, quanti)  # noqa: E731
    situazione = Situazione(
        tuple(f"{78000 + posto:06d}" for posto in range(quanti)),
        np.full(quanti, ANNO),
        imu_gettito=uno(0.1, 0.25),
        imu_aliquota=np.round(caso.uniform(0.76, 1.06, quanti), 2),
        addizionale_imponibile=uno(7, 14),
        addizionale_aliquota=np.round(caso.uniform(0.3, 0.8, quanti), 1),
        tari_gettito=uno(0.16, 0.2),
        tari_costi=uno(0.18, 0.21),
        riscossione_tari=caso.uniform(45, 85, quanti),
        riscossione_tariffe=caso.uniform(50, 90, quanti),
        canone_gettito=uno(0.005, 0.02),
        servizi_proventi=uno(0.01, 0.02),
        servizi_costi=uno(0.03, 0.06),
        crediti=due(0.2, 0.35),
        riscossione=caso.uniform(50, 75, quanti),
        risparmio_accelerato=due(-0.002, 0.01),
        fgdc=due(0, 0.015),
        evasione=due(0.01, 0.04),
        beni_servizi=due(0.2, 0.35),
        utenze=due(0.05, 0.1),
        trasferimenti=due(0.04, 0.1),
        personale=due(0.2, 0.35),
        risparmio_mutui=due(0, 0.015),
        disavanzo_nuovo=np.zeros(quanti),
        anni_ripiano=caso.integers(1, 4, quanti),
        avanzo_libero=uno(-0.03, 0.04),
        entrate_correnti=due(1, 1),
        spese_rigide=due(0.3, 0.5),
        rate_debito=due(0.03, 0.12),
    )
    serve = correnti * caso.uniform(0.01, 0.12, quanti)
    return situazione, [Fabbisogno(np.array([uno_, uno_ * 1.05])) for uno_ in serve]


def da_capo(lavoro: Lavoro) -> int:
    """Solve with scipy as it comes, then once more for each measure of the plan; return how many times."""
    problema = lavoro.problema
    valori = _scipy(problema)
    usate = np.flatnonzero(valori > 1e-6)
    for posto in usate:
        _scipy(problema.senza(int(posto)))
    return 1 + len(usate)


def _scipy(problema: Problema) -> np.ndarray:
    """Hand the whole problem over, uncovered amounts included: the peer has only a penalty for them."""
    quante, righe = len(problema.alto), len(problema.bisogno)
    scala = np.maximum(problema.bisogno, 1)
    vuote, nulle = np.zeros((righe, quante)), np.zeros((quante, righe))
    copertura = np.hstack([problema.effetti / scala[:, None], vuote, np.eye(righe)])
    uso = np.hstack([np.eye(quante), -np.diag(problema.alto), nulle])
    esito = milp(
        np.concatenate([problema.peso, np.full(quante, problema.fisso), 1e3 * scala]),
        integrality=np.concatenate([problema.intero, np.ones(quante), np.zeros(righe)]),
        bounds=Bounds(0, np.concatenate([problema.alto, np.ones(quante), np.full(righe, np.inf)])),
        constraints=[
            LinearConstraint(copertura, problema.bisogno / scala, np.inf),
            LinearConstraint(uso, -np.inf, 0),
        ],
    )
    return esito.x[:quante]


def main() -> None:
    argomenti = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    argomenti.add_argument("--comuni", type=int, default=166)
    argomenti.add_argument("--campione", type=int, default=12)
    scelti = argomenti.parse_args()
    situazione, fabbisogni = comuni(scelti.comuni)
    print(
        f"{'preset':12} {'misure':>7} {'scoperti':>9} {'piani':>8} {'per piano':>10} {'senza perché':>13} "
        f"{'scipy':>9}"
    )
    for preset in presets():
        scelte = Scelte(preset=preset)
        inizio = time.perf_counter()
        fatti = piani(situazione, fabbisogni, scelte)
        durata = time.perf_counter() - inizio
        leve = Leve.di(situazione, scelte)
        lavori = [
            Lavoro(leve.menu(posto, scelte), Quadro.di(situazione, posto, serve, scelte), scelte)
            for posto, serve in enumerate(fabbisogni)
        ]
        inizio = time.perf_counter()
        for lavoro in lavori:
            lavoro.esito()
        soli = time.perf_counter() - inizio
        inizio = time.perf_counter()
        for lavoro in lavori[: scelti.campione]:
            da_capo(lavoro)
        altrui = (time.perf_counter() - inizio) / min(scelti.campione, len(lavori)) * len(lavori)
        misure = np.mean([len(piano.misure) for piano in fatti])
        scoperti = sum(piano.stato == "scoperto" for piano in fatti)
        print(
            f"{preset:12} {misure:7.1f} {scoperti:9} {durata:6.2f} s {durata / len(fatti) * 1000:7.1f} ms "
            f"{soli:11.2f} s {altrui:7.2f} s"
        )
    print(
        f"scipy: proiezione da {scelti.campione} comuni, ogni rifiuto risolto da capo con le sue impostazioni"
    )


if __name__ == "__main__":
    main()
