"""Tags mistyped: a brace too few, a space too many, a character that nobody sees."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from crescere_kit.acts.lint.findings import Luogo, Rilievo, accorcia
from crescere_kit.acts.lint.paragraphs import Paragrafo
from crescere_kit.acts.lint.tags import Segnaposto

_LETTERALE = re.compile(r"\"[^\"]*\"|'[^']*'")
# in a name or between two filters they look like a minus; in a text between quotes they are punctuation
_TRATTINI = re.compile("[\u2010-\u2015\u2212]")
_INVISIBILI = re.compile(
    "[\u00a0\u00ad\u061c\u180e\u2000-\u200f\u2011\u2028-\u202f\u205f-\u206f\u3000\ufeff\ue000-\uf8ff\x00-\x08\x0b-\x1f]"
)
_STACCATO = re.compile(r"-?\s+(tr|tc|p|r)\s+(?=(?:if|for|elif|else|endif|endfor)\b)")
_ATTACCATO = re.compile(r"-?(tr|tc|p|r)-?(?=(?:if|for|elif|else|endif|endfor)\b)")
_QUASI = re.compile(
    r"[(\[]\s{0,3}%[^%()\[\]]{1,80}%\s{0,3}[)\]]|\(\(\s{0,3}[\w.|]{1,80}\s{0,3}\)\)", re.DOTALL
)
_LETTERALI = re.compile(r"\{_[{%]|[}%]_\}")
_GRAFFE = re.compile(r"[{}]+")


def scritti_male(paragrafo: Paragrafo, tags: list[Segnaposto], luogo: Luogo) -> Iterator[Rilievo]:
    """Find the faults of writing in a paragraph."""
    for tag in tags:
        grezzo = paragrafo.testo[tag.inizio + 2 : tag.fine - 2]
        yield from _invisibili(grezzo, luogo)
        yield from _spazi(tag, grezzo, luogo)
    yield from _graffe(paragrafo.testo, tags, luogo)


def _invisibili(grezzo: str, luogo: Luogo) -> Iterator[Rilievo]:
    trovato = _INVISIBILI.search(grezzo) or _TRATTINI.search(_LETTERALE.sub("", grezzo))
    if trovato:
        nome = unicodedata.name(trovato[0], "carattere di controllo").lower()
        frase = f"in «{accorcia(grezzo)}» c'è un carattere che non si vede o che somiglia a un altro"
        yield luogo.errore(
            "L04", f"{frase} (U+{ord(trovato[0]):04X}, {nome}): riscrivere il segnaposto a mano."
        )


def _spazi(tag: Segnaposto, grezzo: str, luogo: Luogo) -> Iterator[Rilievo]:
    if tag.genere != "{%":
        return
    staccato, attaccato = _STACCATO.match(grezzo), _ATTACCATO.match(grezzo)
    if staccato:
        frase = f"fra «{{%» e «{staccato[1]}» non va lo spazio: scrivere «{{%{staccato[1]} …»."
        yield luogo.errore("L05", frase)
    elif attaccato:
        frase = f"dopo «{{%{attaccato[1]}» serve uno spazio: scrivere «{{%{attaccato[1]} …»."
        yield luogo.errore("L05", frase)


def _graffe(testo: str, tags: list[Segnaposto], luogo: Luogo) -> Iterator[Rilievo]:
    """Find the braces that make no tag: as they are, they would be printed or would stop the document."""
    resto, ultimo = [], 0
    for tag in tags:
        resto.append(testo[ultimo : tag.inizio])
        ultimo = tag.fine
        interno = testo[tag.inizio + 2 : tag.fine - 2]
        if tag.genere != "{#" and _GRAFFE.search(_LETTERALE.sub("", interno)):
            yield luogo.errore("L11", f"«{accorcia(testo[tag.inizio : tag.fine])}» ha una graffa di troppo.")
    resto.append(testo[ultimo:])
    # docxtpl's way to write braces that are only braces
    fuori = _LETTERALI.sub("", " ".join(resto))
    trovato = _GRAFFE.search(fuori)
    if trovato:
        intorno = accorcia(fuori[max(0, trovato.start() - 5) : trovato.end() + 24])
        forme = "un campo si scrive «{{ campo }}», un comando «{% if … %}», ciascuno in un solo paragrafo"
        yield luogo.errore("L11", f"una graffa da sola, presso «{intorno}»: {forme}.")
    quasi = _QUASI.search(fuori)
    if quasi:
        frase = f"«{accorcia(quasi[0])}» sembra un segnaposto con le parentesi sbagliate: usare le graffe."
        yield luogo.errore("L11", frase)
