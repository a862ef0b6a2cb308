"""The codes of each capitolo, at every level the panel has, and those that cannot be right."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pandas as pd

from crescere_kit.accounts import classifications
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.sources.capitoli import codes
from crescere_kit.sources.faults import Difetto, forse

# How deep the piano dei conti is cut, from the level above the tipologia down to the one nobody must have.
PIANO = {"piano_2": 2, "piano_3": 3, "piano_4": 4, "piano_5": 5}
_TITOLI = {"entrate": TITOLI_ENTRATE, "spese": TITOLI_SPESE}
_PADRI = {
    "tipologia": "titolo",
    "categoria": "tipologia",
    "macroaggregato": "titolo",
    "programma": "missione",
}
_OBBLIGATORI = {
    "entrate": ("titolo", "tipologia"),
    "spese": ("titolo", "macroaggregato", "missione", "programma"),
}


def classifica(testi: pd.DataFrame, lato: str) -> pd.DataFrame:
    """Return the codes of the panel, one column per level; "" where the capitolo has none."""
    codici = pd.DataFrame(index=testi.index)
    codici["titolo"] = [codes.titolo(testo) for testo in testi["titolo"]]
    if lato == "entrate":
        coppie = zip(testi["tipologia"], codici["titolo"], strict=True)
        codici["tipologia"] = [codes.tipologia(*coppia) for coppia in coppie]
        if "categoria" in testi:
            codici["categoria"] = [codes.categoria(testo) for testo in testi["categoria"]]
    else:
        coppie = zip(testi["macroaggregato"], codici["titolo"], strict=True)
        codici["macroaggregato"] = [codes.macroaggregato(*coppia) for coppia in coppie]
        codici["missione"] = [codes.missione(testo) for testo in testi["missione"]]
        coppie = zip(testi["programma"], codici["missione"], strict=True)
        codici["programma"] = [codes.programma(*coppia) for coppia in coppie]
        codici["programma_titolo"] = codici["programma"] + "." + codici["titolo"]
    return codici.assign(**_piano(testi, lato)).astype("str")


def nel_titolo(codici: pd.DataFrame) -> pd.Series:
    """Tell the capitoli of a titolo from avanzo, fondo pluriennale and disavanzo, which are in none."""
    return codici["titolo"] != ""


def difetti(
    codici: pd.DataFrame, testi: pd.DataFrame, nomi: dict[str, str], lato: str, file: str
) -> Iterator[Difetto]:
    """Yield the codes that are missing, unknown or under the wrong parent."""
    for livello in _OBBLIGATORI[lato]:
        noti = _noti(lato, livello)
        for riga, codice in codici.loc[~codici[livello].isin(noti), livello].items():
            trovato = f"«{testi.loc[riga, livello]}»" if codice else "nessun codice"
            yield Difetto(file, int(riga), nomi[livello], trovato, _atteso(lato, livello, codice))
    for figlio, padre in _PADRI.items():
        if figlio in codici:
            sotto = codici.loc[
                codici[padre].isin(_noti(lato, padre)) & (codici[figlio] != ""), [figlio, padre]
            ]
            for riga, codice, sopra in sotto.itertuples():
                if not codes.sta_in(codice, sopra):
                    trovato = f"«{testi.loc[riga, figlio]}»"
                    yield Difetto(file, int(riga), nomi[figlio], trovato, f"un codice di {padre} {sopra}")
    if "pdc" in testi:
        yield from _fuori_piano(codici, testi["pdc"], lato, nomi["pdc"], file)


def _piano(testi: pd.DataFrame, lato: str) -> dict[str, Sequence[str]]:
    if "pdc" not in testi:
        return {}
    quarti = [codes.piano_dei_conti(testo, lato) for testo in testi["pdc"]]
    quinti = quarti
    if "pdc_quinto" in testi:
        scritti = [codes.piano_dei_conti(testo, lato) for testo in testi["pdc_quinto"]]
        quinti = [quinto or quarto for quinto, quarto in zip(scritti, quarti, strict=True)]
    return {nome: [codes.livello(codice, punti) for codice in quinti] for nome, punti in PIANO.items()}


def _fuori_piano(
    codici: pd.DataFrame, testi: pd.Series, lato: str, colonna: str, file: str
) -> Iterator[Difetto]:
    iniziale = "E" if lato == "entrate" else "U"
    for riga, testo in testi.items():
        codice, titolo = codes.piano_dei_conti(testo, lato), codici.loc[riga, "titolo"]
        if codice and not (codes.e_del_piano(codice, lato) and codice.startswith(f"{iniziale}.{titolo}")):
            atteso = (
                f"un codice del piano dei conti del titolo {titolo}, come {iniziale}.{titolo}.01.01.01.000"
            )
            yield Difetto(file, int(riga), colonna, f"«{testo}»", atteso)


def _noti(lato: str, livello: str) -> Sequence[str]:
    return _TITOLI[lato] if livello == "titolo" else classifications.codici(lato, livello)


def _atteso(lato: str, livello: str, codice: str) -> str:
    noti = _noti(lato, livello)
    if livello == "titolo":
        return f"un titolo di {lato}: {', '.join(noti)}"
    return f"un codice di {livello} di {lato}, come {noti[0]}" + (forse(codice, noti) if codice else "")
