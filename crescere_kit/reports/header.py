"""The first look: who, which year, which documents speak, and the few figures to read first."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

import pandas as pd

from crescere_kit.euro import euro, numero
from crescere_kit.reports.cards import Frammento, cifre, esito, il_conto
from crescere_kit.reports.documents import DOCUMENTI, Quadro
from crescere_kit.reports.style import ConStile

if TYPE_CHECKING:
    from crescere_kit.reports.fascicolo import Fascicolo

PARAMETRI = ("P1", "P2", "P3", "P4", "P5", "P6", "P7", "P8")
EQUILIBRI = ("W1", "W2", "W3", "O1", "O2", "O3", "Z1", "Z2", "Z3", "G")
_IN_SINTESI = {
    "N_P": "Parametri oltre il limite",
    "W1": "Risultato di competenza (W1)",
    "W2": "Equilibrio di bilancio (W2)",
    "RA_E": "Parte disponibile (lettera E)",
}


def intestazione(fascicolo: Fascicolo) -> Frammento:
    """Write name, province, inhabitants, year, and the documents loaded and missing."""
    ente = fascicolo.conti.enti.loc[fascicolo.istat]
    nome = escape(fascicolo.nome)
    dove = [] if pd.isna(ente["provincia"]) else [f"Provincia di {escape(str(ente['provincia']))}"]
    dove += [] if pd.isna(ente["popolazione"]) else [f"{numero(ente['popolazione'])} abitanti"]
    frasi = [", ".join(dove)] if dove else []
    sottotitolo = ". ".join([*frasi, escape(_documenti(fascicolo.quadro))])
    titolo = f"Comune di {nome}: conti {fascicolo.anno}"
    return ConStile(
        f'<div class="crescere-intestazione" data-ente="Comune di {nome}" data-titolo="{titolo}">'
        f'<h1>{titolo}</h1><p class="sottotitolo">{sottotitolo}</p></div>'
    )


def _documenti(quadro: Quadro) -> str:
    noti = ", ".join(nome for codice, nome in DOCUMENTI.items() if codice in quadro.documenti)
    if "rendiconto" in quadro.documenti:
        return f"Parlano: {noti}."
    return f"Parlano: {noti}; {quadro.perche_manca('rendiconto')}, file «{quadro.file_di('rendiconto')}»."


def sintesi(fascicolo: Fascicolo) -> Frammento:
    """Write the figures to read first; with SIOPE alone, what came in and what went out."""
    if "rendiconto" not in fascicolo.documenti:
        return cifre(_di_cassa(fascicolo) if "siope" in fascicolo.documenti else _previste(fascicolo))
    valori = {valore.codice: valore for valore in fascicolo.valori()}
    voci = [
        (nome, v.testo, f"{_nota(v)}<br>{il_conto(codice)}")
        for codice, nome in _IN_SINTESI.items()
        if (v := valori.get(codice)) is not None
    ]
    cassa = fascicolo.quadro.noti.get(("rendiconto", "risultato", "fondo_cassa", "importo"))
    perche = "" if cassa is not None else escape(fascicolo.quadro.perche_manca("rendiconto"))
    return cifre([*voci, ("Fondo cassa al 31 dicembre", euro(cassa), perche)])


def _nota(valore) -> str:
    if valore.codice == "N_P" and not valore.motivo:
        stato = "strutturalmente deficitario" if valore.esito == "oltre il limite" else "non deficitario"
        limite = f" (lo è da {valore.limite_in_parole} su 8)" if valore.limite is not None else ""
        return f"{esito(valore.esito)}<br>{stato}{limite}"
    return escape(valore.motivo) if valore.motivo else esito(valore.esito)


def _di_cassa(fascicolo: Fascicolo) -> list[tuple[str, str, str]]:
    noti = fascicolo.quadro.noti
    nota = "somma dei titoli presenti in SIOPE"
    incassi, pagamenti = (
        sum(
            cents
            for (documento, di, _, fase), cents in noti.items()
            if (documento, di, fase) == ("siope", lato, "cassa")
        )
        for lato in ("entrate", "uscite")
    )
    return [
        ("Incassi dell'anno", euro(incassi), nota),
        ("Pagamenti dell'anno", euro(pagamenti), nota),
        ("Differenza di cassa", euro(incassi - pagamenti), "incassi meno pagamenti"),
    ]


def _previste(fascicolo: Fascicolo) -> list[tuple[str, str, str]]:
    noti = fascicolo.quadro.noti
    nota = "somma dei titoli, bilancio di previsione"
    totali = [
        sum(
            cents
            for voce, cents in noti.items()
            if (*voce[:2], voce[3]) == ("previsione", lato, "competenza_1")
        )
        for lato in ("entrate", "spese")
    ]
    nomi = ("Entrate previste", "Spese previste")
    return [(nome, euro(cents), nota) for nome, cents in zip(nomi, totali, strict=True)]
