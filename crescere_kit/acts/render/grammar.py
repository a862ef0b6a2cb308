"""What the language of a template may say: print, choose, repeat. Checked whole, before any data."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import TemplateSyntaxError, nodes

from crescere_kit.acts.render.environment import Ambiente
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.filters import NOMI, RIGHE
from crescere_kit.acts.render.source import parole

CICLI_MASSIMI = 3
_AMMESSI = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.For, nodes.If, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Filter, nodes.Test, nodes.Compare, nodes.Operand, nodes.And,
    nodes.Or, nodes.Not, nodes.Add, nodes.Sub, nodes.Neg, nodes.CondExpr, nodes.Tuple, nodes.List,
    nodes.Keyword,
)  # fmt: skip
_IN_ITALIANO = {
    "Call": "chiama una funzione", "Pow": "fa una potenza", "Mul": "fa una moltiplicazione",
    "Div": "fa una divisione", "Include": "include un altro file", "Import": "importa un altro file",
    "Assign": "definisce una variabile", "Macro": "definisce una macro", "Slice": "taglia una lista",
    "ScopedEvalContextModifier": "toglie la protezione dei segni", "Concat": "unisce dei testi",
}  # fmt: skip


def analizza(nome: str, sorgente: str, ambiente: Ambiente) -> nodes.Template:
    """Return the tree of a part, every loop of which goes through a list; raise ModelloNonValido."""
    try:
        albero = ambiente.parse(sorgente)
    except TemplateSyntaxError as errore:
        raise ModelloNonValido(
            f"Nella parte «{nome}» il modello non si capisce vicino a «{parole(sorgente, errore.lineno)}» "
            f"({errore.message}). Controllare graffe, virgolette e che ogni if e for abbia la sua fine."
        ) from errore
    except RecursionError as errore:
        raise ModelloNonValido(
            f"Nella parte «{nome}» il modello ha troppe parentesi una nell'altra."
        ) from errore
    for nodo, cicli in _tutti(albero, 0):
        fatto = _vietato(nodo, cicli)
        if fatto:
            raise ModelloNonValido(
                f"Nella parte «{nome}», «{parole(sorgente, _riga(nodo))}» {fatto}: un modello non può."
            )
        if isinstance(nodo, nodes.For):
            nodo.iter = nodes.Filter(nodo.iter, RIGHE, [], [], None, None, lineno=nodo.lineno)
            nodo.iter.set_environment(ambiente)
    return albero


def _tutti(albero: nodes.Node, cicli: int) -> Iterator[tuple[nodes.Node, int]]:
    da_fare = [(albero, cicli)]
    while da_fare:
        nodo, dentro = da_fare.pop()
        dentro += isinstance(nodo, nodes.For)
        da_fare += [(figlio, dentro) for figlio in nodo.iter_child_nodes()]
        yield nodo, dentro


def _riga(nodo: nodes.Node) -> int:
    """Return the line of a node; some that hold others have none of their own."""
    return nodo.lineno or next((dentro.lineno for dentro in nodo.find_all(nodes.Node) if dentro.lineno), 1)


def _vietato(nodo: nodes.Node, cicli: int) -> str:
    if not isinstance(nodo, _AMMESSI):
        tipo = type(nodo).__name__
        return _IN_ITALIANO.get(tipo, f"usa «{tipo}»")
    if isinstance(nodo, nodes.Filter) and nodo.name not in NOMI:
        return f"usa il filtro «{nodo.name}», che non c'è"
    if isinstance(nodo, nodes.Test) and nodo.name != "none":
        return f"usa la prova «is {nodo.name}», che non c'è"
    if isinstance(nodo, nodes.Getattr) and nodo.attr.startswith("_"):
        return "cerca un attributo nascosto"
    if cicli > CICLI_MASSIMI or (isinstance(nodo, nodes.For) and nodo.recursive):
        return f"mette più di {CICLI_MASSIMI} cicli uno nell'altro"
    return ""
