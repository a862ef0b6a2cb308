"""Open a workbook: check it, let calamine read a copy made only of the parts that were measured."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from itertools import product
from pathlib import Path

from python_calamine import CalamineSheet, CalamineWorkbook, load_workbook

from crescere_kit.sources.faults import Difetto
from crescere_kit.sources.spreadsheet import limits, parts, survey
from crescere_kit.sources.spreadsheet.envelope import CONTENUTO, Busta, Rifiutata, contenuto, sembra
from crescere_kit.sources.spreadsheet.sheets import Foglio, Libro, Valore, lettere
from crescere_kit.sources.spreadsheet.survey import Rilievo

__all__ = ["apri", "sembra"]

_RADICE = "_rels/.rels"
_CARTELLA = "xl/workbook.xml"
_LEGAMI = "xl/_rels/workbook.xml.rels"
_PANICO = "PanicException"  # how an error inside calamine shows itself: it is not an Exception
_GUASTO = "un file Excel guasto, che non si riesce a leggere"


def apri(sorgente: bytes | Path, file: str) -> Libro:
    """Open a workbook from its bytes or its path; `file` is its name for people."""
    try:
        return Libro(file, tuple(_fogli(Busta(contenuto(sorgente)), file)))
    except Rifiutata as rifiuto:
        return Libro(file, difetti=(Difetto(file, None, None, rifiuto.trovato, rifiuto.atteso),))


def _fogli(busta: Busta, file: str) -> list[Foglio]:
    letti = {nome: busta.leggi(nome) for nome in (CONTENUTO, _RADICE, _CARTELLA, _LEGAMI)}
    indice = parts.indice(letti[_CARTELLA], letti[_LEGAMI])
    da_leggere = [indice.testi, indice.stili, *(foglio.parte for foglio in indice.fogli)]
    letti |= {nome: busta.leggi(nome) for nome in da_leggere if nome and nome not in letti}
    testi = parts.lunghezze(letti.get(indice.testi, b""), indice.testi)
    percenti = parts.percentuali(letti.get(indice.stili, b""), indice.stili)
    rilievi = {
        foglio.nome: survey.rileva(
            letti[foglio.parte], foglio, testi, percenti, sospetti=indice.da_ricalcolare
        )
        for foglio in indice.fogli
    }
    _controlla_insieme(list(rilievi.values()))
    nascosti = {foglio.nome for foglio in indice.fogli if foglio.nascosto}
    cartella = _con_calamine(letti)
    return [_foglio(cartella, nome, rilievo, nome in nascosti, file) for nome, rilievo in rilievi.items()]


def _controlla_insieme(rilievi: Sequence[Rilievo]) -> None:
    celle = sum(rilievo.righe * rilievo.colonne for rilievo in rilievi)
    caratteri = sum(rilievo.caratteri for rilievo in rilievi)
    if celle > limits.CELLE or caratteri > limits.CARATTERI:
        raise Rifiutata("un file con troppe celle", f"al più {limits.CELLE} celle fra tutti i fogli")


def _con_calamine(letti: dict[str, bytes]) -> CalamineWorkbook:
    """Open a copy made of the parts that were read: calamine never sees a byte that was not measured."""
    copia = io.BytesIO()
    with zipfile.ZipFile(copia, "w", zipfile.ZIP_STORED) as scritta:
        for nome, parte in letti.items():
            scritta.writestr(nome, parte)
    copia.seek(0)
    with _errori_di_calamine():
        return load_workbook(copia)


def _foglio(cartella: CalamineWorkbook, nome: str, rilievo: Rilievo, nascosto: bool, file: str) -> Foglio:
    with _errori_di_calamine():
        foglio = cartella.get_sheet_by_name(nome)
        valori = foglio.to_python(skip_empty_area=False)
        unite = _unite(foglio, rilievo)
    return Foglio(file, nome, _vuote(valori), rilievo.guasti, frozenset(rilievo.percenti), unite, nascosto)


@contextmanager
def _errori_di_calamine() -> Iterator[None]:
    """Turn its errors into a refusal, its panics too; what is not its own goes on."""
    try:
        yield
    except Rifiutata:
        raise
    except BaseException as errore:
        if isinstance(errore, Exception) or type(errore).__name__ == _PANICO:
            raise Rifiutata(_GUASTO) from errore
        raise


def _vuote(valori: list[list[Valore]]) -> list[list[Valore]]:
    return [[None if valore == "" else valore for valore in riga] for riga in valori]


def _unite(foglio: CalamineSheet, rilievo: Rilievo) -> dict[tuple[int, int], str]:
    """Return, for each cell covered by a merged one, the address of the one that holds the value."""
    coperte: dict[tuple[int, int], str] = {}
    viste = 0
    for (prima, sinistra), (ultima, destra) in foglio.merged_cell_ranges or []:
        # Past what is written there is nothing to cover: whole merged columns cost nothing.
        righe = range(prima + 1, min(ultima + 1, rilievo.righe) + 1)
        colonne = range(sinistra + 1, min(destra + 1, rilievo.colonne) + 1)
        viste += len(righe) * len(colonne)
        if viste > limits.CELLE:
            raise Rifiutata("un foglio con celle unite una sull'altra")
        dove = f"{lettere(sinistra + 1)}{prima + 1}"
        coperte |= dict.fromkeys(product(righe, colonne), dove)
        coperte.pop((prima + 1, sinistra + 1), None)
    return coperte
