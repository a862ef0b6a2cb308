"""Official tables built by hand: a few rows whose numbers can be checked at a glance."""

from __future__ import annotations

import zipfile
from pathlib import Path

SOGGETTO = {
    "Esercizio Finanziario": "2024",
    "Codice Tipologia Soggetto": "ELCOMU",
    "Codice BDAP": "790100100000001",
    "Denominazione Soggetto": "COMUNE DI BORGO ESEMPIO",
    "Data Cessazione Soggetto": "",
    "Codice Regione": "99",
    "Descrizione Regione": "ESEMPIO",
    "Codice Provincia": "901",
    "Descrizione Provincia": "VALDORIA",
    "Codice Comune": "1",
    "Descrizione Comune": "BORGO ESEMPIO",
}
ARCHIVIO = "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip"
INDICATORI = "2024_Rendiconto - Piano degli indicatori_ESEMPIO.zip"
ENTRATE = "2024_Rendiconto SDB Entrate Riepilogo Titoli_ESEMPIO.csv"
TIPOLOGIE = "2024_Rendiconto SDB Entrate_ESEMPIO.csv"
SPESE = "2024_Rendiconto SDB Spese Riepilogo Titoli_ESEMPIO.csv"
MISSIONI = "2024_Rendiconto SDB Spese Riepilogo Missioni_ESEMPIO.csv"
PROGRAMMI = "2024_Rendiconto SDB Spese_ESEMPIO.csv"
MACROAGGREGATI = "2024_Rendiconto SDB Spese Macroaggregati_ESEMPIO.csv"
RISULTATO = "2024_Rendiconto SDB Allegato A Risultato di Amministrazione_ESEMPIO.csv"
EQUILIBRI = "2024_Rendiconto SDB Equilibri Enti Locali_ESEMPIO.csv"
PARAMETRI = "2024_Rendiconto SDB Allegato l Parametri Obiettivi per Comuni_ESEMPIO.csv"
SINTETICI = "2024_Rendiconto PDI Sintetici Allegato 2-a_ESEMPIO.csv"
CONTI = "2024_Rendiconto DCA Spese_ESEMPIO.csv"


def entrata(titolo: str = "01", **altre: str) -> dict[str, str]:
    """Return a row of the summary of entrate: 100.00 accertati, 60.00 + 10.00 riscossi."""
    return (
        SOGGETTO
        | {
            "Codice Titolo": titolo,
            "Descrizione Titolo": "Entrate correnti",
            "Previsioni Definitive di Competenza": "120.00",
            "Riscossioni in C/Residui": "10.00",
            "Riscossioni in C/Competenza": "60.00",
            "Totale Riscossioni": "70.00",
            "Accertamenti": "100.00",
        }
        | altre
    )


def spesa(codici: dict[str, str] | None = None, **altre: str) -> dict[str, str]:
    """Return a row of spesa, of titolo 1 unless said: 90.00 impegnati, 50.00 + 5.00 pagati."""
    return (
        SOGGETTO
        | (codici or {"Codice Titolo": "01"})
        | {
            "Previsioni Definitive di Competenza": "100.00",
            "Pagamenti in C/Residui": "5.00",
            "Pagamenti in C/Competenza": "50.00",
            "Totale Pagamenti": "55.00",
            "Impegni": "90.00",
            "Fondo Puriennale Vincolato": "10.00",
        }
        | altre
    )


def risultato(codice: str, voce: str, importo: str) -> dict[str, str]:
    """Return a line of allegato A."""
    return SOGGETTO | {
        "Cod Voce Ris Amm Rend": codice,
        "Desc Voce Ris Amm Rend": voce,
        "Totale di Gestione": importo,
    }


def altro_comune(riga: dict[str, str], numero: str = "2", nome: str = "SERRA PROVA") -> dict[str, str]:
    """Return the same row as another comune would file it."""
    return riga | {"Codice Comune": numero, "Descrizione Comune": nome}


def csv(*righe: dict[str, str], codifica: str = "latin-1", fine: str = "\r\n") -> bytes:
    """Return an official text: quoted fields, `;`, a trailing empty column."""
    linee = [list(righe[0]), *(list(riga.values()) for riga in righe)]
    testo = fine.join(";".join([*(f'"{campo}"' for campo in linea), ""]) for linea in linee)
    return (testo + fine).encode(codifica)


def zip_di(cartella: Path, membri: dict[str, bytes], nome: str = ARCHIVIO, **opzioni: bool) -> Path:
    """Write an official archive with these members."""
    percorso = cartella / nome
    with zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED) as archivio:
        for membro, contenuto in membri.items():
            with archivio.open(membro, "w", **opzioni) as aperto:
                aperto.write(contenuto)
    return percorso
