"""Which fields a template uses, and what version a new one therefore is."""

from __future__ import annotations

import re

from crescere_kit.acts.own.package import leggi_xml, w
from crescere_kit.acts.render.opening import apri

PRIMA = "1.0.0"
_SEGNO = re.compile(r"\{\{(.*?)\}\}|\{%(?:p|tr|tc|r)?(.*?)%\}", re.DOTALL)
_TESTO = re.compile(r"'[^']*'|\"[^\"]*\"|[‘’“”«»][^‘’“”«»]*[‘’“”«»]")
_FILTRO = re.compile(r"\|\s*\w+")
_CAMPO = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?:\.\w+)*")
_PAROLE = {
    "if",
    "elif",
    "else",
    "endif",
    "for",
    "endfor",
    "in",
    "and",
    "or",
    "not",
    "is",
    "none",
    "true",
    "false",
    "None",
    "True",
    "False",
    "loop",
    "p",
    "tr",
    "tc",
    "r",
}


def campi(docx: bytes) -> frozenset[str]:
    """Return the paths that the tags of a template name, as «ente.nome»."""
    testi = [
        "".join(paragrafo.itertext(w("t")))
        for nome, parte in apri(docx).items()
        if nome.startswith("word/") and nome.endswith(".xml")
        for paragrafo in leggi_xml(nome, parte).iter(w("p"))
    ]
    segni = [uno or due for testo in testi for uno, due in _SEGNO.findall(testo)]
    trovati = {campo for segno in segni for campo in _CAMPO.findall(_FILTRO.sub(" ", _TESTO.sub(" ", segno)))}
    return frozenset(trovati - _PAROLE)


def versione(ultima: str | None, prima: frozenset[str], dopo: frozenset[str]) -> tuple[str, str]:
    """Return the version of a new template and why, in a sentence.

    The text alone moves the last number; fields that are new, or no longer printed, the one in the middle.
    """
    if ultima is None:
        return PRIMA, "È la prima versione."
    grande, media, piccola = (int(parte) for parte in ultima.split("."))
    nuovi, tolti = sorted(dopo - prima), sorted(prima - dopo)
    if not nuovi and not tolti:
        return f"{grande}.{media}.{piccola + 1}", "Cambia solo il testo: i campi sono gli stessi."
    detti = [f"usa anche {', '.join(nuovi)}"] if nuovi else []
    detti += [f"non stampa più {', '.join(tolti)}"] if tolti else []
    return f"{grande}.{media + 1}.0", f"Cambiano i campi: {' e '.join(detti)}."
