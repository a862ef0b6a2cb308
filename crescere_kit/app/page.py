"""The page of the cruscotto as HTML: the most serious first; one part that fails spoils no other."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from html import escape

from crescere_kit.app.safely import in_parole
from crescere_kit.export import esporta_xlsx
from crescere_kit.reports import Fascicolo

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True)
class Sezione:
    """A part of the page: what it asks of the Fascicolo, and the documento without which it is silent."""

    ancora: str
    breve: str
    titolo: str
    metodi: tuple[str, ...]
    introduzione: str = ""
    documento: str = ""
    affiancati: bool = False
    scaricabile: bool = False


SEZIONI = (
    Sezione("sintesi", "Sintesi", "In sintesi", ("sintesi",), scaricabile=True),
    Sezione("criticita", "Criticità", "Criticità, dalla più grave", ("criticita",), documento="rendiconto"),
    Sezione("scadenze", "Scadenze", "Che cosa scade nei prossimi sessanta giorni", ("scadenze",)),
    Sezione(
        "parametri",
        "Parametri",
        "Gli otto parametri di deficitarietà",
        ("parametri", "grafico_parametri"),
        "Il comune è strutturalmente deficitario se almeno metà dei parametri supera il proprio limite.",
        documento="rendiconto",
    ),
    Sezione(
        "equilibri",
        "Equilibri",
        "Equilibri e risultato di amministrazione",
        ("equilibri", "risultato"),
        documento="rendiconto",
    ),
    Sezione(
        "indicatori",
        "Tutti gli indicatori",
        "Tutti gli indicatori, con il conto e la norma",
        ("indicatori",),
        "Aprire una riga per leggere come si calcola, quale norma fissa il limite e da quale file e riga "
        "vengono i conti usati.",
    ),
    Sezione(
        "confronto",
        "Confronto",
        "Il confronto con comuni simili",
        ("confronto",),
        "Nessuna classifica: per ogni indicatore, dove sta questo comune fra quelli che gli somigliano.",
        documento="rendiconto",
    ),
    Sezione(
        "andamento",
        "Andamento",
        "Andamento negli anni",
        ("grafico_correnti", "grafico_residui"),
        documento="rendiconto",
        affiancati=True,
    ),
    Sezione(
        "entrate-spese",
        "Entrate e spese",
        "Entrate e spese per titolo",
        ("entrate", "spese"),
        documento="rendiconto",
    ),
    Sezione(
        "composizione",
        "Composizione",
        "Da dove viene il denaro e per che cosa si spende",
        ("grafico_entrate", "grafico_spese"),
        documento="rendiconto",
        affiancati=True,
    ),
    Sezione("residui", "Residui", "Residui", ("residui_attivi", "residui_passivi"), documento="rendiconto"),
    Sezione(
        "cassa", "Cassa", "La cassa (SIOPE)", ("incassi", "pagamenti"), documento="siope", affiancati=True
    ),
    Sezione(
        "previsione",
        "Previsione",
        "Il bilancio di previsione",
        ("entrate_previste", "spese_previste"),
        documento="previsione",
    ),
    Sezione(
        "mancanti",
        "Che cosa manca",
        "Che cosa manca",
        ("mancanti", "modulo"),
        "Il modulo dell'ente si scarica già compilato con ciò che si sa, si completa con Excel o LibreOffice "
        "e si ricarica da questa pagina, in alto.",
    ),
    Sezione("fonti", "Fonti", "Da dove vengono i numeri", ("fonti",)),
)


def pagina(fascicolo: Fascicolo) -> str:
    """Write the whole page of a comune and a year."""
    visibili = [s for s in SEZIONI if not s.documento or s.documento in fascicolo.documenti]
    sezioni = "".join(_sezione(sezione, fascicolo) for sezione in visibili)
    return f'<div class="cruscotto">{_parte(fascicolo, "intestazione")}{_indice(visibili)}{sezioni}</div>'


def scarica(fascicolo: Fascicolo) -> str:
    """Return a link that holds the workbook itself: no file is left on the server, no address is exposed."""
    try:
        contenuto = esporta_xlsx(fascicolo)
    except Exception as errore:  # the page is worth showing without its download
        return avviso(in_parole(errore))
    dati = base64.b64encode(contenuto).decode()
    nome = f"{fascicolo.slug}-{fascicolo.anno}.xlsx"
    peso = max(1, round(len(contenuto) / 1024))
    return (
        f'<p class="solo-schermo"><a class="scarica" download="{escape(nome, quote=True)}" '
        f'href="data:{_XLSX};base64,{dati}">Scarica i conti in Excel (xlsx, {peso} KB)</a></p>'
    )


def avviso(frase: str) -> str:
    """Write a warning that a screen reader says at once."""
    return f'<div class="crescere-avviso" role="alert"><p>{escape(frase)}</p></div>' if frase else ""


def esito_del_carico(testo: str) -> str:
    """Write what became of a file, a line for each fault, so that a screen reader says it at once."""
    righe = "".join(f"<p>{escape(riga)}</p>" for riga in testo.splitlines() if riga.strip())
    return f'<div class="crescere-avviso nota" role="alert">{righe}</div>'


def _indice(sezioni: list[Sezione]) -> str:
    voci = "".join(f'<li><a href="#{s.ancora}">{escape(s.breve)}</a></li>' for s in sezioni)
    return f'<nav aria-label="Parti della pagina"><ul class="indice">{voci}</ul></nav>'


def _sezione(sezione: Sezione, fascicolo: Fascicolo) -> str:
    scaricabile = scarica(fascicolo) if sezione.scaricabile else ""
    inizio = f"<p>{escape(sezione.introduzione)}</p>" if sezione.introduzione else ""
    parti = "".join(f"<div>{_parte(fascicolo, metodo)}</div>" for metodo in sezione.metodi)
    corpo = f'<div class="affiancati">{parti}</div>' if sezione.affiancati else parti
    return (
        f'<section id="{sezione.ancora}" aria-labelledby="t-{sezione.ancora}">'
        f'<h2 id="t-{sezione.ancora}">{escape(sezione.titolo)}</h2>{inizio}{corpo}{scaricabile}</section>'
    )


def _parte(fascicolo: Fascicolo, metodo: str) -> str:
    try:
        return getattr(fascicolo, metodo)()._repr_html_()
    except Exception as errore:  # the other parts of the page are still true
        return avviso(in_parole(errore))
