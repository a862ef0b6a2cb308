"""The tributi of the comune: what was really collected prevails on what was accertato."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.projection.computed import form, una_tantum
from crescere_kit.projection.computed.line import Calcolata, biennio, calcolata, prima_nota
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

# Each tributo: its categoria, its conto, and what the form calls it («» where it does not ask).
_CODICI = {
    "imu": ("1010106", "E.1.01.01.06", "imu_accertata"),
    "addizionale": ("1010116", "E.1.01.01.16", "addizionale_accertata"),
    "tari": ("1010151", "E.1.01.01.51", ""),
    "evasione": ("", "", "evasione_accertata"),
}
_COMPETENZA, _RESIDUI = "riscossioni_competenza", "riscossioni_residui"


def imu(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the IMU: the last accertamento, or the mean of what was collected where that is less."""
    ultimo = accertato(conti, orizzonte, "imu") - una_tantum.importi(conti, orizzonte)["imu"]
    incassi = _media(
        [_incassato_imu(conti, orizzonte, -prima) for prima in range(_anni("rendiconti_osservati"))]
    )
    valori = np.fmin(ultimo, incassi)
    come = np.where(
        incassi < ultimo,
        "media degli incassi degli ultimi anni, minore dell'accertato",
        np.where(
            np.isnan(incassi), "ultimo accertamento", "ultimo accertamento, non maggiore degli incassi medi"
        ),
    )
    # Without an accertamento there is no way to tell whether what is collected is all of it.
    valori = np.where(np.isnan(ultimo), np.nan, valori)
    manca = "manca l'IMU accertata: scriverla nel modulo, o caricare le categorie di entrata"
    return calcolata(biennio(valori, valori), come, manca)


def addizionale(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute the addizionale IRPEF, accertata for cash (all. 4/2, 3.7.5).

    Of a year no more than the accertamento of two years before, and than what was collected of that: in conto
    competenza then, in conto residui the year after. What N+1 will collect of residui is taken as in N.
    """
    dopo = _riscosso(conti, orizzonte, _RESIDUI, 0)
    anni = []
    for prima in (1, 0):
        suo = accertato(conti, orizzonte, "addizionale", -prima)
        anni.append(np.fmin(suo, _riscosso(conti, orizzonte, _COMPETENZA, -prima) + dopo))
    ultimo = accertato(conti, orizzonte, "addizionale")
    valori = biennio(prima_nota(anni[0], ultimo), prima_nota(anni[1], ultimo))
    manca = "manca l'addizionale IRPEF accertata: scriverla nel modulo, o caricare le categorie di entrata"
    come = "accertamento e incassi del secondo anno precedente (principio 3.7.5)"
    return calcolata(np.where(np.isnan(ultimo)[:, None, None], np.nan, valori), come, manca)


def tari(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Calcolata:
    """Compute the TARI: the costs of the piano economico finanziario, which it has to cover all."""
    primo = form.scritto(conti, orizzonte, "tributi", "tari_pef", 1)
    scritto = form.scritto(conti, orizzonte, "tributi", "tari_pef_2", 1)
    secondo = prima_nota(scritto, primo * (1 + inflazione(orizzonte, ipotesi, 2) / 100))
    come = np.where(
        np.isnan(scritto),
        "costi del piano finanziario del primo anno; il secondo cresce con i prezzi",
        "costi del piano finanziario dei due anni",
    )
    return calcolata(biennio(primo, secondo), come, "manca il piano economico finanziario TARI nel modulo")


def evasione(conti: Conti, orizzonte: Orizzonte, _: Ipotesi) -> Calcolata:
    """Compute what the fight to evasion yields: the mean of what was collected, not of the avvisi."""
    incassi = [
        form.scritto(conti, orizzonte, "tributi", "evasione_incassata", -prima)
        for prima in range(int(rules.ultima("riscossione", "anni_evasione").valore))
    ]
    media = _media(incassi)
    come = "media di quanto si è incassato negli ultimi anni, non degli avvisi"
    return calcolata(
        biennio(media, media), come, "manca nel modulo il recupero dell'evasione incassato negli ultimi anni"
    )


def accertato(conti: Conti, orizzonte: Orizzonte, tributo: str, passo: int = 0) -> np.ndarray:
    """Return what was accertato of a tributo at year N + passo: (n,), NaN where nobody says it."""
    categoria, conto, nel_modulo = _CODICI[tributo]
    fonti = [conti.accertamenti(codice) for codice in (categoria, conto) if codice]
    if nel_modulo:
        fonti.insert(1, conti.manuale("tributi", nel_modulo))
    return prima_nota(*(orizzonte.prendi(conti, fonte, passo) for fonte in fonti))


def inflazione(orizzonte: Orizzonte, ipotesi: Ipotesi, passo: int) -> np.ndarray:
    """Return how much prices rise in year N + passo, in points: (n,)."""
    if ipotesi.inflazione_percento is not None:
        return np.full(len(orizzonte), float(ipotesi.inflazione_percento))
    anni = orizzonte.base + passo
    return rules.per_anni("proiezione", "inflazione", anni).to_numpy(dtype=float, na_value=np.nan)


def _incassato_imu(conti: Conti, orizzonte: Orizzonte, passo: int) -> np.ndarray:
    categoria, conto, _ = _CODICI["imu"]
    fonti = [_incassi(conti, categoria), conti.manuale("tributi", "imu_incassata"), _incassi(conti, conto)]
    return prima_nota(*(orizzonte.prendi(conti, fonte, passo) for fonte in fonti))


def _incassi(conti: Conti, codice: str) -> pd.Series:
    return conti.riscossioni_competenza(codice) + conti.riscossioni_residui(codice)


def _riscosso(conti: Conti, orizzonte: Orizzonte, fase: str, passo: int) -> np.ndarray:
    categoria, conto, _ = _CODICI["addizionale"]
    scritto = conti.manuale("tributi", f"addizionale_{fase.removeprefix('riscossioni_')}")
    fonti = [conti.entrate(fase, categoria), scritto, conti.entrate(fase, conto)]
    return prima_nota(*(orizzonte.prendi(conti, fonte, passo) for fonte in fonti))


def _media(anni: list[np.ndarray]) -> np.ndarray:
    """Return the mean of the years that are known; NaN where the last one is not."""
    tutti = np.stack(anni)
    noti = ~np.isnan(tutti)
    media = np.where(noti, tutti, 0).sum(axis=0) / np.maximum(noti.sum(axis=0), 1)
    return np.where(noti[0], media, np.nan)


def _anni(codice: str) -> int:
    return int(rules.ultima("proiezione", codice).valore)
