"""The first sheet: what the form is, how it is filled in, what each sheet turns on."""

from __future__ import annotations

from typing import Any

from crescere_kit.sources.manuale.formats import Formati
from crescere_kit.sources.manuale.layout import LEGGIMI, Foglio
from crescere_kit.sources.manuale.marker import Testata

_CHE_COSA = (
    "Raccoglie quello che nessun file pubblico contiene: il bilancio assestato, i mutui, il FCDE entrata per "
    "entrata, le cause, i pagamenti. Crescere lo unisce ai conti ufficiali, che non cambia mai."
)
_COME = (
    "Si compilano solo le celle gialle. Le altre sono protette contro gli errori, senza password.",
    "Una cella vuota vuol dire «non si sa»: nessun indicatore la userà. Zero vuol dire zero: scriverlo.",
    "Non serve compilare tutto: ogni foglio accende i suoi indicatori, e si può tornare a completarlo.",
    "La colonna grigia «dai dati ufficiali» serve per confronto e non è letta: se è giusta, riscriverla.",
    "Gli importi sono in euro con i centesimi; le date come 31/12/2024; le percentuali: 4 vuol dire 4 %.",
    "Negli elenchi ogni riga ha un nome diverso; una riga cominciata va compilata per intero.",
    "Le formule sono ammesse, se il file è salvato dopo che sono state calcolate. Le macro no.",
    "Delle fatture si conservano solo i totali dell'anno; non scrivere nomi di persone da nessuna parte.",
    "Non cambiare nome ai fogli né toglierne; i fogli aggiunti non sono letti. Salvare come .xlsx.",
)
_CARICARE = (
    "Si carica con «crescere dati importa modulo.xlsx».",
    "Se c'è qualcosa che non va, è detto cella per cella e niente è scritto.",
    "Caricarlo di nuovo sostituisce per intero il modulo di prima: una cella svuotata toglie il suo valore.",
)


def scrivi_leggimi(libro: Any, formati: Formati, testata: Testata, fogli: tuple[Foglio, ...]) -> None:
    """Write the first sheet."""
    scheda = libro.add_worksheet(LEGGIMI)
    scheda.hide_gridlines(2)
    for posto, larghezza in enumerate((26, 62, 72)):
        scheda.set_column(posto, posto, larghezza)
    anni = testata.anni
    scheda.write_string(0, 0, f"Modulo dell'ente: {testata.titolo}", formati.titolo)
    anni_detti = f"Rendiconto {anni.rendiconto}; bilancio {anni.triennio[0]}-{anni.triennio[-1]}."
    scheda.write_string(1, 0, anni_detti)
    riga = 3
    for capitolo, frasi in (("Che cos'è", (_CHE_COSA,)), ("Come si compila", _COME), ("Poi", _CARICARE)):
        riga = _capitolo(scheda, formati, riga, capitolo, frasi)
    for posto, titolo in enumerate(("Foglio", "Che cosa si scrive", "Che cosa accende")):
        scheda.write_string(riga, posto, titolo, formati.intestazione)
    for numero, foglio in enumerate(fogli, riga + 1):
        scheda.write_url(numero, 0, f"internal:'{foglio.nome}'!B6", string=foglio.nome)
        scheda.write_string(numero, 1, foglio.che_cosa, formati.testo)
        scheda.write_string(numero, 2, foglio.accende, formati.testo)
    scheda.set_landscape()
    scheda.set_paper(9)
    scheda.fit_to_pages(1, 0)
    scheda.protect()


def _capitolo(scheda: Any, formati: Formati, riga: int, titolo: str, frasi: tuple[str, ...]) -> int:
    scheda.write_string(riga, 0, titolo, formati.capitolo)
    for frase in frasi:
        riga += 1
        scheda.merge_range(riga, 0, riga, 2, frase, formati.testo)
    return riga + 2
