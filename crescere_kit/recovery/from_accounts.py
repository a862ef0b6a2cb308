"""What the accounts, the form and the projected lines say to the levers; what nobody says stays unknown."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.uncollected import rapporti
from crescere_kit.indicators.collection import della_tari, delle_extratributarie
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.prfp import anni_massimi, anni_utili, rata
from crescere_kit.indicators.riferimenti import ultimo_noto
from crescere_kit.indicators.risultato import lettera_e
from crescere_kit.indicators.servizi import copertura_servizi, obbligato
from crescere_kit.projection.computed import form
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.lines import del_titolo
from crescere_kit.recovery import from_loans, from_receivables
from crescere_kit.recovery.situation import Situazione

Linee = Mapping[str, np.ndarray]
_RIGIDE = ("disavanzo", "personale", "interessi", "quote_capitale")
_DA_COPRIRE = (2, 3)  # states of a debito fuori bilancio: to be financed, to be recognised


def di(conti: Conti, orizzonte: Orizzonte, linee: Linee) -> Situazione:
    """Return the situation of the enti of a projection; linee are its central lines, (n, 1, 2) cents."""
    return Situazione(
        orizzonte.istat,
        orizzonte.base + 1,
        **_tributi(conti, orizzonte, linee),
        **from_receivables.crediti(conti, orizzonte, linee),
        **_spese(linee),
        **from_loans.rinegoziazione(conti, orizzonte),
        **_avanzo(conti, orizzonte, linee),
        **_rapporti(conti, orizzonte, linee),
        **_risanamento(conti, orizzonte),
    )


def _tributi(conti: Conti, orizzonte: Orizzonte, linee: Linee) -> dict[str, np.ndarray]:
    copertura = copertura_servizi.rapporto(conti)
    tari, t3 = (valori_di(uno, conti) for uno in (della_tari, delle_extratributarie))
    imponibile = conti.manuale("tributi", "addizionale_imponibile")
    imponibile = imponibile.where(imponibile.notna(), ultimo_noto(conti, "irpef", "imponibile"))
    nomi = ("imu_gettito", "imu_aliquota", "addizionale_aliquota", "canone_gettito")
    return {nome: _di_bilancio(conti, orizzonte, conti.manuale("tributi", nome)) for nome in nomi} | {
        "addizionale_imponibile": _di_bilancio(conti, orizzonte, imponibile),
        "tari_gettito": linee["tari"][:, 0, 0],
        "tari_costi": orizzonte.prendi(conti, conti.manuale("tributi", "tari_pef"), 1),
        "riscossione_tari": orizzonte.prendi(conti, tari),
        "riscossione_tariffe": orizzonte.prendi(conti, t3),
        "servizi_proventi": orizzonte.prendi(conti, copertura.numeratore),
        "servizi_costi": orizzonte.prendi(conti, copertura.denominatore),
        "servizi_obbligo": orizzonte.prendi(conti, obbligato(conti).astype("Float64")),
        "evasione": _noto(linee["evasione"]),
    }


def _di_bilancio(conti: Conti, orizzonte: Orizzonte, serie: pd.Series) -> np.ndarray:
    """Return a voce of the bilancio N + 1, else of the one before: rates stay until somebody changes them."""
    nuovo, vecchio = (orizzonte.prendi(conti, serie, passo) for passo in (1, 0))
    return np.where(np.isnan(nuovo), vecchio, nuovo)


def _spese(linee: Linee) -> dict[str, np.ndarray]:
    return {
        "beni_servizi": linee["altri_beni_servizi"][:, 0],
        "utenze": _noto(linee["utenze"]),
        "trasferimenti": linee["trasferimenti"][:, 0],
        "personale": linee["personale"][:, 0],
        "fgdc": linee["fgdc"][:, 0],
    }


def _noto(linea: np.ndarray) -> np.ndarray:
    """A line that is inside the rest of its account is zero there: here it is not known."""
    return np.where(linea == 0, np.nan, linea)[:, 0]


def _avanzo(conti: Conti, orizzonte: Orizzonte, linee: Linee) -> dict[str, np.ndarray]:
    """The projection already spreads a new disavanzo as the law lets it: nothing of it is left to spread."""
    disponibile = orizzonte.prendi(conti, valori_di(lettera_e, conti))
    debiti = form.elenco(conti, orizzonte, "dfb")
    in_attesa = np.isin(debiti["stato"], _DA_COPRIRE) | np.isnan(debiti["stato"])
    return {
        "avanzo_libero": disponibile,
        "dfb_da_coprire": debiti.somma(np.where(in_attesa, debiti["importo"], 0.0), 0),
        "usa_cassa_altrui": orizzonte.prendi(
            conti,
            (
                (conti.manuale("tesoreria", "anticipazione_residua") > 0)
                | (conti.manuale("tesoreria", "vincolata_da_ricostituire") > 0)
            ).astype("Float64"),
        ),
        "disavanzo_nuovo": np.where(np.isnan(linee["disavanzo"][:, 0, 0]), np.nan, 0.0),
        "anni_ripiano": orizzonte.prendi(conti, anni_utili(conti)),
    }


def _rapporti(conti: Conti, orizzonte: Orizzonte, linee: Linee) -> dict[str, np.ndarray]:
    """Return the two sides of P1 and P4 before any measure; of the imposte, the part that was IRAP."""
    irap, imposte = (orizzonte.prendi(conti, conti.impegni(codice)) for codice in ("U.1.02.01.01", "102"))
    quota = rapporti(irap, imposte)
    quota = np.where(np.isnan(quota), 1.0, quota)  # nearly all of them, where they are not told apart
    rate = (linee["interessi"] + linee["quote_capitale"])[:, 0]
    return {
        "entrate_correnti": sum(linee[codice] for codice in del_titolo("entrate", "1", "2", "3"))[:, 0],
        "spese_rigide": sum(linee[codice] for codice in _RIGIDE)[:, 0]
        + quota[:, None] * linee["imposte"][:, 0],
        "rate_debito": rate,
    }


def _risanamento(conti: Conti, orizzonte: Orizzonte) -> dict[str, np.ndarray]:
    del_modulo = {
        "riequilibrio": ("ente", "riequilibrio"),
        "dissesto": ("ente", "dissesto"),
        "passivita": ("disavanzo", "passivita_da_ripianare"),
        "servizi_non_garantiti": ("ente", "servizi_non_garantiti"),
    }
    calcolati = {"anni_prfp": anni_massimi, "rata_prfp": rata}
    return (
        {nome: orizzonte.prendi(conti, conti.manuale(*voce)) for nome, voce in del_modulo.items()}
        | {nome: orizzonte.prendi(conti, valori_di(uno, conti)) for nome, uno in calcolati.items()}
        | {"popolazione": orizzonte.prendi(conti, conti.popolazione())}
    )
