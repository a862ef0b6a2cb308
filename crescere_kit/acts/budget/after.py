"""The budget after a variation: the same accounts with the lines changed, read by the same indicators."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from decimal import Decimal

from crescere_kit.accounts import Conti
from crescere_kit.acts.budget.rows import RigaVariazione
from crescere_kit.acts.facts import FASI_ESERCIZI, Fatti
from crescere_kit.acts.types import Euro, Intero, Riga
from crescere_kit.euro import cents
from crescere_kit.indicators.previsione import DAI_TITOLI

_DOCUMENTI = ("previsione", "assestato")
_PROSPETTO = "equilibri_previsti"
Voce = tuple[str, str, str, str]


class Equilibri(Riga):
    """O, Z and W of one year of the budget, before and after a variation; None where they are not known."""

    anno: Intero
    o_prima: Euro | None
    z_prima: Euro | None
    w_prima: Euro | None
    o_dopo: Euro | None
    z_dopo: Euro | None
    w_dopo: Euro | None


def applica(
    conti: Conti,
    istat: str,
    anno: int,
    righe: Iterable[RigaVariazione],
    prospetto: Mapping[tuple[str, int], Decimal] | None = None,
) -> Conti:
    """Return the accounts of one ente with the lines of its budget of a year changed, at every level at
    which the budget holds them. prospetto: what is added to rows of the equilibri, by (riga, anno).
    """
    suoi = conti.uno(istat)
    cambi: dict[Voce, int] = {}
    for voce, delta in _cambi(anno, righe, prospetto or {}):
        cambi[voce] = cambi.get(voce, 0) + delta
    prima = suoi.colonne.riga(suoi.posto(istat, anno))
    dopo = {voce: prima[voce] + delta for voce, delta in cambi.items() if voce in prima}
    return suoi.scritti(istat, anno, dopo)


def _cambi(
    anno: int, righe: Iterable[RigaVariazione], prospetto: Mapping[tuple[str, int], Decimal]
) -> Iterator[tuple[Voce, int]]:
    for una in righe:
        fasi = {FASI_ESERCIZI[una.anno - anno]: una.competenza} if 0 <= una.anno - anno <= 2 else {}
        if una.anno == anno:
            fasi["cassa_1"] = una.cassa
        for fase, importo in fasi.items():
            yield from _della_riga(una, fase, cents(importo))
    for (riga, quale), importo in prospetto.items():
        for documento in _DOCUMENTI:
            yield (documento, _PROSPETTO, riga, FASI_ESERCIZI[quale - anno]), cents(importo)


def _della_riga(una: RigaVariazione, fase: str, delta: int) -> Iterator[tuple[Voce, int]]:
    conti = una.letto.conti
    del_prospetto = [
        riga
        for riga, (lato, *codici) in DAI_TITOLI.items()
        if lato == una.lato and fase != "cassa_1" and set(codici) & set(conti)
    ]
    for documento in _DOCUMENTI:
        yield from (((documento, una.lato, conto, fase), delta) for conto in conti)
        yield from (((documento, _PROSPETTO, riga, fase), delta) for riga in del_prospetto)


def equilibri(
    fatti: Fatti, righe: Sequence[RigaVariazione], avanzo: Mapping[tuple[str, int], Decimal]
) -> list[Equilibri]:
    """Return the equilibri of the three years of the budget, before and after a variation."""
    anno = fatti.anno_del_bilancio()
    dopo = fatti.con_conti(applica(fatti.conti, fatti.istat, anno, righe, avanzo))
    return [
        Equilibri(
            anno=anno + passo - 1,
            **{f"{saldo.lower()}_prima": fatti.indicatore(f"PREV_{saldo}_{passo}", anno) for saldo in "OZW"},
            **{f"{saldo.lower()}_dopo": dopo.indicatore(f"PREV_{saldo}_{passo}", anno) for saldo in "OZW"},
        )
        for passo in range(1, len(FASI_ESERCIZI) + 1)
    ]
