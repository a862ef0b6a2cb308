"""The form follows the model: every field of every act has its widget, in its step."""

from __future__ import annotations

import pytest

from crescere_kit.acts.catalogue import definizione, tutte
from crescere_kit.acts.people import Anagrafica
from crescere_kit.app.acts.schema import campi, passi

TIPI = {
    "testo",
    "testo_lungo",
    "euro",
    "percento",
    "data",
    "intero",
    "vero_falso",
    "scelta",
    "parole",
    "gruppo",
    "elenco",
}


def di(codice):
    return {uno.nome: uno for uno in campi(definizione(codice).schema_dei_dati())}


def test_a_field_keeps_its_label_step_help_and_kind():
    motivo = di("var_urgenza")["motivo_urgenza"]
    assert (motivo.tipo, motivo.passo, motivo.obbligatorio) == ("testo_lungo", "Motivi", True)
    assert motivo.aiuto.startswith("Perché la spesa")


def test_a_list_has_the_fields_of_its_rows():
    righe = di("var_urgenza")["righe"]
    assert righe.tipo == "elenco"
    tipi = {uno.nome: uno.tipo for uno in righe.figli}
    assert tipi["competenza"] == "euro"
    assert tipi["lato"] == "scelta"
    assert tipi["anno"] == "intero"


def test_an_optional_group_is_a_group():
    voto = di("var_urgenza")["votazione"]
    assert voto.tipo == "gruppo"
    assert [uno.nome for uno in voto.figli][:2] == ["favorevoli", "contrari"]


def test_what_the_register_gives_is_not_asked_for():
    assert not {"numero", "data_adozione"} & set(di("var_urgenza"))


@pytest.mark.parametrize("atto", tutte(), ids=lambda uno: uno.codice)
def test_every_field_of_every_act_is_of_a_known_kind_and_has_a_name(atto):
    def sani(uno):
        assert uno.tipo in TIPI, uno
        assert uno.titolo, uno
        assert uno.tipo != "scelta" or uno.scelte, uno
        assert uno.tipo not in ("gruppo", "elenco") or uno.figli, uno
        return all(map(sani, uno.figli))

    assert all(sani(uno) for uno in campi(atto.schema_dei_dati()))


def test_the_registry_of_the_ente_has_a_form_too():
    letti = {uno.nome: uno for uno in campi(Anagrafica.model_json_schema())}
    persona = {uno.nome: uno for uno in letti["incarichi"].figli}["persona"]
    assert {uno.nome: uno.tipo for uno in persona.figli}["genere"] == "scelta"


def test_what_the_act_is_about_comes_before_its_session():
    nomi = list(passi(campi(definizione("var_urgenza").schema_dei_dati())))
    assert nomi.index("Variazione") < nomi.index("Seduta") < nomi.index("Correzioni")
