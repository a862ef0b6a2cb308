"""Cards, key figures and criticità as semantic HTML: the outcome is a word and a mark, then a colour."""

from __future__ import annotations

from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass
from html import escape

from crescere_kit.criticalities import Rilievo
from crescere_kit.euro import NON_CALCOLABILE
from crescere_kit.indicators import Valore
from crescere_kit.reports import act_names

ESITI = {
    "nella norma": "bene",
    "vicino al limite": "vicino",
    "senza limite": "neutro",
    "oltre il limite": "oltre",
    NON_CALCOLABILE: "ignoto",
}
DA_CONTROLLARE = '<span class="da-controllare">dato da controllare</span>'


@dataclass(frozen=True)
class Frammento:
    """A piece of page, already escaped where it carries data."""

    html: str

    def _repr_html_(self) -> str:
        return self.html


def assente(cosa: str, motivo: str) -> Frammento:
    """Say in one line what cannot be shown, and why."""
    testo = f"<strong>{escape(cosa)}: {NON_CALCOLABILE}</strong> {escape(motivo)}."
    return Frammento(f'<p class="crescere-assente">{testo}</p>')


def esito(parola: str) -> str:
    """Write an outcome in words, with its mark."""
    return f'<span class="esito {ESITI.get(parola, "ignoto")}">{escape(parola)}</span>'


def schede(
    valori: Sequence[Valore], spiega: Callable[[Valore], str], segnalati: Container[str] = ()
) -> Frammento:
    """Return one card per indicator: value, limit, outcome, and the whole story for those who ask."""
    schede = (_scheda(v, spiega, DA_CONTROLLARE if v.codice in segnalati else "") for v in valori)
    return Frammento(f'<ul class="crescere-schede">{"".join(schede)}</ul>')


def _scheda(valore: Valore, spiega: Callable[[Valore], str], segno: str) -> str:
    sotto = f"limite {valore.limite_con_verifica}, {valore.origine}" if not valore.motivo else valore.motivo
    righe = [
        f"<h3>{escape(f'{valore.codice}  {valore.nome}')}</h3>",
        f'<p class="valore">{escape(valore.testo)}</p>',
        f'<p class="{"motivo" if valore.motivo else "limite"}">{escape(sotto)}</p>',
        f'<p class="motivo">{escape(valore.nota)}</p>' if valore.nota else "",
        f"<p>{esito(valore.esito)}</p>",
        f"<p>{segno}</p>" if segno else "",
        f"<details><summary>Come si calcola</summary>{spiega(valore)}</details>",
    ]
    return f'<li class="{ESITI.get(valore.esito, "ignoto")}">{"".join(righe)}</li>'


def ancora(codice: str) -> str:
    """Return the name by which a page points to an indicator."""
    return f"ind-{codice.replace('.', '-').replace('_', '-')}"


def il_conto(codice: str) -> str:
    """Write the way from a number to its formula, its accounts, their file and row."""
    return f'<a class="solo-schermo" href="#{ancora(codice)}">Da dove viene</a>'


def cifre(voci: Sequence[tuple[str, str, str]]) -> Frammento:
    """Return key figures: name, value, and a note under it (already HTML)."""
    righe = "".join(
        f'<div><dt>{escape(nome)}</dt><dd><span class="valore">{escape(valore)}</span>{nota}</dd></div>'
        for nome, valore, nota in voci
    )
    return Frammento(f'<dl class="crescere-cifre">{righe}</dl>')


def criticita(voci: Sequence[Rilievo], calcolabili: bool = True) -> Frammento:
    """Return the criticità in words, the most serious first."""
    if not voci and not calcolabili:
        return Frammento("<p>Le criticità non si possono cercare: mancano i dati del rendiconto.</p>")
    if not voci:
        return Frammento("<p>Gli indicatori calcolati non mostrano criticità.</p>")
    return Frammento(f'<ol class="crescere-criticita">{"".join(map(_voce, voci))}</ol>')


def _voce(voce: Rilievo) -> str:
    dettagli = {"Che cosa fare": "; ".join(voce.misure), "Atto": voce.atto, "Termine": voce.termine}
    righe = "".join(
        f"<p><strong>{nome}:</strong> {escape(testo)}</p>" for nome, testo in dettagli.items() if testo
    )
    if voce.atti:
        righe += f"<p><strong>Si prepara con Crescere:</strong> {act_names.segnati(voce.atti)}</p>"
    verifica = " (riferimento da verificare)" if voce.da_verificare else ""
    return (
        f'<li class="{escape(voce.gravita)}"><p class="gravita">Gravità {escape(voce.gravita)}</p>'
        f"<h3>{escape(voce.titolo)}</h3><p>{escape(voce.frase)}</p>{righe}"
        f'<p class="norma">{escape(voce.norma)}{verifica}. {il_conto(voce.indicatore)}</p></li>'
    )
