"""Numbers and amounts in words, as Italian spells them: «centoventitré», «due milioni tremila», «uno/05»."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from functools import lru_cache

from crescere_kit.acts.italian.words import ItalianoIncerto, parole

_MILIONE, _MILIARDO = 10**6, 10**9
LIMITE = 10**15  # where words for amounts stop
_CENT = Decimal("0.01")


@lru_cache(maxsize=4096)
def in_lettere(numero: int) -> str:
    """Write a whole number in words."""
    if not -LIMITE < numero < LIMITE:
        raise ItalianoIncerto(f"Il numero {numero} è troppo grande per scriverlo in lettere: controllarlo.")
    if numero < 0:
        return f"meno {in_lettere(-numero)}"
    miliardi, resto = divmod(numero, _MILIARDO)
    milioni, sotto = divmod(resto, _MILIONE)
    pezzi = [_grandi(miliardi, "miliardo", "miliardi"), _grandi(milioni, "milione", "milioni")]
    if sotto or not numero:
        pezzi.append(_sotto_il_milione(sotto))
    return " ".join(pezzo for pezzo in pezzi if pezzo)


def _grandi(quanti: int, uno: str, molti: str) -> str:
    if quanti < 2:
        return f"un {uno}" if quanti else ""
    return f"{_sotto_il_milione(quanti)} {molti}"


def _sotto_il_milione(numero: int) -> str:
    scritto = _unite(numero)
    # «tre» at the end of a longer word takes the accent: ventitré, centotré, milletré
    return f"{scritto[:-1]}é" if scritto.endswith("tre") and numero != 3 else scritto


def _unite(numero: int) -> str:
    """Write a number under one million as one word, before the accent."""
    if numero < 20:
        return str(parole("words")["fino_a_diciannove"][numero])
    if numero < 100:
        return _decine(numero)
    if numero < 1000:
        return _centinaia(numero)  # kept: they are the pieces of every larger number
    migliaia, resto = divmod(numero, 1000)
    capo = "mille" if migliaia == 1 else f"{_unite(migliaia)}mila"
    return capo + (_unite(resto) if resto else "")


def _decine(numero: int) -> str:
    decine, unita = divmod(numero, 10)
    scritta = str(parole("words")["decine"][decine])
    if not unita:
        return scritta
    # ventuno, ventotto: the ten loses its vowel before another one
    return (scritta[:-1] if unita in (1, 8) else scritta) + _unite(unita)


@lru_cache(maxsize=1000)
def _centinaia(numero: int) -> str:
    centinaia, resto = divmod(numero, 100)
    capo = ("" if centinaia == 1 else _unite(centinaia)) + "cento"
    if not resto:
        return capo
    # centotto and centottanta, but centouno and centoundici
    return (capo[:-1] if resto == 8 or resto // 10 == 8 else capo) + _unite(resto)


def ai_centesimi(importo: Decimal | int) -> Decimal:
    """Round an amount in euro to the cent, half up; raise ItalianoIncerto when it is not a number."""
    try:
        scritto = Decimal(importo).quantize(_CENT, ROUND_HALF_UP)
    except InvalidOperation:
        scritto = None
    if scritto is None or not scritto.is_finite():
        raise ItalianoIncerto(f"«{importo}» non è un importo che si possa scrivere: controllarlo.")
    return scritto


def importo_in_lettere(importo: Decimal | int) -> str:
    """Write an amount in euro in words, cents in digits: «centodiciotto/00»."""
    esatto = ai_centesimi(importo)
    interi, centesimi = divmod(int(abs(esatto) * 100), 100)
    return f"{'meno ' if esatto < 0 else ''}{in_lettere(interi)}/{centesimi:02d}"
