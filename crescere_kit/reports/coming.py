"""The criticità that the projected accounts will have, if nobody does anything."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from crescere_kit.criticalities import Rilievo
from crescere_kit.reports.cards import Frammento


def criticita(oggi: Sequence[Rilievo], future: Mapping[int, Sequence[Rilievo]]) -> Frammento:
    """Return, year by year, the new criticità in words, then by name those that are there already."""
    note, pezzi = {rilievo.caso for rilievo in oggi}, []
    for anno, rilievi in future.items():
        nuove = [rilievo for rilievo in rilievi if rilievo.caso not in note]
        restano = [rilievo.titolo for rilievo in rilievi if rilievo.caso in note]
        pezzi.append(f"<h3>Criticità nuove nel {anno}</h3>{_elenco(nuove)}")
        if restano:
            nomi = "; ".join(dict.fromkeys(restano))
            pezzi.append(f"<p>Restano da prima: {escape(nomi)}.</p>")
        note |= {rilievo.caso for rilievo in rilievi}
    return Frammento("".join(pezzi))


def _elenco(rilievi: Sequence[Rilievo]) -> str:
    if not rilievi:
        return "<p>Nessuna criticità nuova.</p>"
    return f'<ol class="crescere-criticita">{"".join(map(_voce, rilievi))}</ol>'


def _voce(rilievo: Rilievo) -> str:
    """Say a criticità that can still be avoided: there is no account to be led back to."""
    fare = "; ".join(rilievo.misure)
    verifica = " (riferimento da verificare)" if rilievo.da_verificare else ""
    return (
        f'<li class="{escape(rilievo.gravita)}"><p class="gravita">Gravità {escape(rilievo.gravita)}</p>'
        f"<h4>{escape(rilievo.titolo)}</h4><p>{escape(rilievo.frase)}</p>"
        + (f"<p><strong>Per evitarla:</strong> {escape(fare)}</p>" if fare else "")
        + f'<p class="norma">{escape(rilievo.norma)}{verifica}.</p></li>'
    )
