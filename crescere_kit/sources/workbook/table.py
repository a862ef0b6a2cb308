"""Read one workbook into long rows, collecting every fault on the way."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import pandas as pd

from crescere_kit.accounts import Conti
from crescere_kit.accounts.identities import discrepanze
from crescere_kit.euro import euro
from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.loading import Letto
from crescere_kit.sources.long_rows import lunghe, unisci_righe
from crescere_kit.sources.maps import Mappe
from crescere_kit.sources.spreadsheet import Cella, Libro
from crescere_kit.sources.whose import Dichiarato, Intestatario
from crescere_kit.sources.workbook.labels import VOCE
from crescere_kit.sources.workbook.owner import di_chi
from crescere_kit.sources.workbook.prospects import Esame, Importo, Prospetto, esamina, prospetti

DOCUMENTO = "rendiconto"
_MEMBRI = {"entrate": "entrate_titoli", "spese": "spese_titoli"}  # the others have the name of their side
_MANCA = {
    "equilibri": "mancano gli equilibri",
    "risultato": "manca il risultato di amministrazione (allegato a)",
    "quadro": "manca il quadro generale riassuntivo",
}


def leggi(libro: Libro, mappe: Mappe, dichiarato: Dichiarato, noti: pd.DataFrame) -> Letto:
    """Read the prospects of a workbook of one ente and year."""
    trovati = list(prospetti(libro, mappe))
    chi = di_chi(libro, trovati, dichiarato, noti)
    anno = chi.anno or dichiarato.anno or 0
    del_tempo = [p for p in trovati if not anno or p.schema.voci(anno)]
    esami = [esamina(prospetto, anno or 9999) for prospetto in del_tempo]
    difetti = [*chi.difetti, *(difetto for esame in esami for difetto in esame.difetti)]
    importi = [importo for esame in esami for importo in esame.importi]
    scelti, doppi = _una_volta(importi)
    difetti += doppi
    if difetti:
        return Letto(difetti=difetti)
    righe = _lunghe(scelti, chi, libro.file)
    non_tornano, avvisi = _identita(righe, chi, scelti, esami)
    if non_tornano:
        return Letto(difetti=non_tornano)
    return Letto(
        righe, chi.scheda, avvisi=[*chi.avvisi, *_non_letti(libro, del_tempo, esami, scelti), *avvisi]
    )


def _una_volta(importi: Iterable[Importo]) -> tuple[list[Importo], list[Difetto]]:
    """Keep one of the rows that a prospect repeats; two different amounts are a fault."""
    primi: dict[tuple[str, str, str], Importo] = {}
    difetti = []
    for importo in importi:
        primo = primi.setdefault(importo.chiave, importo)
        if primo.cents is None:
            primi[importo.chiave] = importo
        elif importo.cents not in (None, primo.cents):
            trovato = f"«{importo.nota.nome}» {euro(importo.cents)}"
            dove = f"foglio «{primo.cella.foglio}», cella {primo.cella.indirizzo}"
            difetti.append(importo.cella.difetto(trovato, f"{euro(primo.cents)} come in {dove}"))
    return list(primi.values()), difetti


def _lunghe(importi: Sequence[Importo], chi: Intestatario, file: str) -> pd.DataFrame:
    """Build the rows; the file of each also names its sheet, as those of BDAP name their member."""
    presenti = [importo for importo in importi if importo.cents is not None]
    tavole = []
    for lato, fase, foglio in dict.fromkeys((i.nota.lato, i.fase, i.cella.foglio) for i in presenti):
        suoi = [i for i in presenti if (i.nota.lato, i.fase, i.cella.foglio) == (lato, fase, foglio)]
        chiavi = pd.DataFrame(
            {"istat": chi.istat, "anno": chi.anno, "codice": [importo.nota.codice for importo in suoi]},
            index=[importo.cella.riga for importo in suoi],
        )
        valori = pd.Series([importo.cents for importo in suoi], index=chiavi.index, dtype="Int64")
        dove = {"membro": _MEMBRI.get(lato, lato), "file": f"{file} » {foglio}"}
        tavole.append(lunghe(chiavi, {fase: valori}, documento=DOCUMENTO, lato=lato, **dove))
    return unisci_righe(tavole)


def _identita(
    righe: pd.DataFrame, chi: Intestatario, importi: Sequence[Importo], esami: Sequence[Esame]
) -> tuple[list[Difetto], list[str]]:
    """Compare the totals; where a row that the panel has not holds an amount, it may be the reason."""
    rotte = discrepanze(Conti.da_righe(righe, chi.scheda))
    trascurate = {riga.nota.prospetto for esame in esami for riga, _ in esame.trascurate}
    difetti, avvisi = [], []
    for rotta in rotte.itertuples():
        importo = _importo_di(rotta.identita, importi)
        atteso = f"{euro(rotta.atteso)} ({rotta.identita})"
        if importo.nota.prospetto in trascurate:
            avvisi.append(f"{_dove(importo.cella)}: {euro(rotta.trovato)} invece di {atteso}.")
        else:
            difetti.append(importo.cella.difetto(euro(rotta.trovato), atteso))
    return difetti, avvisi


def _importo_di(identita: str, importi: Sequence[Importo]) -> Importo:
    """Return the amount that an identity, given in words, speaks of."""
    for importo in importi:
        lato, codice = importo.nota.lato, importo.nota.codice
        if identita.replace("_", " ").startswith(f"{lato}: {codice.replace('_', ' ')} = "):
            return importo
    return importi[0]


def _non_letti(
    libro: Libro, trovati: Sequence[Prospetto], esami: Sequence[Esame], importi: Sequence[Importo]
) -> Iterator[str]:
    """Say what is not among the data: prospects that are not there, rows without an amount, rows left out."""
    for nome in _MANCA.keys() - {prospetto.schema.prospetto for prospetto in trovati}:
        yield f"«{libro.file}»: {_MANCA[nome]}."
    for importo in importi:
        if importo.cents is None and importo.nota.ruolo == VOCE:
            yield f"{_dove(importo.cella)}: «{importo.nota.nome}» è senza importo e resta n.c."
    for riga, cents in (trascurata for esame in esami for trascurata in esame.trascurate):
        quale = f"«{riga.tratto.nome}» ({euro(cents)})"
        yield f"{_dove(riga.tratto.prima)}: {quale} non è tra i dati caricati: il panel non ha questa voce."


def _dove(cella: Cella) -> str:
    return f"«{cella.file}», foglio «{cella.foglio}», cella {cella.indirizzo}"
