"""The tables of an executed notebook, read back from what its cells show: rows of numbers and words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import nbformat
from lxml import etree
from lxml import html as lettore

from crescere_kit.euro import NON_CALCOLABILE

_ITALIANO = re.compile(r"^[-−–]?\d{1,3}(?:\.\d{3})*(?:,\d+)?$|^[-−–]?\d+(?:,\d+)?$")
_DI_MACCHINA = re.compile(r"^-?(?:0|[1-9]\d*)(?:\.\d+)?(?:e[+-]?\d+)?$")
_UNITA = {" €": "€", " %": "%"}
_CHIUSE = "ancestor::*[contains(@class,'spiegazione')] or ancestor::*[contains(@class,'crescere-schede')]"
_TABELLE = f".//table[not({_CHIUSE})] | .//ul[contains(@class,'crescere-righe')]"
_RIGHE = ("Indicatore", "Valore", "Limite", "Esito")


@dataclass(frozen=True)
class Numero:
    """A number as a spreadsheet wants it, with the unit and the decimals that the page shows."""

    valore: float
    unita: str = ""
    decimali: int = 0


@dataclass(frozen=True)
class Foglio:
    """A table: its title, its columns, its rows, and what is written under it."""

    titolo: str
    colonne: tuple[str, ...]
    righe: tuple[tuple[str | Numero, ...], ...]
    note: tuple[str, ...] = ()


def fogli(quaderno: nbformat.NotebookNode) -> list[Foglio]:
    """Return every table that the notebook shows, in reading order, but those inside an explanation."""
    return [
        foglio
        for cella in quaderno.cells
        for uscita in cella.get("outputs", [])
        if (testo := uscita.get("data", {}).get("text/html"))
        for foglio in _di_una("".join(testo))
    ]


def _di_una(html: str) -> Iterator[Foglio]:
    if "<table" not in html and "crescere-righe" not in html:
        return
    try:
        radice = lettore.fragment_fromstring(html, create_parent="div")
    except (etree.ParserError, ValueError):
        return
    for nodo in radice.xpath(_TABELLE):
        foglio = _tabella(nodo) if nodo.tag == "table" else _elenco(nodo)
        if foglio.righe:
            yield foglio


def _tabella(nodo: lettore.HtmlElement) -> Foglio:
    testa = nodo.xpath("./thead/tr[last()]/*")
    colonne = tuple(_parole(cella) for cella in testa)
    pandas = "dataframe" in nodo.get("class", "")
    righe = [
        tuple(_cella(c, pandas) for c in r.xpath("./th | ./td")) for r in nodo.xpath("./tbody/tr | ./tr")
    ]
    return Foglio(_titolo(nodo), colonne, tuple(riga for riga in righe if riga), _note(nodo))


def _elenco(nodo: lettore.HtmlElement) -> Foglio:
    """Read the rows that open on an explanation as a table of what they say closed."""
    righe = []
    for riga in nodo.xpath("./li/details/summary"):
        nome, valore, limite, esito = [*(_parole(parte) for parte in riga.xpath("./span")), "", "", "", ""][
            :4
        ]
        righe.append((nome, numero(valore), numero(limite.removeprefix("limite ")), esito))
    gruppo = nodo.xpath("(preceding::h3)[last()]")
    return Foglio(_parole(gruppo[0]) if gruppo else "Indicatori", _RIGHE, tuple(righe))


def _titolo(nodo: lettore.HtmlElement) -> str:
    detto = nodo.xpath("./caption") or nodo.xpath("ancestor::figure/figcaption")
    return _parole(detto[0]) if detto else "Tabella"


def _note(nodo: lettore.HtmlElement) -> tuple[str, ...]:
    seguito = nodo.getparent().getnext() if nodo.getparent() is not None else None
    if seguito is None or "crescere-note" not in (seguito.get("class") or ""):
        return ()
    return tuple(_parole(riga) for riga in seguito.xpath("./p"))


def _cella(cella: lettore.HtmlElement, pandas: bool) -> str | Numero:
    origine = cella.xpath("./details[@class='origine']/summary")
    testo = _parole(origine[0] if origine else cella)
    if pandas:
        return Numero(float(testo), decimali=_dopo(testo, ".")) if _DI_MACCHINA.match(testo) else testo
    da_leggere = "numero" in (cella.get("class") or "") or testo.endswith(tuple(_UNITA))
    return numero(testo) if da_leggere else testo


def numero(testo: str) -> str | Numero:
    """Return «1.234,50 €» as the number it is; words, and what cannot be computed, stay words."""
    unita = next((segno for coda, segno in _UNITA.items() if testo.endswith(coda)), "")
    cifre = testo.removesuffix(unita).strip() if unita else testo
    if testo.startswith(NON_CALCOLABILE) or not _ITALIANO.match(cifre):
        return testo
    valore = float(cifre.replace(".", "").replace(",", ".").replace("−", "-").replace("–", "-"))
    return Numero(valore, unita, _dopo(cifre, ","))


def _dopo(cifre: str, segno: str) -> int:
    return len(cifre.partition(segno)[2])


def _parole(nodo: lettore.HtmlElement) -> str:
    return " ".join(nodo.text_content().split())
