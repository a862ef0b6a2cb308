"""The fast search gives what HiGHS gives, on problems of every shape that a plan can have."""

import numpy as np
import pytest

from crescere_kit.recovery.model import Problema, risolvi
from crescere_kit.recovery.search import Prezzi, a_due_righe, risolvi_veloce


def a_caso(seme: int) -> Problema:
    """Draw a problem: whole steps, levers that do harm, that need or exclude others, few at most."""
    caso = np.random.default_rng(seme)
    quante, righe = int(caso.integers(2, 15)), int(caso.integers(1, 3))
    effetto = np.round(caso.uniform(1e3, 2e5, quante), 2)
    effetti = np.vstack([effetto * caso.choice([0.2, 0.6, 1.0, 1.0], quante), effetto])[:righe]
    if righe > 1 and caso.random() < 0.3:
        effetti[1, 0] = -0.5 * effetti[0, 0]
    intero = caso.random(quante) < 0.25
    if quante > 3:
        intero[2] = True
    alto = np.where(intero, caso.integers(1, 15, quante), 1.0).astype(float)
    insieme = (frozenset({0, 1}),) if caso.random() < 0.3 else ()
    richiede = ((3, 2),) if quante > 3 and caso.random() < 0.3 else ()
    alto[2:3] = 1.0 if richiede else alto[2:3]
    bisogno = np.maximum(effetti, 0) @ alto * caso.uniform(0.1, 1.1, righe)
    return Problema(
        (),
        effetti,
        bisogno,
        alto,
        np.ones(quante),
        intero,
        caso.choice([0.1, 0.3, 1.0, 1.2, 3.0, 5.0], quante) * np.abs(effetti).sum(axis=0),
        caso.choice([0, 0.01, 0.05, 0.25]) * bisogno.sum(),
        insieme,
        richiede,
        int(caso.integers(1, quante + 1)) if caso.random() < 0.2 else None,
    )


@pytest.mark.parametrize("seme", range(60))
def test_the_search_finds_what_highs_finds(seme):
    problema = a_caso(seme)
    atteso = risolvi(problema)
    due = a_due_righe(problema)
    trovato = risolvi_veloce(due, Prezzi(due))
    assert trovato.scoperto.sum() == pytest.approx(
        atteso.scoperto.sum(), abs=0.1 + 2e-6 * problema.bisogno.sum()
    )
    assert trovato.peso == pytest.approx(atteso.peso, rel=1e-5, abs=2)
    coperto = due.effetti @ trovato.valori + trovato.scoperto
    assert (coperto >= due.bisogno - 2e-6 * np.maximum(due.bisogno, 1)).all()


@pytest.mark.parametrize("seme", range(0, 60, 6))
def test_leaving_a_lever_out_needs_no_new_prices(seme):
    due = a_due_righe(a_caso(seme))
    prezzi = Prezzi(due)
    for tolta in range(len(due.alto)):
        senza = due.senza(tolta)
        trovato, atteso = risolvi_veloce(senza, prezzi), risolvi_veloce(senza, Prezzi(senza))
        assert trovato.peso == pytest.approx(atteso.peso, rel=1e-6, abs=0.1)
        assert trovato.valori[tolta] == 0


def test_three_rows_are_left_to_highs():
    effetti = np.eye(3)
    problema = Problema(
        (), effetti, np.ones(3), np.ones(3), np.ones(3), np.zeros(3, dtype=bool), np.ones(3), 0.0
    )
    assert a_due_righe(problema) is None
    assert risolvi(problema).valori == pytest.approx(np.ones(3), abs=1e-6)
