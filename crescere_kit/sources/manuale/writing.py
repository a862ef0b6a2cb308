"""Write the form of an ente with all that the archive knows, as the bytes of a workbook."""

from __future__ import annotations

import io
from typing import Any

from crescere_kit.accounts import Conti, classifications
from crescere_kit.accounts.voci import Voce, fasi
from crescere_kit.sources.manuale import marker, sheets
from crescere_kit.sources.manuale.cover import scrivi_leggimi
from crescere_kit.sources.manuale.formats import Formati
from crescere_kit.sources.manuale.known import Conosciuto
from crescere_kit.sources.manuale.layout import CODICI, PRIMA_RIGA, RIGA_TITOLI, Anni, Foglio, fogli

_SICURO = {
    "in_memory": True,
    "strings_to_formulas": False,  # a name that starts with «=» is a name
    "strings_to_urls": False,
    "strings_to_numbers": False,  # codes keep their zeros
}
_TITOLI_A_RISCHIO = ("1", "2", "3", "4", "5")  # loans and partite di giro never enter the FCDE


def scrivi(conti: Conti, istat: str, anni: Anni) -> bytes:
    """Return the form of an ente of the panel, filled in with what is known of those years."""
    import xlsxwriter

    comune = str(conti.enti.loc[istat, "nome"])
    da_compilare = fogli(anni)
    testata = marker.testata(istat, comune, anni, da_compilare)
    conosciuto = Conosciuto.di(conti, istat, anni)
    memoria = io.BytesIO()
    with xlsxwriter.Workbook(memoria, _SICURO) as libro:
        libro.set_properties({"title": f"Modulo dell'ente, {testata.titolo}", "author": "Crescere"})
        formati = Formati(libro)
        scrivi_leggimi(libro, formati, testata, da_compilare)
        scrittura = sheets.Scrittura(libro, formati, conosciuto, testata)
        for foglio in da_compilare:
            sheets.scrivi(scrittura, foglio)
        _codici(libro, formati, _degli_anni(da_compilare), conosciuto)
        _segno(libro, testata)
    return memoria.getvalue()


def _degli_anni(da_compilare: tuple[Foglio, ...]) -> list[tuple[str, Voce, int]]:
    """Return the columns of the FCDE that the rendiconti also have, in the same order, so as to be copied."""
    ufficiali = fasi("rendiconto", "entrate")
    fcde = next(foglio for foglio in da_compilare if foglio.nome == "FCDE")
    return [
        (campo.titolo, Voce("rendiconto", "entrate", "", campo.voce.fase), campo.anno)
        for campo in fcde.campi
        if campo.ruolo == "storia" and campo.voce.fase in ufficiali
    ]


def _codici(
    libro: Any, formati: Formati, colonne: list[tuple[str, Voce, int]], conosciuto: Conosciuto
) -> None:
    """Write the list of the codes of entrata, with what the rendiconti say of each."""
    scheda = libro.add_worksheet(CODICI)
    scheda.set_column(0, 0, None, None, {"hidden": True})
    scheda.set_column(1, 1, 70)
    scheda.set_column(2, len(colonne) + 1, 17)
    scheda.write_string(0, 1, "Codici di entrata e dati dei rendiconti", formati.titolo)
    scheda.write_string(1, 1, "Da consultare o copiare nel foglio «FCDE»: qui non si scrive.")
    for posto, titolo in enumerate(("Tipologia o categoria", *(titolo for titolo, *_ in colonne)), 1):
        scheda.write_string(RIGA_TITOLI, posto, titolo, formati.intestazione)
    codici = [
        codice
        for livello in ("tipologia", "categoria")
        for codice in classifications.codici("entrate", livello)
        if codice.startswith(_TITOLI_A_RISCHIO)
    ]
    for riga, codice in enumerate(sorted(codici), PRIMA_RIGA):
        scheda.write_string(riga, 1, sheets.con_nome_ufficiale(codice), formati.testo)
        for posto, (_, voce, anno) in enumerate(colonne, 2):
            valore = conosciuto.valori.get((voce._replace(codice=codice), anno))
            if valore is not None:
                scheda.write_number(riga, posto, valore / 100, formati.ufficiale("euro"))
    scheda.freeze_panes(PRIMA_RIGA, 2)
    scheda.protect("", {"format_columns": True})


def _segno(libro: Any, testata: marker.Testata) -> None:
    scheda = libro.add_worksheet(marker.NOME)
    for numero, celle in enumerate(testata.righe()):
        scheda.write_row(numero, 0, celle)
    scheda.protect()
    scheda.very_hidden()
