"""The other funds of the missione 20: what the law asks of the projected spending."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from crescere_kit import rules
from crescere_kit.accounts import Conti
from crescere_kit.indicators import fgdc
from crescere_kit.indicators.evaluation import valori_di
from crescere_kit.indicators.obiettivi import escluso
from crescere_kit.indicators.passivita import contenzioso_dovuto
from crescere_kit.indicators.riserva import cassa_non_sua
from crescere_kit.projection.computed import form
from crescere_kit.projection.computed import personale as del_personale
from crescere_kit.projection.computed.line import biennio, prima_nota
from crescere_kit.projection.horizon import ANNI, Orizzonte
from crescere_kit.projection.lines import CONTI, FONDI, del_titolo
from crescere_kit.projection.scenario import Ipotesi

ALTRI, RISERVA, FGDC = "altri_fondi", "riserva", "fgdc"
_PROGRAMMA = "M20.03"
_FRA_GLI_ALTRI = "compreso fra gli altri fondi, che non lo distinguono"
_BENI_E_SERVIZI = CONTI["spese", "103"]


@dataclass(frozen=True)
class Parametri:
    """What the funds need to know beforehand; (n, 1, 2) each, cents or shares.

    fissi: the funds that no projected amount moves. quota_fgdc and vincolate: of the FGDC where it follows
    the projected purchases (`fissi` has NaN there). riserva: the share of the whole titolo 1.
    """

    fissi: dict[str, np.ndarray]
    quota_fgdc: np.ndarray
    vincolate: np.ndarray
    riserva: np.ndarray
    perche: dict[str, tuple[str, ...]]


def prepara(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> Parametri:
    """Work out what does not depend on the projected amounts."""
    quota, vincolate = _fgdc(conti, orizzonte)
    scelte = {
        FGDC: _fgdc_noto(conti, orizzonte, quota),
        "obiettivi_fp": _obiettivi(conti, orizzonte),
        "contenzioso_fondo": _contenzioso(conti, orizzonte),
        "rinnovi": _rinnovi(conti, orizzonte, ipotesi),
    }
    segue_gli_acquisti = ~np.isnan(quota) & np.isnan(scelte[FGDC][0]).any(axis=(1, 2))
    altri, come = _altri(conti, orizzonte, scelte)
    fissi, perche = {ALTRI: altri}, {ALTRI: come}
    for fondo, (importi, frase) in scelte.items():
        dentro = np.isnan(importi).any(axis=(1, 2)) & ~np.isnan(altri).any(axis=(1, 2))
        dentro &= ~segue_gli_acquisti if fondo == FGDC else True
        fissi[fondo] = np.where(dentro[:, None, None], 0.0, importi)
        perche[fondo] = np.where(dentro, _FRA_GLI_ALTRI, frase)
    minima, perche[RISERVA] = _riserva(conti, orizzonte)
    frasi = {fondo: tuple(map(str, valori)) for fondo, valori in perche.items()}
    return Parametri(fissi, quota[:, None, None], vincolate[:, None, None], minima, frasi)


def applica(parametri: Parametri, linee: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Return the funds that these lines need, FCDE among them: (n, S, 2) cents.

    A fund that is already among the lines is left as it is. The reserve is a share of a total that holds it.
    """
    acquisti = sum(linee[linea] for linea in _BENI_E_SERVIZI)
    dagli_acquisti = np.maximum(acquisti - parametri.vincolate, 0) * parametri.quota_fgdc
    fisso = parametri.fissi[FGDC]
    fondi = parametri.fissi | {FGDC: np.where(np.isnan(fisso), dagli_acquisti, fisso)}
    fondi = {fondo: linee.get(fondo, importo) for fondo, importo in fondi.items()}
    if RISERVA in linee:
        return fondi | {RISERVA: linee[RISERVA]}
    tutte = {**linee, **fondi}
    altre = sum(tutte[linea] for linea in (*del_titolo("spese", "1"), *FONDI) if linea != RISERVA)
    return fondi | {RISERVA: altre * parametri.riserva / (1 - parametri.riserva)}


def _fgdc(conti: Conti, orizzonte: Orizzonte) -> tuple[np.ndarray, np.ndarray]:
    """Return the share due of the purchases, and those with a vincolo: where unknown none is taken away."""
    quota = orizzonte.prendi(conti, fgdc.quota(conti), 1) / 100
    return quota, np.nan_to_num(form.scritto(conti, orizzonte, "fondi", "spese_103_vincolate", 1))


