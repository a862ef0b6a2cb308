"""What lengthening the loans of the form would free in the two years, and what it would cost in the end."""

from __future__ import annotations

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.ammortamento import FRANCESE
from crescere_kit.accounts.debt_service import Prestiti, servizio
from crescere_kit.projection.computed import form
from crescere_kit.projection.horizon import ANNI, Orizzonte

_COLONNE = ("capitale_residuo", "tasso", "rate_anno", "rate_residue", "tipo")


def rinegoziazione(conti: Conti, orizzonte: Orizzonte) -> dict[str, np.ndarray]:
    """Return what each ente would not pay in the two years, (n, 2), and the interest it would pay more, (n,).

    The loans keep their rate, so that what they are worth today does not change: only French ones, of which
    the rule says by how many years they are lengthened.
    """
    elenco = form.elenco(conti, orizzonte, "mutui")
    prestiti = Prestiti(*(elenco[nome] for nome in _COLONNE))
    in_piu = float(rules.ultima("leve", "rinegoziazione_anni").valore) * prestiti.rate_anno
    allungati = prestiti._replace(rate=prestiti.rate + in_piu)
    prima, dopo = (sum(servizio(uno, ANNI)) for uno in (prestiti, allungati))
    si_puo = (prestiti.tipo == FRANCESE)[:, None] | np.isnan(prestiti.tipo)[:, None]
    risparmio = np.where(si_puo, prima - dopo, 0.0)
    interessi = np.where(si_puo[:, 0], _in_tutto(allungati) - _in_tutto(prestiti), 0.0)
    return {
        "risparmio_mutui": np.stack([elenco.somma(risparmio[:, anno], 1) for anno in range(ANNI)], axis=1),
        "maggiori_interessi": elenco.somma(interessi, 1),
    }


def _in_tutto(prestiti: Prestiti) -> np.ndarray:
    """Return what all the instalments of a French loan add up to."""
    tasso = prestiti.tasso / 100 / prestiti.rate_anno
    with np.errstate(divide="ignore", invalid="ignore"):
        rata = np.where(
            tasso == 0,
            prestiti.debito / prestiti.rate,
            prestiti.debito * tasso / (1 - (1 + tasso) ** -prestiti.rate),
        )
    return rata * prestiti.rate
