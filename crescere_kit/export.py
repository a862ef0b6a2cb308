"""The fascicolo as a spreadsheet: real numbers in Italian formats, «n.c.» as words, text that stays text."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from typing import Any

import xlsxwriter

from crescere_kit.accounts import Voce, nome_voce, voci
from crescere_kit.reports import Fascicolo, ahead, checks, lists
from crescere_kit.tables import Assente, Cella, Importo, Percento

_FORMATI = {Importo: {"num_format": "#,##0.00"}, Percento: {"num_format": "0.00"}}
_LARGHEZZA_MASSIMA = 70
_COLONNE_CONTI = ("Documento", "Lato", "Codice", "Fase", "Voce", "Valore", "File e riga")
_COLONNE_USATI = ("Indicatore", "Conto", "Anno", "Valore", "File e riga")
SICURO = {
    "in_memory": True,
    "strings_to_formulas": False,  # a name that starts with «=» is a name
    "strings_to_urls": False,
    "strings_to_numbers": False,  # ISTAT codes keep their zeros
}


def esporta_xlsx(fascicolo: Fascicolo) -> bytes:
    """Return the workbook of one comune and year: what the page shows, each number with its file and row."""
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria, SICURO) as libro:
        libro.set_properties({"title": f"{fascicolo.nome}, conti {fascicolo.anno}", "author": "Crescere"})
        _foglio(libro, "conti", _COLONNE_CONTI, _conti(fascicolo))
        tavola = lists.indicatori(f"Indicatori {fascicolo.anno}", fascicolo.valori())
        _foglio(libro, "indicatori", (*tavola.colonne, "Perché non calcolabile"), _con_motivi(tavola.righe))
        _foglio(libro, "criticità", ("Gravità", "Criticità", "In parole", "Norma"), _criticita(fascicolo))
        _foglio(libro, "scadenze", ("Entro il", "Che cosa", "Chi", "Norma"), _scadenze(fascicolo))
        _foglio(libro, "conti usati", _COLONNE_USATI, _usati(fascicolo))
        _foglio(libro, "qualità", checks.COLONNE, _qualita(fascicolo))
        for nome, tavola in ahead.fogli(fascicolo):
            _foglio(libro, nome, tavola.colonne, tavola.righe)
        _foglio(libro, "fonti", ("File", "Impronta SHA-256"), _fonti(fascicolo))
    return memoria.getvalue()


def _conti(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    for voce, valore in fascicolo.quadro.noti.items():
        nome = Voce(*voce)
        unita = voci.unita(nome)
        cella = {"euro": Importo, "percentuale": Percento}.get(unita, str)(valore)
        yield (*voce, nome_voce(nome), cella, fascicolo.quadro.origine(voce))


def _con_motivi(righe: Iterable[tuple[Cella, ...]]) -> Iterable[tuple[Cella, ...]]:
    for riga in righe:
        yield (*riga, "; ".join(cella.motivo for cella in riga if isinstance(cella, Assente)))


def _criticita(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    for voce in fascicolo.voci_critiche():
        yield voce.gravita, voce.titolo, voce.frase, voce.norma


def _scadenze(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    for una in fascicolo.prossime():
        yield f"{una.giorno:%d/%m/%Y}", una.cosa, una.chi, una.norma


def _usati(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    """Write, for each indicator, the accounts that it is made of: how to follow a number back to its file."""
    for valore in fascicolo.valori():
        for conto in fascicolo.storia(valore.codice):
            luogo = fascicolo.luoghi(conto.voce, conto.anno)
            yield lists.con_codice(valore), conto.nome, str(conto.anno), conto.testo, luogo


def _qualita(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    return (checks.riga(dato, fascicolo.valori()) for dato in fascicolo.anomalie())


def _fonti(fascicolo: Fascicolo) -> Iterable[tuple[Cella, ...]]:
    for fonte in fascicolo.fonti_caricate:
        yield fonte.nome, fonte.sha256


def _foglio(libro: Any, nome: str, colonne: Sequence[str], righe: Iterable[tuple[Cella, ...]]) -> None:
    foglio = libro.add_worksheet(nome)
    grassetto = libro.add_format({"bold": True, "bottom": 1})
    formati = {tipo: libro.add_format(formato) for tipo, formato in _FORMATI.items()}
    righe = list(righe)
    for colonna, titolo in enumerate(colonne):
        foglio.write_string(0, colonna, titolo, grassetto)
        testi = [len(str(riga[colonna])) for riga in righe] + [len(titolo)]
        foglio.set_column(colonna, colonna, min(max(testi) + 2, _LARGHEZZA_MASSIMA))
    for numero, riga in enumerate(righe, 1):
        for colonna, cella in enumerate(riga):
            _scrivi(foglio, numero, colonna, cella, formati)
    foglio.freeze_panes(1, 0)
    if righe:
        foglio.autofilter(0, 0, len(righe), len(colonne) - 1)


def _scrivi(foglio: Any, riga: int, colonna: int, cella: Cella, formati: dict[type, Any]) -> None:
    if isinstance(cella, Importo):
        foglio.write_number(riga, colonna, cella.cents / 100, formati[Importo])
    elif isinstance(cella, Percento):
        foglio.write_number(riga, colonna, cella.punti, formati[Percento])
    else:
        foglio.write_string(riga, colonna, str(cella))
