"""Where a block opens and closes: never across cells, and never leaving a cell or a table with nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo, Rilievo
from crescere_kit.acts.lint.paragraphs import TBL, TC, TR, P, Paragrafo, W
from crescere_kit.acts.lint.tags import Segnaposto

_LIVELLI = {"": "nella stessa riga di testo", "p": "con «{%p»", "tr": "con «{%tr»"}
_CON_PARAGRAFI = (TC, f"{W}hdr", f"{W}ftr", f"{W}footnote")
# what stands beside rows and paragraphs without being one
_ALTRO = frozenset(
    f"{W}{nome}" for nome in ("tcPr", "tblPr", "tblGrid", "bookmarkStart", "bookmarkEnd", "sectPr")
)


def discordi(apre: Segnaposto, chiude: Segnaposto) -> str | None:
    """Return why a block cannot open here and go on or end there, or nothing."""
    if apre.paragrafo is None or chiude.paragrafo is None:
        return None
    if apre.prefisso != chiude.prefisso:
        modo = _LIVELLI.get(apre.prefisso, apre.prefisso)
        return f"«{chiude.scritto}» continua «{apre.scritto}», che è scritto {modo}: usare lo stesso modo."
    if _contenitore(apre) is not _contenitore(chiude):
        luoghi = {"": "un altro paragrafo", "p": "un'altra cella o parte", "tr": "un'altra tabella"}
        dove = luoghi.get(apre.prefisso, "un altro posto")
        rimedio = (
            " Per più paragrafi usare «{%p … %}», per più righe «{%tr … %}»." if not apre.prefisso else ""
        )
        return f"«{chiude.scritto}» sta in {dove} rispetto a «{apre.scritto}».{rimedio}"
    return None


def _contenitore(tag: Segnaposto) -> etree._Element | None:
    if tag.prefisso == "tr":
        return tag.paragrafo.dentro(TBL)
    return tag.paragrafo.elemento.getparent() if tag.prefisso == "p" else tag.paragrafo.elemento


def vuoti(
    radice: etree._Element, paragrafi: list[Paragrafo], tags: Iterable[Segnaposto], luoghi: list[Luogo]
) -> Iterator[Rilievo]:
    """Find the cells and the tables that some data would leave with nothing inside."""
    comandi: dict[etree._Element, list[Segnaposto]] = {}
    for tag in tags:
        if tag.genere == "{%" and tag.prefisso in ("p", "tr") and tag.paragrafo is not None:
            nome = tag.paragrafo.elemento if tag.prefisso == "p" else tag.paragrafo.dentro(TR)
            if nome is not None:
                comandi.setdefault(nome, []).append(tag)
    numeri = {paragrafo.elemento: paragrafo.numero for paragrafo in paragrafi}
    for contenitore in {elemento.getparent(): None for elemento in comandi}:
        luogo = _luogo(contenitore, numeri, luoghi)
        if contenitore.tag in _CON_PARAGRAFI and not _minimo(contenitore, comandi):
            frase = (
                "se la condizione non vale, questa cella resta senza paragrafi e Word non apre il documento"
            )
            yield luogo.errore("L09", f"{frase}: aggiungere nella cella una riga vuota fuori dai «{{%p».")
        if contenitore.tag == TBL and not _minimo(contenitore, comandi):
            frase = (
                "questa tabella può restare senza righe: aggiungere l'intestazione, o una riga con «else»."
            )
            yield luogo.errore("L10", frase)


def _luogo(contenitore: etree._Element, numeri: dict, luoghi: list[Luogo]) -> Luogo:
    return luoghi[numeri[next(contenitore.iter(P))] - 1]


def _minimo(contenitore: etree._Element, comandi: dict[etree._Element, list[Segnaposto]]) -> int:
    """Return how many paragraphs or rows are there whatever the conditions say."""
    pila: list[tuple[str, list[int]]] = [("", [0])]
    for figlio in contenitore:
        if figlio.tag in _ALTRO or not isinstance(figlio.tag, str):
            continue
        if figlio not in comandi:
            pila[-1][1][-1] += 1
        for tag in comandi.get(figlio, ()):
            _passo(tag.parola, pila)
    return sum(pila[0][1])


def _passo(parola: str, pila: list[tuple[str, list[int]]]) -> None:
    if parola in ("if", "for"):
        pila.append((parola, [0]))
    elif parola in ("elif", "else"):
        pila[-1][1].append(0)
        if parola == "else":
            pila[-1] = ("completo", pila[-1][1])
    elif parola.startswith("end") and len(pila) > 1:
        fatto, rami = pila.pop()
        # without «else» nothing may remain; a loop with «else» has either its rows or those
        pila[-1][1][-1] += min(rami) if fatto == "completo" else 0
