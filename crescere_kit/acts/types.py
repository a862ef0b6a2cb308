"""What a field of an act may hold, checked as it is read: amounts, codes, people, other acts."""

from __future__ import annotations

import re
from datetime import date
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, StringConstraints
from stdnum import iban as _iban
from stdnum.exceptions import ValidationError as _NonValido
from stdnum.it import codicefiscale, iva

from crescere_kit.acts.fields import OMESSO
from crescere_kit.euro import ImportoNonValido, cents

_CENTESIMO = Decimal("0.01")


def arrotonda(importo: Decimal) -> Decimal:
    """Round to the cent, half up, as the accounts do."""
    return importo.quantize(_CENTESIMO, ROUND_HALF_UP)


def _importo(valore: Any) -> Any:
    if isinstance(valore, str):
        try:
            return Decimal(cents(valore)) / 100
        except ImportoNonValido as errore:
            if re.fullmatch(r"[-+]?\d+\.\d{1,2}", valore.strip()):  # as JSON and our own files write it
                return Decimal(valore.strip())
            raise ValueError(str(errore)) from None
    if isinstance(valore, bool | float):
        raise ImportoNonValido(f"«{valore}» non è un importo in euro e centesimi: scriverlo come «1.234,56».")
    return valore


def _due_decimali(valore: Decimal) -> Decimal:
    if not valore.is_finite() or valore != arrotonda(valore):
        raise ValueError(f"L'importo «{valore}» ha più di due decimali: indicare euro e centesimi.")
    if abs(valore) >= Decimal(10) ** 12:
        raise ValueError("L'importo supera mille miliardi: controllare le cifre.")
    return arrotonda(valore)


def _non_negativo(valore: Decimal) -> Decimal:
    if valore < 0:
        raise ValueError(f"L'importo {valore} è negativo e qui non può esserlo.")
    return valore


def _segno(nome: str) -> Any:
    """Mark the schema of a type with the name by which the form and the lint know it."""
    return Field(json_schema_extra={"x-tipo": nome})


Euro = Annotated[Decimal, BeforeValidator(_importo), AfterValidator(_due_decimali), _segno("euro")]
EuroPositivo = Annotated[Euro, AfterValidator(_non_negativo)]


def _percento(valore: Any) -> Any:
    if isinstance(valore, str):
        try:
            return Decimal(valore.replace("%", "").replace(",", ".").strip())
        except InvalidOperation:
            raise ValueError(f"«{valore}» non è una percentuale: scriverla come «8,6».") from None
    if isinstance(valore, bool | float):
        raise ImportoNonValido(f"«{valore}» non è una percentuale esatta: scriverla come «8,6».")
    return valore


Percento = Annotated[Decimal, BeforeValidator(_percento), _segno("percento")]
_PRIMO_ANNO, _ULTIMO_ANNO = 1900, 2199  # beyond them it is a slip of the pen, and days cannot be counted


def _plausibile(valore: date) -> date:
    if not _PRIMO_ANNO <= valore.year <= _ULTIMO_ANNO:
        raise ValueError(f"L'anno {valore.year} non è plausibile: controllare la data.")
    return valore


Giorno = Annotated[date, AfterValidator(_plausibile), _segno("data")]
Intero = Annotated[int, _segno("intero")]
Anno = Annotated[int, Field(ge=_PRIMO_ANNO, le=_ULTIMO_ANNO), _segno("intero")]
SiNo = Annotated[bool, _segno("vero_falso")]
Testo = Annotated[str, StringConstraints(max_length=300), _segno("testo")]
TestoLungo = Annotated[str, StringConstraints(max_length=20_000), _segno("testo")]


def _secondo(modello: str, che_cosa: str) -> Any:
    def controlla(valore: str) -> str:
        pulito = valore.replace(" ", "").upper()
        if not re.fullmatch(modello, pulito):
            raise ValueError(f"«{valore}» non è {che_cosa}.")
        return pulito

    return AfterValidator(controlla)


def _stdnum(valore: str) -> str:
    try:
        modulo = iva if valore.replace(" ", "").isdigit() else codicefiscale
        return str(modulo.validate(valore))
    except _NonValido:
        raise ValueError(
            f"«{valore}» non è un codice fiscale o una partita IVA: il carattere di controllo non torna."
        ) from None


def _conto(valore: str) -> str:
    try:
        return str(_iban.validate(valore))
    except _NonValido:
        raise ValueError(f"«{valore}» non è un IBAN: il codice di controllo non torna.") from None


