"""How wrong the projection has been, in words, beside what it says now."""

from __future__ import annotations

import numpy as np

from crescere_kit.euro import percentuale
from crescere_kit.projection import Proiezione
from crescere_kit.projection.forecast.voci import in_parole
from crescere_kit.projection.forecast.wording import frase_errore
from crescere_kit.projection.horizon import ANNI
from crescere_kit.projection.totals import ENTRATE_CORRENTI, IMPEGNI_CORRENTI, Totale
from crescere_kit.tables import Percento, Tabella

_TITOLI = {ENTRATE_CORRENTI: "entrate 1", IMPEGNI_CORRENTI: "spese 1"}


def frase(prevista: Proiezione) -> str:
    """Say the measured error of the two largest sums, two years ahead."""
    detti = [
        f"{nome} del {percentuale(100 * errore, 0 if errore >= _UN_PUNTO else 1)} o meno"
        for nome, voce in (("le entrate tributarie", "entrate 1"), ("le spese correnti", "spese 1"))
        for errore in [_errore(prevista, voce)]
        if not np.isnan(errore)
    ]
    if not detti:
        return "L'errore di questa proiezione non è mai stato misurato: servono più anni o più comuni."
    return f"Negli anni passati, a due anni di distanza, in metà dei casi ha sbagliato {' e '.join(detti)}."


def misurati(prevista: Proiezione) -> Tabella | None:
    """Return the measured median error of every voce at one and two years, beside repeating the last year.

    None where none was measured. Each error is that of the comuni of this size, where enough were seen.
    """
    modello, abitanti = prevista.motore.modello, _abitanti(prevista)
    righe = tuple(
        (in_parole(voce), *(Percento(100 * errore, decimali=1) for errore in errori))
        for voce in modello.voci
        if not np.isnan(
            errori := [
                modello.errore(voce, passo, abitanti, metodo)
                for passo in range(1, ANNI + 1)
                for metodo in ("mistura", "ultimo")
            ]
        ).any()
    )
    colonne = (
        *("Voce", "A un anno", "Ripetendo l'ultimo anno"),
        *("A due anni", "Ripetendo l'ultimo anno, a due"),
    )
    nota = "Errore mediano sui comuni dell'archivio: metà delle volte si è sbagliato di meno, metà di più."
    return Tabella("Quanto la proiezione ha sbagliato in passato", colonne, righe, nota) if righe else None


def di_un_totale(prevista: Proiezione, totale: Totale) -> str:
    """Say the measured error of the titolo that a sum is mostly made of."""
    if totale.codice not in _TITOLI:
        return ""
    voce = _TITOLI[totale.codice]
    detto = frase_errore(_errore(prevista, voce), ANNI)
    return f"{detto} (Misurato sul titolo 1.)" if voce == "entrate 1" else detto


def _errore(prevista: Proiezione, voce: str) -> float:
    return prevista.motore.modello.errore(voce, ANNI, _abitanti(prevista))


def _abitanti(prevista: Proiezione) -> float:
    tendenze = prevista.motore.tendenze
    return float(tendenze.serie.abitanti(int(tendenze.previsioni.base[0]))[0])


_UN_PUNTO = 0.01
