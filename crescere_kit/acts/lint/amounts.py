"""Amounts as an act owes them: in words beside the figures, and each table of amounts with its total."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import zip_longest

from lxml import etree

from crescere_kit.acts.lint.findings import Rilievo
from crescere_kit.acts.lint.paragraphs import TBL, TR
from crescere_kit.acts.lint.parts import Parte
from crescere_kit.acts.lint.tags import Segnaposto

_LETTERE = re.compile(r"^(?P<campo>[^|]+?)\s*\|\s*lettere\b")
_TOTALE = re.compile(r"\btotal")
_CIFRE = re.compile(r"^(?P<campo>[^|]+?)\s*\|\s*euro(_segno)?\b")


def in_lettere(parte: Parte) -> Iterator[Rilievo]:
    """Find the amounts in words without the same amount in figures in the same paragraph."""
    for numero, tags in parte.tags.items():
        stampe = [tag.corpo for tag in tags if tag.genere == "{{"]
        cifre = {m["campo"].strip() for corpo in stampe if (m := _CIFRE.match(corpo))}
        lettere = {m["campo"].strip() for corpo in stampe if (m := _LETTERE.match(corpo))}
        for campo in sorted(lettere - cifre):
            frase = (
                f"«{campo}» è in lettere senza le cifre: aggiungere «{{{{ {campo}|euro }}}}» nel paragrafo."
            )
            yield parte.luoghi[numero - 1].errore("L14", frase)


def totali(parte: Parte) -> Iterator[Rilievo]:
    """Find the tables that repeat a row with amounts and end without a row of totals."""
    per_riga: dict[etree._Element, list[Segnaposto]] = {}
    for tags in parte.tags.values():
        riga = tags[0].paragrafo.dentro(TR)
        if riga is not None:
            per_riga.setdefault(riga, []).extend(tags)
    tabelle = dict.fromkeys(riga.getparent() for riga in per_riga if riga.getparent().tag == TBL)
    scritte = [[per_riga.get(riga, []) for riga in tabella.findall(TR)] for tabella in tabelle]
    for righe, dopo in zip_longest(scritte, scritte[1:], fillvalue=()):
        # many rows may have their totals, one for each year, in a table of their own that follows
        if not any(_TOTALE.search(tag.corpo) for riga in (*righe, *dopo) for tag in riga):
            yield from _senza_totale(parte, righe)


def _senza_totale(parte: Parte, righe: list[list[Segnaposto]]) -> Iterator[Rilievo]:
    dentro, aperti, ripetuta = 0, None, None
    for tags in righe:
        for tag in tags:
            if tag.prefisso == "tr" and tag.parola in ("for", "endfor"):
                dentro += 1 if tag.parola == "for" else -1
                aperti = tag if tag.parola == "for" and dentro == 1 else aperti
        if any(tag.genere == "{{" and _CIFRE.match(tag.corpo) for tag in tags):
            ripetuta = aperti if dentro > 0 else None
    if ripetuta is not None:
        frase = "la tabella ripete righe con importi e non ha una riga di totale dopo «endfor»."
        yield parte.luoghi[ripetuta.paragrafo.numero - 1].avviso("L14", frase)
