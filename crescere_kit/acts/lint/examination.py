"""The whole examination of a template, rule after rule."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any, Protocol

from crescere_kit.acts.lint.accessibility import accessibile
from crescere_kit.acts.lint.amounts import in_lettere, totali
from crescere_kit.acts.lint.blocks import Lettore, leggi_tutti
from crescere_kit.acts.lint.containers import vuoti
from crescere_kit.acts.lint.coverage import mai_stampati
from crescere_kit.acts.lint.dangers import pericoli
from crescere_kit.acts.lint.findings import ERRORE, Luogo, Rilievo, in_ordine
from crescere_kit.acts.lint.layout import nascosti, persi, righe
from crescere_kit.acts.lint.parts import DI_PROPRIETA, Parte, XmlNonLetto, compilate, leggi_tutto
from crescere_kit.acts.lint.properties import di_proprieta
from crescere_kit.acts.lint.revisions import tracciati
from crescere_kit.acts.lint.shapes import Forma, forma
from crescere_kit.acts.lint.tags import Segnaposto, TroppiNascosti, dopo_la_pulizia
from crescere_kit.acts.lint.typography import scritti_male
from crescere_kit.acts.render.faults import ModelloNonValido
from crescere_kit.acts.render.opening import apri

SEGNAPOSTI_MASSIMI = 3_000
_FILE = Luogo("file", "Nel file")


class Norme(Protocol):
    """What the lint asks of the library of norms."""

    def esiste(self, norma: str) -> bool:
        """Tell whether a norm is in the library."""

    def in_vigore(self, norma: str, giorno: date) -> bool:
        """Tell whether a norm is in force on a day."""


def esamina(
    docx: bytes,
    schema: dict[str, Any] | None,
    *,
    giorno: date | None = None,
    norme: Norme | None = None,
) -> list[Rilievo]:
    """Return the faults of a template, errors first; without a schema the names of fields are not checked."""
    try:
        parti = apri(docx)
        xml = leggi_tutto(parti)
    except (ModelloNonValido, XmlNonLetto) as errore:
        return [Rilievo("L17", ERRORE, "file", None, str(errore))]
    rilievi = list(pericoli(parti, xml))
    atto = None if schema is None else forma(schema)
    tutte = compilate(xml)
    if sum(len(tags) for parte in tutte for tags in parte.tags.values()) > SEGNAPOSTI_MASSIMI:
        frase = f"ci sono più di {SEGNAPOSTI_MASSIMI} segnaposti: un modello di atto ne ha qualche centinaio."
        return in_ordine([*rilievi, _FILE.errore("L03", frase)])
    esami = [_esamina_parte(parte, atto) for parte in tutte]
    rilievi += [rilievo for trovati, _ in esami for rilievo in trovati]
    letti = [letto for _, letto in esami]
    rilievi += _norme(letti, giorno, norme)
    rilievi += accessibile(tutte[0], xml)
    if atto is not None:
        rilievi += _coperti(atto, letti)
    return in_ordine(rilievi)


def segnaposti(parte: Parte, guasta: bool = False) -> list[Segnaposto]:
    """Return the tags of a part as Jinja will meet them: those of its paragraphs and those hidden.

    docxtpl's clean-up says nothing of use about a part that is already wrong, and on one made to hurt it
    could take hours: then the tags are taken as the paragraphs hold them.
    """
    if parte.nome in DI_PROPRIETA:
        return di_proprieta(parte)
    trovati = [tag for tags in parte.tags.values() for tag in tags]
    return trovati if guasta else dopo_la_pulizia(parte.radice, trovati, parte.altrove)


def _esamina_parte(parte: Parte, atto: Forma | None) -> tuple[list[Rilievo], Lettore]:
    rilievi = list(_forma_della_parte(parte))
    try:
        tags = segnaposti(parte, any(rilievo.gravita == ERRORE for rilievo in rilievi))
    except TroppiNascosti:
        rilievi.append(
            parte.altrove.errore("L11", "ci sono segnaposti nascosti fuori dai paragrafi: toglierli.")
        )
        tags = segnaposti(parte, guasta=True)
    for tag in tags:
        if tag.paragrafo is None and parte.nome not in DI_PROPRIETA:
            frase = f"«{tag.scritto}» è nascosto fuori dal testo dei paragrafi: toglierlo."
            rilievi.append(tag.luogo.errore("L11", frase))
    letto = leggi_tutti(tags, atto)
    return [*rilievi, *letto.rilievi], letto


def _scritture(parte: Parte) -> Iterator[Rilievo]:
    for paragrafo, luogo in zip(parte.paragrafi, parte.luoghi, strict=True):
        yield from scritti_male(paragrafo, parte.tags.get(paragrafo.numero, []), luogo)


def _forma_della_parte(parte: Parte) -> Iterator[Rilievo]:
    yield from _scritture(parte)
    for paragrafo, luogo in zip(parte.paragrafi, parte.luoghi, strict=True):
        tags = parte.tags.get(paragrafo.numero, [])
        if tags:
            yield from tracciati(paragrafo, tags, luogo)
            yield from persi(paragrafo, tags, luogo)
            for tag in tags:
                yield from nascosti(tag)
    yield from righe(parte.paragrafi, parte.tags, parte.luoghi)
    tutti = [tag for tags in parte.tags.values() for tag in tags]
    yield from vuoti(parte.radice, parte.paragrafi, tutti, parte.luoghi)
    yield from in_lettere(parte)
    yield from totali(parte)


def _coperti(atto: Forma, letti: list[Lettore]) -> Iterator[Rilievo]:
    stampati = {percorso for letto in letti for percorso in letto.stampati}
    confrontati = {percorso for letto in letti for percorso in letto.confrontati}
    return mai_stampati(atto, stampati, confrontati)


def _norme(letti: list[Lettore], giorno: date | None, norme: Norme | None) -> Iterator[Rilievo]:
    if norme is None:
        return
    for norma, luogo in (citata for letto in letti for citata in letto.norme):
        if not norme.esiste(norma):
            yield luogo.errore(
                "L12", f"la norma «{norma}» non è nella biblioteca delle norme: correggerne il nome."
            )
        elif giorno is not None and not norme.in_vigore(norma, giorno):
            quando = giorno.strftime("%d/%m/%Y")
            yield luogo.errore(
                "L12", f"la norma «{norma}» non è in vigore al {quando}: citare quella vigente."
            )
