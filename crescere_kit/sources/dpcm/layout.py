"""The columns and the rows of the layout, matched with the maps by their labels."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from crescere_kit.sources import delimited, maps
from crescere_kit.sources.faults import Difetto, forse
from crescere_kit.sources.maps import normale

SEPARATORE = ";"
_SERVONO = {"titolo", "dettaglio", "totale"}
_FUORI_ASCII = re.compile(r"[^\x00-\x7f]")
_VOCI = ["ruolo", "di", "voce", "fasi"]
Voce = dict[str, str]


def lato(inizio: bytes) -> str | None:
    """Recognise by its header the file of «entrate» or of «spese»: most of its columns are in the map."""
    testo = delimited.decodifica(inizio).partition("\n")[0]
    intestazioni = delimited.intestazioni(testo, SEPARATORE)
    for candidato in ("entrate", "spese"):
        note = [colonna for colonna in maps.righe("dpcm_colonne.csv") if colonna["lato"] == candidato]
        trovate = [c for c in _abbina(intestazioni, note, "intestazione") if c]
        ruoli = {colonna["ruolo"] for colonna in trovate}
        if ruoli >= _SERVONO and len(trovate) * 2 >= len(intestazioni):
            return candidato
    return None


def colonne(
    intestazioni: Sequence[str], note: Sequence[Voce], file: str
) -> tuple[list[Voce | None], list[Difetto]]:
    """Return what each column is, and those that are unknown, doubled or missing."""
    trovate = _abbina(intestazioni, note, "intestazione")
    difetti = []
    prese: dict[tuple, str] = {}
    for intestazione, colonna in zip(intestazioni, trovate, strict=True):
        if colonna is None:
            atteso = f"una colonna dello schema{forse(intestazione, (n['intestazione'] for n in note))}"
            difetti.append(Difetto(file, 1, intestazione, "una colonna sconosciuta", atteso))
        elif _cosa(colonna) in prese:
            trovato = f"una seconda colonna come «{prese[_cosa(colonna)]}»"
            difetti.append(Difetto(file, 1, intestazione, trovato, "una colonna sola"))
        else:
            prese[_cosa(colonna)] = intestazione
    difetti += _mancanti(note, prese, file)
    return trovate, difetti


def righe(etichette: pd.DataFrame, note: Sequence[Voce], file: str) -> tuple[pd.DataFrame, list[Difetto]]:
    """Return ruolo, titolo (`di`), voce and fasi of each row known, and the unknown and the doubled ones."""
    dettaglio = etichette.columns[1]
    interi = [_intera(*testi) for testi in etichette.itertuples(index=False)]
    modelli = [nota | {"intera": _intera(nota["titolo"], nota["dettaglio"])} for nota in note]
    difetti, prime, trovate = [], {}, {}
    for riga, intera, nota in zip(etichette.index, interi, _abbina(interi, modelli, "intera"), strict=True):
        if nota is None:
            atteso = f"una riga dello schema{forse(intera, (m['intera'].rstrip('*') for m in modelli))}"
            difetti.append(Difetto(file, int(riga), dettaglio, f"«{intera}»", atteso))
        elif nota["intera"] in prime:
            atteso = f"una riga sola, come la {prime[nota['intera']]}"
            difetti.append(Difetto(file, int(riga), dettaglio, f"di nuovo «{intera}»", atteso))
        else:
            prime[nota["intera"]] = riga
            trovate[riga] = [nota[campo] for campo in _VOCI]
    return pd.DataFrame.from_dict(trovate, orient="index", columns=_VOCI), difetti


def _mancanti(note: Iterable[Voce], prese: dict[tuple, str], file: str) -> Iterator[Difetto]:
    for cosa, nome in {_cosa(nota): nota["intestazione"] for nota in reversed(list(note))}.items():
        if cosa not in prese and cosa[0] != "ignora":
            yield Difetto(file, 1, nome, "nessuna colonna con questo nome", "la colonna nell'intestazione")


def _cosa(colonna: Voce) -> tuple[str, str, str]:
    return colonna["ruolo"], colonna["codice"], colonna["fase"]


def _intera(titolo: str, dettaglio: str) -> str:
    return f"{titolo.strip()} | {dettaglio.strip()}" if dettaglio.strip() else titolo.strip()


def _abbina(testi: Iterable[str], note: Sequence[Voce], campo: str) -> list[Voce | None]:
    """Return for each text the note with that label; a label that ends with `*` needs only to begin alike."""
    esatte = {forma: nota for nota in reversed(note) for forma in _forme(nota[campo])}
    iniziali = {f: n for n in reversed(note) if n[campo].endswith("*") for f in _forme(n[campo])}
    return [
        next((esatte[forma] for forma in _forme(testo) if forma in esatte), None)
        or next((n for f, n in iniziali.items() for forma in _forme(testo) if forma.startswith(f)), None)
        for testo in testi
    ]


def _forme(testo: str) -> tuple[str, str]:
    """Return a label as it is compared, and as it is when its accented letters were lost on the way."""
    return normale(testo), normale(_FUORI_ASCII.sub(" ", testo))
