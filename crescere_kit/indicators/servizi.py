"""How much of the cost of the services their users pay for (artt. 172 and 243 TUEL)."""

from __future__ import annotations

import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.column import costante
from crescere_kit.euro import euro
from crescere_kit.indicators.evaluation import valuta
from crescere_kit.indicators.indicator import EURO, MODULO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.outcomes import Esito
from crescere_kit.indicators.strutturale import parametri_deficitari

TEMA = "servizi"
PENULTIMO = 2


def obbligato(conti: Conti) -> pd.Series:
    """Tell where the minimum cover binds: dissesto, riequilibrio, or deficitario in the penultimate year.

    Missing where none of them is so as far as is known, and one of them is not known.
    """
    return conti.ricorda("obbligato alla copertura", _obbligato)


def _obbligato(conti: Conti) -> pd.Series:
    dichiarato = [conti.manuale("ente", codice).eq(1) for codice in ("dissesto", "riequilibrio")]
    insieme = dichiarato[0].fillna(False) | dichiarato[1].fillna(False)
    deficitario = _deficitario(conti).astype("boolean")
    return insieme.astype("boolean") | deficitario


def _deficitario(conti: Conti) -> pd.Series:
    """Tell (1, 0 or missing) what the rendiconto of the penultimate year says; only of those who need it."""
    costi = conti.per_ente(conti.elenco("servizi")["costi"]), conti.manuale("acquedotto", "servizio", "costi")
    servono = costi[0].notna() | costi[1].notna()
    if not servono.any():
        return pd.Series(pd.NA, index=conti.indice, dtype="Int64")
    scelti = conti.solo(set(conti.indice[servono].get_level_values("istat")))
    esiti = valuta(parametri_deficitari, scelti).esiti
    note = esiti.eq(Esito.OLTRE).astype("Int64").mask(esiti.eq(Esito.NON_CALCOLABILE))
    return scelti.anni_prima(note, PENULTIMO).reindex(conti.indice)


def _minimo(codice: str):
    """Return the function that gives the rule to those whom it binds."""

    def regola(conti: Conti) -> pd.Series:
        return costante(conti.indice, codice, "string").where(obbligato(conti).fillna(False).astype(bool))

    return regola


def _spiega_minimo(conti: Conti, istat: str, anno: int) -> str:
    """Say whether the minimum binds, and what it would cost."""
    soggetto = obbligato(conti).loc[(istat, anno)]
    if pd.isna(soggetto):
        quando = anno - PENULTIMO
        return f"non si sa se il minimo di legge vale per questo ente: dipende dai parametri del {quando}"
    if not soggetto:
        return "il minimo di legge non vale: l'ente non è deficitario, in dissesto né in riequilibrio"
    base = _sanzione(conti).loc[(istat, anno)]
    quanto = "" if pd.isna(base) else f" (sanzione per chi non copre: {euro(base)})"
    return f"il minimo di legge vale: ente deficitario, in dissesto o in riequilibrio{quanto}"


def _sanzione(conti: Conti) -> pd.Series:
    anni = conti.anno_di_riga
    correnti = conti.anni_prima(conti.accertamenti(*ENTRATE_CORRENTI), PENULTIMO)
    return (correnti * rules.per_anni(TEMA, "sanzione", anni).array / 100).round().astype("Int64")


def _senza_servizi(conti: Conti, istat: str, anno: int) -> str:
    righe = conti.elenco("servizi")
    if anno not in righe.index.get_level_values("anno"):
        return "il modulo dell'ente non elenca i servizi a domanda individuale"
    sue = righe.xs(anno, level="anno")[["proventi", "costi"]]
    vuote = sue.index.get_level_values("codice")[sue.isna().any(axis=1)]
    return f"nel modulo dell'ente va completata la riga «{vuote[0]}»" if len(vuote) else ""


@indicatore(
    "SDI_COP",
    "Copertura dei servizi a domanda individuale",
    PERCENTUALE,
    verso="basso",
    limite=(TEMA, _minimo("sdi")),
    denominatore="costi dei servizi",
    documento=MODULO,
    spiega=_spiega_minimo,
    perche=_senza_servizi,
)
def copertura_servizi(conti: Conti) -> Rapporto:
    """Proventi di tariffe e contribuzioni dei servizi a domanda individuale, sui loro costi. I costi degli
    asili nido si contano a metà.
    """
    servizi = conti.elenco("servizi")
    quota = rules.per_anni(TEMA, "asilo_nido", servizi.index.get_level_values("anno")).array
    ridotti = (servizi["costi"] * quota / 100).round().astype("Int64")
    nido = servizi["asilo_nido"].eq(1).fillna(False).astype(bool)
    return Rapporto(conti.per_ente(servizi["proventi"]), conti.per_ente(servizi["costi"].mask(nido, ridotti)))


@indicatore(
    "ACQ_COP",
    "Copertura dell'acquedotto",
    PERCENTUALE,
    verso="basso",
    limite=(TEMA, _minimo("acquedotto")),
    denominatore="costi dell'acquedotto",
    documento=MODULO,
    spiega=_spiega_minimo,
)
def copertura_acquedotto(conti: Conti) -> Rapporto:
    """Proventi dell'acquedotto sui suoi costi."""
    return Rapporto(*(conti.manuale("acquedotto", "servizio", fase) for fase in ("proventi", "costi")))


def _perche_sanzione(conti: Conti, istat: str, anno: int) -> str:
    if obbligato(conti).fillna(False).loc[(istat, anno)]:
        return ""
    return _spiega_minimo(conti, istat, anno)


@indicatore(
    "COP_SANZIONE",
    "Sanzione per chi non copre i servizi",
    EURO,
    documento=MODULO,
    perche=_perche_sanzione,
)
def sanzione(conti: Conti) -> pd.Series:
    """Quanto pagherebbe l'ente, se soggetto ai minimi di copertura, per non averli raggiunti o certificati:
    una quota delle entrate correnti accertate nel penultimo anno.
    """
    return _sanzione(conti).where(obbligato(conti).fillna(False).astype(bool))


INDICATORI = (copertura_servizi, copertura_acquedotto, sanzione)
