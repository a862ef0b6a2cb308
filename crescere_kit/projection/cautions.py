"""What who reads a projection must know before believing it."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit.euro import euro
from crescere_kit.projection.engine import IGNOTA, Anni, Motore
from crescere_kit.projection.lines import LINEE, resto
from crescere_kit.projection.scenario import Scenario

_DALLE_ALTRE = ("riserva", "investimenti")  # unknown only because something else is
ANNI_MINIMI = 3  # fewer tell nothing of how things move


def avvertenze(motore: Motore, scenario: Scenario, futuro: Anni) -> list[str]:
    """Return Italian sentences, the gravest first; none when there is nothing to warn of."""
    return [
        *_non_calcolabile(motore, scenario, futuro),
        *_comprese(motore, scenario),
        *_pareggio(motore, futuro),
        *_pochi_anni(motore),
        *_rotture(motore),
        *_popolazione(motore),
    ]


def _non_calcolabile(motore: Motore, scenario: Scenario, futuro: Anni) -> list[str]:
    """Say which lines keep the balance from being known, each with its reason."""
    if not np.isnan(futuro.corrente[0, 0]).any():
        return []
    ignote = [
        f"«{LINEE[codice].nome}» ({motore.perche(codice, scenario.ipotesi)})"
        for codice in LINEE
        if IGNOTA in futuro.nature[codice][0] and codice not in _DALLE_ALTRE
    ]
    ferme = {
        "A": "il fondo pluriennale vincolato",
        "C": "i contributi per rimborso prestiti",
        "E": "i trasferimenti in conto capitale",
    }
    ignote += [nome for riga, nome in ferme.items() if np.isnan(motore.fermo[riga][0]).any()]
    return [f"L'equilibrio non si può calcolare: manca {'; '.join(ignote)}."]


def _comprese(motore: Motore, scenario: Scenario) -> list[str]:
    """Say which decisions were not taken, because they would count the same money twice."""
    decise = dict.fromkeys(una.linea for una in scenario.forzature)
    return [
        f"La decisione su «{LINEE[codice].nome}» non è stata usata: i conti caricati non la dividono da "
        f"«{LINEE[resto(LINEE[codice].lato, LINEE[codice].conto)].nome}». Decidere quella."
        for codice in decise
        if codice in motore.comprese()
    ]


def _pareggio(motore: Motore, futuro: Anni) -> list[str]:
    frasi = []
    for passo, saldo in enumerate(futuro.prospetti["equilibri_previsti"]["Z"][0, 0]):
        corrente = futuro.corrente[0, 0, passo]
        manca = saldo + max(corrente, 0.0)
        if manca <= -1:
            anno = int(motore.orizzonte.base[0]) + passo + 1
            frasi.append(
                f"Nel {anno} gli investimenti superano le loro risorse di {euro(round(-manca))}: "
                "il bilancio non sarebbe in pareggio."
            )
    return frasi


def _pochi_anni(motore: Motore) -> list[str]:
    anni = _anni_di_rendiconto(motore)
    frasi = []
    if len(anni) < ANNI_MINIMI:
        quanti = "C'è un solo rendiconto" if len(anni) == 1 else f"Ci sono solo {len(anni)} rendiconti"
        frasi.append(
            f"{quanti}: le linee non calcolate restano come nell'ultimo, con l'errore misurato sugli "
            "altri comuni; servono almeno tre anni per vedere una tendenza."
        )
    mancano = sorted(set(range(anni[0], anni[-1] + 1)) - set(anni))
    if mancano:
        frasi.append(
            f"Manca il rendiconto {', '.join(map(str, mancano))}: le tendenze sono stimate sugli altri anni."
        )
    return frasi


def _anni_di_rendiconto(motore: Motore) -> list[int]:
    conti = motore.conti
    istat, base = motore.orizzonte.istat[0], motore.orizzonte.base[0]
    pieni = (conti.ha("rendiconto") & ~conti.rendiconto_vuoto).to_numpy(dtype=bool)
    return sorted(int(anno) for suo, anno in conti.indice[pieni] if suo == istat and anno <= base)


def _rotture(motore: Motore) -> list[str]:
    dal = motore.tendenze.rottura()
    if not dal:
        return []
    frase = (
        f"Dal {dal} i conti sono a un altro livello, come quando un comune si fonde o si divide: "
        "le tendenze sono stimate solo da quell'anno."
    )
    return [frase]


def _popolazione(motore: Motore) -> list[str]:
    abitanti = motore.conti.enti.loc[motore.orizzonte.istat[0], "popolazione"]
    if pd.notna(abitanti) and abitanti > 0:
        return []
    return [
        "Non si conoscono gli abitanti: ciò che ne dipende (soglie per classe, valori per abitante) è n.c."
    ]
