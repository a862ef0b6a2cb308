"""Articles and articulated prepositions before a noun phrase: «della Giunta», «dell'ente», «dello Stato».

Gender and number come from a list of nouns of the acts, then from endings that never deceive; when neither
tells, the template must: a wrong article in an act is worse than a question.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

from crescere_kit.acts.italian.numbers import in_lettere
from crescere_kit.acts.italian.words import ItalianoIncerto, parole

FORME = ("m", "f", "mp", "fp")
_DESINENZE = (
    ("zione", "f"), ("sione", "f"), ("zioni", "fp"), ("sioni", "fp"), ("tà", "f"), ("tù", "f"),
    ("ore", "m"), ("ori", "mp"), ("menti", "mp"), ("o", "m"), ("a", "f"),
)  # fmt: skip
_IMPURA = re.compile(r"s[^aeiouh]|z|gn|ps|pn|x|y|i[aeou]")
_VOCALE = re.compile(r"[aeiouh]")
_PRIMA = re.compile(r"[^\W_]+", re.UNICODE)
_MIGLIAIA = re.compile(r"\d{1,3}(?:\.\d{3})+|\d+")
_ANNO_O_GIORNO = re.compile(r"(?:1[89]|20)\d\d\b|\d{1,2}°? [a-z]+ \d{4}|\d{1,2}/\d{1,2}/\d{4}")


def con(sintagma: str, preposizione: str = "", forma: str | None = None) -> str:
    """Put an article or an articulated preposition before a noun phrase."""
    forma = forma or _forma(sintagma)
    if forma not in FORME:
        raise ItalianoIncerto(f"«{forma}» non è una forma: ci sono {', '.join(FORME)}.")
    articolate = parole("words")["articoli"]
    if preposizione in articolate:
        articolo = articolate[preposizione][_posto(_suono(sintagma), forma)]
    else:  # per, con, tra, fra, contro … stay apart from the article
        articolo = f"{preposizione} {articolate[''][_posto(_suono(sintagma), forma)]}"
    return f"{articolo}{sintagma}" if articolo.endswith("'") else f"{articolo} {sintagma}"


def _posto(suono: str, forma: str) -> int:
    """Return which of the seven forms goes before a sound."""
    vocale, impura = bool(_VOCALE.match(suono)), bool(_IMPURA.match(suono))
    if forma == "fp":
        return 6
    if forma == "mp":
        return 5 if vocale or impura else 4
    if vocale and not (impura and forma == "m"):
        return 3
    if forma == "f":
        return 2
    return 1 if impura else 0


def _suono(sintagma: str) -> str:
    """Return how the phrase begins when it is read aloud, without accents and capitals."""
    cifre = _MIGLIAIA.match(sintagma)
    if cifre:
        dopo = sintagma[cifre.end() : cifre.end() + 1] or " "
        numero = int(cifre.group().replace(".", ""))
        return "primo" if numero == 1 and dopo in "°/" else in_lettere(numero)
    piana = unicodedata.normalize("NFD", _prima_parola(sintagma).lower())
    return "".join(segno for segno in piana if not unicodedata.combining(segno))


def _prima_parola(sintagma: str) -> str:
    trovata = _PRIMA.search(sintagma)
    if trovata is None:
        raise ItalianoIncerto(f"Davanti a «{sintagma}» non va un articolo: non comincia con una parola.")
    return trovata.group()


def _forma(sintagma: str) -> str:
    if _ANNO_O_GIORNO.match(sintagma):
        return "m"
    parola = _prima_parola(sintagma).lower()
    nota = _nomi().get(parola)
    if nota is None:
        nota = next((forma for desinenza, forma in _DESINENZE if parola.endswith(desinenza)), None)
    if nota is None:
        raise ItalianoIncerto(
            f"Non si sa se «{sintagma}» è maschile o femminile, singolare o plurale: dirlo nel modello "
            'con «m», «f», «mp» o «fp», per esempio con("di", "m").'
        )
    return nota


@cache
def _nomi() -> dict[str, str]:
    return {nome: forma for forma, nomi in parole("nouns").items() for nome in nomi}
