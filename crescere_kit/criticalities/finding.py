"""One criticità of one comune and year: the sentence, the law, what to do."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import pandas as pd

from crescere_kit.criticalities.catalogue import Caso
from crescere_kit.criticalities.rientro import rientro
from crescere_kit.criticalities.wording import con_articolo, con_preposizione
from crescere_kit.euro import euro
from crescere_kit.indicators import Indicatori, Valore
from crescere_kit.indicators.card import regola_come_dict
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.indicator import EURO, GIORNI, PERCENTUALE
from crescere_kit.indicators.wording import scrivi, scrivi_distanza
from crescere_kit.rules import Regola

_DICHIARATO = (
    "Nel {anno} l'ente ha dichiarato il parametro {indicatore} ({nome}) oltre il limite ({limite}); "
    "i dati caricati non dicono di quanto."
)
_PARAMETRI = {parametro.codice for parametro in PARAMETRI}
_DAL_PIU_CERTO = ("V", "K", "?")
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


def rilievo(caso: Caso, indicatori: Indicatori, riga: tuple) -> Rilievo:
    """Build the Rilievo of a row of the table."""
    misura = indicatori.valore(riga.istat, riga.anno, caso.indicatore)
    numeri = {nome: _numero(getattr(riga, nome), misura.unita) for nome in ("valore", "limite", "distanza")}
    da_ritrovare = _da_ritrovare(caso, indicatori, riga)
    prima = indicatori.valore(riga.istat, riga.anno - 1, caso.indicatore)
    parole = _parole(misura, **numeri) | {"precedente": prima.testo, "rientro": euro(da_ritrovare)}
    return Rilievo(
        codice=caso.codice,
        caso=caso.caso,
        indicatore=caso.indicatore,
        gravita=caso.gravita,
        titolo=caso.titolo,
        frase=_modello(caso, numeri["valore"], da_ritrovare).format(
            anno=riga.anno, anno_dopo=riga.anno + 1, **parole
        ),
        unita=misura.unita,
        **numeri,
        rientro=da_ritrovare,
        norma=caso.norma,
        misure=caso.misure,
        atto=caso.atto,
        atti=caso.atti,
        termine=caso.termine,
        scadenza=caso.scadenza,
        verifica=_meno_certa(caso, misura.regola),
        regola=misura.regola,
    )


def _modello(caso: Caso, valore: float | None, da_ritrovare: int | None) -> str:
    if valore is None:
        return _DICHIARATO
    return caso.frase if da_ritrovare is None else f"{caso.frase} {caso.rientro}"


def _parole(misura: Valore, valore: float | None, limite: float, distanza: float | None) -> dict[str, str]:
    """Return the words that a frase may ask for."""
    quanto = scrivi(valore, misura.unita, misura.regola.valore if misura.regola else None)
    nome = misura.nome[0].lower() + misura.nome[1:]
    confine = misura.limite_in_parole if limite == misura.limite else scrivi(limite, misura.unita)
    return {
        "indicatore": misura.codice,
        "nome": nome,
        "di_chi": f"il parametro {misura.codice} ({nome})"
        if misura.codice in _PARAMETRI
        else f"l'indicatore «{nome}»",
        "valore": quanto,
        "al_valore": con_preposizione(quanto),
        "limite": confine,
        "il_limite": con_articolo(confine),
        "distanza": scrivi_distanza(distanza, misura.regola.valore if misura.regola else None, misura.unita),
    }


def _da_ritrovare(caso: Caso, indicatori: Indicatori, riga: tuple) -> int | None:
    if not caso.rientro or pd.isna(riga.valore):
        return None
    indicatore = indicatori.indicatore(caso.indicatore)
    return rientro(indicatore, indicatori, (riga.istat, riga.anno), riga.limite)


def _meno_certa(caso: Caso, regola: Regola | None) -> str:
    verifiche = [caso.verifica] + ([regola.verifica] if regola else [])
    return max(verifiche, key=_DAL_PIU_CERTO.index)


def _numero(valore: float, unita: str) -> float | int | None:
    if pd.isna(valore):
        return None
    return float(valore) if unita in (PERCENTUALE, GIORNI) else int(valore)
