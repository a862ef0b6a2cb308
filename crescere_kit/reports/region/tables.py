"""The tables of a region: every comune in a row, the key indicators, the criticità. No ranking of comuni."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import pandas as pd

from crescere_kit import tables
from crescere_kit.criticalities.catalogue import GRAVITA, casi
from crescere_kit.euro import numero
from crescere_kit.indicators import TUTTI, Esito
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.lists import con_codice
from crescere_kit.tables import Assente, Cella, Frase, Importo, Numero, Percento, Rimando, Tabella

if TYPE_CHECKING:
    from crescere_kit.reports.region.opening import Regione

CHIAVE = ("N_P", "W1", "W2", "RA_E", "P1", "P2", "P4", "P7")
_IN_RIGA = {"N_P": "Parametri oltre", "W1": "W1", "W2": "W2", "RA_E": "Parte disponibile (E)"}
_QUARTILI = {0.25: "Un quarto ha meno di", 0.5: "A metà", 0.75: "Un quarto ha più di"}
_NON_BASTA = "il rendiconto caricato non basta a calcolarlo"
_INDICATORI = {indicatore.codice: indicatore for indicatore in TUTTI}
_PIU_D_UNA = {"critica": "critiche", "alta": "alte", "media": "medie"}
_MOSTRATI = 6
CARICATO, MANCANTE = "rendiconto caricato", "senza rendiconto"


def comuni(regione: Regione) -> Frammento:
    """Return every comune, with what a script needs to search, filter by state and sort."""
    valori = regione.misure.valori
    contate = _contate(regione)
    stati, pagine = _stati(regione), regione.lotto.pagine(regione.anno) if regione.lotto else {}
    righe = tuple(
        (
            _nome(str(ente.nome), pagine.get(ente.Index)),
            ente.Index,
            "–" if pd.isna(ente.provincia) else str(ente.provincia),
            Numero("–" if pd.isna(ente.popolazione) else numero(ente.popolazione)),
            stati[ente.Index],
            *(_cella(regione, valori, ente.Index, codice) for codice in _IN_RIGA),
            *_criticita_di(regione, contate, ente.Index),
        )
        for ente in regione.enti.sort_values("nome").itertuples()
    )
    colonne = (
        "Comune",
        "ISTAT",
        "Provincia",
        "Abitanti",
        "Stato",
        *_IN_RIGA.values(),
        *map(_titolo, GRAVITA),
    )
    tabella = Tabella(f"I comuni nel {regione.anno}", colonne, righe)
    return Frammento(
        '<div class="crescere-elenco" data-colonna-stato="4" data-cerca="Cerca un comune">'
        f"{tables.html(tabella)}</div>"
    )


def _titolo(gravita: str) -> str:
    return f"Criticità {_PIU_D_UNA.get(gravita, gravita)}"


def _nome(nome: str, pagina: str | None) -> str | Rimando:
    return Rimando(nome, pagina) if pagina else nome


def _stati(regione: Regione) -> dict[str, str]:
    """Return the state of each comune: of its report when there is a batch, else of its rendiconto."""
    if regione.lotto is not None:
        return {voce.istat: voce.stato for voce in regione.lotto.di(regione.anno)}
    presenti = set(regione.con_rendiconto)
    return {istat: CARICATO if istat in presenti else MANCANTE for istat in regione.enti.index}


def _contate(regione: Regione) -> dict[tuple[str, str], int]:
    trovate = regione.misure.criticita
    return trovate.groupby(["istat", "gravita"], observed=True).size().to_dict()


def _criticita_di(regione: Regione, contate: dict[tuple[str, str], int], istat: str) -> list[Cella]:
    if istat not in regione.con_rendiconto:
        return [Assente(_manca(regione))] * len(GRAVITA)
    return [Numero(contate.get((istat, gravita), 0)) for gravita in GRAVITA]


def _cella(regione: Regione, valori: pd.DataFrame, istat: str, codice: str) -> Cella:
    valore = valori[codice].get(istat, pd.NA)
    if pd.isna(valore):
        return Assente(_NON_BASTA if istat in regione.con_rendiconto else _manca(regione))
    return _scritto(codice)(valore)


def _manca(regione: Regione) -> str:
    return f"manca il rendiconto {regione.anno}"


def _scritto(codice: str) -> Callable[[float], Cella]:
    unita = _INDICATORI[codice].unita
    if unita == "euro":
        return lambda valore: Importo(round(valore))
    if unita == "percentuale":
        return lambda valore: Percento(float(valore))
    return lambda valore: Numero(numero(valore, 0 if float(valore).is_integer() else 2))


def chiave(regione: Regione) -> Tabella:
    """Return, for each key indicator, who has it, its quartiles, and who is near or beyond the limit."""
    valori = regione.misure.valori.reindex(regione.enti.index)
    esiti = regione.misure.esiti.reindex(regione.enti.index)
    righe = []
    for codice in CHIAVE:
        noti = valori[codice].dropna().astype("float64")
        scrivi = _scritto(codice)
        quartili = [
            scrivi(noti.quantile(q)) if len(noti) else Assente("nessun comune ne ha i dati")
            for q in _QUARTILI
        ]
        quanti = [Numero(int((esiti[codice] == esito).sum())) for esito in (Esito.VICINO, Esito.OLTRE)]
        nome = con_codice(_INDICATORI[codice])
        righe.append((nome, f"{len(noti)} su {len(valori)}", *quartili, *quanti))
    colonne = (
        "Indicatore",
        "Comuni che lo hanno",
        *_QUARTILI.values(),
        "Vicini al limite",
        "Oltre il limite",
    )
    return Tabella(f"Gli indicatori principali nel {regione.anno}", colonne, tuple(righe))


def criticita(regione: Regione) -> Tabella | Frammento:
    """Return each criticità with how many comuni have it, the most serious and then the most common first."""
    trovate = regione.misure.criticita
    if trovate.empty:
        return Frammento("<p>Gli indicatori calcolati non mostrano criticità in nessun comune.</p>")
    titoli = {caso.caso: caso.titolo for caso in casi()}
    nomi = regione.enti["nome"]
    per_caso = trovate.groupby(["gravita", "caso"], observed=True)["istat"].unique()
    ordinati = sorted(per_caso.items(), key=lambda uno: (GRAVITA.index(uno[0][0]), -len(uno[1])))
    righe = tuple(
        (
            titoli[caso],
            gravita,
            _su(len(chi), len(regione.con_rendiconto)),
            Frase(_alcuni(nomi[chi])),
        )
        for (gravita, caso), chi in ordinati
    )
    colonne = ("Criticità", "Gravità", "Comuni", "Quali")
    nota = "I comuni si contano fra quelli di cui è caricato il rendiconto."
    return Tabella(f"Le criticità nel {regione.anno}", colonne, righe, nota=nota)


def _su(quanti: int, tutti: int) -> str:
    return f"{quanti}\N{NO-BREAK SPACE}su\N{NO-BREAK SPACE}{tutti}"


def _alcuni(nomi: pd.Series) -> str:
    primi = ", ".join(sorted(map(str, nomi))[:_MOSTRATI])
    return primi if len(nomi) <= _MOSTRATI else f"{primi} e altri {len(nomi) - _MOSTRATI}"
