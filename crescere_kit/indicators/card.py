"""One indicator of one comune and year, with all that an official may ask of it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd

from crescere_kit.column import valore_in
from crescere_kit.indicators.evaluation import Valutazione
from crescere_kit.indicators.indicator import EURO, Indicatore
from crescere_kit.indicators.outcomes import Esito, in_unita, regola_di
from crescere_kit.indicators.reasons import perche_manca, scarto_dal_dichiarato
from crescere_kit.indicators.wording import scrivi, scrivi_distanza, scrivi_limite
from crescere_kit.rules import Regola

if TYPE_CHECKING:
    from crescere_kit.indicators.compute import Indicatori

RICALCOLATO, DICHIARATO = "ricalcolato", "dichiarato"


@dataclass(frozen=True)
class Valore:
    """A value with its formula, limit and story.

    valore, limite and distanza (valore − limite) are integer cents for euro and percentage points for
    percentuale; None is not known, or no limit. motivo says why it is n.c.; nota what to know of it when it
    is not.
    """

    codice: str
    nome: str
    unita: str
    formula: str
    verso: str | None
    valore: float | int | None
    limite: float | int | None
    distanza: float | int | None
    esito: str
    origine: str
    motivo: str
    nota: str
    regola: Regola | None

    @property
    def testo(self) -> str:
        return scrivi(self.valore, self.unita, self._confine)

    @property
    def limite_in_parole(self) -> str:
        return scrivi_limite(self._confine, self.unita)

    @property
    def limite_con_verifica(self) -> str:
        """The limit as shown on its own: a doubtful rule says so."""
        return f"{self.limite_in_parole} (da verificare)" if self.da_verificare else self.limite_in_parole

    @property
    def distanza_in_parole(self) -> str:
        return scrivi_distanza(self.distanza, self._confine, self.unita)

    @property
    def da_verificare(self) -> bool:
        """Whether the limit comes from a rule still to be verified."""
        return bool(self.regola and self.regola.da_verificare)

    @property
    def _confine(self):
        return self.regola.valore if self.regola else None

    def come_dict(self) -> dict[str, Any]:
        """Return plain JSON types; amounts are in euro, shares in percentage points, as `unita` says."""
        campi = asdict(self)
        if self.unita == EURO:
            for chiave in ("valore", "limite", "distanza"):
                campi[chiave] = None if campi[chiave] is None else campi[chiave] / 100
        campi["regola"] = regola_come_dict(self.regola)
        return campi | {
            "testo": self.testo,
            "limite_in_parole": self.limite_in_parole,
            "distanza_in_parole": self.distanza_in_parole,
        }


def regola_come_dict(regola: Regola | None) -> dict[str, Any] | None:
    """Return the source of a limit as plain JSON types."""
    if regola is None:
        return None
    return {
        "codice": regola.codice,
        "valore": float(regola.valore),
        "dal": regola.dal.isoformat(),
        "al": regola.al and regola.al.isoformat(),
        "fonte": regola.fonte,
        "verifica": regola.verifica,
    }


def valore_di(indicatore: Indicatore, tutti: Indicatori, istat: str, anno: int) -> Valore:
    """Build the Valore of one indicator from the results of the panel."""
    codice, riga = indicatore.codice, (istat, anno)
    posto, valutato = tutti.conti.posto(istat, anno), tutti.valutati[codice]
    presente = posto is not None
    valore = _semplice(valore_in(valutato.valori, posto)) if presente else None
    regola = regola_di(indicatore, tutti.conti, istat, anno)
    limite = in_unita(regola.valore, indicatore.unita) if regola else None
    return Valore(
        codice=codice,
        nome=indicatore.nome,
        unita=indicatore.unita,
        formula=indicatore.formula,
        verso=indicatore.verso,
        valore=valore,
        limite=limite,
        distanza=None if valore is None or limite is None else valore - limite,
        esito=valutato.esito(posto) if presente else str(Esito.NON_CALCOLABILE),
        origine=_origine(valutato, posto) if valore is not None else "",
        motivo=perche_manca(indicatore, tutti.conti, istat, anno) if valore is None else "",
        nota=_nota(indicatore, tutti, riga, regola, posto) if presente else "",
        regola=regola,
    )


def _origine(valutato: Valutazione, posto: int) -> str:
    return RICALCOLATO if valutato.ricalcolati[posto] else DICHIARATO


def _nota(
    indicatore: Indicatore, tutti: Indicatori, riga: tuple[str, int], regola: Regola | None, posto: int
) -> str:
    valutato = tutti.valutati[indicatore.codice]
    valore, dichiarato = valore_in(valutato.valori, posto), valore_in(valutato.dichiarati, posto)
    note = [
        scarto_dal_dichiarato(indicatore, valore, dichiarato),
        _risposta(indicatore, tutti, posto),
        indicatore.spiega(tutti.conti.uno(riga[0]), *riga) if indicatore.spiega and pd.notna(valore) else "",
        _senza_limite(indicatore, riga[1]) if regola is None else "",
    ]
    return "; ".join(filter(None, note))


def _senza_limite(indicatore: Indicatore, anno: int) -> str:
    """Say that no rule was in force; where it depends on the ente, the indicator itself explains."""
    if indicatore.limite is None or callable(indicatore.limite[1]):
        return ""
    return f"nessun limite in vigore al 31/12/{anno}"


def _risposta(indicatore: Indicatore, tutti: Indicatori, posto: int) -> str:
    """Say what the ente answered, when that is all there is or when its figures say the contrary."""
    if indicatore.risposta is None:
        return ""
    detto = valore_in(tutti.conti.voce(*indicatore.risposta), posto)
    if pd.isna(detto):
        return ""
    valutato = tutti.valutati[indicatore.codice]
    parola, esito = ("SI" if detto else "NO"), valutato.esito(posto)
    if pd.isna(valore_in(valutato.valori, posto)):
        if pd.notna(valore_in(valutato.dichiarati, posto)):
            return f"l'ente ha anche risposto {parola}, ma accanto a un valore impossibile non fa fede"
        return f"l'ente ha dichiarato {parola}, senza il valore"
    return f"l'ente ha dichiarato {parola}" if bool(detto) != (esito == Esito.OLTRE) else ""


def _semplice(valore: object) -> float | int | None:
    if pd.isna(valore):
        return None
    return float(valore) if isinstance(valore, float) else int(valore)
