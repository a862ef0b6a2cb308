"""From the XML of a part to the source that Jinja compiles, in docxtpl's way.

Every tag stands on a line of its own: the line is how an error finds the words of the template that made it.
"""

from __future__ import annotations

import re

from docxtpl import DocxTemplate

from crescere_kit.acts.render.faults import ModelloNonValido

_PEZZI = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#.*?#\}|<[^>]*>", re.DOTALL)
_APERTA = re.compile(r"^(?:\{\{|\{%)[-+]?")
_TESTO = re.compile(r"<w:t(?:\s[^>]*)?(?<!/)>")
# the one attribute that docxtpl itself writes a tag in ({% vm %}); it holds no datum
_UNITA_IN_VERTICALE = '<w:vMerge w:val="{% if loop.first %}restart{% else %}continue{% endif %}"/>'
# how docxtpl's authors write braces that are only braces
_LETTERALI = (("{_{", "{{ '{{' }}"), ("{_%", "{{ '{%' }}"), ("}_}", "}}"), ("%_}", "%}"))
_CRUDO = re.compile(r"\{%[-+]?\s*raw\b")
_XML = re.compile(r"<[^>]*>")


def da_xml(nome: str, xml: str) -> str:
    """Return the Jinja source of a part; raise ModelloNonValido when a tag is where text cannot be."""
    # patch_xml reads nothing of its object; making one would open a file
    pulito = DocxTemplate.patch_xml(None, xml)
    for scritto, letto in _LETTERALI:
        pulito = pulito.replace(scritto, letto)
    _controlla_i_posti(nome, pulito)
    return da_testo(pulito)


def da_testo(testo: str) -> str:
    """Return the Jinja source of a text: each tag goes to a line of its own."""
    if _CRUDO.search(testo):  # what is inside would be changed by what we and docxtpl do to tags
        raise ModelloNonValido("Il modello usa {% raw %}: per scrivere due graffe usare {_{ e }_}.")
    return _PEZZI.sub(lambda pezzo: _APERTA.sub(r"\g<0>\n", pezzo.group()), testo.replace("\r\n", "\n"))


def ha_marche(testo: str) -> bool:
    """Tell whether there is anything to do in a part."""
    return any(segno in testo for segno in ("{{", "{%", "{#", "{_{", "{_%", "}_}", "%_}"))


def parole(sorgente: str, riga: int) -> str:
    """Return what the template says in a line of its source: the inside of a tag."""
    righe = sorgente.split("\n")
    testo = _XML.sub(" ", righe[min(max(riga, 1), len(righe)) - 1])
    dentro = re.split(r"[-+]?[}%]\}", testo, maxsplit=1)[0]
    return " ".join(dentro.split())[:120]


def _controlla_i_posti(nome: str, xml: str) -> None:
    ultima = ""
    for trovato in _PEZZI.finditer(xml):
        pezzo = trovato.group()
        if pezzo.startswith("<"):
            ultima = pezzo
            if ("{{" in pezzo or "{%" in pezzo) and pezzo != _UNITA_IN_VERTICALE:
                _fuori_posto(nome, pezzo)
        elif pezzo.startswith("{{") and not _TESTO.fullmatch(ultima):
            _fuori_posto(nome, pezzo)


def _fuori_posto(nome: str, pezzo: str) -> None:
    marca = re.search(r"\{[{%].*", pezzo, re.DOTALL)
    scritto = " ".join((marca.group() if marca else pezzo).split())[:80]
    raise ModelloNonValido(
        f"Nella parte «{nome}», «{scritto}» non sta nel testo di un paragrafo: i dati si stampano solo lì, "
        "con {{ … }}; non in un campo di Word, in un attributo, in una revisione, né con {{r …}} o {{p …}}."
    )
