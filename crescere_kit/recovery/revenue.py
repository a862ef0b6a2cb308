"""The levers of the entrate: what one unit yields, and how many units the law leaves."""

from __future__ import annotations

import numpy as np

from crescere_kit.recovery.resa import Resa, leva, regola, unisci
from crescere_kit.recovery.situation import Situazione

_PER_MILLE = 10  # a percentage point
_IN_DISSESTO = "L'ente è in dissesto: l'aliquota va al massimo, per almeno cinque anni (art. 251 TUEL)."
_IN_RIEQUILIBRIO = (
    "L'ente è in riequilibrio: l'art. 243-bis, c. 8, TUEL ammette deroghe al massimo, da verificare."
)


@leva("imu")
def imu(s: Situazione) -> Resa:
    """A per mille more: the gettito divided by the rate. It is accrued as collected: nothing is lost."""
    aliquota = s.imu_aliquota * _PER_MILLE
    ordinaria, speciale = (
        regola("imu_altri_fabbricati", s.anno, "tributi"),
        regola("imu_riequilibrio", s.anno),
    )
    massima = np.where(s.speciale(), np.fmax(ordinaria, speciale), ordinaria) * _PER_MILLE
    con_gettito = np.where(aliquota > 0, s.imu_gettito / np.where(aliquota > 0, aliquota, 1), np.nan)
    return Resa(
        netto=unisci(con_gettito, con_gettito),
        massimo=massima - aliquota,
        passo=regola("passo_imu", s.anno),
        prima=aliquota,
        mancano={
            "l'aliquota IMU degli altri fabbricati": aliquota,
            "il gettito IMU degli altri fabbricati": s.imu_gettito,
        },
        esaurita="l'aliquota è già al massimo di legge",
        avvisi=_avvisi(s),
    )


@leva("addizionale")
def addizionale(s: Situazione) -> Resa:
    """A point more: a hundredth of the imponibile, from the year in which it is accrued."""
    ordinaria = regola("addizionale_irpef", s.anno, "tributi")
    massima = np.where(
        s.speciale(), np.fmax(ordinaria, regola("addizionale_riequilibrio", s.anno)), ordinaria
    )
    punto = s.addizionale_imponibile / 100
    primo = regola("addizionale_primo_anno", s.anno)
    return Resa(
        netto=unisci(np.where(primo > 1, 0 * punto, punto), punto),
        massimo=massima - s.addizionale_aliquota,
        passo=regola("passo_addizionale", s.anno),
        prima=s.addizionale_aliquota,
        mancano={
            "l'aliquota dell'addizionale IRPEF": s.addizionale_aliquota,
            "l'imponibile IRPEF": s.addizionale_imponibile,
        },
        esaurita="l'aliquota è già al massimo di legge",
        avvisi=_avvisi(s),
    )


@leva("tari")
def tari(s: Situazione) -> Resa:
    """A point of cover more: a hundredth of the costs, of which only a part is collected."""
    copertura = 100 * s.tari_gettito / np.where(s.tari_costi > 0, s.tari_costi, np.nan)
    punto = s.tari_costi / 100
    return Resa(
        netto=_riscossa(punto, s.riscossione_tari),
        lordo=unisci(punto, punto),
        massimo=regola("tari_copertura", s.anno, "tributi") - copertura,
        prima=copertura,
        mancano={
            "i costi del piano economico finanziario TARI": s.tari_costi,
            "il gettito della TARI": s.tari_gettito,
            "quanto si riscuote della TARI": s.riscossione_tari,
        },
        esaurita="la TARI copre già i costi",
    )


@leva("canone")
def canone(s: Situazione) -> Resa:
    """One percent more of the tariffs, of which only a part is collected."""
    punto = s.canone_gettito / 100
    return Resa(
        netto=_riscossa(punto, s.riscossione_tariffe),
        lordo=unisci(punto, punto),
        massimo=regola("massimo_canone", s.anno),
        mancano={
            "il gettito del canone unico": s.canone_gettito,
            "quanto si riscuote delle entrate extratributarie": s.riscossione_tariffe,
        },
    )


@leva("servizi")
def servizi(s: Situazione) -> Resa:
    """A point of cover more, up to the target; the legal minimum where it binds and is higher."""
    copertura = 100 * s.servizi_proventi / np.where(s.servizi_costi > 0, s.servizi_costi, np.nan)
    minimo = np.where(s.servizi_obbligo == 1, regola("sdi", s.anno, "servizi"), 0)
    punto = s.servizi_costi / 100
    return Resa(
        netto=_riscossa(punto, s.riscossione_tariffe),
        lordo=unisci(punto, punto),
        massimo=np.maximum(regola("obiettivo_servizi", s.anno), minimo) - copertura,
        prima=copertura,
        mancano={
            "proventi e costi dei servizi a domanda individuale": copertura,
            "quanto si riscuote delle entrate extratributarie": s.riscossione_tariffe,
        },
        esaurita="la copertura è già oltre l'obiettivo",
    )


@leva("evasione")
def evasione(s: Situazione) -> Resa:
    """One percent more of what is expected in cash; notices are not money."""
    avvio = unisci(regola("avvio_1", s.anno), regola("avvio_2", s.anno)) / 100
    return Resa(
        netto=s.evasione / 100 * avvio,
        massimo=regola("massimo_evasione", s.anno),
        mancano={"il recupero dell'evasione atteso": s.evasione[:, 0]},
        esaurita="non è atteso nessun recupero dell'evasione",
    )


def _avvisi(s: Situazione) -> tuple[str, ...]:
    """Who is in dissesto has no choice, who is in riequilibrio may have more than it is known."""
    casi = np.where(s.dissesto == 1, _IN_DISSESTO, np.where(s.riequilibrio == 1, _IN_RIEQUILIBRIO, ""))
    return tuple(map(str, casi))


def _riscossa(punto: np.ndarray, riscossione: np.ndarray) -> np.ndarray:
    """Return what is left of a point once the FCDE has set aside what is not collected."""
    netto = punto * riscossione / 100
    return unisci(netto, netto)
