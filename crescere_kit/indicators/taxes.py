"""The tributi of the bilancio: what tariffs must cover, what evasion really yields, what rates could give."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.euro import percentuale
from crescere_kit.indicators.fcde.items import numeri
from crescere_kit.indicators.fcde.window import prima_del_bilancio
from crescere_kit.indicators.indicator import EURO, MODULO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.riferimenti import anno_noto, ultimo_noto


@indicatore(
    "TARI_COPERTURA",
    "Copertura dei costi dei rifiuti con la TARI",
    PERCENTUALE,
    verso="basso",
    limite=("tributi", "tari_copertura"),
    avvisa=False,
    denominatore="costi del piano economico finanziario TARI",
    documento=MODULO,
)
def copertura_tari(conti: Conti) -> Rapporto:
    """Gettito della TARI previsto con le tariffe approvate, sui costi del piano economico finanziario: la
    legge vuole la copertura integrale.
    """
    return Rapporto(conti.manuale("tributi", "tari_gettito"), conti.manuale("tributi", "tari_pef"))


def _anni_evasione() -> int:
    return int(rules.ultima("riscossione", "anni_evasione").valore)


def _perche_evasione(conti: Conti, istat: str, anno: int) -> str:
    if pd.isna(conti.manuale("tributi", "evasione_prevista").loc[(istat, anno)]):
        return ""
    riga = conti.indice.get_loc((istat, anno))
    finestra = prima_del_bilancio(conti, _anni_evasione())
    incassi = finestra.guarda(numeri(conti.manuale("tributi", "evasione_incassata")))[:, riga]
    mancano = sorted(finestra.anni[np.isnan(incassi), riga])
    return f"manca il recupero dell'evasione incassato: {', '.join(map(str, mancano))} (modulo dell'ente)"


def _media_evasione(conti: Conti, istat: str, anno: int) -> str:
    anni = prima_del_bilancio(conti, _anni_evasione()).anni[:, conti.indice.get_loc((istat, anno))]
    return f"incassi dal {anni.min()} al {anni.max()}"


@indicatore(
    "EVASIONE_SCARTO",
    "Recupero dell'evasione: incasso medio meno previsione",
    EURO,
    verso="basso",
    limite=("riscossione", "evasione"),
    documento=MODULO,
    perche=_perche_evasione,
    spiega=_media_evasione,
)
def evasione(conti: Conti) -> pd.Series:
    """Media degli incassi del recupero dell'evasione negli ultimi tre anni chiusi (competenza e residui) meno
    il recupero previsto a bilancio: se è negativo, la previsione supera ciò che si è incassato davvero.
    """
    finestra = prima_del_bilancio(conti, _anni_evasione())
    incassata = conti.manuale("tributi", "evasione_incassata")
    media = _cents(finestra.guarda(numeri(incassata)).mean(axis=0), conti)
    return media - conti.manuale("tributi", "evasione_prevista")


def _aliquota(tributo: str, regola: str):
    def spiega(conti: Conti, istat: str, anno: int) -> str:
        adottata = conti.manuale("tributi", tributo).loc[(istat, anno)]
        massima = rules.a_fine_anno("tributi", regola, anno).valore
        return f"aliquota adottata {percentuale(adottata)}, massima {percentuale(float(massima))}"

    return spiega


@indicatore(
    "LEVA_IMU",
    "Maggior gettito IMU con l'aliquota massima degli altri fabbricati",
    EURO,
    documento=MODULO,
    spiega=_aliquota("imu_aliquota", "imu_altri_fabbricati"),
)
def leva_imu(conti: Conti) -> pd.Series:
    """Gettito IMU degli altri fabbricati, diviso per l'aliquota adottata e moltiplicato per i punti che
    mancano all'aliquota massima di legge; zero se è già al massimo.
    """
    aliquota = numeri(conti.manuale("tributi", "imu_aliquota"))
    gettito = numeri(conti.manuale("tributi", "imu_gettito"))
    noti = np.where(aliquota > 0, aliquota, np.nan)
    return _cents(gettito * _punti_liberi(conti, aliquota, "imu_altri_fabbricati") / noti, conti)


def _imponibile(conti: Conti) -> pd.Series:
    """Return what the ente wrote, else what its people declared in the last known year.

    Read apart: that it may be of years before is true of this account only, not of those of the form.
    """
    scritto = conti.manuale("tributi", "addizionale_imponibile")
    return scritto.where(scritto.notna(), ultimo_noto(conti.con_traccia()[0], "irpef", "imponibile"))


def _con_imponibile(conti: Conti, istat: str, anno: int) -> str:
    aliquote = _aliquota("addizionale_aliquota", "addizionale_irpef")(conti, istat, anno)
    if pd.notna(conti.manuale("tributi", "addizionale_imponibile").loc[(istat, anno)]):
        return aliquote
    return f"{aliquote}; imponibile del {anno_noto(conti, 'irpef', 'imponibile', (istat, anno))} (MEF)"


@indicatore(
    "LEVA_ADDIZIONALE",
    "Maggior gettito dell'addizionale IRPEF con l'aliquota massima",
    EURO,
    documento=MODULO,
    spiega=_con_imponibile,
)
def leva_addizionale(conti: Conti) -> pd.Series:
    """Imponibile IRPEF del comune (dal modulo dell'ente, altrimenti l'ultimo noto al MEF) per i punti che
    mancano all'aliquota massima di legge dell'addizionale comunale; zero se è già al massimo.
    """
    aliquota = numeri(conti.manuale("tributi", "addizionale_aliquota"))
    imponibile = numeri(_imponibile(conti))
    return _cents(imponibile * _punti_liberi(conti, aliquota, "addizionale_irpef") / 100, conti)


INDICATORI = (copertura_tari, evasione, leva_imu, leva_addizionale)


def _punti_liberi(conti: Conti, aliquota: np.ndarray, regola: str) -> np.ndarray:
    anni = conti.anno_di_riga
    return np.maximum(numeri(rules.per_anni("tributi", regola, anni)) - aliquota, 0)


def _cents(importi: np.ndarray, conti: Conti) -> pd.Series:
    """Return amounts as whole cents, missing where unknown; estimates need no rule for half a cent."""
    noti = ~np.isnan(importi)
    cents = pd.arrays.IntegerArray(np.where(noti, importi, 0).round().astype("int64"), ~noti)
    return pd.Series(cents, index=conti.indice)
