"""An act as data: what the office wrote, what the kit computes from it, and where each number comes from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, PrivateAttr, TypeAdapter, ValidationError

from crescere_kit.acts.facts import Cella, Fatti
from crescere_kit.acts.faults import DatiNonValidi, DifettoDelCampo, difetti
from crescere_kit.acts.fields import calcolato, campo
from crescere_kit.acts.people import Ente
from crescere_kit.acts.types import Allegato, Correzione, Giorno, Testo, VerificaAMano
from crescere_kit.rules import RegolaAssente

_NON_SI_CORREGGE = "è una tabella: si correggono i campi da cui viene, non il suo contenuto"
DELIBERE = {"giunta": "Giunta comunale", "consiglio": "Consiglio comunale"}


@dataclass(frozen=True)
class Nota:
    """What is known of a computed value: accounts and fields it was made of, or why it is not known."""

    celle: tuple[Cella, ...]
    campi: tuple[str, ...]
    motivo: str = ""  # why it is n.c.
    correzione: Correzione | None = None


class Atto(BaseModel):
    """The data of one act. Fields left out are None: an act is a draft until its checks say otherwise."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    codice: ClassVar[str]  # its code in the catalogue
    organo: ClassVar[str]  # giunta, consiglio, responsabile

    oggetto: Testo | None = campo(
        "U",
        "Oggetto",
        passo="Atto",
        obbligatorio=False,
        stampa=False,
        aiuto="Se resta vuoto è quello proposto. Senza nomi di persone fisiche.",
    )
    numero: int | None = campo(
        "D",
        "Numero",
        passo="Atto",
        obbligatorio=False,
        aiuto="Lo dà il registro all'adozione.",
        ge=1,
    )
    data_adozione: Giorno | None = campo(
        "D", "Data di adozione", passo="Atto", obbligatorio=False, stampa=False
    )
    allegati: list[Allegato] = campo(
        "U", "Allegati", passo="Allegati", obbligatorio=False, stampa=False, predefinito=list
    )
    correzioni: list[Correzione] = campo(
        "U",
        "Valori calcolati che l'ufficio corregge",
        passo="Correzioni",
        obbligatorio=False,
        stampa=False,
        predefinito=list,
        aiuto="Il motivo è stampato nella bozza.",
    )

    verifiche_a_mano: list[VerificaAMano] = campo(
        "U",
        "Controlli che l'ufficio ha fatto a mano",
        passo="Correzioni",
        obbligatorio=False,
        stampa=False,
        predefinito=list,
        aiuto="Solo per i controlli che Crescere non può fare con i conti caricati.",
    )

    _fatti: Fatti = PrivateAttr()
    _valori: dict[str, Any] = PrivateAttr(default_factory=dict)
    _note: dict[str, Nota] = PrivateAttr(default_factory=dict)
    _in_corso: list[tuple[list[Cella], list[str]]] = PrivateAttr(default_factory=list)

    @classmethod
    def leggi(cls, dati: Mapping[str, Any], fatti: Fatti) -> Self:
        """Read the data of an act on what is known of the ente; raise DatiNonValidi with every fault."""
        try:
            atto = cls.model_validate(dict(dati))
        except ValidationError as errore:
            raise DatiNonValidi(difetti(errore)) from None
        return atto.su(fatti)

    def su(self, fatti: Fatti) -> Self:
        """Read the rest from what is known of the ente; raise DatiNonValidi if a correction is not one."""
        self._valori, self._note = {}, {}
        self._fatti = fatti
        self._fatti = replace(fatti, giorno=self.giorno)
        self._controlla_correzioni()
        return self

    @property
    def fatti(self) -> Fatti:
        """What is known of the ente."""
        return self._fatti

    @property
    def giorno(self) -> date:
        """The day of the act."""
        return self.data_adozione or self._fatti.giorno

    @property
    def anno_esercizio(self) -> int:
        """The year of the act."""
        return self.giorno.year

    @property
    def anno_del_termine(self) -> int:
        """The exercise whose term the act is due by; acts that close another year say which."""
        return self.anno_esercizio

    def contesto(self) -> dict[str, Any]:
        """Return fields and computed values as plain data: what a template can print."""
        return self.model_dump(mode="python")

    def nota(self, nome: str) -> Nota:
        """Return what is known of a computed value."""
        getattr(self, nome)
        return self._note[nome]

    def mancanti(self) -> list[str]:
        """Return the names of the fields without which the act cannot be adopted and that are empty."""
        return [nome for nome in _obbligatori(type(self)) if getattr(self, nome) in (None, "", [])]

    def valore_calcolato(self, nome: str, funzione: Callable[[Any], Any], serve: tuple[str, ...]) -> Any:
        """Return a computed value, once; note what it was made of (used by `calcolato`)."""
        if self._in_corso:
            self._in_corso[-1][1].append(nome)
        if nome not in self._valori:
            self._valori[nome], self._note[nome] = self._calcola(nome, funzione, serve)
        return self._valori[nome]

    def _calcola(self, nome: str, funzione: Callable[[Any], Any], serve: tuple[str, ...]) -> tuple[Any, Nota]:
        scritta = next((una for una in self.correzioni if una.campo == nome), None)
        if scritta is not None:
            return _tipo(type(self), nome).validate_python(scritta.valore), Nota((), (), correzione=scritta)
        vuoti = [uno for uno in serve if getattr(self, uno) in (None, [])]
        if vuoti:
            etichette = ", ".join(etichetta(type(self), uno) for uno in vuoti)
            return None, Nota((), serve, f"manca: {etichette}")
        if self._in_corso:  # what the outer value read so far stays its own
            self._in_corso[-1][0].extend(self._fatti.letti())
        self._in_corso.append(([], []))
        valore, motivo = None, "i conti che servono non ci sono"
        try:
            valore = funzione(self)
        except RegolaAssente as assente:  # nobody wrote what the law said in that year
            motivo = str(assente)
        except ValidationError as errore:  # the data are each good, what follows from them is not
            motivo = "; ".join(dict.fromkeys(uno.messaggio for uno in difetti(errore)))
        except (TypeError, AttributeError):  # it used a value that is not known: else it is a fault of ours
            motivo = self._valori_ignoti()
            if not motivo:
                raise
        finally:
            celle, campi = self._in_corso.pop()
            celle += self._fatti.letti()
        nota = Nota(tuple(dict.fromkeys(celle)), tuple(dict.fromkeys((*serve, *campi))))
        return valore, nota if valore is not None else replace(nota, motivo=motivo)

    def _valori_ignoti(self) -> str:
        """Say which values that are not known the one being computed has read; "" when none is."""
        letti = dict.fromkeys(self._in_corso[-1][1])
        ignoti = [etichetta(type(self), uno) for uno in letti if self._valori.get(uno) is None]
        return f"manca: {', '.join(ignoti)}" if ignoti else ""

    def _controlla_correzioni(self) -> None:
        trovati = []
        for posto, una in enumerate(self.correzioni):
            if una.campo not in type(self).model_computed_fields:
                trovati.append(
                    DifettoDelCampo(f"correzioni.{posto}.campo", f"«{una.campo}» non è un valore calcolato")
                )
                continue
            if isinstance(una.valore, list | dict):  # its parts are what others are computed from
                trovati.append(DifettoDelCampo(f"correzioni.{posto}.valore", _NON_SI_CORREGGE))
                continue
            try:
                _tipo(type(self), una.campo).validate_python(una.valore)
            except ValidationError as errore:
                frasi = "; ".join(uno.messaggio for uno in difetti(errore))
                trovati.append(DifettoDelCampo(f"correzioni.{posto}.valore", frasi))
        if trovati:
            raise DatiNonValidi(trovati)

    def oggetto_proposto(self) -> str:
        """Return the object that the kit proposes; each act says its own."""
        raise NotImplementedError

    @calcolato("D", "Oggetto dell'atto")
    def titolo(self) -> Testo:
        """L'oggetto scritto dall'ufficio o, se non c'è, quello proposto."""
        return self.oggetto or self.oggetto_proposto()

    @calcolato("A", "Ente")
    def ente(self) -> Ente:
        """Dall'anagrafica dell'ente."""
        return self.fatti.anagrafica.ente

    @calcolato("D", "Anno")
    def anno(self) -> int:
        """L'anno dell'atto."""
        return self.anno_esercizio

    @calcolato("D", "Triennio")
    def triennio(self) -> str:
        """L'anno dell'atto e i due successivi."""
        return f"{self.anno_esercizio}-{self.anno_esercizio + 2}"


def etichetta(modello: type[Atto], nome: str) -> str:
    """Return the label of a field, as the form shows it."""
    trovato = modello.model_fields.get(nome) or modello.model_computed_fields.get(nome)
    return str(trovato.title) if trovato is not None and trovato.title else nome


@cache
def _obbligatori(modello: type[Atto]) -> tuple[str, ...]:
    def vale(extra: Any) -> bool:
        return isinstance(extra, dict) and bool(extra.get("x-obbligatorio"))

    return tuple(nome for nome, uno in modello.model_fields.items() if vale(uno.json_schema_extra))


@cache
def _tipo(modello: type[Atto], nome: str) -> TypeAdapter[Any]:
    return TypeAdapter(modello.model_computed_fields[nome].return_type)


def somma(importi: Any) -> Decimal:
    """Return the sum of amounts in euro, to the cent; zero of none."""
    return sum(importi, Decimal("0.00"))
