"""Every indicator as a row that opens on its formula, its limit and the accounts behind it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from html import escape

from crescere_kit.indicators import Valore
from crescere_kit.reports.cards import Frammento, esito
from crescere_kit.reports.lists import con_codice


def ancora(codice: str) -> str:
    """Return the name by which a page points to an indicator."""
    return f"ind-{codice.replace('.', '-').replace('_', '-')}"


def per_gruppo(gruppi: Mapping[str, Sequence[Valore]], spiega: Callable[[Valore], str]) -> Frammento:
    """Return the groups, each with what could be computed first and then, closed, what could not."""
    return Frammento("".join(_gruppo(nome, valori, spiega) for nome, valori in gruppi.items() if valori))


def _gruppo(nome: str, valori: Sequence[Valore], spiega: Callable[[Valore], str]) -> str:
    noti = [valore for valore in valori if not valore.motivo]
    ignoti = [valore for valore in valori if valore.motivo]
    return f"<h3>{escape(nome)}</h3>{_righe(noti, spiega)}{_non_calcolabili(ignoti, spiega)}"


def _righe(valori: Sequence[Valore], spiega: Callable[[Valore], str]) -> str:
    return f'<ul class="crescere-righe">{"".join(_riga(v, spiega) for v in valori)}</ul>' if valori else ""


def _non_calcolabili(valori: Sequence[Valore], spiega: Callable[[Valore], str]) -> str:
    if not valori:
        return ""
    quanti = "Uno non calcolabile" if len(valori) == 1 else f"{len(valori)} non calcolabili"
    return f'<details class="crescere-ignoti"><summary>{quanti}</summary>{_righe(valori, spiega)}</details>'


def _riga(valore: Valore, spiega: Callable[[Valore], str]) -> str:
    limite = "" if valore.limite is None else f"limite {valore.limite_con_verifica}"
    return (
        f"<li><details><summary><span class=nome>{escape(con_codice(valore))}</span> "
        f"<span class=valore>{escape(valore.testo)}</span> <span class=limite>{escape(limite)}</span> "
        f'{esito(valore.esito)}</summary><div class="spiegazione" id="{ancora(valore.codice)}">'
        f"{spiega(valore)}</div></details></li>"
    )