Cup = Annotated[
    str,
    _secondo(r"[A-Z]\d{2}[A-Z]\d{2}\d{9}", "un CUP (15 caratteri, come J31B21000000001)"),
    _segno("testo"),
]
Cig = Annotated[str, _secondo(r"[A-Z0-9]{10}", "un CIG (10 caratteri)"), _segno("testo")]
CodiceFiscale = Annotated[str, AfterValidator(_stdnum), _segno("testo")]
Iban = Annotated[str, AfterValidator(_conto), _segno("testo")]


class Riga(BaseModel):
    """A part of an act that is complete or is not there: a row, a person, the reference to another act."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True, frozen=True)


class Genere(StrEnum):
    """How the office of a person is written: «il Sindaco», «la Sindaca»."""

    M = "m"
    F = "f"


class Persona(Riga):
    """Somebody who acts for the ente; codice_fiscale is never shown to the public."""

    nome: Testo = Field(title="Nome")
    cognome: Testo = Field(title="Cognome")
    genere: Genere = Field(Genere.M, title="Genere della carica", json_schema_extra={"x-tipo": "scelta"})
    carica: Testo = Field(
        "", title="Carica", description="Al maschile: «Sindaco», «Responsabile finanziario»."
    )
    codice_fiscale: CodiceFiscale | None = Field(
        None, title="Codice fiscale", json_schema_extra={"x-privacy": OMESSO, "x-stampa": False}
    )


class Riferimento(Riga):
    """Another act, as it is cited: «deliberazione della Giunta n. 12 del 15/03/2026»."""

    tipo: Testo = Field("deliberazione", title="Tipo di atto")
    organo: Testo = Field("", title="Organo")
    numero: Intero = Field(title="Numero", ge=1)
    data: Giorno = Field(title="Data")


class Parere(Riga):
    """An opinion on the proposal: PT and PC of the responsabili, REV of the revisore, VC for spending."""

    tipo: Annotated[str, Field(pattern="^(PT|PC|VC|REV)$")] = Field(
        title="Parere", json_schema_extra={"x-tipo": "scelta", "x-scelte": ["PT", "PC", "VC", "REV"]}
    )
    esito: Annotated[
        str, Field(pattern="^(favorevole|favorevole con osservazioni|contrario|non dovuto)$")
    ] = Field(
        title="Esito",
        json_schema_extra={
            "x-tipo": "scelta",
            "x-scelte": ["favorevole", "favorevole con osservazioni", "contrario", "non dovuto"],
        },
    )
    data: Giorno = Field(title="Data")
    firmatario: Persona | None = Field(None, title="Chi lo rende")
    motivazione: TestoLungo = Field("", title="Motivazione")
    protocollo: Testo = Field("", title="Verbale o protocollo")


class Presenza(Riga):
    """Whether a member of the organ was there."""

    persona: Persona = Field(title="Componente")
    esito: Annotated[str, Field(pattern="^(presente|assente|assente giustificato)$")] = Field(
        "presente",
        title="Presenza",
        json_schema_extra={
            "x-tipo": "scelta",
            "x-scelte": ["presente", "assente", "assente giustificato"],
        },
    )


class Votazione(Riga):
    """How the organ voted."""

    favorevoli: Intero = Field(title="Favorevoli", ge=0)
    contrari: Intero = Field(0, title="Contrari", ge=0)
    astenuti: Intero = Field(0, title="Astenuti", ge=0)
    non_partecipanti: Intero = Field(0, title="Presenti che non partecipano al voto", ge=0)
    forma: Testo = Field("palese", title="Forma del voto")


class Allegato(Riga):
    """A document that goes with the act; sha256 says which."""

    titolo: Testo = Field(title="Titolo")
    file: Testo = Field("", title="File")
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")] | None = Field(None, title="Impronta SHA-256")
    parte_integrante: SiNo = Field(True, title="Parte integrante")
    pubblicabile: SiNo = Field(True, title="Si pubblica")


class VerificaAMano(Riga):
    """A check that the kit cannot make on the accounts it has: the office made it, and says how."""

    controllo: Testo = Field(title="Controllo", description="Il suo codice, come VU-02.")
    motivo: Annotated[str, StringConstraints(min_length=10, max_length=2000)] = Field(
        title="Come si è verificato"
    )


class Correzione(Riga):
    """A computed value that the office replaced, and why."""

    campo: Testo = Field(title="Campo")
    valore: Any = Field(title="Valore")
    motivo: Annotated[str, StringConstraints(min_length=10, max_length=2000)] = Field(title="Motivo")
