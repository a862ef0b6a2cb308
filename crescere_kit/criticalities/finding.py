"""One criticità of one comune and year: the sentence, the law, what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any, NamedTuple

import pandas as pd

from crescere_kit.criticalities.catalogue import Caso
from crescere_kit.criticalities.rientro import rientro
from crescere_kit.criticalities.wording import con_articolo, con_preposizione
from crescere_kit.euro import euro
from crescere_kit.indicators import Indicatore, Indicatori
from crescere_kit.indicators.card import regola_come_dict
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.indicator import EURO, GIORNI, PERCENTUALE
from crescere_kit.indicators.outcomes import in_unita, regola_di
from crescere_kit.indicators.wording import scrivi, scrivi_distanza, scrivi_limite
from crescere_kit.rules import Regola

_DICHIARATO = (
    "Nel {anno} l'ente ha dichiarato il parametro {indicatore} ({nome}) oltre il limite ({limite}); "
    "i dati caricati non dicono di quanto."
)
_PARAMETRI = {parametro.codice for parametro in PARAMETRI}
_DAL_PIU_CERTO = ("V", "K", "?")
_PRECEDENTE = "{precedente}"  # what it was the year before, which few frasi say
_IN_EURO = ("valore", "limite", "distanza", "rientro")


@dataclass(frozen=True)
class Rilievo:
    """A criticità in words.

    valore, limite and distanza are integer cents for euro and percentage points for percentuale; rientro is
    in cents whatever the unit. verifica is the least certain of the law cited and of the rule that set the
    limit.
    """

    codice: str
    caso: str
    indicatore: str
    gravita: str
    titolo: str
    frase: str
    unita: str
    valore: float | int | None
    limite: float | int | None
    distanza: float | int | None
    rientro: int | None
    norma: str
    misure: tuple[str, ...]
    atto: str
    atti: tuple[str, ...]
    termine: str
    scadenza: str
    verifica: str
    regola: Regola | None

    @property
    def da_verificare(self) -> bool:
        return self.verifica == _DAL_PIU_CERTO[-1]

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; amounts are in euro, shares in percentage points, as `unita` says."""
        campi = asdict(self) | {
            "misure": list(self.misure),
            "atti": list(self.atti),
            "regola": regola_come_dict(self.regola),
        }
        for chiave in _IN_EURO if self.unita == EURO else ("rientro",):
            campi[chiave] = None if campi[chiave] is None else campi[chiave] / 100
        return campi | {"da_verificare": self.da_verificare}


class Segno(NamedTuple):
    """A sign of one comune and year: what was measured, and against what."""

    istat: str
    anno: int
    valore: float
    limite: float


def rilievo(caso: Caso, indicatori: Indicatori, segno: Segno) -> Rilievo:
    """Put in words a sign that shows."""
    indicatore = indicatori.indicatore(caso.indicatore)
    regola = regola_di(indicatore, indicatori.conti, segno.istat, segno.anno)
    misure = {"valore": segno.valore, "limite": segno.limite, "distanza": segno.valore - segno.limite}
    numeri = {nome: _numero(misura, indicatore.unita) for nome, misura in misure.items()}
    da_ritrovare = _da_ritrovare(caso, indicatori, segno)
    frase = _modello(caso, numeri["valore"], da_ritrovare)
    parole = _parole(indicatore, regola, **numeri) | {"rientro": euro(da_ritrovare)}
    if _PRECEDENTE in frase:
        parole["precedente"] = indicatori.valore(segno.istat, segno.anno - 1, caso.indicatore).testo
    return Rilievo(
        codice=caso.codice,
        caso=caso.caso,
        indicatore=caso.indicatore,
        gravita=caso.gravita,
        titolo=caso.titolo,
        frase=frase.format(anno=segno.anno, anno_dopo=segno.anno + 1, **parole),
        unita=indicatore.unita,
        **numeri,
        rientro=da_ritrovare,
        norma=caso.norma,
        misure=caso.misure,
        atto=caso.atto,
        atti=caso.atti,
        termine=caso.termine,
        scadenza=caso.scadenza,
        verifica=_meno_certa(caso, regola),
        regola=regola,
    )


def _modello(caso: Caso, valore: float | None, da_ritrovare: int | None) -> str:
    if valore is None:
        return _DICHIARATO
    return caso.frase if da_ritrovare is None else f"{caso.frase} {caso.rientro}"


def _parole(
    indicatore: Indicatore, regola: Regola | None, valore: float | None, limite: float, distanza: float | None
) -> dict[str, str]:
    """Return the words that a frase may ask for."""
    confine = regola.valore if regola else None
    quanto = scrivi(valore, indicatore.unita, confine)
    nome = indicatore.nome[0].lower() + indicatore.nome[1:]
    della_regola = in_unita(confine, indicatore.unita) if regola else None
    in_parole = (
        scrivi_limite(confine, indicatore.unita)
        if limite == della_regola
        else scrivi(limite, indicatore.unita)
    )
    return {
        "indicatore": indicatore.codice,
        "nome": nome,
        "di_chi": f"il parametro {indicatore.codice} ({nome})"
        if indicatore.codice in _PARAMETRI
        else f"l'indicatore «{nome}»",
        "valore": quanto,
        "al_valore": con_preposizione(quanto),
        "limite": in_parole,
        "il_limite": con_articolo(in_parole),
        "distanza": scrivi_distanza(distanza, confine, indicatore.unita),
    }


def _da_ritrovare(caso: Caso, indicatori: Indicatori, segno: Segno) -> int | None:
    if not caso.rientro or pd.isna(segno.valore):
        return None
    indicatore = indicatori.indicatore(caso.indicatore)
    return rientro(indicatore, indicatori, (segno.istat, segno.anno), segno.limite)


def _meno_certa(caso: Caso, regola: Regola | None) -> str:
    verifiche = [caso.verifica] + ([regola.verifica] if regola else [])
    return max(verifiche, key=_DAL_PIU_CERTO.index)


def _numero(valore: float, unita: str) -> float | int | None:
    if pd.isna(valore):
        return None
    return float(valore) if unita in (PERCENTUALE, GIORNI) else int(valore)
