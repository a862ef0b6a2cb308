"""From the data of an act to its documents: the draft, then the adopted text with its number."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from importlib.metadata import version
from typing import Any

from crescere_kit.acts import albo_copy
from crescere_kit.acts.act import Atto
from crescere_kit.acts.bodies import DELLA_RIUNIONE, DELLA_SEDUTA, Determinazione
from crescere_kit.acts.checks import Esito
from crescere_kit.acts.definition import Definizione
from crescere_kit.acts.facts import Fatti
from crescere_kit.acts.register import Numero, Scadenza, Ufficio
from crescere_kit.acts.register.refusals import NumeroGiaPreso
from crescere_kit.acts.render import compila, rendi_sorvegliato
from crescere_kit.errors import ErroreSpiegato

DOCX, SCHEDA = "atto.docx", "controlli.json"
_CONTROLLI_DELLA_RIUNIONE = frozenset({"C-02", "C-03", "C-04"})
_CONTROLLI_DELLA_SEDUTA = _CONTROLLI_DELLA_RIUNIONE | {"C-05"}
_TENTATIVI = 20  # so many others may adopt in the instant between reading a number and taking it


class NonAdottabile(ErroreSpiegato):
    """The act lacks something, or a blocking check is not passed: the sentences say what."""


@dataclass(frozen=True)
class Lavoro:
    """An act on the desk: its definition, the data read, and the template that dresses it.

    modello: the comune's own template, None for the one that Crescere ships.
    """

    definizione: Definizione
    atto: Atto
    modello: bytes | None = None

    @cached_property
    def esiti(self) -> list[Esito]:
        """How every check went."""
        return self.definizione.esamina(self.atto)

    @cached_property
    def contesto(self) -> dict[str, Any]:
        """What the template can print."""
        return self.atto.contesto()

    @property
    def importati(self) -> dict[str, str]:
        """The adopted acts that this one was computed from, with the hash of each."""
        _ = self.contesto
        return dict(getattr(self.atto.fatti.importa, "presi", {}))

    @property
    def esiti_della_proposta(self) -> list[Esito]:
        """How the checks went that a proposal must pass: nobody has met or voted yet."""
        campi = type(self.atto).model_fields
        dopo = {nome for nome, uno in campi.items() if uno.json_schema_extra["x-passo"] in DELLA_RIUNIONE}
        return [
            uno
            for uno in self.esiti
            if uno.id not in _CONTROLLI_DELLA_RIUNIONE and not (uno.id == "C-10" and uno.campo in dopo)
        ]

    def mancano(self, della_seduta: bool = True) -> list[str]:
        """Return the empty fields without which the act is not adopted; without those of the session, if
        asked: a proposal has none of them yet.
        """
        campi = type(self.atto).model_fields
        return [
            nome
            for nome in self.atto.mancanti()
            if della_seduta or campi[nome].json_schema_extra["x-passo"] not in DELLA_SEDUTA
        ]

    def fermano(self, della_seduta: bool = True) -> list[Esito]:
        """Return the blocking checks that are not passed, empty fields apart."""
        saltati = frozenset({"C-10"}) if della_seduta else _CONTROLLI_DELLA_SEDUTA | {"C-10"}
        return [uno for uno in self.esiti if uno.ferma and uno.id not in saltati]

    def bozza(self) -> bytes:
        """Return the docx of the draft: what is not known yet is a blank line."""
        return self.rendi(self.contesto, bozza=True)

    def definitivo(self) -> bytes:
        """Return the docx of the act; raise CampoVuoto if the template prints something that is not known."""
        return self.rendi(self.contesto, bozza=False)

    def rendi(self, contesto: Mapping[str, Any], *, bozza: bool) -> bytes:
        """Return the docx of a context of this act: its own, or that of its copy for the albo."""
        if self.modello is None:
            return compila(self.definizione.modello_word()).rendi(contesto, bozza=bozza)
        return rendi_sorvegliato(self.modello, contesto, bozza=bozza)

    def numerato(self, numero: int, giorno: date) -> Lavoro:
        """Return the same act with its number and the day of its adoption."""
        con_numero = self.atto.model_copy(update={"numero": numero, "data_adozione": giorno})
        return Lavoro(self.definizione, con_numero.su(self.atto.fatti), self.modello)

    def scheda(self) -> bytes:
        """Return the sheet of the checks as JSON."""
        documento = {
            "atto": self.definizione.codice,
            "nome": self.definizione.nome,
            "controlli": [uno.come_dict() for uno in self.esiti],
        }
        return json.dumps(documento, ensure_ascii=False, indent=2).encode()

    def congelati(self) -> dict[str, bytes]:
        """Return the files to freeze when the act is adopted."""
        return {DOCX: self.definitivo(), SCHEDA: self.scheda(), **albo_copy.da_conservare(self)}

    def versioni(self) -> dict[str, str]:
        """Return with what the act was made."""
        usato = self.modello or self.definizione.modello_word()
        return {
            "modello": hashlib.sha256(usato).hexdigest(),
            "modello_di": "comune" if self.modello else "Crescere",
            "crescere": version("crescere"),
        }


def lavora(
    definizione: Definizione, dati: Mapping[str, Any], fatti: Fatti, modello: bytes | None = None
) -> Lavoro:
    """Read the data of an act; raise DatiNonValidi with every fault at its field."""
    return Lavoro(definizione, definizione.modello.leggi(dati, fatti), modello)


def adotta(
    ufficio: Ufficio,
    pratica: str,
    lavoro: Lavoro,
    chi: str,
    *,
    numero_ufficiale: str | None = None,
    versione: int | None = None,
) -> Numero:
    """Give the act its number and freeze it with its documents.

    The number is printed in the text, so the text is made for the number that comes next; if somebody takes
    it first, for the one after. Raises NonAdottabile when something is missing or a blocking check fails.
    """
    _si_adotta(lavoro)
    for _ in range(_TENTATIVI):
        try:
            return _adotta(ufficio, pratica, lavoro, chi, numero_ufficiale, versione)
        except NumeroGiaPreso:
            continue
    raise NonAdottabile("Troppi atti si stanno adottando insieme: riprovare fra un momento.")


def _si_adotta(lavoro: Lavoro) -> None:
    frasi = [uno.messaggio for uno in lavoro.esiti if uno.ferma]
    if frasi:
        raise NonAdottabile("\n".join(["L'atto non si può adottare:", *(f"- {una}" for una in frasi)]))


def _adotta(  # noqa: PLR0917 - what adopting needs
    ufficio: Ufficio,
    pratica: str,
    lavoro: Lavoro,
    chi: str,
    numero_ufficiale: str | None,
    versione: int | None,
) -> Numero:
    atto = lavoro.atto
    organo = "determinazione" if isinstance(atto, Determinazione) else atto.organo
    settore = atto.servizio if isinstance(atto, Determinazione) else ""
    numero = ufficio.prossimo(organo, atto.giorno.year, settore)
    numerato = lavoro.numerato(numero, atto.giorno)
    return ufficio.adotta(
        pratica,
        chi,
        atto.giorno,
        numerato.congelati(),
        numerato.atto.model_dump(mode="json"),
        numerato.versioni(),
        organo=organo,
        settore=settore,
        esiti=numerato.esiti,
        immediata=getattr(atto, "immediata", False),
        numero=numero,
        numero_ufficiale=numero_ufficiale,
        scadenze=_fa_scadere(numerato),
        chiude=[(altra, lavoro.definizione.codice) for altra in ufficio.pratica(pratica).importati],
        versione=versione,
    )


def _fa_scadere(lavoro: Lavoro) -> list[Scadenza]:
    """Return what the act makes due, as its TOML says."""
    return [
        Scadenza(uno["atto"], giorno, uno["cosa"], uno["norma"])
        for uno in lavoro.definizione.fa_scadere
        if (giorno := getattr(lavoro.atto, uno["campo"])) is not None
    ]
