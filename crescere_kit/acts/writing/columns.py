"""How wide the columns of a table must be, told from what its cells will print: an amount is never broken."""

from __future__ import annotations

import re
from dataclasses import dataclass

_CARATTERE = 95  # twentieths of a point: a digit of Arial 8.5
_MARGINI = 150  # both sides of a cell
_IMPORTO, _PAROLA, _FRASE = 13, 14, 40
# filter → characters it prints at most, in the acts of a comune
_STAMPA = {
    "euro": _IMPORTO,
    "euro_o_nc": _IMPORTO,
    "euro_segno": _IMPORTO,
    "data": 10,
    "data_o_nc": 10,
    "anno": 4,
    "numero": 6,
    "numero_o_nc": 6,
    "pct": 7,
    "pct_o_nc": 7,
}
# fields that hold a code or one word
_BREVI = {
    "capitolo": 9,
    "cig": 11,
    "codice": 12,
    "cup": 16,
    "esito": 11,
    "lato": 8,
    "parte": 9,
    "protocollo": 11,
}
_UNA = re.compile(r"\{\{([^{}]*)\}\}")
_COMANDI = re.compile(r"\{%.*?%\}")
_ULTIMA = re.compile(r"(\w+)\W*\Z")


@dataclass(frozen=True)
class Misura:
    """Below minima a word or an amount is broken; at voluta a cell takes a line or two."""

    minima: int
    voluta: int


def misure(righe: tuple[tuple[str, ...], ...]) -> list[Misura]:
    """Measure the columns of a table; the first row is its header."""
    titoli = [cella.removesuffix(">").strip() for cella in righe[0]]
    corpo = [riga[1:] if riga[0] == "=" else riga for riga in righe[1:] if not riga[0].startswith("{%tr ")]
    colonne = [[riga[n] for riga in corpo if n < len(riga)] for n in range(len(titoli))]
    return [_colonna(titolo, celle) for titolo, celle in zip(titoli, colonne, strict=True)]


def larghezze(righe: tuple[tuple[str, ...], ...], disponibile: int) -> list[int]:
    """Share the width of the page among the columns."""
    colonne = misure(righe)
    minime, volute = [c.minima for c in colonne], [c.voluta for c in colonne]
    if sum(minime) >= disponibile:
        return _in_proporzione(minime, disponibile)
    if sum(volute) <= disponibile:
        return _in_proporzione(volute, disponibile)
    attese = [alta - bassa for bassa, alta in zip(minime, volute, strict=True)]
    resto = _in_proporzione(attese, disponibile - sum(minime))
    return [bassa + altro for bassa, altro in zip(minime, resto, strict=True)]


def larga(righe: tuple[tuple[str, ...], ...], disponibile: int) -> bool:
    """Say whether a table wants a page on its side."""
    return sum(c.minima for c in misure(righe)) > disponibile


def _in_proporzione(pesi: list[int], totale: int) -> list[int]:
    return [totale * peso // sum(pesi) for peso in pesi]


def _colonna(titolo: str, celle: list[str]) -> Misura:
    # the header is in bold, which is wider
    minimi, voluti = [_piu_lunga(titolo) * 11 / 10 + 1], [min(len(titolo), _PAROLA)]
    for cella in celle:
        minimo, voluto = _cella(cella)
        minimi.append(minimo)
        voluti.append(voluto)
    minimo = max(minimi)
    return Misura(_in_punti(minimo), _in_punti(max(minimo, *voluti)))


def _cella(testo: str) -> tuple[int, int]:
    """Return the characters that a cell takes at least, and those it would like."""
    stampata = _UNA.fullmatch(testo)
    if stampata is None:
        scritto = _COMANDI.sub("", _UNA.sub("", testo)).strip()
        return (_PAROLA, _FRASE) if _UNA.search(testo) else (_piu_lunga(scritto), min(len(scritto), 60))
    nome, _, filtro = stampata[1].rpartition("|")
    filtro = filtro.strip().partition("(")[0]
    if nome and filtro in _STAMPA:
        return _STAMPA[filtro], _STAMPA[filtro]
    campo = _ULTIMA.search(nome or stampata[1])
    corto = _BREVI.get(campo[1]) if campo else None
    return (corto, corto) if corto else (_PAROLA, _FRASE)


def _piu_lunga(testo: str) -> int:
    return max((len(parola) for parola in testo.split()), default=0)


def _in_punti(caratteri: float) -> int:
    return round(caratteri * _CARATTERE) + _MARGINI
