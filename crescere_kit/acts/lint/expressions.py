"""The names in an expression against the schema of the act: what is not there, what does not fit."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from crescere_kit.acts.lint.filters import (
    FILTRI,
    NOMI_DI_TIPO,
    STAMPA,
    TEST,
    accetta,
    argomenti_sbagliati,
)
from crescere_kit.acts.lint.shapes import (
    DECIMALE,
    ELENCO,
    IGNOTO,
    INTERO,
    NIENTE,
    NUMERI,
    OGGETTO,
    PERSONA,
    TESTO,
    VERO_FALSO,
    Forma,
    di_tipo,
    forma,
)

Percorso = tuple[str, ...]
Esito = tuple[Forma, Percorso | None]
_IGNOTA = forma({})
_DEL_CICLO = {
    "integer": ("index", "index0", "revindex", "revindex0", "length"),
    "boolean": ("first", "last"),
}
CICLO = forma(
    {
        "type": "object",
        "additionalProperties": False,
        "properties": {nome: {"type": tipo} for tipo, nomi in _DEL_CICLO.items() for nome in nomi},
    }
)


@dataclass(frozen=True)
class Ambito:
    """The names that mean something at a point of the template, each with its shape and path in the act."""

    nomi: Mapping[str, Esito]
    aperto: bool = False  # without a schema any name may exist

    def con(self, **altri: Esito) -> Ambito:
        """Return the scope inside a loop."""
        return Ambito({**self.nomi, **altri}, self.aperto)


@dataclass(frozen=True)
class Lettura:
    """What was met in an expression: faults (rule, sentence, only a warning), fields and norms used."""

    difetti: list[tuple[str, str, bool]] = field(default_factory=list)
    stampati: set[Percorso] = field(default_factory=set)
    confrontati: set[Percorso] = field(default_factory=set)
    norme: list[str] = field(default_factory=list)

    def sbaglio(self, frase: str, codice: str = "L02", avviso: bool = False) -> Esito:
        """Note a fault; what follows it is not judged, since nobody knows what it would be."""
        self.difetti.append((codice, frase, avviso))
        return _IGNOTA, None


def stampa(nodo: nodes.Expr, ambito: Ambito, lettura: Lettura) -> Esito:
    """Check what a `{{ … }}` prints: only texts come out of a template."""
    prima = len(lettura.difetti)
    valore, percorso = valuta(nodo, ambito, lettura, True)
    if len(lettura.difetti) > prima or valore.tipo in (TESTO, IGNOTO):
        return valore, percorso
    filtro = STAMPA.get(valore.tipo)
    rimedio = f"aggiungere «|{filtro}»" if filtro else "stamparne un campo"
    if valore.tipo == VERO_FALSO:
        rimedio = "usarlo in un «if»"
    return lettura.sbaglio(
        f"«{scritto(nodo)}» è {NOMI_DI_TIPO[valore.tipo]} e non si stampa da solo: {rimedio}"
    )


def valuta(nodo: nodes.Expr, ambito: Ambito, lettura: Lettura, stampato: bool = False) -> Esito:
    """Return the shape of an expression and, when it is a field, its path."""
    forma_, percorso = _MODI[type(nodo)](nodo, ambito, lettura, stampato)
    if percorso is not None and stampato:
        lettura.stampati.add(percorso)
    elif percorso is not None:
        lettura.confrontati.add(percorso)
    return forma_, percorso


def scritto(nodo: nodes.Node) -> str:
    """Return a field or a filter as the template writes it."""
    if isinstance(nodo, nodes.Getattr):
        return f"{scritto(nodo.node)}.{nodo.attr}"
    if isinstance(nodo, nodes.Getitem):
        return f"{scritto(nodo.node)}[{scritto(nodo.arg)}]"
    if isinstance(nodo, nodes.Filter):
        return f"{scritto(nodo.node)}|{nodo.name}"
    return getattr(nodo, "name", None) or repr(getattr(nodo, "value", "…"))


def forse(nome: str, esistenti: Iterable[str], prima: str = "") -> str:
    """Return the name that was probably meant, as the end of a sentence."""
    vicini = difflib.get_close_matches(nome, list(esistenti), n=1)
    return f" Forse «{prima}{vicini[0]}»?" if vicini else ""


def _nome(nodo: nodes.Name, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    if nodo.name in ambito.nomi:
        return ambito.nomi[nodo.name]
    if ambito.aperto:
        return _IGNOTA, None
    return lettura.sbaglio(f"il campo «{nodo.name}» non esiste.{forse(nodo.name, ambito.nomi)}")


def _attributo(nodo: nodes.Getattr | nodes.Getitem, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    nome = nodo.attr if isinstance(nodo, nodes.Getattr) else nodo.arg.value
    intero = f"{scritto(nodo.node)}.{nome}"
    # a field reached through another is what the template uses: the outer one is only the way to it
    dentro, percorso = _MODI[type(nodo.node)](nodo.node, ambito, lettura, False)
    if dentro.tipo == ELENCO and isinstance(nome, int):
        return dentro.voce, percorso and (*percorso, "[]")
    if nome in dentro.campi:
        return dentro.campi[nome], None if percorso is None else (*percorso, nome)
    if dentro.tipo == IGNOTO and not dentro.campi:
        return _IGNOTA, None
    if dentro.libera is not None:
        frase = f"«{intero}» dipende dai dati: non si può sapere prima se ci sarà"
        lettura.sbaglio(frase, avviso=True)
        return dentro.libera, percorso and (*percorso, "[]")
    if dentro.tipo in (OGGETTO, PERSONA):
        vicino = forse(str(nome), dentro.campi, f"{scritto(nodo.node)}.")
        return lettura.sbaglio(f"il campo «{intero}» non esiste.{vicino}")
    tipo = NOMI_DI_TIPO[dentro.tipo]
    return lettura.sbaglio(f"il campo «{intero}» non esiste: «{scritto(nodo.node)}» è {tipo}")


def _filtro(nodo: nodes.Filter, ambito: Ambito, lettura: Lettura, stampato: bool) -> Esito:
    prima = len(lettura.difetti)
    valore, percorso = valuta(nodo.node, ambito, lettura, stampato)
    if nodo.name == "safe":
        return lettura.sbaglio(
            "«|safe» non è ammesso: lascerebbe entrare nel documento qualunque cosa", "L16"
        )
    if nodo.name not in FILTRI:
        return lettura.sbaglio(f"il filtro «{nodo.name}» non esiste.{forse(nodo.name, FILTRI)}")
    altri = bool(nodo.kwargs or nodo.dyn_args or nodo.dyn_kwargs)
    torto = argomenti_sbagliati(nodo.name, nodo.args, altri)
    if torto is None and len(lettura.difetti) == prima:
        torto = accetta(nodo.name, valore)
    if torto is not None:
        return lettura.sbaglio(f"{torto} («{scritto(nodo)}»)")
    if nodo.name == "norma" and isinstance(nodo.node, nodes.Const):
        lettura.norme.append(str(nodo.node.value))
    posto = percorso and (*percorso, "[]") if nodo.name in ("first", "last") else None
    return FILTRI[nodo.name].rende(valore), posto


def _test(nodo: nodes.Test, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    valuta(nodo.node, ambito, lettura)
    if nodo.name not in TEST:
        vicino = forse(nodo.name, TEST)
        return lettura.sbaglio(f"la prova «is {nodo.name}» non è ammessa: c'è solo «is none».{vicino}")
    return di_tipo(VERO_FALSO), None


def _confronto(nodo: nodes.Compare, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    sinistra, _p = valuta(nodo.expr, ambito, lettura)
    for operando in nodo.ops:
        destra, _p = valuta(operando.expr, ambito, lettura)
        if operando.op in ("in", "notin"):
            _fra_i_valori(sinistra, operando.expr, lettura)
        elif not _confrontabili(sinistra, destra):
            a, b = NOMI_DI_TIPO[sinistra.tipo], NOMI_DI_TIPO[destra.tipo]
            lettura.sbaglio(f"non si possono confrontare {a} e {b} («{scritto(nodo.expr)}»)")
        else:
            _fra_i_valori(sinistra, operando.expr, lettura)
        sinistra = destra
    return di_tipo(VERO_FALSO), None


def _confrontabili(a: Forma, b: Forma) -> bool:
    tipi = {a.tipo, b.tipo}
    return len(tipi) == 1 or tipi <= NUMERI or bool(tipi & {IGNOTO, NIENTE})


def _fra_i_valori(sinistra: Forma, nodo: nodes.Expr, lettura: Lettura) -> None:
    """Check that a field which can only be some words is compared with one of them."""
    scritti = nodo.items if isinstance(nodo, (nodes.Tuple, nodes.List)) else [nodo]
    for scelta in scritti:
        if (
            sinistra.valori
            and isinstance(scelta, nodes.Const)
            and scelta.value not in {*sinistra.valori, None}
        ):
            ammessi = sorted(str(valore) for valore in sinistra.valori)
            vicino = forse(str(scelta.value), ammessi)
            lettura.sbaglio(
                f"il valore «{scelta.value}» non è fra quelli ammessi ({', '.join(ammessi)}).{vicino}"
            )


def _somma(nodo: nodes.Add | nodes.Sub, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    tipi = {valuta(parte, ambito, lettura)[0].tipo for parte in (nodo.left, nodo.right)}
    if not tipi <= {INTERO, IGNOTO}:
        frase = "+ e − valgono solo fra numeri interi: somme e differenze di importi sono campi calcolati"
        return lettura.sbaglio(frase, "L03")
    return di_tipo(INTERO), None


def _opposto(nodo: nodes.Neg, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    valore, _p = valuta(nodo.node, ambito, lettura)
    if valore.tipo not in (INTERO, IGNOTO):
        return lettura.sbaglio("il segno − vale solo davanti a un numero intero", "L03")
    return di_tipo(INTERO), None


def _logica(nodo: nodes.Expr, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    for parte in nodo.iter_child_nodes():
        valuta(parte, ambito, lettura)
    return di_tipo(VERO_FALSO), None


def _scelta(nodo: nodes.CondExpr, ambito: Ambito, lettura: Lettura, stampato: bool) -> Esito:
    valuta(nodo.test, ambito, lettura)
    uno = valuta(nodo.expr1, ambito, lettura, stampato)[0]
    altro = valuta(nodo.expr2, ambito, lettura, stampato)[0]
    return (uno if uno.tipo == altro.tipo else _IGNOTA), None


def _letterale(nodo: nodes.Const, *_: object) -> Esito:
    # bool comes before int: in Python the first is one of the second
    tipi = ((bool, VERO_FALSO), (int, INTERO), (float, DECIMALE), (str, TESTO))
    return di_tipo(next((tipo for classe, tipo in tipi if isinstance(nodo.value, classe)), NIENTE)), None


def _sequenza(nodo: nodes.Tuple | nodes.List, ambito: Ambito, lettura: Lettura, _: bool) -> Esito:
    tipi = {valuta(voce, ambito, lettura)[0].tipo for voce in nodo.items}
    return di_tipo(ELENCO, tipi.pop() if len(tipi) == 1 else ""), None


_MODI = {
    nodes.Name: _nome,
    nodes.Getattr: _attributo,
    nodes.Getitem: _attributo,
    nodes.Filter: _filtro,
    nodes.Test: _test,
    nodes.Compare: _confronto,
    nodes.Add: _somma,
    nodes.Sub: _somma,
    nodes.Neg: _opposto,
    nodes.And: _logica,
    nodes.Or: _logica,
    nodes.Not: _logica,
    nodes.CondExpr: _scelta,
    nodes.Const: _letterale,
    nodes.Tuple: _sequenza,
    nodes.List: _sequenza,
}
