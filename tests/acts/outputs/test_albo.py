"""The copy for the albo leaves out what the marks say, at any depth, and what the texts repeat."""

import json
from datetime import date
from decimal import Decimal

import pytest
from atti import atto, dati, fatti
from pydantic import BaseModel, ConfigDict

from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.acts.fields import OMESSO, PSEUDONIMO, campo
from crescere_kit.acts.omissis import Omesso
from crescere_kit.acts.outputs.albo import versione_albo
from crescere_kit.acts.outputs.last_look import residui
from crescere_kit.acts.render import compila


class Beneficiario(BaseModel):
    model_config = ConfigDict(frozen=True)
    persona: dict[str, str] | None = campo("U", "Beneficiario", privacy=PSEUDONIMO)
    nato_il: date | None = campo("U", "Nato il", privacy=OMESSO)
    importo: Decimal | None = campo("U", "Importo")
    isee: Decimal | None = campo("U", "ISEE", privacy=OMESSO)
    invalido: bool | None = campo("U", "Invalido", privacy=OMESSO)


class Prova(BaseModel):
    titolo: str = campo("D", "Oggetto")
    beneficiari: list[Beneficiario] = campo("U", "Beneficiari", predefinito=list)
    ente: dict[str, str] | None = campo("A", "Ente")
    note: list[str] = campo("U", "Note", privacy=OMESSO, predefinito=list)
    premessa: str = campo("U", "Premessa")
    delegato: dict[str, str] | None = campo("U", "Beneficiario", privacy=PSEUDONIMO)


SCHEMA = Prova.model_json_schema(mode="serialization")
ROSSI = {"nome": "Mario", "cognome": "Rossi"}
BIANCHI = {"nome": "Ada", "cognome": "Bianchi"}


def contesto():
    def uno(persona, importo):
        return {
            "persona": persona,
            "nato_il": date(1980, 1, 1),
            "importo": Decimal(importo),
            "isee": Decimal("4321.09"),
            "invalido": True,
        }

    return {
        "titolo": "Contributo a ROSSI  Mario e altri",
        "beneficiari": [uno(ROSSI, "100.00"), uno(BIANCHI, "50.00"), uno(ROSSI, "25.00")],
        "ente": {"denominazione": "Comune di Rossi", "telefono": "0965 123456"},
        "note": ["prima", "seconda"],
        "premessa": "Sentita Ada Bianchi, nata il 01/01/1980 (cell. 333 1234567), malata, in via Rossini",
        "delegato": ROSSI,
    }


@pytest.fixture(scope="module")
def versione():
    return versione_albo(contesto(), SCHEMA)


def test_the_same_person_has_the_same_code_through_the_act(versione):
    chi = [uno["persona"] for uno in versione.contesto["beneficiari"]]
    assert chi == ["Beneficiario 1", "Beneficiario 2", "Beneficiario 1"]
    assert versione.contesto["delegato"] == "Beneficiario 1"
    assert all(isinstance(uno, Omesso) for uno in chi)


def test_amounts_stay_and_marked_values_of_every_type_go(versione):
    primo = versione.contesto["beneficiari"][0]
    assert primo["importo"] == Decimal("100.00")
    assert primo["nato_il"] == primo["isee"] == "[omissis]"
    assert isinstance(primo["isee"], Omesso)
    assert versione.contesto["note"] == ["[omissis]", "[omissis]"]


def test_a_yes_that_is_left_out_prints_nothing_of_what_depends_on_it(versione):
    assert versione.contesto["beneficiari"][0]["invalido"] is None


def test_what_was_taken_is_taken_where_a_text_repeats_it(versione):
    assert versione.contesto["titolo"] == "Contributo a Beneficiario 1 e altri"
    assert versione.contesto["premessa"] == (
        "Sentita Beneficiario 2, nata il [omissis] (cell. [omissis]), malata, in via Rossini"
    )


def test_what_the_ente_says_of_itself_stays(versione):
    assert versione.contesto["ente"] == contesto()["ente"]


def test_the_list_tells_where_and_why_but_never_what_it_was(versione):
    voci = {uno.campo: uno for uno in versione.omissis}
    assert voci["beneficiari.0.persona"].al_posto == "Beneficiario 1"
    assert "243/2014" in voci["beneficiari.0.isee"].norma
    assert voci["titolo"].perche == "ripete un dato lasciato fuori altrove nell'atto"
    assert "note.1" in voci
    scritto = repr(versione.omissis) + repr(versione)
    assert not any(dato in scritto for dato in ("Mario", "Bianchi, ", "4321", "333 1234567", "1980, 1"))


def test_words_of_health_are_told_and_left(versione):
    assert [(uno.campo, uno.parola) for uno in versione.da_rivedere] == [("premessa", "malata")]
    assert "2-septies" in versione.da_rivedere[0].norma


def test_what_is_empty_stays_empty_and_the_context_given_is_not_changed():
    vuoto = {"beneficiari": [], "note": [], "delegato": None, "titolo": "x", "ente": None, "premessa": ""}
    esito = versione_albo(vuoto, SCHEMA)
    assert esito.contesto == vuoto
    assert esito.omissis == ()
    dato = contesto()
    versione_albo(dato, SCHEMA)
    assert dato == contesto()


@pytest.mark.parametrize("codice", CODICI)
def test_every_act_prints_its_copy_for_the_albo_with_its_own_template(codice):
    scelta = definizione(codice)
    versione = versione_albo(atto(codice).contesto(), scelta.schema())
    reso = compila(scelta.modello_word()).rendi(versione.contesto, bozza=True)
    assert residui(reso, versione.tolti) == []


def test_a_codice_fiscale_typed_in_a_reason_does_not_reach_the_albo():
    scritti = dati("var_urgenza", motivo_urgenza="danni a Rossi Mario, RSSMRA80A01H501U")
    scelta = definizione("var_urgenza")
    contesto = scelta.modello.leggi(scritti, fatti()).contesto()
    versione = versione_albo(contesto, scelta.schema())
    assert versione.contesto["motivo_urgenza"] == "danni a Rossi Mario, [omissis]"
    assert [uno.campo for uno in versione.omissis] == ["motivo_urgenza"]
    assert [
        uno.parte for uno in residui(compila(scelta.modello_word()).rendi(contesto, bozza=True), frozenset())
    ]
    assert json.dumps(versione.contesto["motivo_urgenza"])
