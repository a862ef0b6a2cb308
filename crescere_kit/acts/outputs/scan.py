"""Personal data that stand in a text by themselves: codici fiscali, IBAN, telephones, addresses, words.

A code counts only when its check digit holds; the tax number of a firm (11 digits) is not a person's.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from stdnum import iban
from stdnum.it import codicefiscale

from crescere_kit.acts.omissis import OMISSIS

CODICI = ("cf", "iban")
_PAROLE = ("salute", "disagio", "opinioni")
_CIFRA = "[0-9LMNPQRSTUV]"  # letters take the place of digits when two people would share a code
_CF = re.compile(
    rf"(?<![A-Z0-9])[A-Z]{{3}} ?[A-Z]{{3}} ?{_CIFRA}{{2}} ?[A-Z] ?{_CIFRA}{{2}} ?"
    rf"[A-Z]{_CIFRA}{{3}} ?[A-Z](?![A-Z0-9])",
    re.IGNORECASE,
)
_IBAN = re.compile(
    r"(?<![A-Z0-9])(?:IT|SM) ?[0-9]{2} ?[A-Z](?: ?[0-9]){10}(?: ?[A-Z0-9]){12}(?![A-Z0-9])", re.IGNORECASE
)
_POSTA = re.compile(r"[\w.+-]+@([\w-]+(?:\.[\w-]+)+)")
# A mobile number, or one announced as such, or a fixed one with its prefix apart: other digits are amounts,
# protocols, tax numbers, codes of the budget.
_TELEFONO = re.compile(
    r"(?<![\w.,/-])(?:(?:\+39|0039)[ ./-]?)?3[0-9]{2}[ ./-]?[0-9]{3}[ .-]?[0-9]{3,4}(?![\w/-]|[.,][0-9])"
    r"|(?<![\w.,/-])(?:\+39|0039)[ ./-]?0[0-9]{1,3}[ ./-]?[0-9]{5,8}(?![\w/-]|[.,][0-9])"
    r"|(?<![\w.,/-])0[1-9][0-9]{1,2}[ /-][0-9]{5,8}(?![\w/-]|[.,][0-9])"
    r"|(?:(?<=tel\. )|(?<=telefono )|(?<=cell\. )|(?<=cellulare )|(?<=fax ))[+0-9][0-9 ./-]{5,14}[0-9]",
    re.IGNORECASE,
)


@dataclass(frozen=True)
class Motivo:
    """Why something is left out or looked at again."""

    perche: str
    norma: str


@dataclass(frozen=True)
class Trovato:
    """A piece of a text: its kind and where it stands."""

    tipo: str
    inizio: int
    fine: int


def cerca(testo: str, tipi: tuple[str, ...] = ("cf", "iban", "telefono", "posta")) -> list[Trovato]:
    """Return the personal data in a text, in order and without overlaps."""
    trovati: list[Trovato] = []
    for tipo in tipi:
        modello, vale = _RICERCHE[tipo]
        for uno in modello.finditer(testo):
            libero = all(uno.end() <= altro.inizio or uno.start() >= altro.fine for altro in trovati)
            if libero and vale(uno):
                trovati.append(Trovato(tipo, uno.start(), uno.end()))
    return sorted(trovati, key=lambda trovato: trovato.inizio)


def togli(testo: str) -> tuple[str, list[Trovato]]:
    """Return the text with «[omissis]» in place of what is found, and what it was."""
    trovati = cerca(testo)
    for uno in reversed(trovati):
        testo = testo[: uno.inizio] + OMISSIS + testo[uno.fine :]
    return testo, trovati


def parole_da_rivedere(testo: str) -> list[tuple[str, str]]:
    """Return the words of a text that may reveal what is not to be published, each with its kind."""
    trovate = []
    for tipo in _PAROLE:
        for parola in dati()[tipo]["parole"]:
            intera = re.search(rf"(?<!\w){re.escape(parola)}\w*", testo, re.IGNORECASE)
            if intera:
                trovate.append((intera.group(), tipo))
    return trovate


def motivo(tipo: str) -> Motivo:
    """Return why a kind of datum is left out, and the norm."""
    voce = dati()[tipo]
    return Motivo(voce["perche"], voce["norma"])


@cache
def dati() -> dict[str, Any]:
    """Return reasons, norms and words, as the TOML beside this module says."""
    return tomllib.loads(files(__package__).joinpath("privacy.toml").read_text(encoding="utf-8"))


def _di_una_persona(trovato: re.Match[str]) -> bool:
    codice = trovato.group().replace(" ", "")
    return bool(len(codice) == 16 and codicefiscale.is_valid(codice))


def _di_qualcuno(trovato: re.Match[str]) -> bool:
    """Say whether an address is of a person: those of a public office stay."""
    uffici = set(dati()["posta"]["degli_uffici"])
    return not uffici & set(re.split(r"[.-]", trovato.group(1).lower()))


def _sempre(_: re.Match[str]) -> bool:
    return True


_RICERCHE: dict[str, tuple[re.Pattern[str], Callable[[re.Match[str]], bool]]] = {
    "cf": (_CF, _di_una_persona),
    "iban": (_IBAN, lambda trovato: bool(iban.is_valid(trovato.group()))),
    "telefono": (_TELEFONO, _sempre),
    "posta": (_POSTA, _di_qualcuno),
}
