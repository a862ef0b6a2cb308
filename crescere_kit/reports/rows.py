"""Every indicator as a row that opens on its formula, its limit and the accounts behind it."""

from __future__ import annotations

from collections.abc import Callable, Container, Mapping, Sequence
from html import escape

from crescere_kit.indicators import Valore
from crescere_kit.reports.cards import DA_CONTROLLARE, Frammento, ancora, esito
from crescere_kit.reports.lists import con_codice


def per_gruppo(
    gruppi: Mapping[str, Sequence[Valore]], spiega: Callable[[Valore], str], segnalati: Container[str] = ()
) -> Frammento:
    """Return the groups, each with what could be computed first and then, closed, what could not.

    Those whose codice is among the segnalati are marked: a datum behind them is to be checked.
    """

    def riga(valore: Valore) -> str:
        return _riga(valore, spiega, DA_CONTROLLARE if valore.codice in segnalati else "")

    return Frammento("".join(_gruppo(nome, valori, riga) for nome, valori in gruppi.items() if valori))


def _gruppo(nome: str, valori: Sequence[Valore], riga: Callable[[Valore], str]) -> str:
    noti = [valore for valore in valori if not valore.motivo]
    ignoti = [valore for valore in valori if valore.motivo]
    return f"<h3>{escape(nome)}</h3>{_righe(noti, riga)}{_non_calcolabili(ignoti, riga)}"


def _righe(valori: Sequence[Valore], riga: Callable[[Valore], str]) -> str:
    return f'<ul class="crescere-righe">{"".join(map(riga, valori))}</ul>' if valori else ""


def _non_calcolabili(valori: Sequence[Valore], riga: Callable[[Valore], str]) -> str:
    if not valori:
        return ""
    quanti = "Uno non calcolabile" if len(valori) == 1 else f"{len(valori)} non calcolabili"
    return f'<details class="crescere-ignoti"><summary>{quanti}</summary>{_righe(valori, riga)}</details>'


def _riga(valore: Valore, spiega: Callable[[Valore], str], segno: str) -> str:
    limite = "" if valore.limite is None else f"limite {valore.limite_con_verifica}"
    return (
        f"<li><details><summary><span class=nome>{escape(con_codice(valore))}</span> "
        f"<span class=valore>{escape(valore.testo)}</span> <span class=limite>{escape(limite)}</span> "
        f'{esito(valore.esito)}{segno}</summary><div class="spiegazione" id="{ancora(valore.codice)}">'
        f"{spiega(valore)}</div></details></li>"
    )
