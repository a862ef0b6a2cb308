"""The plan in words, for who must decide and for who must sign."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from crescere_kit.euro import euro, numero, percentuale
from crescere_kit.recovery.catalogue import SCELTA
from crescere_kit.recovery.situation import ANNI

if TYPE_CHECKING:
    from crescere_kit.recovery.levers import Opzione
    from crescere_kit.recovery.refusal import Sostituta
    from crescere_kit.recovery.working import Esito, Lavoro

_INTERO = 100 - 1e-6


def livello(quanto: float, unita: str) -> str:
    """Write a level with its unit: «1,0 ‰», «0,1 punti», «7,93 %», «50.000,00 €»."""
    if unita == SCELTA:
        return "sì" if quanto else "no"
    if unita == "€":
        return euro(round(quanto * 100))
    decimali = 1 if abs(quanto * 10 - round(quanto * 10)) < _VICINO else 2
    if unita == "punti":
        return f"{numero(quanto, decimali)} {'punto' if quanto == 1 else 'punti'}"
    return f"{numero(quanto, decimali)} {unita}"


def della_misura(una: Opzione, quanto: float, effetti: Sequence[int], anni: Sequence[int]) -> str:
    """Say what a measure is, what it brings, and how much of its cap it uses."""
    testo = una.leva.frase.format(livello=livello(quanto, una.leva.unita))
    rese = _per_anno(effetti, anni) or "nulla in questi due anni"
    inizio = testo[0].upper() + testo[1:]
    if una.leva.unita == SCELTA:
        return f"{inizio}: vale {rese}."
    quota = 100 * quanto / una.tetto if una.tetto else 0
    usata = (
        "è tutto quello che si può" if quota > _INTERO else f"è il {percentuale(quota, 0)} di quanto si può"
    )
    return f"{inizio}: vale {rese}; {usata}."


def del_rifiuto(sostitute: Sequence[Sostituta], altrove: int, scoperto: Sequence[int]) -> str:
    """Say what happens to who refuses a measure."""
    parti = []
    piu = [una for una in sostitute if una.a > una.da]
    if piu:
        elenco = "; ".join(
            f"{_dentro_la_frase(una.nome)} da {livello(una.da, una.unita)} a {livello(una.a, una.unita)}"
            for una in piu
        )
        parti.append(f"servono al suo posto: {elenco}")
    if altrove > 0:
        parti.append(f"si chiedono altrove {euro(altrove)} in più nei due anni")
    if any(scoperto):
        parti.append(f"restano scoperti altri {euro(sum(scoperto))} nei due anni")
    if not parti:
        return "Rinunciarvi non lascia nulla di scoperto: le altre misure bastano."
    return f"A rinunciarvi {', e '.join(parti)}."


def non_calcolabile(perche: str) -> str:
    """Say why there is no plan."""
    return f"Il piano non si calcola: {perche}."


def del_piano(lavoro: Lavoro, esito: Esito, anni: Sequence[int]) -> tuple[str, ...]:
    """Sum a plan up: what it covers, what it does not and why."""
    bisogno = np.maximum(np.round(lavoro.quadro.bisogno), 0)
    if not bisogno.any() and not esito.livelli:
        return ("Non serve nessuna misura: i due anni sono in equilibrio.",)
    if not bisogno.any():
        return ("I due anni sono in equilibrio: le misure sono quelle decise da chi compila il piano.",)
    frasi = [f"Da coprire: {_per_anno(_tutti(bisogno), anni)}."]
    if not esito.scoperto.any():
        return (*frasi, f"Il piano lo copre con {_quante(len(esito.livelli))}.")
    frasi.append(
        f"Dopo {_quante(len(esito.livelli))} restano scoperti {_per_anno(_tutti(esito.scoperto), anni)}."
    )
    return (*frasi, *_perche_scoperto(lavoro, esito))


def _perche_scoperto(lavoro: Lavoro, esito: Esito) -> list[str]:
    """Say what binds: levers at their cap, levers banned or decided, levers that nobody knows."""
    al_tetto = [
        una.leva.nome
        for una in lavoro.menu.opzioni
        if esito.livelli.get(una.codice, 0) >= una.massimo - _VICINO and una.fissato is None
    ]
    frasi = ["Le leve sono esaurite: quello che resta non si copre con i mezzi ordinari."]
    gruppi = {
        "Già usate fin dove si può": al_tetto,
        "Vietate da chi decide": [una.leva.nome for una in lavoro.menu.vietate],
        "Ferme dove le ha messe chi decide": [una.leva.nome for una in lavoro.fissate],
    }
    frasi += [f"{cosa}: {', '.join(nomi)}." for cosa, nomi in gruppi.items() if nomi]
    ferme = [f"{una.nome} ({perche})" for una, perche in lavoro.menu.indisponibili]
    if ferme:
        frasi.append(f"Non disponibili: {'; '.join(ferme)}.")
    if lavoro.scelte.massimo_misure is not None:
        frasi.append(f"Non più di {_quante(lavoro.scelte.massimo_misure)}, come chiesto da chi decide.")
    return frasi


def _tutti(righe: np.ndarray) -> list[int]:
    """Add the two sides up, year by year."""
    return [int(uno) for uno in righe[:ANNI] + righe[ANNI:]]


def _per_anno(importi: Sequence[int], anni: Sequence[int]) -> str:
    parti = [f"{euro(importo)} nel {anno}" for importo, anno in zip(importi, anni, strict=True) if importo]
    return " e ".join(parti)


def _dentro_la_frase(nome: str) -> str:
    """Write a name inside a sentence: an acronym stays as it is."""
    return nome if nome[:2].isupper() else nome[0].lower() + nome[1:]


def _quante(misure: int) -> str:
    return "una misura" if misure == 1 else "nessuna misura" if not misure else f"{misure} misure"


_VICINO = 1e-6  # of a level: nearer there is only binary noise
