"""Tables as people read them: Italian numbers, headers a screen reader follows, «n.c.» with its reason."""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape

import pandas as pd

from crescere_kit.euro import NON_CALCOLABILE, euro, percentuale


@dataclass(frozen=True)
class Importo:
    """An amount in integer cents; origine says, to those who ask, where it comes from."""

    cents: int
    origine: str = field(default="", compare=False)

    def __str__(self) -> str:
        return euro(self.cents)


@dataclass(frozen=True)
class Percento:
    """A share in percentage points; origine says, to those who ask, where it comes from."""

    punti: float
    origine: str = field(default="", compare=False)
    decimali: int = 2

    def __str__(self) -> str:
        return percentuale(self.punti, self.decimali)


@dataclass(frozen=True)
class Assente:
    """A value nobody can know, with the sentence that says why: never a zero."""

    motivo: str

    def __str__(self) -> str:
        return NON_CALCOLABILE


class Codice(str):
    """A text for machines, such as a fingerprint: small, and broken where the line ends."""

    __slots__ = ()


class Frase(str):
    """A sentence inside a table: its column is wide enough to be read."""

    __slots__ = ()


class Numero(str):
    """A figure without a unit, such as a count: set under the others."""

    __slots__ = ()


@dataclass(frozen=True)
class Rimando:
    """A text that opens another page, named as it is from the page where it is written."""

    testo: str
    pagina: str

    def __str__(self) -> str:
        return self.testo


Cella = str | Codice | Frase | Numero | Rimando | Importo | Percento | Assente


_LARGA = 7  # columns: with more of them a sheet of paper needs smaller figures


def importo(cents: object, motivo: str, origine: str = "") -> Importo | Assente:
    """Wrap cents of the panel, where missing stays missing."""
    return Assente(motivo) if pd.isna(cents) else Importo(int(cents), origine)


def percento(punti: object, motivo: str) -> Percento | Assente:
    """Wrap percentage points of the panel, where missing stays missing."""
    return Assente(motivo) if pd.isna(punti) else Percento(float(punti))


@dataclass(frozen=True)
class Tabella:
    """A titled table; the first column names the row, `evidenti` are the rows that conclude."""

    titolo: str
    colonne: tuple[str, ...]
    righe: tuple[tuple[Cella, ...], ...]
    nota: str = ""
    evidenti: frozenset[int] = frozenset()

    def motivi(self) -> list[str]:
        """Return each different reason of an absence once, in reading order."""
        return list(dict.fromkeys(c.motivo for riga in self.righe for c in riga if isinstance(c, Assente)))

    def _repr_html_(self) -> str:
        return html(self)


def html(tabella: Tabella) -> str:
    """Write the table as semantic HTML; every text is escaped."""
    motivi = tabella.motivi()
    intestazione = "".join(_colonna(nome, i, tabella) for i, nome in enumerate(tabella.colonne))
    corpo = "".join(_riga(riga, motivi, i in tabella.evidenti) for i, riga in enumerate(tabella.righe))
    titolo = escape(tabella.titolo, quote=True)
    larga = " larga" if len(tabella.colonne) >= _LARGA else ""
    return (
        f'<div class="crescere-tabella{larga}" role="region" tabindex="0" aria-label="{titolo}"><table>'
        f"<caption>{titolo}</caption><thead><tr>{intestazione}</tr></thead><tbody>{corpo}</tbody></table></div>"
        + _note(tabella.nota, motivi)
    )


def _colonna(nome: str, posto: int, tabella: Tabella) -> str:
    di_numeri = any(isinstance(riga[posto], Importo | Percento | Numero) for riga in tabella.righe)
    return f'<th scope="col"{" class=numero" if di_numeri else ""}>{escape(nome)}</th>'


def _riga(riga: tuple[Cella, ...], motivi: list[str], evidente: bool) -> str:
    nome, *valori = riga
    celle = "".join(_cella(valore, motivi) for valore in valori)
    return f'<tr{" class=evidente" if evidente else ""}><th scope="row">{_scritto(nome)}</th>{celle}</tr>'


def _cella(valore: Cella, motivi: list[str]) -> str:
    if isinstance(valore, Assente):
        return f'<td class="numero assente">{valore} <sup>({motivi.index(valore.motivo) + 1})</sup></td>'
    classe = _classe(valore)
    return f"<td{f' class={classe}' if classe else ''}>{_con_origine(valore)}</td>"


def _scritto(valore: Cella) -> str:
    testo = escape(str(valore))
    return f'<a href="{escape(valore.pagina)}">{testo}</a>' if isinstance(valore, Rimando) else testo


def _classe(valore: Cella) -> str:
    if isinstance(valore, Codice):
        return "codice"
    if isinstance(valore, Frase):
        return "frase"
    return "numero" if isinstance(valore, Importo | Percento | Numero) else ""


def _con_origine(valore: Cella) -> str:
    """Let a number open on where it comes from: it works with a keyboard, on paper, without scripts."""
    testo = _scritto(valore)
    if not getattr(valore, "origine", ""):
        return testo
    return f'<details class="origine"><summary>{testo}</summary>{escape(valore.origine)}</details>'


def _note(nota: str, motivi: list[str]) -> str:
    righe = [f"<p>{escape(nota)}</p>"] if nota else []
    righe += [f"<p>({i}) {NON_CALCOLABILE}: {escape(motivo)}</p>" for i, motivo in enumerate(motivi, 1)]
    return f'<div class="crescere-note">{"".join(righe)}</div>' if righe else ""
