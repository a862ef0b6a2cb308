"""Whether the spesa di personale is sustainable: its share of the entrate correnti (DM 17/3/2020).

What the ente writes in its own form comes first: it knows which hires somebody else pays for. Where it is
silent the rendiconto and the bilancio answer, and the note says so.
"""

from __future__ import annotations

import numpy as np
import pandas as pd

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.accounts.voci import ENTRATE_CORRENTI
from crescere_kit.column import nuova
from crescere_kit.euro import percentuale
from crescere_kit.indicators.indicator import EURO, PERCENTUALE, Rapporto, indicatore
from crescere_kit.indicators.inhabitants import popolazione_ignota
from crescere_kit.indicators.outcomes import soglie

TEMA = "personale"
CLASSI = "abcdefghi"  # letters of art. 3 of the DM
LAVORO_FLESSIBILE = "U.1.03.02.12"
FCDE_CORRENTE = ("U.1.10.01.03", "M20.02.1", "M20.02")  # the first that the bilancio holds
DELLA_SOGLIA = "entrate correnti in media, meno FCDE"


def _della_tabella(tabella: str):
    """Return the function that gives each row the rule of its class in a table of the DM."""
    return lambda conti: tabella + "_" + classe(conti)


def classe(conti: Conti) -> pd.Series:
    """Return the letter of the class of inhabitants; missing where they are not known."""
    return conti.ricorda("classe di abitanti", _classe)


def _classe(conti: Conti) -> pd.Series:
    abitanti = conti.popolazione().to_numpy(dtype=float, na_value=np.nan)
    posti, anni = pd.factorize(conti.anno_di_riga)
    da = np.array([rules.per_anni(TEMA, f"abitanti_{lettera}", anni) for lettera in CLASSI], dtype=float)
    raggiunte = (abitanti >= da[:, posti]).sum(axis=0)
    lettere = np.array([None, *CLASSI], dtype=object)[raggiunte]
    return nuova(lettere, raggiunte == 0, conti.indice)


def spesa(conti: Conti) -> pd.Series:
    """Return the spesa of the DM: as the ente wrote it, else macroaggregato 101 and lavoro flessibile."""
    scritta = conti.manuale("personale", "spesa")
    return scritta.where(scritta.notna(), conti.impegni("101", LAVORO_FLESSIBILE))


def fcde_assestato(conti: Conti) -> pd.Series:
    """Return the FCDE corrente of the year's bilancio as last changed."""
    fcde = conti.manuale("personale", "fcde_assestato")
    for codice in FCDE_CORRENTE:
        fcde = fcde.where(fcde.notna(), conti.previsione("spese", "competenza_1", codice))
    return fcde


def _entrate(conti: Conti) -> pd.Series:
    """Return what the spesa is compared with; hetero-financed revenue is taken off where it is told."""
    return conti.ricorda("entrate del DM 17/3/2020", _entrate_in_media)


def _entrate_in_media(conti: Conti) -> pd.Series:
    quanti = int(rules.ultima(TEMA, "rendiconti_in_media").valore)
    correnti = conti.accertamenti(*ENTRATE_CORRENTI)
    media = sum((conti.anni_prima(correnti, anni) for anni in range(1, quanti)), correnti) / quanti
    return media - conti.manuale("personale", "entrate_eterofinanziate").fillna(0) - fcde_assestato(conti)


def _perche_sostenibilita(conti: Conti, istat: str, anno: int) -> str:
    riga, manca = (istat, anno), []
    if pd.isna(spesa(conti).loc[riga]):
        manca.append(
            "la spesa di personale (modulo dell'ente, o macroaggregato 101 e lavoro flessibile del "
            "rendiconto)"
        )
    correnti = conti.accertamenti(*ENTRATE_CORRENTI)
    ultimi = range(int(rules.ultima(TEMA, "rendiconti_in_media").valore))
    anni = [anno - prima for prima in ultimi if pd.isna(conti.anni_prima(correnti, prima).loc[riga])]
    manca += [f"le entrate correnti del {uno}" for uno in anni]
    if pd.isna(fcde_assestato(conti).loc[riga]):
        manca.append(f"il FCDE assestato del {anno} (modulo dell'ente o bilancio di previsione)")
    return f"manca nei dati caricati: {'; '.join(manca)}" if manca else ""


