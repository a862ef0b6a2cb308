"""Whether the consiliatura is long enough to cover what is owed, and how long a riequilibrio may last."""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators.disavanzo import mancato_recupero
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.indicator import EURO, NUMERO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.ricorrente import ricorrente
from crescere_kit.indicators.risultato import lettera_e

_MESE_E_GIORNO = 100 * 100  # a date is AAAAMMGG


@indicatore(
    "PRFP_INCIDENZA",
    "Passività da ripianare sulle spese correnti",
    PERCENTUALE,
    denominatore="impegni del titolo 1",
)
def incidenza(conti: Conti) -> Rapporto:
    """Passività complessive da ripianare, come dichiarate dall'ente, sugli impegni di spesa corrente."""
    return Rapporto(_passivita(conti), conti.impegni("1"))


@indicatore("PRFP_ANNI", "Durata massima del piano di riequilibrio", NUMERO)
def anni_massimi(conti: Conti) -> pd.Series:
    """Anni che la legge concede al piano di riequilibrio, a scaglioni del rapporto fra passività da ripianare
    e impegni di spesa corrente; fra i comuni più indebitati i grandi hanno più tempo dei piccoli.
    """
    quota = incidenza.calcola(conti).to_numpy(dtype=float, na_value=np.nan)
    abitanti = conti.popolazione().to_numpy(dtype=float, na_value=np.nan)
    bassa, media, alta = (_regola(conti, f"scaglione_{nome}") for nome in ("basso", "medio", "alto"))
    grandi = _regola(conti, "comune_grande")
    casi = {
        "anni_basso": quota <= bassa,
        "anni_medio": quota <= media,
        "anni_massimo": (quota > alta) | ((quota > media) & (abitanti > grandi)),
        "anni_alto": (quota <= alta) & (abitanti <= grandi),
    }
    anni = np.select(list(casi.values()), [_regola(conti, nome) for nome in casi], default=np.nan)
    return pd.Series(anni, index=conti.indice).astype("Float64").astype("Int64")


@indicatore("PRFP_RATA", "Quota annua minima del piano di riequilibrio", EURO)
def rata(conti: Conti) -> pd.Series:
    """Passività da ripianare divise per gli anni massimi del piano, arrotondate al centesimo in su."""
    return -(-_passivita(conti) // anni_massimi.calcola(conti))


def _gia_in_procedura(conti: Conti, istat: str, anno: int) -> str:
    if in_procedura(conti).loc[(istat, anno)]:
        return "l'ente è già in riequilibrio o in dissesto"
    if pd.isna(anni_utili(conti).loc[(istat, anno)]):
        return "manca nel modulo dell'ente: quanti anni restano alla consiliatura, o quando finisce"
    return ""


@indicatore(
    "CAPIENZA_RIPIANO",
    "Capacità di ripianare entro la consiliatura",
    EURO,
    verso="basso",
    limite=("disavanzo", "capienza"),
    perche=_gia_in_procedura,
)
def capienza(conti: Conti) -> pd.Series:
    """Risultato corrente ricorrente (se è positivo) per gli anni utili a ripianare, al massimo quelli del
    bilancio e mai oltre la consiliatura, meno le passività da ripianare dichiarate dall'ente o, se non le
    dichiara, il disavanzo che nessun piano copre. Non conta manovre nuove: dice se servono.
    """
    ogni_anno = ricorrente.calcola(conti).clip(lower=0)
    return (ogni_anno * anni_utili(conti) - da_ripianare(conti)).mask(in_procedura(conti))


INDICATORI = (capienza, incidenza, anni_massimi, rata)


def da_ripianare(conti: Conti) -> pd.Series:
    """Return what is to be covered: as the ente says, or the disavanzo beyond the schedule of its plans."""
    scritte = _passivita(conti)
    ora = valori_di(lettera_e, conti)
    prima = conti.anni_prima(ora, 1)
    fuori_piano = mancato_recupero(conti).where(prima < 0, ora.where(prima >= 0))
    return scritte.where(scritte.notna(), -fuori_piano.clip(upper=0))


def in_procedura(conti: Conti) -> pd.Series:
    """Tell (bool) who says it is in riequilibrio or in dissesto."""
    segni = (conti.manuale("ente", nome).eq(1).fillna(False) for nome in ("riequilibrio", "dissesto"))
    return pd.Series(np.logical_or.reduce(list(segni)), index=conti.indice).astype(bool)


def _passivita(conti: Conti) -> pd.Series:
    return conti.manuale("disavanzo", "passivita_da_ripianare")


def anni_utili(conti: Conti) -> pd.Series:
    """The years of the bilancio, or fewer when the consiliatura ends before; the first is the one after."""
    anni = conti.anno_di_riga
    scritti = conti.manuale("disavanzo", "durata_massima_anni")
    alla_fine = (conti.manuale("ente", "fine_mandato") // _MESE_E_GIORNO - anni).clip(lower=1)
    massimo = rules.per_anni("disavanzo", "anni_massimi", anni).astype("Int64").array
    utili = scritti.where(scritti.notna(), alla_fine)
    return utili.where(utili <= massimo, massimo).where(utili.notna())


def _regola(conti: Conti, codice: str) -> np.ndarray:
    anni = conti.anno_di_riga
    return rules.per_anni("prfp", codice, anni).to_numpy(dtype=float, na_value=np.nan)
