"""Each tag read by Jinja's own parser: what a template may say, and nothing more."""

from __future__ import annotations

import re
from functools import lru_cache

from jinja2 import Environment, TemplateSyntaxError, nodes

LUNGO_MASSIMO = 1_000
_CORNICI = {
    "if": "{{% {} %}}{{% endif %}}",
    "elif": "{{% if x %}}{{% {} %}}{{% endif %}}",
    "for": "{{% {} %}}{{% endfor %}}",
}
SENZA_ESPRESSIONE = frozenset(("else", "endif", "endfor"))
PAROLE = frozenset(_CORNICI) | SENZA_ESPRESSIONE
_COMANDI_NOTI = re.compile(
    r"(end)?(set|macro|include|import|from|extends|block|call|filter|raw|do|with|trans|autoescape)|break|continue"
    r"|vm|hm|colspan|cellbg"
)
_AMMESSI = (
    nodes.Name,
    nodes.Const,
    nodes.Getattr,
    nodes.Getitem,
    nodes.Filter,
    nodes.Test,
    nodes.Compare,
    nodes.Operand,
    nodes.And,
    nodes.Or,
    nodes.Not,
    nodes.Add,
    nodes.Sub,
    nodes.Neg,
    nodes.CondExpr,
    nodes.Tuple,
    nodes.List,
)
_VIETATI = {
    nodes.Call: "non si può chiamare una funzione: usare un filtro, dopo «|»",
    nodes.Concat: "i testi non si uniscono con «~»: scriverli uno dopo l'altro",
    nodes.Dict: "qui non si può scrivere un dizionario",
    nodes.Slice: "non si può prendere una parte di un elenco",
}
_CONTI = "non si fanno conti nel modello, salvo + e − fra numeri interi: i totali sono campi calcolati"


class NonSiLegge(Exception):
    """A tag that cannot be accepted: the rule it breaks and the sentence."""

    def __init__(self, codice: str, frase: str) -> None:
        self.codice, self.frase = codice, frase
        super().__init__(frase)


@lru_cache(1)
def _ambiente() -> Environment:
    # only its parser is used: nothing is ever compiled or run here
    return Environment(autoescape=True)


@lru_cache(8192)
def espressione(corpo: str) -> nodes.Expr:
    """Return what a `{{ … }}` prints; raise NonSiLegge."""
    uscita = _corpo(f"{{{{ {corpo} }}}}", corpo)
    scritto = uscita[0].nodes if len(uscita) == 1 and isinstance(uscita[0], nodes.Output) else []
    if len(scritto) != 1 or isinstance(scritto[0], nodes.TemplateData):
        raise NonSiLegge("L03", f"«{corpo}» non è un campo")
    _ammetti(scritto[0])
    return scritto[0]


@lru_cache(8192)
def comando(corpo: str) -> nodes.If | nodes.For | None:
    """Return what a `{% … %}` tests or loops on, nothing for the closing ones; raise NonSiLegge."""
    parola = corpo.split(None, 1)[0] if corpo else ""
    if corpo in SENZA_ESPRESSIONE:
        return None
    if parola not in _CORNICI:
        raise NonSiLegge("L03", _perche_non(parola))
    nodo = _corpo(_CORNICI[parola].format(corpo), corpo)[0]
    if parola == "for":
        _ammetti_ciclo(nodo)
        return nodo
    if parola == "elif":
        nodo = nodo.elif_[0]
    _ammetti(nodo.test)
    return nodo


def _corpo(sorgente: str, corpo: str) -> list[nodes.Node]:
    if len(corpo) > LUNGO_MASSIMO:
        raise NonSiLegge(
            "L03", f"un segnaposto di {len(corpo)} caratteri è troppo lungo: ne sono ammessi {LUNGO_MASSIMO}"
        )
    try:
        return _ambiente().parse(sorgente).body
    except TemplateSyntaxError as errore:
        raise NonSiLegge("L03", f"«{corpo}» non è scritto come si deve ({errore.message})") from errore
    except (RecursionError, OverflowError, ValueError) as errore:
        raise NonSiLegge("L03", "il segnaposto è troppo intricato per essere letto") from errore


def _perche_non(parola: str) -> str:
    if _COMANDI_NOTI.fullmatch(parola):
        return f"il comando «{parola}» non è ammesso: un modello usa solo if, elif, else e for"
    if parola in SENZA_ESPRESSIONE:
        return f"dopo «{parola}» non si scrive altro"
    return f"il comando «{parola}» non esiste: si usano if, elif, else, endif, for, endfor"


def _ammetti_ciclo(nodo: nodes.For) -> None:
    if not isinstance(nodo.target, nodes.Name):
        raise NonSiLegge("L03", "un ciclo prende una voce per volta: «for voce in elenco»")
    if nodo.recursive:
        raise NonSiLegge("L03", "un ciclo non può richiamare se stesso")
    _ammetti(nodo.iter)
    if nodo.test is not None:
        _ammetti(nodo.test)


def _ammetti(radice: nodes.Node) -> None:
    """Accept an expression made only of the few things that a template needs."""
    pila = [radice]
    while pila:
        nodo = pila.pop()
        if not isinstance(nodo, _AMMESSI):
            raise NonSiLegge("L03", _VIETATI.get(type(nodo), _CONTI))
        if isinstance(nodo, nodes.Getitem) and not isinstance(nodo.arg, nodes.Const):
            raise NonSiLegge(
                "L03", _VIETATI.get(type(nodo.arg), "fra quadre si scrive solo un nome o un numero")
            )
        if isinstance(nodo, nodes.CondExpr) and nodo.expr2 is None:
            raise NonSiLegge("L03", "a «… if …» manca «else»")
        if isinstance(nodo, nodes.Filter) and nodo.node is None:
            raise NonSiLegge("L03", "manca il campo prima di «|»")
        pila += nodo.iter_child_nodes()
