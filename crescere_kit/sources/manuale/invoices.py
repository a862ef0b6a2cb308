"""The invoices paid in the year: only their totals are kept, never one of them."""

from __future__ import annotations

from datetime import date

from crescere_kit.accounts.voci import MANUALE, Voce
from crescere_kit.euro import euro, numero
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.manuale import cells
from crescere_kit.sources.manuale.entries import Lettura, Valore
from crescere_kit.sources.manuale.layout import Anni
from crescere_kit.sources.manuale.places import Posti
from crescere_kit.sources.spreadsheet import Cella, values
from crescere_kit.sources.spreadsheet import Foglio as FoglioLetto

FOGLIO, RUOLO = "Fatture", "rendiconto"
PAGATO, PER_GIORNI = (
    Voce(MANUALE, "pagamenti", codice, "valore") for codice in ("importo_pagato", "importo_per_giorni")
)
_COLONNE = ("importo", "scadenza", "pagamento")
_SCADUTA_DA = 30  # years: older debts are no longer owed
_SCADE_FRA = 2


def leggi(letto: FoglioLetto, posti: Posti, anni: Anni) -> Lettura:
    """Read the invoices into two totals: what was paid, and the same times the days after the due date."""
    pagato = per_giorni = quante = 0
    difetti: list[Difetto] = []
    for riga in range(posti.prima_riga, len(letto.valori) + 1):
        celle = [letto.cella(riga, posti.colonne[chiave]) for chiave in _COLONNE]
        if all(cella.vuota for cella in celle):
            continue
        fattura, sbagliate = _fattura(celle, anni)
        difetti += sbagliate
        if fattura:
            cents, giorni = fattura
            pagato, per_giorni, quante = pagato + cents, per_giorni + cents * giorni, quante + 1
    if difetti or not quante:
        return Lettura([], difetti)
    totali = [
        Valore(voce, anni.rendiconto, totale, FOGLIO, RUOLO, posti.prima_riga)
        for voce, totale in ((PAGATO, pagato), (PER_GIORNI, per_giorni))
    ]
    avviso = (
        f"Foglio «{FOGLIO}»: di {numero(quante)} fatture ({euro(pagato)}) sono conservati solo i totali, "
        "che prendono il posto di quelli del foglio «Pagamenti»."
    )
    return Lettura(totali, [], [avviso])


def _fattura(celle: list[Cella], anni: Anni) -> tuple[tuple[int, int] | None, list[Difetto]]:
    """Return cents and days after the due date; the days are negative when it was paid before."""
    nomi = ("l'importo", "la scadenza", "la data di pagamento")
    difetti = [
        cella.difetto("una cella vuota in una riga cominciata", nome)
        for cella, nome in zip(celle, nomi, strict=True)
        if cella.vuota
    ]
    anno = anni.rendiconto
    esiti = [
        values.cents(celle[0]),
        cells.data(celle[1], anno - _SCADUTA_DA, anno + _SCADE_FRA),
        cells.data(celle[2], anno, anno),
    ]
    difetti += [difetto for _, difetto in esiti if difetto]
    if difetti:
        return None, difetti
    importo, scadenza, pagamento = (int(valore or 0) for valore, _ in esiti)
    return (importo, (_giorno(pagamento) - _giorno(scadenza)).days), []


def _giorno(numero_: int) -> date:
    anno, resto = divmod(numero_, 10_000)
    return date(anno, *divmod(resto, 100))
