"""The levers of the funds and of what was put by: FCDE, FGDC, avanzo, alienazioni."""

from __future__ import annotations

import numpy as np

from crescere_kit.recovery.resa import Resa, leva, regola, unisci
from crescere_kit.recovery.situation import Situazione

_EURO = 100.0  # cents
_SOLO_PER_IL_RIEQUILIBRIO = (
    "L'ente usa anticipazioni o entrate vincolate: può applicarlo solo per il riequilibrio (c. 3-bis)."
)


@leva("fcde_accelerato")
def fcde_accelerato(s: Situazione) -> Resa:
    """All or nothing: the fund on the collection of the last rendiconto, where its conditions hold."""
    return Resa(
        netto=s.risparmio_accelerato,
        massimo=np.ones(len(s)),
        passo=np.ones(len(s)),
        prima=s.riscossione,
        mancano={"quanto varrebbe il metodo accelerato": s.risparmio_accelerato.sum(axis=1)},
        perche=s.perche_accelerato,
        esaurita="il metodo accelerato non riduce il fondo",
    )


@leva("riscossione")
def riscossione(s: Situazione) -> Resa:
    """A point more of collection, as it enters the mean of five years."""
    quote = unisci(regola("riscossione_ordinaria_1", s.anno), regola("riscossione_ordinaria_2", s.anno))
    return _punto_di_riscossione(s, quote)


@leva("riscossione_accelerata")
def riscossione_accelerata(s: Situazione) -> Resa:
    """A point more of collection, whole, for who uses the metodo accelerato."""
    quota = regola("riscossione_accelerata", s.anno)
    return _punto_di_riscossione(s, unisci(quota, quota), s.perche_accelerato)


def _punto_di_riscossione(s: Situazione, quote: np.ndarray, perche: tuple[str, ...] = ()) -> Resa:
    pari = s.riscossione_pari - s.riscossione
    massimo = np.where(np.isnan(pari), regola("massimo_riscossione", s.anno), pari)
    return Resa(
        netto=s.crediti / 100 * quote / 100,
        massimo=np.minimum(massimo, 100 - s.riscossione),
        prima=s.riscossione,
        mancano={
            "le entrate di dubbia esigibilità": s.crediti.sum(axis=1),
            "la loro riscossione": s.riscossione,
        },
        perche=perche,
        esaurita="si riscuote già quanto i comuni simili",
    )


@leva("fgdc")
def fgdc(s: Situazione) -> Resa:
    """All or nothing: the fund that who pays in time does not set aside."""
    dal_secondo = regola("fgdc_primo_anno", s.anno) > 1
    return Resa(
        netto=unisci(np.where(dal_secondo, 0, s.fgdc[:, 0]), s.fgdc[:, 1]),
        massimo=np.ones(len(s)),
        passo=np.ones(len(s)),
        mancano={"il fondo di garanzia debiti commerciali": s.fgdc.sum(axis=1)},
        esaurita="il fondo di garanzia debiti commerciali non è dovuto",
    )


@leva("avanzo")
def avanzo(s: Situazione) -> Resa:
    """The first year only, after the debiti fuori bilancio."""
    libero = (s.avanzo_libero - np.nan_to_num(s.dfb_da_coprire)).clip(min=0)
    return Resa(
        netto=unisci(np.full(len(s), _EURO), np.zeros(len(s))),
        massimo=libero / _EURO,
        mancano={"la parte disponibile del risultato di amministrazione": s.avanzo_libero},
        esaurita="non c'è avanzo libero",
        avvisi=tuple(_SOLO_PER_IL_RIEQUILIBRIO if usa == 1 else "" for usa in s.usa_cassa_altrui),
    )


@leva("alienazioni")
def alienazioni(s: Situazione) -> Resa:
    """What is sold, less the part that must reduce the debt: for capital imbalances only."""
    resta = 1 - regola("alienazioni_al_debito", s.anno) / 100
    return Resa(
        netto=unisci(_EURO * resta, np.zeros(len(s))),
        lordo=unisci(np.full(len(s), _EURO), np.zeros(len(s))),
        massimo=s.alienabili / _EURO,
        mancano={"il valore dei beni che si possono vendere (lo dice chi decide)": s.alienabili},
        esaurita="non ci sono beni da vendere",
    )
