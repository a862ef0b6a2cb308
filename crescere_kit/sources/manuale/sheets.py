"""Write one sheet of the form: what the archive knows is in it, the rest waits for the office."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from crescere_kit.accounts import classifications
from crescere_kit.sources.manuale.fields import Campo
from crescere_kit.sources.manuale.formats import Formati, cella, convalida
from crescere_kit.sources.manuale.known import Conosciuto
from crescere_kit.sources.manuale.layout import (
    CHIAVE,
    CODICI,
    NOME,
    PRIMA_RIGA,
    RIGA_CHIAVI,
    RIGA_TITOLI,
    Colonna,
    Foglio,
)
from crescere_kit.sources.manuale.marker import Testata

_LIBERE = 5_000  # rows of a list for which Excel offers choices
_PROTEZIONE = {"format_columns": True, "format_rows": True, "format_cells": True}
_GENERICI = {"importo": "euro", "scadenza": "data", "pagamento": "data", "riferimento": "testo"}


@dataclass(frozen=True)
class Scrittura:
    """A form being written: the workbook, its formats, what is known of the ente and whose it is."""

    libro: Any
    formati: Formati
    conosciuto: Conosciuto
    testata: Testata


def scrivi(scrittura: Scrittura, foglio: Foglio) -> None:
    """Write one sheet."""
    formati, conosciuto = scrittura.formati, scrittura.conosciuto
    scheda = scrittura.libro.add_worksheet(foglio.nome)
    _testata(scheda, formati, foglio, scrittura.testata)
    for posto, colonna in enumerate(foglio.colonne, 1):
        _colonna(scheda, formati, colonna, posto, libera=not foglio.righe)
    if foglio.righe:
        _righe(scheda, formati, foglio, conosciuto)
    elif foglio.genere == "tabella":
        _elenco(scheda, formati, foglio, conosciuto)
    _stampa(scheda, foglio, scrittura.testata.titolo)


def _testata(scheda: Any, formati: Formati, foglio: Foglio, testata: Testata) -> None:
    anni = testata.anni
    scheda.set_column(0, 0, None, None, {"hidden": True})
    scheda.set_row(RIGA_CHIAVI, None, None, {"hidden": True})
    scheda.set_row(RIGA_TITOLI, 48)
    triennio = f"{anni.triennio[0]}-{anni.triennio[-1]}"
    scheda.write_string(0, 1, testata.titolo, formati.titolo)
    scheda.write_string(1, 1, f"{foglio.nome}: rendiconto {anni.rendiconto}, bilancio {triennio}")
    scheda.write_string(2, 1, f"{foglio.che_cosa} Si compilano le celle gialle; vuoto vuol dire «non si sa».")
    scheda.write_string(RIGA_CHIAVI, 0, CHIAVE)


def _colonna(scheda: Any, formati: Formati, colonna: Colonna, posto: int, *, libera: bool) -> None:
    unita = _unita(colonna)
    scheda.set_column(posto, posto, colonna.larghezza, formati.campo(unita) if libera else None)
    for riga in range(RIGA_CHIAVI if libera else 0):
        if posto > 1:
            scheda.write_blank(riga, posto, None, formati.testo)
    scheda.write_string(RIGA_CHIAVI, posto, colonna.chiave, formati.testo)
    scheda.write_string(RIGA_TITOLI, posto, colonna.titolo, formati.intestazione)
    if libera and (scelte := _scelte(colonna)):
        scheda.data_validation(PRIMA_RIGA, posto, PRIMA_RIGA + _LIBERE, posto, scelte)


def _unita(colonna: Colonna) -> str:
    if colonna.campo:
        return "testo" if colonna.campo.scelte else colonna.campo.unita
    return _GENERICI.get(colonna.chiave, "testo")


def _scelte(colonna: Colonna) -> dict[str, Any] | None:
    if colonna.campo:
        return convalida(colonna.campo)
    if colonna.chiave == NOME and "entrata" in colonna.titolo:
        # The code may be followed by a name of the ente's own: Excel proposes, it does not forbid.
        aiuto = "Sceglierlo dall'elenco, o scrivere «1010151 / nome» se la stessa categoria sta in più righe."
        return {
            "validate": "list",
            "source": f"={CODICI}!$B${PRIMA_RIGA + 1}:$B$400",
            "show_error": False,
            "input_title": "Codice dell'entrata",
            "input_message": aiuto,
        }
    return None


def _righe(scheda: Any, formati: Formati, foglio: Foglio, conosciuto: Conosciuto) -> None:
    for numero, riga in enumerate(foglio.righe, PRIMA_RIGA):
        scheda.write_string(numero, 0, riga.chiave)
        etichette = iter(riga.etichette)
        for posto, colonna in enumerate(foglio.colonne, 1):
            if colonna.ruolo == "etichetta":
                scheda.write_string(numero, posto, next(etichette), formati.testo)
                continue
            campo = riga.campi[colonna.chiave.removeprefix("ufficiale ").replace("ufficiale", "valore")]
            if colonna.ruolo == "ufficiale":
                valore, formato = conosciuto.ufficiale(campo), formati.ufficiale(campo.unita)
            else:
                valore, formato = conosciuto.scritto(campo), formati.campo(_del_campo(campo))
                scheda.data_validation(numero, posto, numero, posto, convalida(campo))
            _scrivi(scheda, (numero, posto), campo, valore, formato)


def _elenco(scheda: Any, formati: Formati, foglio: Foglio, conosciuto: Conosciuto) -> None:
    for numero, nome in enumerate(conosciuto.nomi(foglio), PRIMA_RIGA):
        scheda.write_string(numero, 1, con_nome_ufficiale(nome), formati.campo("testo"))
        for posto, colonna in enumerate(foglio.colonne, 1):
            if colonna.campo:
                valore = conosciuto.scritto(colonna.campo, nome)
                formato = formati.campo(_del_campo(colonna.campo))
                _scrivi(scheda, (numero, posto), colonna.campo, valore, formato)


def con_nome_ufficiale(nome: str) -> str:
    """Return a code of entrata with its official name, any other name as it is."""
    return (
        f"{nome} {classifications.nome('entrate', nome)}" if classifications.esiste("entrate", nome) else nome
    )


def _del_campo(campo: Campo) -> str:
    return "testo" if campo.scelte else campo.unita


def _scrivi(
    scheda: Any, dove: tuple[int, int], campo: Campo, valore: int | float | None, formato: Any
) -> None:
    if valore is None:
        scheda.write_blank(*dove, None, formato)
        return
    scritto = cella(campo, valore)
    if isinstance(scritto, date):
        scheda.write_datetime(*dove, scritto, formato)
    elif isinstance(scritto, str):
        scheda.write_string(*dove, scritto, formato)
    else:
        scheda.write_number(*dove, scritto, formato)


def _stampa(scheda: Any, foglio: Foglio, titolo: str) -> None:
    scheda.freeze_panes(PRIMA_RIGA, 2)
    scheda.set_landscape()
    scheda.set_paper(8 if len(foglio.colonne) > 12 else 9)  # A3, A4
    scheda.fit_to_pages(1, 0)
    scheda.repeat_rows(RIGA_TITOLI)
    scheda.set_footer(f"&L{titolo.replace('&', '&&')}&C{foglio.nome}&RPagina &P di &N")
    scheda.protect("", _PROTEZIONE)
