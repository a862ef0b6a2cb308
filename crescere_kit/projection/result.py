"""The risultato di amministrazione of a projected year, by the identities that hold it together.

A' = fondo cassa + residui attivi − residui passivi − fondo pluriennale. Of the parts of A, the FCDE follows
the residui of titoli 1 and 3, the other funds grow by what is set aside, what is vincolato and destinato
stays.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from crescere_kit.accounts import Conti
from crescere_kit.projection.flows import Righe
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.treasury.annual import Movimenti

_DUBBI = (("entrate", "1"), ("entrate", "3"))  # the credits that an FCDE stands for
_FERMI = ("fal", "perdite_partecipate", "vincolata", "destinata")
_CRESCONO = {
    "contenzioso": ("contenzioso_fondo",),
    "altri_accantonamenti": ("fgdc", "rinnovi", "altri_fondi"),
}
PARTI_B = ("fcde", "fal", "perdite_partecipate", "contenzioso", "altri_accantonamenti")


def di_partenza(conti: Conti, orizzonte: Orizzonte) -> Righe:
    """Return the parts of the risultato of the last rendiconto: (n, 1, 1) each."""
    nomi = ("fcde", *_FERMI, *_CRESCONO, "disponibile")
    return {
        nome: orizzonte.prendi(conti, conti.voce("rendiconto", "risultato", nome, "importo"))[:, None, None]
        for nome in nomi
    }


def risultato(prima: Righe, linee: Mapping[str, np.ndarray], mossi: Movimenti, fermo: Righe) -> Righe:
    """Return the rows of the allegato a for the two years, (n, S, 2) each.

    What the tesoriere has advanced at 31 December is a residuo passivo: the fondo cassa is never below zero.
    """
    anticipata = np.maximum(-mossi.cassa, 0.0)
    righe = {
        "cassa_iniziale": _anno_prima(np.maximum(mossi.cassa, 0.0), np.maximum(mossi.iniziale, 0.0)),
        "riscossioni": mossi.riscossioni,
        "pagamenti": mossi.pagamenti,
        "fondo_cassa": np.maximum(mossi.cassa, 0.0),
        "residui_attivi": mossi.residui_finali("entrate"),
        "residui_passivi": mossi.residui_finali("spese") + anticipata,
        "fpv_corrente": fermo["A"],
        "fpv_capitale": fermo["Q"],
        "fcde": _fcde(prima, mossi),
    }
    righe |= _accantonati(prima, linee)
    righe["risultato"] = righe["fondo_cassa"] + righe["residui_attivi"] - righe["residui_passivi"]
    righe["risultato"] = righe["risultato"] - righe["fpv_corrente"] - righe["fpv_capitale"]
    righe["accantonata"] = sum(righe[nome] for nome in PARTI_B)
    righe["disponibile"] = righe["risultato"] - righe["accantonata"] - righe["vincolata"] - righe["destinata"]
    forma = (*righe["disponibile"].shape[:2], ANNI)
    return {nome: np.broadcast_to(valori, forma) for nome, valori in righe.items()}


def _accantonati(prima: Righe, linee: Mapping[str, np.ndarray]) -> Righe:
    """Return the parts of A that are not free, but for the FCDE."""
    righe = {nome: prima[nome] for nome in _FERMI}
    righe |= {
        nome: prima[nome] + np.cumsum(np.round(sum(linee[fondo] for fondo in fondi)), axis=-1)
        for nome, fondi in _CRESCONO.items()
    }
    # Who has no disavanzo keeps the fondo obiettivi for its works, who has one recovers it with it (c. 789).
    tenuto = np.where(prima["disponibile"] < 0, 0.0, np.round(linee["obiettivi_fp"]))
    righe["altri_accantonamenti"] = righe["altri_accantonamenti"] + np.cumsum(tenuto, axis=-1)
    return righe


def variazione(prima: Righe, dopo: Righe, accantonate: np.ndarray) -> np.ndarray:
    """Return what the funds of the rendiconto grow beyond what the bilancio set aside: (n, S, 2)."""
    accantonata = sum(prima[nome] for nome in PARTI_B)
    return dopo["accantonata"] - _anno_prima(dopo["accantonata"], accantonata) - accantonate


def _fcde(prima: Righe, mossi: Movimenti) -> np.ndarray:
    """Keep on the residui of titoli 1 and 3 the share that the last rendiconto set aside."""
    ora = sum(mossi.finali(titolo) for titolo in _DUBBI)
    allora = sum(mossi.da_residui[titolo][..., :1] + mossi.residui[titolo][..., :1] for titolo in _DUBBI)
    quota = np.divide(
        prima["fcde"],
        allora,
        out=np.full(np.broadcast(prima["fcde"], allora).shape, np.nan),
        where=allora > 0,
    )
    return np.where((allora == 0) & (prima["fcde"] == 0), 0.0, np.round(np.minimum(quota, 1.0) * ora))


def _anno_prima(valori: np.ndarray, iniziale: np.ndarray) -> np.ndarray:
    """Shift a stock by one year: what the first projected year opens with, then how it ends."""
    aperto = np.broadcast_to(iniziale, (*valori.shape[:2], 1))
    return np.concatenate([aperto, valori[..., :-1]], axis=-1)
