"""The definition of an act: model, checks, texts and template. All the rest follows from it."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from functools import cache, cached_property
from importlib.resources import files
from typing import Any

from crescere_kit.acts import checks, places
from crescere_kit.acts.act import Atto
from crescere_kit.acts.checks import Controllo, Esito
from crescere_kit.acts.checks.every_act import della_definizione


@dataclass(frozen=True)
class Definizione:
    """One act of the catalogue.

    modello: its pydantic class; controlli: its own checks, after the common ones. The rest is in the TOML of
    the same name: nome, in_parole, organo, norme (ids), pareri, allegati (those the office must join),
    scadenza (code of rules/termini.toml), fa_scadere, trasparenza, esempio (data of the sample).
    """

    modello: type[Atto]
    controlli: tuple[Controllo, ...] = ()
    _testi: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def codice(self) -> str:
        """Its code in the catalogue."""
        return self.modello.codice

    @cached_property
    def testi(self) -> dict[str, Any]:
        """What the TOML of the act says."""
        return self._testi or _testi(self.codice)

    @property
    def nome(self) -> str:
        """Its title: «Variazione d'urgenza al bilancio»."""
        return str(self.testi["nome"])

    @property
    def in_parole(self) -> str:
        """How an office calls it in a sentence: «variazione d'urgenza della Giunta»."""
        return str(self.testi["in_parole"])

    @property
    def organo(self) -> str:
        """Who adopts it: giunta, consiglio or responsabile."""
        return self.modello.organo

    @property
    def norme(self) -> tuple[str, ...]:
        """The provisions it rests on, as ids of the library."""
        return tuple(self.testi["norme"])

    @property
    def pareri(self) -> tuple[str, ...]:
        """The opinions it needs: PT, PC, VC, REV."""
        return tuple(self.testi["pareri"])

    @property
    def allegati(self) -> tuple[str, ...]:
        """The titles of the attachments that the office must join; those we make are in the template."""
        return tuple(self.testi.get("allegati", ()))

    @property
    def scadenza(self) -> str:
        """The code of its term in the legal calendar, "" when it has none."""
        return str(self.testi.get("scadenza", ""))

    @property
    def fa_scadere(self) -> tuple[dict[str, str], ...]:
        """What it makes due: the act, the field that holds the day, what to do, the norm."""
        return tuple(self.testi.get("fa_scadere", ()))

    @property
    def esempio(self) -> dict[str, Any]:
        """The data of a sample that passes every blocking check on the first comune of the demo region."""
        return dict(self.testi["esempio"])

    @cached_property
    def tutti_i_controlli(self) -> tuple[Controllo, ...]:
        """The common checks and its own."""
        return (*della_definizione(self), *self.controlli)

    def esamina(self, atto: Atto) -> list[Esito]:
        """Return how every check went."""
        return checks.esamina(atto, self.tutti_i_controlli)

    @cached_property
    def _schema(self) -> dict[str, Any]:
        return self.modello.model_json_schema(mode="serialization")

    def schema(self) -> dict[str, Any]:
        """Return the JSON Schema of what its template can print."""
        return self._schema

    def schema_dei_dati(self) -> dict[str, Any]:
        """Return the JSON Schema of what the office writes."""
        return self.modello.model_json_schema(mode="validation")

    def modello_word(self) -> bytes:
        """Return the Word template that Crescere ships for it."""
        return places.modelli().joinpath(f"{self.codice}.docx").read_bytes()


@cache
def _testi(codice: str) -> dict[str, Any]:
    scritto = files("crescere_kit.acts.catalogue").joinpath(f"{codice}.toml").read_text(encoding="utf-8")
    return tomllib.loads(scritto)
