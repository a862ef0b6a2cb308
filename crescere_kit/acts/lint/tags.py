"""The tags of a template: found in the paragraphs, and followed through docxtpl's own clean-up of the XML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo, accorcia
from crescere_kit.acts.lint.paragraphs import Paragrafo, T

# an opening inside a tag means that the first was never closed: each ends before the next
_DENTRO = r"(?:(?!\{[{%#]).)*?"
SEGNAPOSTO = re.compile(rf"\{{\{{{_DENTRO}\}}\}}|\{{%{_DENTRO}%\}}|\{{#{_DENTRO}#\}}", re.DOTALL)
_APERTURA = re.compile(r"\{[{%#]")
NASCOSTI_MASSIMI = 100
_CON_PREFISSO = re.compile(r"(tr|tc|p|r)\s+", re.DOTALL)
_CURVE = str.maketrans("“”‘’", "\"\"''")
_NUMERO = re.compile("\ue000(\\d+)\ue001")


class TroppiNascosti(ValueError):
    """More tags hidden outside the paragraphs than any real document has: the clean-up would not end."""


@dataclass(frozen=True, eq=False)
class Segnaposto:
    """One tag: `{{ … }}` prints, `{% … %}` commands, `{# … #}` is a note."""

    genere: str
    prefisso: str
    corpo: str
    luogo: Luogo
    paragrafo: Paragrafo | None = None
    inizio: int = 0
    fine: int = 0

    @property
    def scritto(self) -> str:
        """Return the tag as the template shows it, for a message."""
        chiusura = {"{{": "}}", "{%": "%}", "{#": "#}"}[self.genere]
        prefisso = f"{self.prefisso} " if self.prefisso else " "
        return f"{self.genere}{prefisso}{accorcia(self.corpo)} {chiusura}"

    @property
    def parola(self) -> str:
        """Return the command of a `{% … %}`: «if», «for», «endif» …"""
        return self.corpo.split(None, 1)[0] if self.genere == "{%" and self.corpo else ""


def leggi(grezzo: str, luogo: Luogo, paragrafo: Paragrafo | None = None, inizio: int = 0) -> Segnaposto:
    """Read a tag as it is written, `{{` and `}}` included."""
    genere, interno = grezzo[:2], grezzo[2:-2]
    trovato = _CON_PREFISSO.match(interno)
    prefisso = trovato[1] if trovato else ""
    corpo = interno[trovato.end() :] if trovato else interno
    corpo = corpo.translate(_CURVE).strip().removeprefix("-").removesuffix("-").strip()
    return Segnaposto(genere, prefisso, corpo, luogo, paragrafo, inizio, inizio + len(grezzo))


def nel_paragrafo(paragrafo: Paragrafo, luogo: Luogo) -> list[Segnaposto]:
    """Return the tags of a paragraph in their order."""
    return [leggi(m[0], luogo, paragrafo, m.start()) for m in SEGNAPOSTO.finditer(paragrafo.testo)]


def dopo_la_pulizia(radice: etree._Element, trovati: list[Segnaposto], altrove: Luogo) -> list[Segnaposto]:
    """Return the tags that Jinja will meet in a part, in its order.

    Each tag found in a paragraph carries its number through the clean-up; a tag without number was hidden
    where nobody reads (the description of a picture, a field): it is checked like the others.
    """
    numerato = _numera(radice, trovati)
    if not trovati and "{" not in numerato:
        return []
    if len(_APERTURA.findall(numerato)) > len(trovati) + NASCOSTI_MASSIMI:
        raise TroppiNascosti
    rimasti = []
    for trovato in SEGNAPOSTO.finditer(_pulisci()(None, numerato)):
        numero = _NUMERO.search(trovato[0])
        rimasti.append(trovati[int(numero[1])] if numero else leggi(trovato[0], altrove))
    return rimasti


def _numera(radice: etree._Element, trovati: list[Segnaposto]) -> str:
    """Return the text of the part, each tag of its paragraphs with its number inside."""
    testi = {id(e): e.text for e in radice.iter(T)}
    cambiati = []
    for posto in range(len(trovati) - 1, -1, -1):
        tag = trovati[posto]
        if tag.paragrafo is None:
            continue
        fine = tag.fine - 2
        tratto = next(t for t in tag.paragrafo.tratti if t.elemento.tag == T and t.inizio <= fine < t.fine)
        taglio = fine - tratto.inizio
        testo = tratto.elemento.text
        tratto.elemento.text = f"{testo[:taglio]}\ue000{posto}\ue001{testo[taglio:]}"
        cambiati.append(tratto.elemento)
    numerato = etree.tostring(radice, encoding="unicode")
    for elemento in cambiati:
        elemento.text = testi[id(elemento)]
    return numerato


@lru_cache(1)
def _pulisci():
    from docxtpl import DocxTemplate

    return DocxTemplate.patch_xml
