"""The filters of the templates: each takes one kind of datum and gives text, never guessing."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import wraps
from typing import Any

from jinja2 import Undefined

from crescere_kit.acts import norms
from crescere_kit.acts.italian import articles, days, numbers, offices, ordinals, phrases
from crescere_kit.acts.italian.words import ItalianoIncerto, parole
from crescere_kit.acts.omissis import Omesso

VUOTO = Omesso("________")  # what a draft prints where a value is not there: other filters let it through
NON_CALCOLABILE = (
    "n.c."  # as `crescere_kit.euro` writes it, which would bring pandas into the watched process
)
_MENO = "−"
_ITALIANI = str.maketrans({",": ".", ".": ","})
_NUMERO, _TESTO, _LISTA = (int, Decimal), (str,), (list, tuple)


class TipoErrato(TypeError):
    """A filter, or the page, met a datum that is not of its kind."""

    def __init__(self, valore: Any, atteso: str = "") -> None:
        self.valore, self.atteso = valore, atteso
        super().__init__(type(valore).__name__)


class ValoreVuoto(ValueError):
    """A document that is not a draft prints something that has no value."""


def filtri(bozza: bool) -> dict[str, Callable[..., Any]]:
    """Return the filters by name; in a draft what has no value is a line to fill in."""
    return {
        **{nome: _accorto(funzione, tipi, bozza, nome) for nome, (funzione, tipi) in _FILTRI.items()},
        **{f"{nome}_o_nc": _o_nc(*_FILTRI[nome], nome) for nome in _ANCHE_N_C},
        RIGHE: _righe(bozza),
    }


def _accorto(funzione: Callable[..., Any], tipi: tuple[type, ...], bozza: bool, nome: str) -> Any:
    numerico = int in tipi

    @wraps(funzione)
    def filtro(valore: Any, *argomenti: Any, **nominati: Any) -> Any:
        if isinstance(valore, Omesso):
            return valore
        if isinstance(valore, tipi) and not (numerico and isinstance(valore, bool)):
            esito = funzione(valore, *argomenti, **nominati)
            if esito is not None or nome in _DI_UN_ELENCO:
                return esito
        elif isinstance(valore, Undefined):
            str(valore)  # raises, naming what is not there
        elif valore is not None:
            raise TipoErrato(valore, nome)
        if bozza:
            return VUOTO
        raise ValoreVuoto

    return filtro


def _o_nc(funzione: Callable[..., Any], tipi: tuple[type, ...], nome: str) -> Any:
    pieno = _accorto(funzione, tipi, False, nome)

    def filtro(valore: Any, *argomenti: Any) -> Any:
        return NON_CALCOLABILE if valore is None else pieno(valore, *argomenti)

    return filtro


RIGHE = "_righe"  # put by the compiler on what every loop goes through


def _righe(bozza: bool) -> Callable[[Any], Any]:
    def righe(valore: Any) -> Any:
        if isinstance(valore, _LISTA):
            return valore
        if isinstance(valore, Omesso):
            return ()
        if isinstance(valore, Undefined):
            str(valore)
        if valore is not None:
            raise TipoErrato(valore, "for")
        if bozza:
            return ()
        raise ValoreVuoto

    return righe


def _euro(importo: int | Decimal) -> str:
    return f"{numbers.ai_centesimi(importo):,.2f}".translate(_ITALIANI)


def _euro_segno(importo: int | Decimal) -> str:
    esatto = numbers.ai_centesimi(importo)
    segno = "+" if esatto > 0 else _MENO if esatto < 0 else ""
    return segno + _euro(abs(esatto))


def _pct(punti: int | Decimal, decimali: int = 2) -> str:
    esatti = Decimal(punti).quantize(Decimal(1).scaleb(-decimali), ROUND_HALF_UP)
    return f"{esatti:,f}".translate(_ITALIANI)


def _testi(voci: Any) -> list[str]:
    for voce in voci:
        if voce is None:
            raise ValoreVuoto
        if not isinstance(voce, str):
            raise TipoErrato(voce, "elenco")
    return list(voci)


def _nome(persona: Mapping[str, Any]) -> str | None:
    pezzi = [persona.get("nome"), persona.get("cognome")]
    if all(isinstance(uno, Omesso) for uno in pezzi):
        return str(pezzi[0])
    return " ".join(_testi(pezzi)) if all(pezzi) else None


def _carica(persona: Mapping[str, Any], preposizione: str = "") -> str | None:
    carica = persona.get("carica")
    if isinstance(carica, Omesso) or not carica:
        return carica or None
    return offices.carica(carica, str(persona.get("genere") or "m"), preposizione)


def _ruolo(persona: Mapping[str, Any]) -> str | None:
    carica = persona.get("carica")
    if isinstance(carica, Omesso) or not carica:
        return carica or None
    return offices.nel_genere(carica, str(persona.get("genere") or "m"))


def _parere(sigla: str) -> str:
    nomi = parole("words")["pareri"]
    if sigla not in nomi:
        raise ItalianoIncerto(f"«{sigla}» non è un parere: ci sono {', '.join(nomi)}.")
    return str(nomi[sigla])


def _posto(lista: Any, quale: int) -> Any:
    if not lista:
        raise ValoreVuoto
    return lista[quale]


_FILTRI: dict[str, tuple[Callable[..., Any], tuple[type, ...]]] = {
    "euro": (_euro, _NUMERO),
    "euro_segno": (_euro_segno, _NUMERO),
    "lettere": (numbers.importo_in_lettere, _NUMERO),
    "data": (days.data, (date,)),
    "data_estesa": (days.data_estesa, (date,)),
    "pct": (_pct, _NUMERO),
    "numero": (phrases.numero, _NUMERO),
    "anno": (str, (int,)),
    "numero_lettere": (numbers.in_lettere, (int,)),
    "ordinale": (ordinals.ordinale, (int,)),
    "ordinale_lettere": (ordinals.ordinale_in_lettere, (int,)),
    "elenco": (lambda voci: phrases.elenco(_testi(voci)), _LISTA),
    "con": (articles.con, _TESTO),
    "concorda": (phrases.concorda, _NUMERO),
    "carica": (_carica, (Mapping,)),
    "ruolo": (_ruolo, (Mapping,)),
    "nome": (_nome, (Mapping,)),
    "giorni": (phrases.giorni, (int,)),
    "maiuscolo": (lambda testo: str(testo).upper(), _TESTO),
    "iniziale": (lambda testo: str(testo)[:1].upper() + str(testo)[1:], _TESTO),
    "parere": (_parere, _TESTO),
    "norma": (norms.citazione, _TESTO),
    "length": (len, (list, tuple, str, Mapping)),
    "join": (lambda voci, tra="": str(tra).join(_testi(voci)), _LISTA),
    "first": (lambda lista: _posto(lista, 0), _LISTA),
    "last": (lambda lista: _posto(lista, -1), _LISTA),
}
_DI_UN_ELENCO = frozenset({"first", "last"})  # they give an item, whatever it is
_ANCHE_N_C = ("euro", "pct", "data", "numero")
NOMI = frozenset(_FILTRI) | {f"{nome}_o_nc" for nome in _ANCHE_N_C}
