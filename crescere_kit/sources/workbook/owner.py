"""Whose workbook it is and of which year: what it says, what its name says, what the person says."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import pandas as pd

from crescere_kit.accounts import slug
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.spreadsheet import Cella, Libro
from crescere_kit.sources.whose import Dichiarato, Intestatario, intestatario
from crescere_kit.sources.workbook.prospects import Prospetto

_ANNO_DEL_NOME = re.compile(r"(?<!\d)20\d\d(?!\d)")
_ANNO_DEL_TITOLO = re.compile(
    r"(?:esercizio|anno|rendiconto|31\s*/\s*12\s*/|31 dicembre)\D{0,30}(20\d\d)(?!\d)", re.IGNORECASE
)
_COMUNE = re.compile(r"\bcomune\s+di\s+(\D{2,60})", re.IGNORECASE)
_DOPO_IL_NOME = re.compile(
    r"\s+[-–—]\s+|[(,;:]|\bprov(?:incia|\.)|\besercizio\b|\brendiconto\b", re.IGNORECASE
)
_PARTICELLE = {"di", "del", "della", "dei", "degli", "delle", "in", "a", "d", "dell"}
_PRIME_RIGHE = 15


def di_chi(
    libro: Libro, prospetti: Sequence[Prospetto], dichiarato: Dichiarato, noti: pd.DataFrame
) -> Intestatario:
    """Find the ente and the year; what disagrees is a fault, what nobody says asks for the option."""
    anni = {anno: cella for cella, anno in _anni(prospetti)}
    comuni = {nome: cella for cella, nome in _comuni(libro, prospetti)}
    detto = Dichiarato(
        dichiarato.comune or (next(iter(comuni)) if len(comuni) == 1 else None),
        dichiarato.anno or _anno(libro.file, anni),
    )
    chi = intestatario(detto, noti, libro.file)
    difetti = [*chi.difetti, *_altro_anno(detto.anno, anni)]
    if dichiarato.comune and chi.istat in noti.index:
        difetti += _altro_comune(str(noti.loc[chi.istat, "nome"]), comuni)
    return replace(chi, difetti=difetti)


def _anno(file: str, anni: Iterable[int]) -> int | None:
    candidati = {int(anno) for anno in _ANNO_DEL_NOME.findall(file)} or set(anni)
    return candidati.pop() if len(candidati) == 1 else None


def _anni(prospetti: Iterable[Prospetto]) -> Iterator[tuple[Cella, int]]:
    """Yield the years written in the titles and in the labels that name the end of the year."""
    for prospetto in prospetti:
        yield from _anni_dei_titoli(prospetto.titoli)
        for riga in prospetto.righe:
            for cella in riga.tratto.testi if riga.nota else ():
                yield from ((cella, int(anno)) for anno in _ANNO_DEL_TITOLO.findall(str(cella.valore)))


def _anni_dei_titoli(titoli: Sequence[Cella]) -> Iterator[tuple[Cella, int]]:
    """A year may be in the cell after its word: «Esercizio», then 2024."""
    for riga in sorted({cella.riga for cella in titoli}):
        celle = [cella for cella in titoli if cella.riga == riga]
        testo = " ".join(str(c.valore).removesuffix(".0") for c in celle if c.valore is not None)
        yield from ((celle[0], int(anno)) for anno in _ANNO_DEL_TITOLO.findall(testo))


def _comuni(libro: Libro, prospetti: Iterable[Prospetto]) -> Iterator[tuple[Cella, str]]:
    visti = set()
    titoli = [cella for prospetto in prospetti for cella in prospetto.titoli]
    prime = [c for foglio in libro.fogli for riga in range(1, _PRIME_RIGHE + 1) for c in foglio.riga(riga)]
    for cella in (*titoli, *prime):
        trovato = _COMUNE.search(cella.valore) if isinstance(cella.valore, str) else None
        nome = " ".join(_DOPO_IL_NOME.split(trovato[1])[0].split()) if trovato else ""
        if nome and slug(nome) not in visti:
            visti.add(slug(nome))
            yield cella, nome


def _altro_anno(anno: int | None, anni: dict[int, Cella]) -> list[Difetto]:
    if anno is None:
        return []
    return [
        cella.difetto(f"l'anno {scritto}", f"l'anno {anno}, come detto da chi carica o dal nome del file")
        for scritto, cella in sorted(anni.items())
        if scritto != anno
    ]


def _altro_comune(nome: str, comuni: dict[str, Cella]) -> list[Difetto]:
    return [
        cella.difetto(f"«Comune di {scritto}»", f"il comune indicato da chi carica, {nome}")
        for scritto, cella in comuni.items()
        if _parole(scritto) != _parole(nome)
    ]


def _parole(nome: str) -> set[str]:
    """Return the words of a name: «Reggio di Calabria» and «Reggio Calabria» are the same comune."""
    return set(slug(nome).split("-")) - _PARTICELLE
