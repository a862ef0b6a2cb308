"""The copy of an act for the albo: the same template on a context from which personal data were taken.

What is taken is said field by field, by the marks of the model: «omesso» leaves a blank in words, while
«pseudonimo» leaves a code that stays the same through the act. Then the texts that remain are read: where
they repeat what was taken it is taken there too, and so are the personal data that nobody marked. Amounts,
offices and firms stay. Words that may reveal the health or the need of somebody are left to the office.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from crescere_kit.acts.fields import OMESSO, PSEUDONIMO
from crescere_kit.acts.omissis import OMISSIS, Omesso
from crescere_kit.acts.outputs import scan
from crescere_kit.acts.outputs.forms import forme, ricerca

_ALTROVE = "altrove"
_ANAGRAFICA = "A"  # what the registry of the ente says of itself is public already


@dataclass(frozen=True)
class Omissis:
    """Something left out: where, what stands in its place, why and by which norm. Never what it was."""

    campo: str
    al_posto: str
    perche: str
    norma: str


@dataclass(frozen=True)
class DaRivedere:
    """A word that stays and that somebody must look at."""

    campo: str
    parola: str
    perche: str
    norma: str


@dataclass(frozen=True)
class VersioneAlbo:
    """The context of the copy for the albo, what was left out of it, what to look at again."""

    contesto: dict[str, Any]
    omissis: tuple[Omissis, ...]
    da_rivedere: tuple[DaRivedere, ...]
    tolti: frozenset[str] = field(repr=False)  # what was taken: for the last look at the document


def versione_albo(contesto: Mapping[str, Any], schema: Mapping[str, Any]) -> VersioneAlbo:
    """Take from a context what the marks of its schema, and a reading of its texts, say not to publish."""
    taglio = _Taglio(schema)
    segnato = {nome: taglio.campo(nome, valore, schema) for nome, valore in contesto.items()}
    lettura = _Lettura(taglio)
    proprieta = schema.get("properties", {})
    pulito = {
        nome: valore
        if proprieta.get(nome, {}).get("x-fonte") == _ANAGRAFICA
        else _ogni_testo(nome, valore, lettura)
        for nome, valore in segnato.items()
    }
    return VersioneAlbo(
        pulito,
        tuple(taglio.omissis),
        tuple(lettura.da_rivedere),
        frozenset(taglio.al_posto) | lettura.trovati,
    )


class _Taglio:
    """What the marks of a schema take from a context; it keeps the codes given so far."""

    def __init__(self, schema: Mapping[str, Any]) -> None:
        self.definizioni = schema.get("$defs", {})
        self.omissis: list[Omissis] = []
        self.al_posto: dict[str, Omesso] = {}
        self.codici: dict[str, dict[str, Omesso]] = {}

    def campo(self, percorso: str, valore: Any, dentro: Mapping[str, Any]) -> Any:
        """Return the value of a property of the object that `dentro` describes."""
        regola = dentro.get("properties", {}).get(percorso.rpartition(".")[2], {})
        segno = regola.get("x-privacy")
        if segno in {OMESSO, PSEUDONIMO}:
            return self._togli(percorso, valore, segno, str(regola.get("title", "Persona")))
        return self._scendi(percorso, valore, regola)

    def _scendi(self, percorso: str, valore: Any, regola: Mapping[str, Any]) -> Any:
        if isinstance(valore, Mapping):
            if valore.get("persona_fisica") is False:  # a firm or an ente stays: the law wants it known
                return dict(valore)
            for forma in self._forme_di(regola):
                valore = {nome: self.campo(f"{percorso}.{nome}", uno, forma) for nome, uno in valore.items()}
            return valore
        if isinstance(valore, list | tuple):
            for forma in self._forme_di(regola):
                voce = forma.get("items", {})
                valore = [self._scendi(f"{percorso}.{n}", uno, voce) for n, uno in enumerate(valore)]
        return valore

    def _forme_di(self, regola: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Return every shape that a schema admits: what any of them marks is marked."""
        if "$ref" in regola:
            return self._forme_di(self.definizioni[regola["$ref"].rpartition("/")[2]])
        alternative = [*regola.get("anyOf", ()), *regola.get("oneOf", ()), *regola.get("allOf", ())]
        return [regola, *(forma for una in alternative for forma in self._forme_di(una))]

    def _togli(self, percorso: str, valore: Any, segno: str, etichetta: str) -> Any:
        """Take a value, whatever its shape; of a list each, so that it is still seen how many they were."""
        if valore is None or isinstance(valore, Omesso) or (not valore and isinstance(valore, str | list)):
            return valore
        if isinstance(valore, list | tuple):
            return [self._togli(f"{percorso}.{n}", uno, segno, etichetta) for n, uno in enumerate(valore)]
        testo = OMISSIS if segno == OMESSO else self._codice(valore, etichetta)
        perche = scan.motivo(segno)
        self.omissis.append(Omissis(percorso, testo, perche.perche, perche.norma))
        self.al_posto |= dict.fromkeys(forme(valore), testo)
        if isinstance(valore, bool):  # a text would be true, and print what depends on it
            return None
        return testo

    def _codice(self, valore: Any, etichetta: str) -> Omesso:
        """Return the code of who is written here: the same for the same, in the order in which they come."""
        gia = self.codici.setdefault(etichetta, {})
        chiave = " ".join(sorted(forme(valore))).casefold() or repr(valore)
        return gia.setdefault(chiave, Omesso(f"{etichetta} {len(gia) + 1}"))


class _Lettura:
    """What is found by reading the texts that the marks left."""

    def __init__(self, taglio: _Taglio) -> None:
        self.omissis = taglio.omissis
        self.al_posto = {" ".join(forma.split()).casefold(): uno for forma, uno in taglio.al_posto.items()}
        self.gia_tolti = ricerca(taglio.al_posto)
        self.da_rivedere: list[DaRivedere] = []
        self.trovati: frozenset[str] = frozenset()

    def __call__(self, percorso: str, testo: str) -> str:
        letto = testo
        if self.gia_tolti is not None:
            letto = self.gia_tolti.sub(
                lambda trovato: self.al_posto[" ".join(trovato.group().split()).casefold()], testo
            )
        if letto != testo:
            self._nota(percorso, _ALTROVE)
        pulito, trovati = scan.togli(letto)
        self.trovati |= {letto[uno.inizio : uno.fine] for uno in trovati}
        for tipo in dict.fromkeys(uno.tipo for uno in trovati):
            self._nota(percorso, tipo)
        for parola, tipo in scan.parole_da_rivedere(pulito):
            perche = scan.motivo(tipo)
            self.da_rivedere.append(DaRivedere(percorso, parola, perche.perche, perche.norma))
        return pulito

    def _nota(self, percorso: str, tipo: str) -> None:
        perche = scan.motivo(tipo)
        self.omissis.append(Omissis(percorso, OMISSIS, perche.perche, perche.norma))


def _ogni_testo(percorso: str, valore: Any, leggi: Callable[[str, str], str]) -> Any:
    """Return the value with each of its texts read, but those that took the place of something."""
    if isinstance(valore, Mapping):
        return {nome: _ogni_testo(f"{percorso}.{nome}", uno, leggi) for nome, uno in valore.items()}
    if isinstance(valore, list | tuple):
        return [_ogni_testo(f"{percorso}.{n}", uno, leggi) for n, uno in enumerate(valore)]
    if type(valore) is str:
        return leggi(percorso, valore)
    return valore
