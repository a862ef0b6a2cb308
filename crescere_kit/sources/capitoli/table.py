"""Read one file of capitoli into sums, collecting every fault on the way."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from crescere_kit.sources import delimited
from crescere_kit.sources.capitoli import budgeted, carried, checks, classified, layout, sums
from crescere_kit.sources.capitoli.budgeted import Stanziamenti
from crescere_kit.sources.capitoli.layout import Forma
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import unisci_righe
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.whose import Dichiarato, Intestatario, intestatario


@dataclass(frozen=True)
class _Capitoli:
    """The texts of each capitolo by ruolo, how the file calls each, what it is; `riporti` have no titolo."""

    file: str
    lato: str
    testi: pd.DataFrame
    nomi: dict[str, str]
    codici: pd.DataFrame
    riporti: pd.Series
    stanziamenti: Stanziamenti

    @property
    def vivi(self) -> pd.Series:
        return self.stanziamenti.vivi(self.testi.index)


def leggi(contenuto: bytes, file: str, mappe: Mappe, dichiarato: Dichiarato, anagrafe: pd.DataFrame) -> Letto:
    """Read the bytes of a recognised file; the comune is the one declared, the year its own."""
    forma = layout.riconosci(contenuto, mappe)
    tabella = delimited.leggi(contenuto, file, forma.separatore, forma.virgolette)
    if tabella.dati.empty:
        vuota = Difetto(file, None, None, "nessuna riga dopo l'intestazione", f"i capitoli di {forma.lato}")
        return Letto(difetti=tabella.difetti or [vuota])
    difetti_colonne = layout.difetti(forma, list(tabella.dati.columns), file)
    testi, nomi = _per_ruolo(tabella.dati, forma)
    anno, difetti_anno = checks.anno(testi["anno"], nomi["anno"], file) if "anno" in testi else (None, [])
    chi = intestatario(dichiarato, anagrafe, file, anno)
    stanziamenti = budgeted.stanziamenti(tabella.dati, forma, mappe, file)
    difetti = [*tabella.difetti, *difetti_colonne, *difetti_anno, *chi.difetti, *stanziamenti.difetti]
    if layout.mancanti(forma):
        return Letto(difetti=difetti)
    codici, riporti = _codici(testi, forma, mappe)
    capitoli = _Capitoli(file, forma.lato, testi, nomi, codici, riporti, stanziamenti)
    difetti += _difetti(capitoli)
    if difetti:
        return Letto(difetti=difetti)
    avvisi = [*chi.avvisi, *stanziamenti.avvisi, *dict.fromkeys(_avvisi(capitoli))]
    return Letto(unisci_righe(_somme(capitoli, chi)), chi.scheda, avvisi=avvisi)


def _per_ruolo(dati: pd.DataFrame, forma: Forma) -> tuple[pd.DataFrame, dict[str, str]]:
    posti = {
        colonna["ruolo"]: posto
        for posto, colonna in reversed(list(enumerate(forma.colonne)))
        if colonna and colonna["ruolo"] not in ("importo", "ignora")
    }
    testi = pd.DataFrame({ruolo: dati.iloc[:, posto].fillna("") for ruolo, posto in posti.items()})
    return testi, {ruolo: str(dati.columns[posto]) for ruolo, posto in posti.items()}


def _codici(testi: pd.DataFrame, forma: Forma, mappe: Mappe) -> tuple[pd.DataFrame, pd.Series]:
    codici = classified.classifica(testi, forma.lato)
    nel_titolo = classified.nel_titolo(codici)
    return codici[nel_titolo], carried.voci(testi[~nel_titolo], forma, mappe)


def _difetti(capitoli: _Capitoli) -> Iterator[Difetto]:
    """Yield what is wrong in any row; the codes of a capitolo without amounts touch no total."""
    c, vivi = capitoli, capitoli.vivi
    yield from checks.doppi(c.testi, c.nomi["capitolo"], c.file)
    vive = c.codici[vivi[c.codici.index]]
    yield from classified.difetti(vive, c.testi.loc[vive.index], c.nomi, c.lato, c.file)
    yield from carried.difetti(c.riporti, vivi, c.nomi["titolo"], c.lato, c.file)


def _avvisi(capitoli: _Capitoli) -> Iterator[str]:
    c = capitoli
    descrizioni = c.testi.get("descrizione", c.testi["capitolo"])
    for importi in c.stanziamenti.documenti.values():
        yield from sums.avvisi(c.codici, importi.loc[c.codici.index], c.lato, c.file)
        yield from carried.avvisi(c.riporti, importi, descrizioni, c.file)
        yield from checks.cassa(importi, c.file)


def _somme(capitoli: _Capitoli, chi: Intestatario) -> Iterator[pd.DataFrame]:
    c = capitoli
    for documento, importi in c.stanziamenti.documenti.items():
        bilancio = sums.Bilancio(documento, c.lato, chi, c.file)
        yield from sums.somme(c.codici, importi.loc[c.codici.index], bilancio)
        yield sums.equilibri(c.riporti, importi, bilancio)