def _fgdc_noto(conti: Conti, orizzonte: Orizzonte, quota: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Return the FGDC on the budget, where it is known; the year after keeps the same class."""
    anni = []
    for anno in range(1, ANNI + 1):
        base = conti.previsione("spese", f"competenza_{anno}", fgdc.BENI_E_SERVIZI)
        vincolate = conti.manuale("fondi", "spese_103_vincolate")
        anni.append(orizzonte.prendi(conti, base - vincolate, 1) * quota)
    dovuto = biennio(anni[0], prima_nota(anni[1], anni[0]))
    scritto = form.scritto(conti, orizzonte, "fondi", "fgdc", 1)
    dovuto = np.where((quota == 0)[:, None, None], 0.0, dovuto)
    noto = prima_nota(dovuto, biennio(scritto, scritto))
    come = np.select(
        [quota == 0, ~np.isnan(dovuto).any(axis=(1, 2)), ~np.isnan(scritto), ~np.isnan(quota)],
        [
            "non dovuto: i tempi di pagamento e il debito scaduto erano nella norma",
            "quota dovuta sugli stanziamenti per beni e servizi senza vincolo",
            "importo stanziato, dal modulo",
            "quota dovuta sugli acquisti previsti, senza quelli vincolati del modulo",
        ],
        "mancano nel modulo i dati della PCC",
    )
    return noto, come


def _obiettivi(conti: Conti, orizzonte: Orizzonte) -> tuple[np.ndarray, np.ndarray]:
    dovuto = prima_nota(
        form.scritto(conti, orizzonte, "fondi", "obiettivi_fp_dovuto", 1),
        form.scritto(conti, orizzonte, "fondi", "obiettivi_fp", 1),
    )
    fuori = orizzonte.prendi(conti, escluso(conti), 1) == 1
    dovuto = np.where(fuori, 0.0, dovuto)
    in_vigore = [
        rules.per_anni("obiettivi", "margine", orizzonte.base + passo).notna().to_numpy()
        for passo in range(1, ANNI + 1)
    ]
    anni = biennio(*(np.where(np.isnan(dovuto) & ~vale, 0.0, dovuto) for vale in in_vigore))
    come = np.where(fuori, "l'ente è escluso dal contributo", "tabelle del decreto, dal modulo")
    return anni, np.where(np.isnan(anni).any(axis=(1, 2)), "manca nel modulo il fondo dovuto", come)


def _contenzioso(conti: Conti, orizzonte: Orizzonte) -> tuple[np.ndarray, np.ndarray]:
    """Return what the lawsuits ask beyond what is already set aside, all in the first year."""
    dovuto = orizzonte.prendi(conti, valori_di(contenzioso_dovuto, conti))
    manca = np.maximum(dovuto - orizzonte.prendi(conti, conti.risultato("contenzioso")), 0)
    come = "quanto le cause del modulo richiedono, oltre a ciò che è già accantonato"
    senza = "il modulo dell'ente non elenca le cause, o manca il fondo già accantonato"
    return biennio(manca, manca * 0), np.where(np.isnan(manca), senza, come)


def _rinnovi(conti: Conti, orizzonte: Orizzonte, ipotesi: Ipotesi) -> tuple[np.ndarray, np.ndarray]:
    scritto = form.scritto(conti, orizzonte, "fondi", "rinnovi", 1)
    scelta = del_personale.di_sua_scelta(conti, orizzonte, ipotesi)
    redditi = orizzonte.prendi(conti, conti.impegni(del_personale.REDDITI))
    anni = [
        redditi
        * rules.per_anni("proiezione", "rinnovi", orizzonte.base + passo).to_numpy(float, na_value=np.nan)
        for passo in range(1, ANNI + 1)
    ]
    regola = np.where(scelta[:, None, None], 0.0, biennio(*anni) / 100)
    come = np.where(
        ~np.isnan(scritto),
        "importo dovuto, dal modulo",
        np.where(
            scelta,
            "l'aumento è già nella spesa di personale",
            "parametro dello Stato sulla spesa di personale dell'ultimo rendiconto",
        ),
    )
    return prima_nota(np.broadcast_to(biennio(scritto, scritto), regola.shape), regola), come


def _altri(
    conti: Conti, orizzonte: Orizzonte, scelte: dict[str, tuple[np.ndarray, np.ndarray]]
) -> tuple[np.ndarray, np.ndarray]:
    """Return the other funds: as the ente wrote them, else what the known ones leave of the programma."""
    scritti = form.scritto(conti, orizzonte, "fondi", "altri", 1)
    programma = prima_nota(
        orizzonte.prendi(conti, conti.spese("previsioni_competenza", f"{_PROGRAMMA}.1")),
        orizzonte.prendi(conti, conti.previsione("spese", "competenza_1", _PROGRAMMA), 1),
    )
    noti = sum(np.nan_to_num(importi) for importi, _ in scelte.values())
    resto = np.maximum(programma[:, None, None] - noti, 0)
    valori = prima_nota(biennio(scritti, scritti), resto)
    come = np.select(
        [~np.isnan(scritti), ~np.isnan(programma)],
        [
            "importo degli altri fondi, dal modulo",
            "ultimo stanziamento della missione 20, programma 3, senza i fondi calcolati a parte",
        ],
        "manca lo stanziamento della missione 20, programma 3: scriverlo nel modulo, o caricare i programmi",
    )
    return valori, come


def _riserva(conti: Conti, orizzonte: Orizzonte) -> tuple[np.ndarray, np.ndarray]:
    """Return the smallest share of the spese correnti, raised for who used cash that was not its own."""
    in_crisi = orizzonte.prendi(conti, cassa_non_sua(conti)) == 1
    anni = [
        np.where(in_crisi, _quota(orizzonte, "minimo_elevato", passo), _quota(orizzonte, "minimo", passo))
        for passo in range(1, ANNI + 1)
    ]
    come = np.where(
        in_crisi,
        "minimo elevato: nell'ultimo rendiconto c'erano anticipazioni o entrate vincolate non ricostituite",
        "minimo di legge sulle spese correnti",
    )
    return biennio(*anni), come


def _quota(orizzonte: Orizzonte, codice: str, passo: int) -> np.ndarray:
    return rules.per_anni("riserva", codice, orizzonte.base + passo).to_numpy(float, na_value=np.nan) / 100
