"""The XML parts of a workbook, gone through once: no entities, no network, no tree in memory."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable
from dataclasses import dataclass
from xml.parsers import expat

from crescere_kit.sources.spreadsheet import limits
from crescere_kit.sources.spreadsheet.envelope import Rifiutata

_FRA_VIRGOLETTE = re.compile(r'"[^"]*"|\\.')
_PERCENTI_NOTI = {"9", "10"}  # the two formats that Excel does not need to write down
_PEZZO = 2**20
Apre = Callable[[str, dict[str, str]], None]


@dataclass(frozen=True)
class FoglioIndicato:
    """A sheet as the workbook lists it, and the part it is in."""

    nome: str
    parte: str
    nascosto: bool


@dataclass(frozen=True)
class Indice:
    """What the workbook says of itself; da_ricalcolare when its formulas wait to be computed."""

    fogli: tuple[FoglioIndicato, ...]
    testi: str
    stili: str
    da_ricalcolare: bool


def percorri(xml: bytes, parte: str, apre: Apre) -> None:
    """Call `apre` with the local name and the attributes of every element."""
    Percorso(apre).leggi(xml, parte)


class Percorso:
    """One pass over one part; whoever needs the texts sets the handler on its `parser`.

    dentro: how deep the element is that was just opened; the root is 1.
    """

    def __init__(self, apre: Apre):
        self._apre = apre
        self.dentro = 0
        # calamine knows UTF-8 only: what is declared does not count, so that both read the same.
        self.parser = expat.ParserCreate("utf-8")
        self.parser.StartElementHandler = self._inizio
        self.parser.EndElementHandler = self._fine
        self.parser.StartDoctypeDeclHandler = _rifiuta_dtd

    def leggi(self, xml: bytes, parte: str) -> None:
        """Go through the part, refusing what is not well formed."""
        try:
            for inizio in range(0, len(xml), _PEZZO):
                self.parser.Parse(xml[inizio : inizio + _PEZZO], False)
            self.parser.Parse(b"", True)
        except expat.ExpatError as errore:
            raise Rifiutata(f"un file Excel guasto (nella parte «{parte}»)") from errore

    def _inizio(self, nome: str, attributi: dict[str, str]) -> None:
        self.dentro += 1
        if self.dentro > limits.PROFONDITA:
            raise Rifiutata("un file con troppi elementi uno dentro l'altro")
        self._apre(nome.rpartition(":")[2] if ":" in nome else nome, attributi)

    def _fine(self, _nome: str) -> None:
        self.dentro -= 1


def indice(cartella: bytes, legami: bytes) -> Indice:
    """Read the list of sheets and where each part is."""
    mete: dict[str, tuple[str, str]] = {}
    fogli: list[dict[str, str]] = []
    calcolo: dict[str, str] = {}

    def del_legame(nome: str, attributi: dict[str, str]) -> None:
        if nome == "Relationship":
            genere = attributi.get("Type", "").rpartition("/")[2]
            mete[attributi.get("Id", "")] = (genere, _parte(attributi.get("Target", "")))

    def della_cartella(nome: str, attributi: dict[str, str]) -> None:
        if nome == "sheet":
            fogli.append({chiave.rpartition(":")[2]: valore for chiave, valore in attributi.items()})
        elif nome == "calcPr":
            calcolo.update(attributi)

    percorri(legami, "xl/_rels/workbook.xml.rels", del_legame)
    percorri(cartella, "xl/workbook.xml", della_cartella)
    per_genere = dict(mete.values())
    return Indice(
        tuple(_fogli(fogli, mete)),
        per_genere.get("sharedStrings", ""),
        per_genere.get("styles", ""),
        calcolo.get("fullCalcOnLoad", "0") in {"1", "true"},
    )


def percentuali(stili: bytes, parte: str) -> frozenset[str]:
    """Return the numbers of the cell styles that show a percentage."""
    formati = set(_PERCENTI_NOTI)
    trovati: list[str] = []
    gruppo = ""

    def apre(nome: str, attributi: dict[str, str]) -> None:
        nonlocal gruppo
        if nome in {"cellXfs", "cellStyleXfs", "cellStyles", "dxfs"}:
            gruppo = nome
        elif nome == "numFmt" and "%" in _FRA_VIRGOLETTE.sub("", attributi.get("formatCode", "")):
            formati.add(attributi.get("numFmtId", ""))
        elif nome == "xf" and gruppo == "cellXfs":
            trovati.append(attributi.get("numFmtId", "0"))

    if stili:
        percorri(stili, parte, apre)
    return frozenset(str(numero) for numero, formato in enumerate(trovati) if formato in formati)


def lunghezze(testi: bytes, parte: str) -> list[int]:
    """Return how many characters each shared text has."""
    quante: list[int] = []
    percorso = Percorso(lambda nome, _: quante.append(0) if nome == "si" else None)

    def conta(testo: str) -> None:
        if quante:
            quante[-1] += len(testo)

    percorso.parser.CharacterDataHandler = conta
    if testi:
        percorso.leggi(testi, parte)
    return quante


def _fogli(fogli: list[dict[str, str]], mete: dict[str, tuple[str, str]]) -> list[FoglioIndicato]:
    """Keep the sheets made of cells: a sheet that is only a chart has none."""
    if len(fogli) > limits.FOGLI:
        raise Rifiutata(f"un file di {len(fogli)} fogli", f"al più {limits.FOGLI} fogli")
    nomi = [foglio.get("name", "") for foglio in fogli]
    if len(set(nomi)) < len(nomi):
        raise Rifiutata("un file con due fogli dello stesso nome")
    indicati = []
    for foglio in fogli:
        genere, parte = mete.get(foglio.get("id", ""), ("", ""))
        if genere == "worksheet":
            nascosto = foglio.get("state", "visible") != "visible"
            indicati.append(FoglioIndicato(foglio.get("name", ""), parte, nascosto))
    return indicati


def _parte(meta: str) -> str:
    """Return the name in the zip of what a link of the workbook points to."""
    return meta.lstrip("/") if meta.startswith("/") else posixpath.normpath(posixpath.join("xl", meta))


def _rifiuta_dtd(*_: object) -> None:
    raise Rifiutata("un file con una definizione XML (DTD), che Excel non scrive")
