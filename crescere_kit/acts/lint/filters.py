"""The filters a template may use: what each one takes, which arguments it admits, what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from jinja2 import nodes

from crescere_kit.acts.lint.shapes import (
    DATA,
    DECIMALE,
    ELENCO,
    EURO,
    IGNOTO,
    INTERO,
    PERCENTO,
    PERSONA,
    TESTO,
    Forma,
    di_tipo,
)

NOMI_DI_TIPO = {
    EURO: "un importo",
    PERCENTO: "una percentuale",
    DATA: "una data",
    INTERO: "un numero intero",
    DECIMALE: "un numero",
    TESTO: "un testo",
    "vero_falso": "un sì o no",
    PERSONA: "una persona",
    ELENCO: "un elenco",
    "oggetto": "un gruppo di campi",
    "niente": "un valore che non c'è",
    IGNOTO: "un valore di tipo non dichiarato",
}


@dataclass(frozen=True)
class Argomento:
    """What one argument may be: one of some words, any text, or anything."""

    parole: tuple[str, ...] = ()
    necessario: bool = False

    def va_bene(self, nodo: nodes.Expr) -> bool:
        """Tell whether an argument written in a template is admitted."""
        scritto = nodo.value if isinstance(nodo, nodes.Const) else None
        return isinstance(scritto, str) and (not self.parole or scritto in self.parole)


@dataclass(frozen=True)
class Filtro:
    """The signature of a filter."""

    prende: tuple[str, ...]
    argomenti: tuple[Argomento, ...] = ()
    rende: Callable[[Forma], Forma] = lambda _: di_tipo(TESTO)


def _intero(_: Forma) -> Forma:
    return di_tipo(INTERO)


def _voce(elenco: Forma) -> Forma:
    return elenco.voce if elenco.tipo == ELENCO else di_tipo(TESTO)


_GENERE = Argomento(("m", "f"))
_PREPOSIZIONI = ("di", "a", "da", "in", "su", "")
_PAROLA = Argomento(necessario=True)

FILTRI: dict[str, Filtro] = {
    "euro": Filtro((EURO, DECIMALE)),
    "euro_o_nc": Filtro((EURO, DECIMALE)),
    "euro_segno": Filtro((EURO, DECIMALE)),
    "lettere": Filtro((EURO, DECIMALE)),
    "data": Filtro((DATA,)),
    "data_o_nc": Filtro((DATA,)),
    "data_estesa": Filtro((DATA,)),
    "pct": Filtro((PERCENTO, DECIMALE)),
    "pct_o_nc": Filtro((PERCENTO, DECIMALE)),
    "numero": Filtro((INTERO, DECIMALE)),
    "numero_o_nc": Filtro((INTERO, DECIMALE)),
    "anno": Filtro((INTERO,)),
    "numero_lettere": Filtro((INTERO,)),
    "ordinale": Filtro((INTERO,), (_GENERE,)),
    "ordinale_lettere": Filtro((INTERO,), (_GENERE,)),
    "elenco": Filtro((ELENCO,)),
    "con": Filtro((TESTO,), (Argomento(_PREPOSIZIONI, necessario=True), Argomento(("m", "f", "mp", "fp")))),
    "concorda": Filtro((INTERO,), (_PAROLA, _PAROLA)),
    "carica": Filtro((PERSONA,), (Argomento(_PREPOSIZIONI),)),
    "nome": Filtro((PERSONA,)),
    "ruolo": Filtro((PERSONA,)),
    "giorni": Filtro((INTERO,)),
    "maiuscolo": Filtro((TESTO,)),
    "iniziale": Filtro((TESTO,)),
    "parere": Filtro((TESTO,)),
    "norma": Filtro((TESTO,)),
    "length": Filtro((ELENCO, TESTO), (), _intero),
    "join": Filtro((ELENCO,), (Argomento(),)),
    "first": Filtro((ELENCO,), (), _voce),
    "last": Filtro((ELENCO,), (), _voce),
}
TEST = frozenset(("none",))

# which filter prints a value that cannot be printed as it is
STAMPA = {
    EURO: "euro",
    PERCENTO: "pct",
    DATA: "data",
    INTERO: "numero",
    DECIMALE: "numero",
    PERSONA: "nome",
    ELENCO: "elenco",
}


def argomenti_sbagliati(nome: str, scritti: Sequence[nodes.Expr], altri: bool) -> str | None:
    """Return what is wrong with the arguments of a filter, or nothing."""
    attesi = FILTRI[nome].argomenti
    if altri or len(scritti) > len(attesi):
        return f"«{nome}» ammette al più {len(attesi)} argomenti" if attesi else f"«{nome}» non ha argomenti"
    if len(scritti) < sum(argomento.necessario for argomento in attesi):
        return f"a «{nome}» manca un argomento"
    for atteso, nodo in zip(attesi, scritti, strict=False):
        if not atteso.va_bene(nodo):
            ammessi = ", ".join(f"«{parola}»" for parola in atteso.parole) or "un testo fra virgolette"
            return f"a «{nome}» si può dare solo {ammessi}"
    return None


def accetta(nome: str, valore: Forma) -> str | None:
    """Return why a filter cannot take a value, or nothing."""
    prende = FILTRI[nome].prende
    if valore.tipo in (*prende, IGNOTO):
        voce = valore.voce.tipo if nome in ("elenco", "join") else TESTO
        return (
            None
            if voce in (TESTO, IGNOTO)
            else f"«{nome}» unisce testi, qui ogni voce è {NOMI_DI_TIPO[voce]}"
        )
    atteso = " o ".join(NOMI_DI_TIPO[tipo] for tipo in prende if tipo != DECIMALE) or NOMI_DI_TIPO[DECIMALE]
    return f"«{nome}» vuole {atteso}, qui c'è {NOMI_DI_TIPO[valore.tipo]}"
