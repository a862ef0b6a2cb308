"""The lists of the form, whose rows have a name of the ente's own: loans, lawsuits, entrate of the FCDE."""

from __future__ import annotations

import re
from collections.abc import Iterator

from crescere_kit.accounts import classifications
from crescere_kit.accounts.voci import Voce, VoceSconosciuta, controlla
from crescere_kit.sources.faults import Difetto, forse
from crescere_kit.sources.manuale import cells
from crescere_kit.sources.manuale.entries import Lettura, Valore
from crescere_kit.sources.manuale.fields import NOME_LIBERO
from crescere_kit.sources.manuale.layout import NOME, Colonna, Foglio
from crescere_kit.sources.manuale.places import Posti
from crescere_kit.sources.spreadsheet import Cella, values
from crescere_kit.sources.spreadsheet import Foglio as FoglioLetto

_CODICE = re.compile(r"([0-9]+)\s*(.*)", re.DOTALL)
_LIVELLI = ("tipologia", "categoria")
_TUTTA = "riga"  # the `insieme` of what every row must have


def leggi(letto: FoglioLetto, foglio: Foglio, posti: Posti) -> Lettura:
    """Read a list: every row has a name, no two the same, and no row is left half filled."""
    valori: list[Valore] = []
    difetti: list[Difetto] = []
    visti: dict[str, int] = {}
    # A column newer than the form is not there, and is unknown.
    dati = [
        (colonna, posti.colonne[colonna.chiave])
        for colonna in foglio.colonne
        if colonna.campo and colonna.chiave in posti.colonne
    ]
    for numero in range(posti.prima_riga, len(letto.valori) + 1):
        del_nome = letto.cella(numero, posti.colonne[NOME])
        celle = {colonna: letto.cella(numero, posto) for colonna, posto in dati}
        if del_nome.vuota and all(cella.vuota for cella in celle.values()):
            continue
        codice, difetto = _nome(del_nome, foglio)
        della_riga, sbagliate = _valori(codice, celle, foglio.nome)
        difetti += [difetto] if difetto else _doppio(del_nome, codice, visti)
        difetti += [*sbagliate, *_incompleta(del_nome, celle)]
        valori += della_riga
    return Lettura(valori, difetti)


def _valori(codice: str, celle: dict[Colonna, Cella], nome: str) -> tuple[list[Valore], list[Difetto]]:
    valori, difetti = [], []
    for colonna, cella in celle.items():
        valore, difetto = cells.leggi(cella, colonna.campo)
        if difetto:
            difetti.append(difetto)
        elif valore is not None:
            voce = colonna.campo.voce._replace(codice=codice)
            valori.append(Valore(voce, colonna.campo.anno, valore, nome, colonna.campo.ruolo, cella.riga))
    return valori, difetti


def _nome(cella: Cella, foglio: Foglio) -> tuple[str, Difetto | None]:
    testo, difetto = values.testo(cella)
    if difetto:
        return "", difetto
    if not testo:
        return "", cella.difetto("una riga senza nome", "il nome di ciò che la riga descrive")
    codice = str(testo)
    if foglio.nome == "FCDE":
        codice, difetto = _codice_entrata(cella, codice)
        if difetto:
            return "", difetto
    if codice == NOME_LIBERO or not _esiste(foglio.campi[0].voce._replace(codice=codice)):
        atteso = "un nome di al più 60 caratteri, che non cominci con «*»"
        return "", cella.difetto(values.mostra(cella), atteso)
    return codice, None


def _esiste(voce: Voce) -> bool:
    try:
        controlla(voce)
    except VoceSconosciuta:
        return False
    return True


def _codice_entrata(cella: Cella, testo: str) -> tuple[str, Difetto | None]:
    """Read «1010151», «1010151 Tassa smaltimento…» (its official name) or «1010151 / a name»."""
    trovato = _CODICE.fullmatch(testo)
    codici = [codice for livello in _LIVELLI for codice in classifications.codici("entrate", livello)]
    if trovato is None or trovato[1] not in codici:
        vicino = _forse(trovato[1], codici) if trovato else forse(testo, codici)
        return "", cella.difetto(
            values.mostra(cella), f"un codice di tipologia o di categoria di entrata{vicino}"
        )
    codice, resto = trovato[1], trovato[2]
    if not resto or resto == classifications.nome("entrate", codice):
        return codice, None
    proprio = resto.removeprefix("/").strip()
    if not resto.startswith("/") or not proprio:
        return "", cella.difetto(values.mostra(cella), f"il solo codice, oppure «{codice} / nome»")
    return f"{codice} / {proprio}", None


def _forse(codice: str, codici: list[str]) -> str:
    """Propose the code next to this one: between numbers of one length that is nearer than likeness."""
    lunghi_uguali = [altro for altro in codici if len(altro) == len(codice)]
    if not lunghi_uguali:
        return forse(codice, codici)
    return f" (forse «{min(lunghi_uguali, key=lambda altro: abs(int(altro) - int(codice)))}»)"


def _doppio(cella: Cella, codice: str, visti: dict[str, int]) -> list[Difetto]:
    prima = visti.setdefault(codice.casefold(), cella.riga)
    if prima == cella.riga:
        return []
    return [cella.difetto(values.mostra(cella), f"un nome diverso da quello della riga {prima}")]


def _incompleta(del_nome: Cella, celle: dict[Colonna, Cella]) -> Iterator[Difetto]:
    """Yield what is missing in a row that was begun."""
    scritte = [colonna for colonna, cella in celle.items() if not cella.vuota]
    if not scritte:
        yield del_nome.difetto("una riga con il solo nome", "almeno un valore, oppure la riga vuota")
        return
    insiemi = {(_TUTTA, 0)} | {_insieme(colonna) for colonna in scritte if colonna.campo.insieme}
    for colonna, cella in celle.items():
        if cella.vuota and _insieme(colonna) in insiemi:
            con = "" if colonna.campo.insieme == _TUTTA else _accanto(colonna, scritte)
            yield cella.difetto("una cella vuota in una riga cominciata", f"«{colonna.titolo}»{con}")


def _insieme(colonna: Colonna) -> tuple[str, int]:
    insieme = colonna.campo.insieme
    return insieme, 0 if insieme == _TUTTA else colonna.campo.anno


def _accanto(colonna: Colonna, scritte: list[Colonna]) -> str:
    altre = [altra.titolo for altra in scritte if _insieme(altra) == _insieme(colonna)]
    return f", perché c'è «{altre[0]}»"
