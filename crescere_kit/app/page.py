"""The page of the cruscotto as HTML: the most serious first; one part that fails spoils no other."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from crescere_kit.app.act_links import collega
from crescere_kit.app.safely import in_parole
from crescere_kit.export import esporta_xlsx
from crescere_kit.reports import Fascicolo, sections
from crescere_kit.reports.downloads import Scaricabile
from crescere_kit.reports.sections import Sezione


def pagina(fascicolo: Fascicolo, porta: str | None = None) -> str:
    """Write the whole page of a comune and a year; porta is where its acts are prepared, if anywhere."""
    visibili = sections.visibili(fascicolo)
    sezioni = "".join(_sezione(sezione, fascicolo) for sezione in visibili)
    scritta = f"{_parte(fascicolo, 'intestazione')}{_indice(visibili)}{sezioni}"
    return f'<div class="cruscotto">{collega(scritta, porta)}</div>'


def scarica_xlsx(fascicolo: Fascicolo) -> str:
    """Return a link that holds the workbook itself: no file is left on the server, no address is exposed."""
    return _scaricabile(fascicolo, "xlsx", esporta_xlsx, "Scarica i conti in Excel")


def scarica_pdf(fascicolo: Fascicolo) -> str:
    """Prepare the analysis on paper, which takes some seconds, and return the link that holds it."""
    from crescere_kit.printing import esporta_pdf

    return _scaricabile(fascicolo, "pdf", esporta_pdf, "Scarica l'analisi in PDF")


def _scaricabile(fascicolo: Fascicolo, tipo: str, esporta: Callable[[Fascicolo], bytes], testo: str) -> str:
    try:
        contenuto = esporta(fascicolo)
    except Exception as errore:  # the page is worth showing without its download
        return avviso(in_parole(errore))
    file = Scaricabile(f"{fascicolo.slug}-{fascicolo.anno}.{tipo}", contenuto, testo)
    return f'<div class="solo-schermo">{file._repr_html_()}</div>'


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
    return sections.scrivi(sezione, (_parte(fascicolo, metodo) for metodo in sezione.metodi))


def _parte(fascicolo: Fascicolo, metodo: str) -> str:
    try:
        return getattr(fascicolo, metodo)()._repr_html_()
    except Exception as errore:  # the other parts of the page are still true
        return avviso(in_parole(errore))
