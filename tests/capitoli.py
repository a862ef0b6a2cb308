"""Invented budgets by capitolo, in the layout of the one program seen: the columns that say something."""

from pathlib import Path

import pytest

from crescere_kit.accounts import Conti
from crescere_kit.sources import FileRifiutato, leggi
from crescere_kit.sources.whose import Dichiarato

BORGO = Dichiarato("901001")

_TESTA = ["TIPO_CAPITOLO", "ANNO_ESERCIZIO", "NUMERO_CAPITOLO", "NUMERO_ARTICOLO", "DESCRIZIONE", "TITOLO"]
_IMPORTI = ["STANZIAMENTO_INIZIALE", "STANZIAMENTO", "STANZIAMENTO_RES", "STANZIAMENTO_CASSA"]
_IMPORTI += ["STANZIAMENTO_ANNO2", "STANZIAMENTO_ANNO3"]
_CODICI = {
    "entrate": ["TIPOLOGIA", "CATEGORIA", "PDC_FIN_QUARTO"],
    "spese": ["MACROAGGREGATO", "MISSIONE", "PROGRAMMA", "PDC_FIN_QUARTO"],
}

IMU = {
    "NUMERO_CAPITOLO": "10",
    "DESCRIZIONE": "IMU",
    "TITOLO": "1000000",
    "TIPOLOGIA": "1010100",
    "CATEGORIA": "1010106",
    "PDC_FIN_QUARTO": "E.1.01.01.06.000",
    "STANZIAMENTO": "1000,50",
    "STANZIAMENTO_RES": "200",
    "STANZIAMENTO_CASSA": "900,5",
    "STANZIAMENTO_ANNO2": "1000",
}
TARI = IMU | {
    "NUMERO_CAPITOLO": "20",
    "DESCRIZIONE": 'TARI DETTA "TARSU"',
    "CATEGORIA": "1010151",
    "PDC_FIN_QUARTO": "E.1.01.01.51.000",
    "STANZIAMENTO": "499,50",
}
FPV = {
    "NUMERO_CAPITOLO": "1",
    "DESCRIZIONE": "FONDO PLURIENNALE VINCOLATO - PARTE CORRENTE",
    "PDC_FIN_QUARTO": "E.0.01.01.02.000",
}
AVANZO = {
    "NUMERO_CAPITOLO": "2",
    "DESCRIZIONE": "AVANZO APPLICATO - FINANZIAMENTO INVESTIMENTI",
    "PDC_FIN_QUARTO": "E.0.01.01.01.000",
}
STIPENDI = {
    "NUMERO_CAPITOLO": "100",
    "DESCRIZIONE": "STIPENDI",
    "TITOLO": "1000000",
    "MACROAGGREGATO": "1010000",
    "MISSIONE": "01",
    "PROGRAMMA": "0102",
    "PDC_FIN_QUARTO": "U.1.01.01.01.000",
    "STANZIAMENTO": "1400",
    "STANZIAMENTO_ANNO2": "1000",
}
FCDE = STIPENDI | {
    "NUMERO_CAPITOLO": "200",
    "DESCRIZIONE": "FONDO CREDITI DI DUBBIA ESIGIBILITA'",
    "MACROAGGREGATO": "1100000",
    "MISSIONE": "20",
    "PROGRAMMA": "2002",
    "PDC_FIN_QUARTO": "U.1.10.01.03.000",
    "STANZIAMENTO": "100",
}


def contenuto(
    lato: str, *capitoli: dict[str, str], separatore: str = "\t", tolte: tuple[str, ...] = ()
) -> str:
    """The file as the program writes it; what a capitolo does not say is empty, its amounts are zero."""
    intestazioni = [nome for nome in (*_TESTA, *_CODICI[lato], *_IMPORTI) if nome not in tolte]
    comuni = {"TIPO_CAPITOLO": "CAP-EP" if lato == "entrate" else "CAP-UP", "ANNO_ESERCIZIO": "2025"}
    comuni |= {"NUMERO_ARTICOLO": "0", **dict.fromkeys(_IMPORTI, "0")}
    righe = [[(comuni | capitolo).get(nome, "") for nome in intestazioni] for capitolo in capitoli]
    return "".join(separatore.join(riga) + "\n" for riga in [intestazioni, *righe])


def scrivi(cartella: Path, lato: str, *capitoli: dict[str, str], codifica: str = "latin-1", **altro) -> Path:
    """Write the file, and return where."""
    file = cartella / f"capitoli_{lato}.csv"
    file.write_bytes(contenuto(lato, *capitoli, **altro).encode(codifica))
    return file


def carica(*file, dichiarato=BORGO):
    return leggi(list(file), dichiarato=dichiarato)


def valore(caricamento, lato, codice, fase="competenza_1", documento="previsione"):
    """The cents of one voce, or None."""
    conti = Conti.da_righe(caricamento.righe, caricamento.enti)
    valori = conti.voce(documento, lato, codice, fase).dropna()
    return int(valori.iloc[0]) if len(valori) else None


def difetti(*file, dichiarato=BORGO):
    with pytest.raises(FileRifiutato) as colto:
        carica(*file, dichiarato=dichiarato)
    return {(d.riga, d.colonna, d.trovato): d.atteso for d in colto.value.difetti}
