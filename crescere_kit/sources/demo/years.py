"""The accounts year after year: what one year leaves is what the next one finds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from crescere_kit.sources.demo import budget, debt, reserves, revenue, spending, treasury
from crescere_kit.sources.demo.balance import Vincoli, equilibri
from crescere_kit.sources.demo.chance import cents
from crescere_kit.sources.demo.comuni import Comuni
from crescere_kit.sources.demo.moves import Movimenti
from crescere_kit.sources.demo.start import avvio
from crescere_kit.sources.demo.state import Esercizio, Stato, fpv_del_personale, fpv_del_titolo
from crescere_kit.sources.demo.tables import entrate

AVVIO = 2013  # every region starts here, so that a year has the same accounts whatever years are asked


@dataclass(frozen=True)
class _Entrata:
    """What is known of a year before anything is spent."""

    mosse: Movimenti
    correnti: np.ndarray
    riscosso: list[np.ndarray]
    gestione: reserves.Gestione
    rate: debt.Servizio

    @property
    def quote(self) -> reserves.Quote:
        return replace(self.gestione.quote, fal=self.rate.dopo.fal)


def esercizi(comuni: Comuni, ultimo: int) -> Iterator[Esercizio]:
    """Yield the rendiconti from AVVIO to the last year asked."""
    stato = avvio(comuni, AVVIO - 1)
    for anno in range(AVVIO, ultimo + 1):
        entrata = _entrata(comuni, anno, stato)
        esercizio = _esercizio(comuni, anno, stato, entrata)
        stato = _dopo(stato, entrata, esercizio)
        yield esercizio


def _entrata(comuni: Comuni, anno: int, stato: Stato) -> _Entrata:
    accertate = revenue.accertamenti(comuni, anno)
    mosse = revenue.riscosse(comuni, anno, accertate, stato.crediti)
    riscosso = [*stato.riscosso, reserves.riscosso_dei_residui(mosse)][-reserves.ANNI_FCDE :]
    gestione = reserves.gestisci(
        comuni, anno, stato.quote, stato.disponibile, mosse=mosse, incaglio=reserves.incagli(riscosso)
    )
    nuovi = accertate[:, entrate().dove("mutui")].sum(axis=1)
    rate = debt.servizio(comuni, anno, stato.debito, nuovi, gestione.libero)
    correnti = accertate[:, entrate().titolo("1", "2", "3")].sum(axis=1)
    return _Entrata(mosse, correnti, riscosso, gestione, rate)


def _esercizio(comuni: Comuni, anno: int, stato: Stato, entrata: _Entrata) -> Esercizio:
    mosse, correnti = entrata.mosse, entrata.correnti
    via = treasury.cancellati(comuni, anno, stato.debiti)
    gruppi = spending.obbligate(comuni, anno, correnti, entrata.rate.interessi, stato.anticipazione)
    vincoli = _vincoli(comuni, anno, stato, entrata, gruppi=gruppi, via=via)
    linee = equilibri(comuni, anno, mosse.obbligazioni, entrata.gestione, vincoli)
    gruppi |= _decisi(comuni, anno, gruppi, linee, mosse.obbligazioni)
    pagato = treasury.paga(
        comuni,
        anno,
        impegni=spending.celle(comuni, anno, gruppi),
        iniziali=stato.debiti,
        via=via,
        disponibile=stato.cassa + mosse.cassa.sum(axis=1),
        correnti=correnti,
    )
    treasury.incassa_anticipazione(mosse, pagato.utilizzata)
    pagato.spese.fpv = spending.fpv(comuni, anno, gruppi, linee["U1"])
    budget.definitivo(comuni, anno, mosse, pagato.spese, linee=linee, cassa=stato.cassa)
    risultato = _risultato(stato, mosse, pagato.spese, entrata.quote)
    fpv_101 = fpv_del_personale(stato.fpv), fpv_del_personale(pagato.spese.fpv)
    penultimo, fuori = stato.correnti[0], pagato.da_restituire
    return Esercizio(anno, mosse, pagato.spese, linee, risultato, fpv_101, penultimo, fuori)


def _vincoli(
    comuni: Comuni,
    anno: int,
    stato: Stato,
    entrata: _Entrata,
    *,
    gruppi: dict[str, np.ndarray],
    via: np.ndarray,
) -> Vincoli:
    rinviata = spending.fpv(comuni, anno, gruppi, np.zeros_like(entrata.correnti))
    return Vincoli(
        fpv_corrente=fpv_del_titolo(stato.fpv, "1"),
        fpv_capitale=fpv_del_titolo(stato.fpv, "2"),
        disavanzo=stato.disavanzo,
        disponibile=stato.disponibile,
        rimborso=entrata.rate.capitale,
        anticipate=entrata.rate.anticipate,
        fal_prima=stato.quote.fal,
        fal_dopo=entrata.rate.dopo.fal,
        debiti_cancellati=via.sum(axis=1),
        crediti_cancellati=entrata.mosse.cancellati.sum(axis=1),
        fpv_spesa_corrente=fpv_del_titolo(rinviata, "1"),
        spesa_minima=sum(gruppi.values()) + cents(spending.MINIMO_BENI * entrata.correnti),
        spesa_prima=None if stato.spesa is None else cents(stato.spesa * spending.cresce(anno)),
    )


def _decisi(
    comuni: Comuni,
    anno: int,
    gruppi: dict[str, np.ndarray],
    linee: dict[str, np.ndarray],
    accertate: np.ndarray,
) -> dict[str, np.ndarray]:
    """Return the groups that the equilibri decide, and the partite di giro, equal on both sides."""
    giro, terzi = (accertate[:, entrate().dove(voce)].sum(axis=1) for voce in ("giro", "terzi"))
    return {
        "beni": linee["D"] - sum(gruppi.values()),
        **spending.opere(comuni, anno, linee["U"], linee["E"]),
        "partecipazioni": linee["V"],
        "crediti_brevi": linee["X1"],
        "crediti_lunghi": linee["X2"],
        "depositi": linee["Y"],
        "mutui": linee["F1"],
        "giro": giro,
        "terzi": terzi,
    }


def _risultato(
    stato: Stato, mosse: Movimenti, pagato: Movimenti, quote: reserves.Quote
) -> dict[str, np.ndarray]:
    """Return the allegato a."""
    righe = {
        "cassa_iniziale": stato.cassa,
        "riscossioni": mosse.cassa.sum(axis=1),
        "pagamenti": pagato.cassa.sum(axis=1),
        "azioni_esecutive": np.zeros_like(stato.cassa),
        "residui_attivi": mosse.finali.sum(axis=1),
        "residui_passivi": pagato.finali.sum(axis=1),
        "fpv_corrente": fpv_del_titolo(pagato.fpv, "1"),
        "fpv_capitale": fpv_del_titolo(pagato.fpv, "2"),
        "accantonata": quote.accantonata,
        **vars(quote),
    }
    righe["fondo_cassa"] = stato.cassa + righe["riscossioni"] - righe["pagamenti"]
    fpv = righe["fpv_corrente"] + righe["fpv_capitale"]
    righe["risultato"] = righe["fondo_cassa"] + righe["residui_attivi"] - righe["residui_passivi"] - fpv
    righe["disponibile"] = righe["risultato"] - quote.accantonata - quote.vincolata - quote.destinata
    return righe


def _dopo(stato: Stato, entrata: _Entrata, esercizio: Esercizio) -> Stato:
    disponibile = esercizio.risultato["disponibile"]
    mancato = stato.disponibile + esercizio.equilibri["AA"] - disponibile
    return Stato(
        crediti=esercizio.entrate.finali,
        debiti=esercizio.spese.finali,
        fpv=esercizio.spese.fpv,
        cassa=esercizio.risultato["fondo_cassa"],
        quote=entrata.quote,
        disponibile=disponibile,
        debito=entrata.rate.dopo,
        rata_disavanzo=stato.rata_disavanzo,
        disavanzo_mancato=np.where(stato.disponibile < 0, np.maximum(0, mancato), 0),
        riscosso=entrata.riscosso,
        correnti=[stato.correnti[-1], entrata.correnti],
        spesa=esercizio.equilibri["D"],
    )