def _spiega_fascia(conti: Conti, istat: str, anno: int) -> str:
    """Say in which fascia the ente is, and where what the form does not say comes from."""
    riga = (istat, anno)
    note = [_fascia(conti, riga)]
    if pd.isna(conti.manuale("personale", "spesa").loc[riga]):
        note.append("spesa dal rendiconto (macroaggregato 101 e lavoro flessibile)")
    if pd.isna(conti.manuale("personale", "fcde_assestato").loc[riga]):
        note.append("FCDE dal bilancio di previsione")
    if pd.isna(conti.manuale("personale", "entrate_eterofinanziate").loc[riga]):
        note.append("nessuna entrata etero-finanziata tolta: il modulo non ne indica")
    return "; ".join(note)


def _fascia(conti: Conti, riga: tuple[str, int]) -> str:
    posto = conti.indice.get_loc(riga)
    valore = sostenibilita.calcola(conti).loc[riga]
    soglia, rientro = (soglie(uno, conti).limite[posto] for uno in (sostenibilita, sopra_il_rientro))
    if pd.isna(soglia):
        return popolazione_ignota(conti, *riga) or f"nessun limite in vigore al 31/12/{riga[1]}"
    if valore <= soglia:
        return "fascia dei comuni sotto la soglia: la spesa può crescere fino alla soglia"
    if valore <= rientro:
        return "fascia intermedia: si può assumere, ma il rapporto non deve superare quello dell'anno prima"
    return f"fascia di rientro: il rapporto deve scendere di anno in anno{_sostituzioni(riga[1])}"


def _sostituzioni(anno: int) -> str:
    try:
        quota = rules.a_fine_anno(TEMA, "sostituzioni", anno).valore
    except rules.RegolaAssente:
        return ""
    return f", e si sostituisce solo il {percentuale(float(quota), 0)} di chi cessa"


@indicatore(
    "PERS_SOST",
    "Spesa di personale sulle entrate correnti",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, _della_tabella("tab1")),
    denominatore=DELLA_SOGLIA,
    spiega=_spiega_fascia,
    perche=_perche_sostenibilita,
)
def sostenibilita(conti: Conti) -> Rapporto:
    """Spesa di personale senza IRAP dell'ultimo rendiconto, sulla media delle entrate correnti accertate
    negli ultimi tre rendiconti, meno il FCDE assestato dell'ultimo anno e le entrate che finanziano
    assunzioni etero-finanziate. Il limite è il valore soglia della classe di abitanti (DM 17/3/2020,
    tabella 1).
    """
    return Rapporto(spesa(conti), _entrate(conti))


@indicatore(
    "PERS_RIENTRO",
    "Spesa di personale rispetto alla soglia di rientro",
    PERCENTUALE,
    verso="alto",
    limite=(TEMA, _della_tabella("tab3")),
    denominatore=DELLA_SOGLIA,
    perche=_perche_sostenibilita,
)
def sopra_il_rientro(conti: Conti) -> Rapporto:
    """Lo stesso rapporto, confrontato con la soglia oltre la quale bisogna rientrare (DM 17/3/2020,
    tabella 3).
    """
    return sostenibilita.funzione(conti)


def _massima(conti: Conti, soglia) -> pd.Series:
    limite = pd.Series(soglie(soglia, conti).limite, index=conti.indice, dtype="Float64")
    return (_entrate(conti) * limite / 100).round().astype("Int64")


def _perche_massima(conti: Conti, istat: str, anno: int) -> str:
    return popolazione_ignota(conti, istat, anno) or _perche_sostenibilita(conti, istat, anno)


@indicatore("PERS_MAX", "Spesa di personale massima per la soglia", EURO, perche=_perche_massima)
def massima_soglia(conti: Conti) -> pd.Series:
    """Quanto si può spendere al massimo restando entro il valore soglia della tabella 1."""
    return _massima(conti, sostenibilita)


@indicatore("PERS_MAX_RIENTRO", "Spesa di personale massima per il rientro", EURO, perche=_perche_massima)
def massima_rientro(conti: Conti) -> pd.Series:
    """Quanto si può spendere al massimo restando entro la soglia di rientro della tabella 3."""
    return _massima(conti, sopra_il_rientro)


INDICATORI = (sostenibilita, sopra_il_rientro, massima_soglia, massima_rientro)
