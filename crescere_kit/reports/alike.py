"""The comune among those alike, in words: the median, who has less, how many are in the norm."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from crescere_kit.indicators import Valore
from crescere_kit.indicators.indicator import EURO
from crescere_kit.indicators.wording import scrivi
from crescere_kit.peers import Confronto
from crescere_kit.peers.choices import CLASSE, PROVINCIA, VICINI
from crescere_kit.reports.cards import Frammento
from crescere_kit.reports.lists import con_codice
from crescere_kit.tables import Tabella

_NOMI = {
    VICINI: "I comuni più simili",
    CLASSE: "I comuni della stessa classe demografica",
    PROVINCIA: "I comuni della stessa provincia",
}
_COLONNE = (
    "Indicatore",
    "Questo comune",
    "Mediana degli altri",
    "Metà degli altri sta fra",
    "Hanno meno",
    "Nella norma",
)


def tabelle(valori: Mapping[str, Valore], confronti: Sequence[Confronto]) -> Frammento:
    """Return a table per group, the nearest comuni first and the others closed."""
    per_gruppo = {
        nome: [
            uno
            for uno in confronti
            if uno.gruppo == gruppo and uno.codice in valori and _misurabile(valori[uno.codice])
        ]
        for gruppo, nome in _NOMI.items()
    }
    pezzi = [_tabella(nome, suoi, valori) for nome, suoi in per_gruppo.items() if suoi]
    if not pezzi:
        return Frammento(
            "<p>Non c'è confronto: mancano i conti dello stesso anno di abbastanza comuni simili.</p>"
        )
    prima, *altre = pezzi
    chiuse = "".join(
        f"<details class=crescere-ignoti><summary>{escape(t.titolo)}</summary>{t._repr_html_()}</details>"
        for t in altre
    )
    return Frammento(prima._repr_html_() + chiuse)


def _misurabile(valore: Valore) -> bool:
    """Say whether it can be set beside another comune's: an amount only when it is for each inhabitant."""
    return valore.unita != EURO or valore.codice[0].isdigit()


def _tabella(nome: str, confronti: Sequence[Confronto], valori: Mapping[str, Valore]) -> Tabella:
    righe = tuple(_riga(uno, valori[uno.codice]) for uno in confronti)
    quanti = max(uno.altri for uno in confronti)
    return Tabella(f"{nome} ({quanti})", _COLONNE, righe)


def _riga(uno: Confronto, valore: Valore) -> tuple[str, ...]:
    mediana, basso, alto = (scrivi(n, valore.unita) for n in (uno.mediana, uno.quartile_1, uno.quartile_3))
    return (con_codice(valore), valore.testo, mediana, f"{basso} e {alto}", hanno_meno(uno), in_norma(uno))


def hanno_meno(uno: Confronto) -> str:
    """Write the percentile as people count: «9 su 15»."""
    return f"{round(uno.percentile * uno.altri / 100)} su {uno.altri}"


def in_norma(uno: Confronto) -> str:
    """Write «12 su 15», or a dash where no law sets a limit."""
    return f"{uno.in_norma} su {uno.con_limite}" if uno.con_limite else "–"


def frase(valore: Valore, confronti: Sequence[Confronto]) -> str:
    """Return one sentence on the nearest comuni, "" when there are none."""
    uno = next((c for c in confronti if (c.codice, c.gruppo) == (valore.codice, VICINI)), None)
    if uno is None:
        return ""
    norma = f"; {in_norma(uno)} sono nella norma" if uno.con_limite else ""
    return (
        f"Fra i {uno.altri} comuni più simili la mediana è {scrivi(uno.mediana, valore.unita)}, "
        f"{hanno_meno(uno)} hanno un valore più basso{norma}."
    )
