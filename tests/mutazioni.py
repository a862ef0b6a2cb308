"""One wrong letter in one name of a template, for every name: does the lint see it?"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from random import Random

from crescere_kit.acts.lint.blocks import leggi_tutti
from crescere_kit.acts.lint.examination import segnaposti
from crescere_kit.acts.lint.filters import FILTRI
from crescere_kit.acts.lint.findings import ERRORE
from crescere_kit.acts.lint.parts import compilate, leggi_xml
from crescere_kit.acts.lint.shapes import forma
from crescere_kit.acts.render.opening import apri

_PAROLA = re.compile(r"\"[^\"]*\"|'[^']*'|([A-Za-z_]\w*)")


@dataclass(frozen=True)
class Prova:
    """How many names were spoiled, which ones nobody noticed, which have no wrong form that is not a name."""

    provate: int
    sfuggite: tuple[str, ...]
    senza_sbaglio: tuple[str, ...]


def prova(docx: bytes, schema: dict) -> Prova:
    """Spoil each name of a template once and read the expressions again."""
    atto = forma(schema)
    xml = {nome: leggi_xml(nome, dati) for nome, dati in apri(docx).items() if nome.endswith(".xml")}
    noti = nomi(schema) | set(FILTRI)
    provate, sfuggite, senza = 0, [], []
    for parte in compilate(xml):
        tags = segnaposti(parte)
        assert not errori(tags, atto), f"{parte.nome} is already wrong"
        cicli = {tag.corpo.split()[1] for tag in tags if tag.parola == "for"}
        for posto, sbagliato, come in mutazioni(tags, noti | cicli):
            if sbagliato is None:
                senza.append(come)
                continue
            provate += 1
            if not errori([*tags[:posto], replace(tags[posto], corpo=sbagliato), *tags[posto + 1 :]], atto):
                sfuggite.append(f"{parte.nome}: {come}")
    return Prova(provate, tuple(sfuggite), tuple(senza))


def errori(tags, atto) -> bool:
    return any(rilievo.gravita == ERRORE for rilievo in leggi_tutti(tags, atto).rilievi)


def mutazioni(tags, noti: set[str]) -> Iterator[tuple[int, str | None, str]]:
    """Yield each tag with one of its names spoiled, the words of the language among them."""
    caso = Random(267)
    for posto, tag in enumerate(tags):
        if tag.genere == "{#":
            continue
        for trovato in _PAROLA.finditer(tag.corpo):
            if trovato[1] is None:
                continue
            sbagliata = next((s for s in sbagli(trovato[1], caso) if s not in noti), None)
            come = f"{trovato[1]} → {sbagliata} in «{tag.corpo}»"
            if sbagliata is None:
                yield posto, None, come
            else:
                yield posto, tag.corpo[: trovato.start()] + sbagliata + tag.corpo[trovato.end() :], come


def sbagli(nome: str, caso: Random) -> list[str]:
    """Return a name with a letter less, a letter twice, two letters swapped, in any order."""
    i = caso.randrange(len(nome))
    j = caso.randrange(len(nome) - 1) if len(nome) > 1 else 0
    tutti = [
        nome[:i] + nome[i + 1 :],
        nome[:i] + nome[i] + nome[i:],
        nome[:j] + nome[j : j + 2][::-1] + nome[j + 2 :],
    ]
    caso.shuffle(tutti)
    return [s for s in tutti if s.isidentifier() and s != nome] or [nome * 2]


def nomi(schema) -> set[str]:
    """Return every name that a schema gives to a field, at any depth: read apart from the lint."""
    if isinstance(schema, dict):
        propri = set(schema.get("properties", ()))
        return propri.union(*(nomi(figlio) for figlio in schema.values()), set())
    return set().union(*(nomi(figlio) for figlio in schema), set()) if isinstance(schema, list) else set()
