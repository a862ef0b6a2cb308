"""What a field is, from the schema that pydantic writes for an act."""

from datetime import date
from typing import Literal

import pytest
from pydantic import BaseModel, Field

from crescere_kit.acts.lint.shapes import forma
from crescere_kit.acts.types import Euro, Persona, Riferimento


class Ramo(BaseModel):
    nome: str
    rami: list["Ramo"] = []


class Prova(BaseModel):
    testo: str | None = None
    importo: Euro | None = None
    giorno: date | None = None
    quanti: int = 0
    vero: bool = True
    scelta: Literal["a", "b"] = "a"
    sindaco: Persona | None = None
    atto: Riferimento | None = None
    albero: Ramo | None = None
    note: dict[str, Euro] = {}
    coppia: tuple[str, int] = ("", 0)
    misto: str | int = ""
    nascosto: str = Field("", json_schema_extra={"x-stampa": False})


ATTO = forma(Prova.model_json_schema(mode="serialization"))


@pytest.mark.parametrize(
    ("campo", "tipo", "annullabile"),
    [
        ("testo", "testo", True),
        ("importo", "euro", True),
        ("giorno", "data", True),
        ("quanti", "intero", False),
        ("vero", "vero_falso", False),
        ("scelta", "testo", False),
        ("sindaco", "persona", True),
        ("atto", "oggetto", True),
        ("note", "oggetto", False),
        ("coppia", "elenco", False),
        ("misto", "ignoto", False),
    ],
)
def test_the_kind_of_a_field_is_what_its_type_says(campo, tipo, annullabile):
    assert (ATTO.campi[campo].tipo, ATTO.campi[campo].annullabile) == (tipo, annullabile)


def test_a_schema_that_holds_itself_is_followed_as_far_as_needed():
    ramo = ATTO.campi["albero"]
    for _ in range(50):
        ramo = ramo.campi["rami"].voce
    assert set(ramo.campi) == {"nome", "rami"}


def test_free_keys_choices_and_what_is_not_printed_are_known():
    assert ATTO.campi["note"].libera.tipo == "euro"
    assert ATTO.campi["scelta"].valori == {"a", "b"}
    assert ATTO.campi["sindaco"].campi["genere"].valori == {"m", "f"}
    assert (ATTO.campi["nascosto"].si_stampa, ATTO.campi["testo"].si_stampa) == (False, True)


def test_a_reference_to_nothing_or_to_itself_is_of_no_kind():
    assert forma({"$ref": "#/$defs/manca"}).tipo == "ignoto"
    assert forma({"$ref": "#/$defs/a", "$defs": {"a": {"$ref": "#/$defs/a"}}}).tipo == "ignoto"
