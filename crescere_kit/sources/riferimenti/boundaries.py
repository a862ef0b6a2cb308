"""Check the boundaries of the comuni (TopoJSON), which are kept as they are for whoever draws a map.

Every arc and every reference to an arc is checked here once, so that who draws need not doubt.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import Any

import numpy as np
import pandas as pd

from crescere_kit.euro import numero
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.riferimenti import json_text
from crescere_kit.sources.riferimenti.known import Noti

FORMATO = "confini"
_TOPOLOGIA = re.compile(rb'"type"\s*:\s*"Topology"')
_ISTAT = "com_istat_code"
_REGIONE = "reg_istat_code"
_ARCHI, _PUNTI, _COMUNI = 200_000, 5_000_000, 10_000  # several times the whole of Italy
_GRADI = (180, 90)
_TETTO = 10**9  # of a coordinate, in degrees or in steps: beyond this a sum loses its decimals
_FORME = ("Polygon", "MultiPolygon")


def riconosce(inizio: bytes, nome: str) -> str | None:
    """Return the format of a file that begins so, or is called so, if it is a TopoJSON."""
    return FORMATO if _TOPOLOGIA.search(inizio) or nome.lower().endswith(".topo.json") else None


def leggi(contenuto: bytes, file: str, noti: Noti) -> Letto:
    """Check the bytes of one or more regions, and hand them over whole."""
    letto, difetti = json_text.leggi(contenuto, file)
    if difetti:
        return Letto(difetti=difetti)
    archi = letto.get("arcs")
    difetti = [
        *json_text.diverso(letto, "type", "Topology", file),
        *_archi(archi, letto.get("transform"), file),
    ]
    comuni = _comuni(letto.get("objects"))
    if not comuni or len(comuni) > _COMUNI:
        trovato = f"{numero(len(comuni))} comuni"
        difetti.append(Difetto(file, None, "objects", trovato, f"da 1 a {numero(_COMUNI)} comuni"))
        return Letto(difetti=difetti)
    quanti = len(archi) if isinstance(archi, list) else 0
    difetti += [d for n, comune in enumerate(comuni, 1) for d in _comune(comune, n, quanti, file)]
    istat = pd.Series([_proprieta(comune).get(_ISTAT) for comune in comuni], dtype=object)
    doppi = sorted({codice for codice in istat[istat.duplicated()] if isinstance(codice, str)})
    difetti += [
        Difetto(file, None, _ISTAT, f"«{codice}»", "un comune scritto una volta sola") for codice in doppi
    ]
    if difetti:
        return Letto(difetti=difetti)
    regioni = "-".join(sorted({_proprieta(comune)[_REGIONE] for comune in comuni}))
    quanti_comuni = "1 comune" if len(comuni) == 1 else f"{numero(len(comuni))} comuni"
    conservati = f"«{file}»: confini di {quanti_comuni}, conservati nell'archivio."
    return Letto(avvisi=[conservati, *noti.ignoti(istat, file)], confini={regioni: contenuto})


def _comuni(oggetti: Any) -> list[Any]:
    """Return the geometries of every collection of a topology."""
    if not isinstance(oggetti, dict):
        return []
    raccolte = [oggetto.get("geometries") for oggetto in oggetti.values() if isinstance(oggetto, dict)]
    return [comune for raccolta in raccolte if isinstance(raccolta, list) for comune in raccolta]


def _proprieta(comune: Any) -> dict[str, Any]:
    proprieta = comune.get("properties") if isinstance(comune, dict) else None
    return proprieta if isinstance(proprieta, dict) else {}


def _comune(comune: Any, posto: int, quanti: int, file: str) -> Iterator[Difetto]:
    """Yield what is wrong in the comune that has this place."""
    chi = _proprieta(comune)
    for chiave, cifre in ((_ISTAT, 6), (_REGIONE, 2)):
        codice = chi.get(chiave)
        if not (isinstance(codice, str) and codice.isascii() and codice.isdigit() and len(codice) == cifre):
            yield Difetto(
                file, None, chiave, f"{json_text.mostra(codice)} del comune {posto}", f"{cifre} cifre"
            )
    nome = f"il comune {chi.get(_ISTAT) or posto}"
    forma = comune.get("type") if isinstance(comune, dict) else None
    if forma not in _FORME:
        yield Difetto(file, None, "type", f"{json_text.mostra(forma)} per {nome}", "Polygon o MultiPolygon")
    elif not _riferimenti_buoni(comune.get("arcs"), 2 if forma == _FORME[0] else 3, quanti):
        atteso = f"anelli di archi, con numeri da 0 a {quanti - 1} o, all'inverso, da -{quanti} a -1"
        yield Difetto(file, None, "arcs", nome, atteso)


def _riferimenti_buoni(archi: Any, livelli: int, quanti: int) -> bool:
    """Say whether lists of lists, as deep as the shape wants, end in numbers of arcs that are there."""
    if livelli == 0:
        return type(archi) is int and -quanti <= archi < quanti
    if not isinstance(archi, list) or not archi:
        return False
    return all(_riferimenti_buoni(parte, livelli - 1, quanti) for parte in archi)


def _archi(archi: Any, trasforma: Any, file: str) -> Iterator[Difetto]:
    """Yield what is wrong in the arcs: too many, not of points, not in degrees."""
    if not isinstance(archi, list) or not archi or not all(isinstance(arco, list) for arco in archi):
        yield Difetto(file, None, "arcs", json_text.mostra(archi), "un elenco di archi")
        return
    punti = sum(map(len, archi))
    if len(archi) > _ARCHI or punti > _PUNTI:
        trovato = f"{numero(len(archi))} archi con {numero(punti)} punti"
        yield Difetto(file, None, "arcs", trovato, f"al più {numero(_ARCHI)} archi e {numero(_PUNTI)} punti")
        return
    if min(map(len, archi)) < 2 or not all(map(_punto, chain.from_iterable(archi))):
        yield Difetto(
            file, None, "arcs", "un arco che non è fatto di punti", "archi di almeno due punti (x, y)"
        )
    elif trasforma is not None and not _trasformazione(trasforma):
        yield Difetto(
            file, None, "transform", json_text.mostra(trasforma), "scale e translate, di due numeri"
        )
    elif not _in_gradi(archi, trasforma):
        yield Difetto(file, None, "arcs", "punti fuori dalla Terra", "longitudine e latitudine in gradi")


def _punto(punto: Any) -> bool:
    return isinstance(punto, list) and len(punto) >= 2 and all(map(_coordinata, punto[:2]))


def _coordinata(valore: Any) -> bool:
    return type(valore) in (int, float) and abs(valore) < _TETTO


def _trasformazione(trasforma: Any) -> bool:
    return isinstance(trasforma, dict) and all(
        _punto(trasforma.get(parte)) for parte in ("scale", "translate")
    )


def _in_gradi(archi: list, trasforma: dict | None) -> bool:
    """Say whether every point is on the Earth; with a transform each is the step from the one before."""
    punti = np.array([punto[:2] for arco in archi for punto in arco], dtype="float64")
    if trasforma is not None:
        fine = np.cumsum([len(arco) for arco in archi])
        sommati = punti.cumsum(axis=0)
        prima = np.vstack([np.zeros((1, 2)), sommati[fine[:-1] - 1]])
        assoluti = sommati - np.repeat(prima, np.diff(fine, prepend=0), axis=0)
        punti = assoluti * np.array(trasforma["scale"][:2]) + np.array(trasforma["translate"][:2])
    return bool((np.abs(punti) <= np.array(_GRADI)).all())
