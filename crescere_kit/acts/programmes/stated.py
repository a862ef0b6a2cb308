"""What an act states, read by the same indicators as if the ente's own form said it: no second formula."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from crescere_kit.accounts import Conti, Voce
from crescere_kit.accounts.voci import MANUALE, unita
from crescere_kit.acts.facts import Fatti
from crescere_kit.euro import cents
from crescere_kit.indicators.indicator import EURO

Dichiarati = Mapping[Voce, Decimal | int | None]


def del_modulo(lato: str, codice: str, fase: str = "valore") -> Voce:
    """Return the voce of a field of the ente's own form."""
    return Voce(MANUALE, lato, codice, fase)


def del_bilancio(lato: str, codice: str, fase: str) -> Voce:
    """Return a voce of the bilancio di previsione as first approved."""
    return Voce("previsione", lato, codice, fase)


def dichiara(conti: Conti, istat: str, anno: int, valori: Dichiarati) -> Conti:
    """Return the accounts of one ente with some voci of a year as stated; None leaves what there is."""
    suoi = conti.uno(istat)
    detti = {
        voce: cents(valore) if unita(voce) == EURO else _numero(valore)
        for voce, valore in valori.items()
        if valore is not None
    }
    return suoi.scritti(istat, anno, detti)


def con_dichiarati(fatti: Fatti, anno: int, valori: Dichiarati, *, popolazione: int | None = None) -> Fatti:
    """Return the same facts on the accounts with some voci as stated; what is read is noted all the same."""
    conti = dichiara(fatti.conti, fatti.istat, anno, valori)
    if popolazione is not None:
        enti = conti.enti.copy()
        enti.loc[fatti.istat, "popolazione"] = popolazione
        conti = replace(conti, enti=enti)
    return replace(fatti, conti=conti, _valori={})


def _numero(valore: Decimal | int) -> int | float:
    return valore if isinstance(valore, int) else float(valore)
