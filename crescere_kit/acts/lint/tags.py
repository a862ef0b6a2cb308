"""The tags of a template: found in the paragraphs, and followed through docxtpl's own clean-up of the XML."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache

from lxml import etree

from crescere_kit.acts.lint.findings import Luogo
from crescere_kit.acts.lint.paragraphs import Paragrafo, T

SEGNAPOSTO = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}", re.DOTALL)
_CON_PREFISSO = re.compile(r"(tr|tc|p|r)\s+", re.DOTALL)
_CURVE = str.maketrans("“”‘’", "\"\"''")
_NUMERO = re.compile("\ue000(\\d+)\ue001")


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
        return f"{self.genere}{prefisso}{self.corpo} {chiusura}"

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


def dopo_la_pulizia(
    radice: etree._Element, trovati: list[Segnaposto], altrove: Luogo
) -> tuple[list[Segnaposto], list[Segnaposto]]:
    """Return the tags that Jinja will meet in a part, in its order, and those lost on the way.

    Each tag found in a paragraph carries its number through the clean-up; a tag without number was hidden
    where nobody reads (the description of a picture, a field): it is checked like the others.
    """
    pulito = _numera(radice, trovati)
    visti, rimasti = set(), []
    for trovato in SEGNAPOSTO.finditer(pulito):
        numero = _NUMERO.search(trovato[0])
        if numero:
            visti.add(int(numero[1]))
            rimasti.append(trovati[int(numero[1])])
        else:
            rimasti.append(leggi(trovato[0], altrove))
    return rimasti, [tag for posto, tag in enumerate(trovati) if posto not in visti]


def _numera(radice: etree._Element, trovati: list[Segnaposto]) -> str:
    """Return the part after docxtpl's clean-up, each tag of the paragraphs with its number inside."""
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
    xml = etree.tostring(radice, encoding="unicode")
    for elemento in cambiati:
        elemento.text = testi[id(elemento)]
    return _pulisci()(None, xml)


@lru_cache(1)
def _pulisci():
    from docxtpl import DocxTemplate

    return DocxTemplate.patch_xml
