"""The environment in which templates run: it reads plain data, prints text, and does nothing else."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from jinja2 import StrictUndefined, Undefined, pass_context
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context, LoopContext
from jinja2.sandbox import ImmutableSandboxedEnvironment
from markupsafe import Markup

from crescere_kit.acts.omissis import Omesso
from crescere_kit.acts.render.filters import VUOTO, TipoErrato, ValoreVuoto, filtri

_DEL_CICLO = frozenset(
    {"index", "index0", "revindex", "revindex0", "first", "last", "length", "depth", "previtem", "nextitem"}
)
_SOMME = frozenset("+-")
_A_CAPO = re.compile(r"\r\n?")
# What XML cannot hold, and what no keyboard writes in a text.
_DI_CONTROLLO = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_DA_SCRIVERE = re.compile("[&<>\x00-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
_IN_WORD = {
    "&": "&amp;",
    "<": "&lt;",
    ">": "&gt;",
    "\n": '</w:t><w:br/><w:t xml:space="preserve">',
    "\t": '</w:t><w:tab/><w:t xml:space="preserve">',
}
_SEGNI = str.maketrans(_IN_WORD)


class SegnoVietato(ValueError):
    """A text holds a character that a document cannot; `testo` is that text."""

    def __init__(self, testo: str) -> None:
        self.testo = testo
        super().__init__(testo)


class Ambiente(ImmutableSandboxedEnvironment):
    """Attributes are keys of the data, nothing is called, and only whole numbers are added or subtracted."""

    intercepted_binops = frozenset(("+", "-", "*", "/", "//", "%", "**"))
    intercepted_unops = frozenset(("+", "-"))

    def __init__(self, bozza: bool, per_word: bool) -> None:
        super().__init__(
            undefined=StrictUndefined,
            autoescape=per_word,
            finalize=_in_word(bozza) if per_word else _in_chiaro(bozza),
            cache_size=0,
        )
        self.bozza = bozza
        self.globals.clear()
        self.filters = filtri(bozza)
        self.tests = {"none": lambda valore: valore is None}

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return a key of a mapping, or a number of the loop."""
        if isinstance(obj, Mapping):
            try:
                return obj[attribute]
            except KeyError:
                return self.undefined(obj=obj, name=attribute)
        if isinstance(obj, LoopContext) and attribute in _DEL_CICLO:
            return getattr(obj, attribute)
        return self._di_niente(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return a key of a mapping or a place of a list."""
        if isinstance(obj, Mapping) and isinstance(argument, str):
            return self.getattr(obj, argument)
        if isinstance(obj, list | tuple) and type(argument) is int:
            try:
                return obj[argument]
            except IndexError:
                return self.undefined(obj=obj, name=argument)
        return self._di_niente(obj, argument)

    def _di_niente(self, obj: Any, nome: Any) -> Any:
        if isinstance(obj, Undefined):
            str(obj)  # raises, naming what is not there
        if isinstance(obj, Omesso):  # a part of what is left out is left out
            return obj
        if obj is None:
            if self.bozza:
                return None
            raise ValoreVuoto
        raise SecurityError(f"«{nome}» non è un campo")

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell that nothing may be called."""
        return False

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Add or subtract whole numbers."""
        if operator not in _SOMME or type(left) is not int or type(right) is not int:
            raise SecurityError(f"l'operazione «{operator}» non è ammessa")
        return left + right if operator == "+" else left - right

    def call_unop(self, context: Context, operator: str, arg: Any) -> Any:
        """Change the sign of a whole number."""
        if type(arg) is not int:
            raise SecurityError(f"l'operazione «{operator}» non è ammessa")
        return -arg if operator == "-" else arg


@cache
def ambiente(bozza: bool, per_word: bool = True) -> Ambiente:
    """Return the environment of drafts or of final documents; per_word: text goes inside a w:t."""
    return Ambiente(bozza, per_word)


def _da_stampare(valore: Any, bozza: bool) -> str:
    if isinstance(valore, str):
        return valore
    if valore is None:
        if bozza:
            return VUOTO
        raise ValoreVuoto
    if isinstance(valore, Undefined):
        str(valore)  # raises, naming what is not there
    raise TipoErrato(valore)


def _in_word(bozza: bool) -> Any:
    cerca = _DA_SCRIVERE.search

    @pass_context
    def finalizza(contesto: Context, valore: Any) -> Markup:
        testo = valore if isinstance(valore, str) else _da_stampare(valore, bozza)
        if cerca(testo) is None:
            return Markup(testo)  # noqa: S704  (nothing in it needs escaping: it was just looked for)
        return Markup(_con_i_segni(testo))  # noqa: S704  (escaped on the line above)

    return finalizza


def _con_i_segni(testo: str) -> str:
    testo = _A_CAPO.sub("\n", testo)
    if _DI_CONTROLLO.search(testo):
        raise SegnoVietato(testo)
    return testo.translate(_SEGNI)


def _in_chiaro(bozza: bool) -> Any:
    @pass_context
    def finalizza(contesto: Context, valore: Any) -> str:
        testo = " ".join(_da_stampare(valore, bozza).split("\n"))
        if _DI_CONTROLLO.search(testo):
            raise SegnoVietato(testo)
        return testo

    return finalizza
