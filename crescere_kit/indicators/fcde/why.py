"""Why a fund is not computable: the entrata and the year, in the words of the office."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import rapporti
from crescere_kit.euro import percentuale
from crescere_kit.indicators.fcde import items
from crescere_kit.indicators.fcde.budget import EntrataPrevista, previste
from crescere_kit.indicators.fcde.methods import ACCELERATO, NUMERATI, Metodo
from crescere_kit.indicators.fcde.window import fino_al_rendiconto
from crescere_kit.indicators.fcde.year_end import residue

NESSUNA = (
    "il modulo dell'ente non dice quali entrate sono di dubbia esigibilità né quanto si è riscosso di ognuna"
)
_NON_SOSTITUITI = (
    "la facoltà di usare i dati del {} al posto di quelli del 2020 e del 2021 (art. 107-bis DL 18/2020) "
    "non è applicata"
)
_MOSTRATE = 2

Perche = Callable[[Conti, str, int], str]


def della_previsione(metodo: Metodo | None, anno: int = 0) -> Perche:
    """Return the function that says why the fund of one year of the bilancio is missing.

    metodo is the one that the indicator uses, None for the one that each entrata has.
    """

    def perche(conti: Conti, istat: str, bilancio: int) -> str:
        riga = conti.indice.get_loc((istat, bilancio))
        entrate = _con_posto(previste(conti), riga)
        cause = [
            (entrata.codice, _causa(entrata, posto, metodo, anno, bilancio)) for entrata, posto in entrate
        ]
        return _elenca(cause) if cause else NESSUNA

    return perche


def del_rendiconto(conti: Conti, istat: str, anno: int) -> str:
    """Say why the fund of a rendiconto is missing."""
    riga = conti.indice.get_loc((istat, anno))
    anni = fino_al_rendiconto(conti).anni[:, riga]
    cause = []
    for entrata, posto in _con_posto(residue(conti), riga):
        causa = _della_serie(
            entrata.riscossi[:, posto], entrata.iniziali[:, posto], anni, "residui iniziali", True
        )
        if np.isnan(entrata.finali[posto]):
            causa = f"mancano i residui al 31 dicembre {anno}"
        cause.append((entrata.codice, "" if entrata.finali[posto] == 0 else causa))
    return _elenca(cause) if cause else NESSUNA


def come_si_calcola(conti: Conti, istat: str, bilancio: int) -> str:
    """Say of a fund which rendiconti it looks at, with which methods, and what was not done."""
    riga = conti.indice.get_loc((istat, bilancio))
    entrate = list(_con_posto(previste(conti), riga))
    metodi = {NUMERATI[int(entrata.metodo[posto])] for entrata, posto in entrate}
    anni = np.concatenate([entrate[0][0].storia.anni[metodo.anni(), entrate[0][1]] for metodo in metodi])
    quante = f"{len(entrate)} {'entrata' if len(entrate) == 1 else 'entrate'}"
    nomi = ", ".join(sorted(metodo.nome for metodo in metodi))
    serie = f"rendiconti dal {anni.min()} al {anni.max()}, {quante}, metodo: {nomi}"
    sostituti = rules.per_anni("fcde", "anno_sostituto", anni).dropna()
    return serie if sostituti.empty else f"{serie}; {_NON_SOSTITUITI.format(int(sostituti.max()))}"


def _con_posto(entrate: Iterator, riga: int) -> Iterator[tuple]:
    """Keep the entrate that the row has, with the place of the row among theirs."""
    for entrata in entrate:
        posto = int(np.searchsorted(entrata.righe, riga))
        if posto < len(entrata.righe) and entrata.righe[posto] == riga:
            yield entrata, posto


def _causa(entrata: EntrataPrevista, posto: int, metodo: Metodo | None, anno: int, bilancio: int) -> str:
    """Say why the fund of one entrata is missing; "" when it is not."""
    importo = entrata.importi[anno][posto]
    metodo = metodo or NUMERATI.get(entrata.metodo[posto])
    if np.isnan(importo):
        return f"manca la previsione del {bilancio + anno}"
    if metodo is None:
        return f"non c'è un metodo numero {entrata.metodo[posto]:g}"
    if importo == 0:
        return ""
    serie = _della_serie(
        metodo.riscosso(entrata.storia)[:, posto],
        entrata.storia.accertato[metodo.anni(), posto],
        entrata.storia.anni[metodo.anni(), posto],
        "accertamenti",
        metodo.anno_per_anno,
    )
    if metodo is ACCELERATO and not serie:
        return _non_accelerato(entrata, posto, bilancio)
    if np.isnan(entrata.percento[anno][posto]):
        return f"nessuna regola dice quanto stanziare nel {bilancio + anno}"
    return serie


def _della_serie(
    sopra: np.ndarray, sotto: np.ndarray, anni: np.ndarray, nome: str, anno_per_anno: bool
) -> str:
    if mancano := _gli_anni(anni[np.isnan(sopra) | np.isnan(sotto)]):
        return f"mancano {nome} o riscossioni {mancano}"
    if (sotto.min() if anno_per_anno else sotto.sum()) > 0:
        return ""
    return f"{nome} a zero {_gli_anni(anni[sotto <= 0])}"


def _non_accelerato(entrata: EntrataPrevista, posto: int, bilancio: int) -> str:
    if not entrata.ammesso[posto]:
        return f"il metodo accelerato non vale per il bilancio {bilancio}"
    if not entrata.progetto[posto]:
        return "il progetto di rafforzamento della riscossione non risulta attivato"
    if entrata.migliora[posto]:
        return ""
    quote = rapporti(entrata.storia.incassato[:, posto], entrata.storia.accertato[:, posto]) * 100
    confronto = quote[: int(rules.ultima("fcde", "anni_confronto_accelerato").valore)]
    media = "n.c." if np.isnan(confronto).any() else percentuale(confronto.mean())
    return (
        f"l'ultima riscossione ({percentuale(quote[0])}) non supera la media degli ultimi "
        f"{len(confronto)} anni ({media})"
    )


def _gli_anni(anni: np.ndarray) -> str:
    """Write «del 2021», «del 2021 e del 2022»; "" for none."""
    *primi, ultimo = [f"del {anno}" for anno in sorted(anni)] or [""]
    return f"{', '.join(primi)} e {ultimo}" if primi else ultimo


def _elenca(cause: list[tuple[str, str]]) -> str:
    dette = [f"{items.nome(codice)}: {causa}" for codice, causa in cause if causa]
    altre = len(dette) - _MOSTRATE
    coda = f"; e {altre} altr{'a entrata' if altre == 1 else 'e entrate'}" if altre > 0 else ""
    return "; ".join(dette[:_MOSTRATE]) + coda


def stanziamento_mancante(di_chi: Perche, detto: str, conosciuto: Callable[[Conti], pd.Series]) -> Perche:
    """Return the function that says why a margin is missing: the fund itself, or what was set aside."""

    def perche(conti: Conti, istat: str, anno: int) -> str:
        if pd.isna(conosciuto(conti).loc[(istat, anno)]):
            return di_chi(conti, istat, anno)
        return detto

    return perche
