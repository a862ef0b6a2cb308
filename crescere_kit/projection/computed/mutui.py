"""Interest and capital of the loans: the plan of each, fixed or variable, in being or foreseen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.accounts.debt_service import (
    Prestiti,
    Servizio,
    rate_intere,
    servizio,
    valore_attuale,
)
from crescere_kit.projection.computed import form
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, conta
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.scenario import Ipotesi

IN_ESSERE, NUOVI = "mutui", "mutui_nuovi"
_COLONNE = {
    IN_ESSERE: ("capitale_residuo", "tasso", "rate_anno", "rate_residue", "tipo"),
    NUOVI: ("importo", "tasso", "rate_anno", "rate", "tipo"),
}
_MANCA = (
    "il modulo dell'ente non elenca i suoi prestiti: se non ne ha, va scritta una riga con capitale residuo "
    "zero"
)


@dataclass(frozen=True)
class Rinegoziazione:
    """A loan before and after new terms: cents; the years are those of the projection.

    attuale_prima and attuale_dopo discount every instalment at the old rate: where they are equal nothing is
    gained but time.
    """

    prima: np.ndarray
    dopo: np.ndarray
    attuale_prima: float
    attuale_dopo: float

    @property
    def risparmio(self) -> np.ndarray:
        """What each year no longer asks, interest and capital together."""
        return self.prima - self.dopo


def interessi(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the interest of the two years on the loans of the form."""
    return _linea(conti, orizzonte, ipotesi, "interessi")


def quote_capitale(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the capital paid back in the two years on the loans of the form."""
    return _linea(conti, orizzonte, ipotesi, "capitale")


def prestiti(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Return the loans that the ente means to take in the two years."""
    elenco = form.elenco(conti, orizzonte, NUOVI)
    anni = [
        elenco.somma(np.where(elenco["anno"] == elenco.anni + anno, elenco["importo"], 0.0), 1)
        for anno in range(ANNI)
    ]
    return calcolata(biennio(*anni), "prestiti nuovi del modulo", "il modulo non elenca prestiti nuovi")


def rinegozia(prestito: Prestiti, tasso: float, rate: int) -> Rinegoziazione:
    """Put new terms on one loan (the only one of `prestito`): a rate in points and how many instalments."""
    nuovo = prestito._replace(tasso=np.array([tasso]), rate=np.array([float(rate)]))
    prima, dopo = (sum(servizio(uno, ANNI))[0] for uno in (prestito, nuovo))
    vecchio, rate_anno = float(prestito.tasso[0]), int(prestito.rate_anno[0])
    attuali = [valore_attuale(rate_intere(uno), vecchio, rate_anno) for uno in (prestito, nuovo)]
    return Rinegoziazione(prima, dopo, *attuali)


def prestito(conti: Conti, istat: str, anno: int, nome: str) -> Prestiti:
    """Return one loan of the form by its name; anno is the first year of the bilancio."""
    return _letti(form.numeri(conti.elenco(IN_ESSERE).loc[[(istat, anno, nome)]]), IN_ESSERE)


def _linea(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi, quale: str) -> Calcolata:
    in_essere, nuovi = (form.elenco(conti, orizzonte, lato) for lato in (IN_ESSERE, NUOVI))
    costi, altri = (getattr(costo, quale) for costo in (_in_essere(in_essere, ipotesi), _nuovi(nuovi)))
    quanti, previsti = in_essere.quante(1), nuovi.quante(1)
    aggiunti = np.where((previsti == 0)[:, None, None], 0.0, _per_anno(nuovi, altri))
    come = conta(quanti, _rate_di) + conta(previsti, _e_previsti)
    incompleti = "nel modulo dell'ente va completata una riga dei prestiti"
    return calcolata(_per_anno(in_essere, costi) + aggiunti, come, np.where(quanti > 0, incompleti, _MANCA))


def _in_essere(elenco: form.Elenco, ipotesi: Ipotesi) -> Servizio:
    letti = _letti(elenco.colonne, IN_ESSERE)
    mosso = np.maximum(letti.tasso + ipotesi.tasso_punti, 0)
    return servizio(letti._replace(tasso=np.where(elenco["variabile"] == 1, mosso, letti.tasso)), ANNI)


def _nuovi(elenco: form.Elenco) -> Servizio:
    """Return what the loans foreseen cost: instalments begin on the 1st of January after they are taken."""
    attesa = elenco["anno"] + 1 - elenco.anni  # years of the bilancio before the first instalment
    costo = servizio(_letti(elenco.colonne, NUOVI), ANNI)
    anno_del_piano = np.arange(ANNI)[None, :] - np.maximum(attesa, 0)[:, None]
    posti = np.nan_to_num(anno_del_piano).clip(0, ANNI - 1).astype(int)
    return Servizio(
        *(np.where(anno_del_piano < 0, 0.0, np.take_along_axis(lato, posti, axis=1)) for lato in costo)
    )


def _letti(colonne: Mapping[str, np.ndarray], lato: str) -> Prestiti:
    return Prestiti(*(colonne[nome] for nome in _COLONNE[lato]))


def _per_anno(elenco: form.Elenco, costo: np.ndarray) -> np.ndarray:
    return biennio(*(elenco.somma(costo[:, anno], 1) for anno in range(ANNI)))


def _rate_di(quanti: int) -> str:
    return "rate del mutuo del modulo" if quanti == 1 else f"rate dei {quanti} mutui del modulo"


def _e_previsti(quanti: int) -> str:
    if not quanti:
        return ""
    return ", con quello previsto" if quanti == 1 else f", con i {quanti} previsti"
