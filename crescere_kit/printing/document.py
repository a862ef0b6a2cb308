"""The analysis as one printed document: the parts of the page, what is closed left closed."""

from __future__ import annotations

from html import escape
from typing import Any

from crescere_kit import tables
from crescere_kit.charts import Grafico
from crescere_kit.printing.paper import su_carta
from crescere_kit.reports import Fascicolo, sections
from crescere_kit.reports.downloads import Scaricabile

_FOGLI = ("caratteri.css", "conti.css", "stampa.css")


def documento(fascicolo: Fascicolo) -> str:
    """Write the whole document; a part that fails stops it, because paper goes where nobody can ask."""
    comune = escape(f"Comune di {fascicolo.nome}", quote=True)
    fogli = "".join(f'<link rel="stylesheet" href="{foglio}">' for foglio in _FOGLI)
    parti = "".join(
        sections.scrivi(sezione, filter(None, (_stampato(getattr(fascicolo, m)()) for m in sezione.metodi)))
        for sezione in sections.visibili(fascicolo)
    )
    return (
        f'<!doctype html><html lang="it"><head><meta charset="utf-8"><title>{comune}: conti {fascicolo.anno}'
        f'</title><meta name="author" content="Crescere">{fogli}</head>'
        f'<body class="crescere" data-piede="{comune}, conti {fascicolo.anno}"><main>'
        f"{su_carta(fascicolo.intestazione()._repr_html_())}{_giorno(fascicolo)}{parti}</main></body></html>"
    )


def _giorno(fascicolo: Fascicolo) -> str:
    giorno = fascicolo.conti.giorno
    return "" if giorno is None else f"<p>Analisi del {giorno:%d/%m/%Y}.</p>"


def _stampato(cosa: Any) -> str:
    """Write what a method shows; a file to download has no place on paper."""
    if isinstance(cosa, Scaricabile):
        return ""
    return _in_numeri(cosa) if isinstance(cosa, Grafico) else su_carta(cosa._repr_html_())


def _in_numeri(grafico: Grafico) -> str:
    """Tell a figure, which is drawn only in a browser, by its finding and its table."""
    numeri = tables.html(grafico.tabella) if grafico.dati else ""
    detto = f"<h3>{escape(grafico.titolo)}</h3><p>{escape(grafico.descrizione)}</p>"
    return f'<div class="grafico">{detto}{numeri}</div>'
