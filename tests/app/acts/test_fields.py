"""The widgets give plain data: what nobody wrote is not there, a fault is at its field."""

from __future__ import annotations

from crescere_kit.acts.catalogue import definizione
from crescere_kit.app.acts.fields import CampoElenco, CampoGruppo, CampoPersona, Intorno, crea
from crescere_kit.app.acts.schema import campi

NESSUNO = Intorno(lambda: None)
PERSONA = {"nome": "Ada", "cognome": "Abate", "genere": "f", "carica": "Sindaco"}


def di(nome, valore=None, intorno=NESSUNO):
    tutti = {uno.nome: uno for uno in campi(definizione("var_urgenza").schema_dei_dati())}
    return crea(tutti[nome], valore, intorno)


def test_a_group_that_nobody_touched_is_not_there():
    gruppo = di("ref_bilancio")
    assert isinstance(gruppo, CampoGruppo)
    assert gruppo.parti["tipo"].dati() == "deliberazione"
    assert gruppo.dati() is None


def test_a_group_that_somebody_began_is_there_with_what_was_proposed():
    gruppo = di("ref_bilancio")
    gruppo.parti["numero"].ingresso.value = "4"
    assert gruppo.dati() == {"tipo": "deliberazione", "numero": "4"}


def test_a_day_is_given_as_text_and_a_blank_text_is_nothing():
    giorno = di("seduta_data", "2026-10-12")
    assert giorno.dati() == "2026-10-12"
    ora = di("seduta_ora")
    ora.ingresso.value = "   "
    assert ora.dati() is None


def test_a_row_can_be_added_and_taken_away_and_each_change_is_told():
    sentiti = []
    righe = di("righe", [], Intorno(lambda: sentiti.append(1)))
    assert isinstance(righe, CampoElenco)
    righe.aggiungi({"lato": "spese", "codice": "1", "anno": 2026, "competenza": "10,00"})
    righe.aggiungi({})
    assert [riga.get("codice") for riga in righe.dati()] == ["1", None]
    righe.contenitore.children[0].children[-1].click()
    assert len(righe.dati()) == 1
    assert len(sentiti) == 3


def test_a_fault_is_shown_at_its_field_of_its_row_and_nowhere_else():
    righe = di("righe", [{"codice": "1"}, {"codice": "2"}])
    righe.mostra({"righe.1.competenza": "«mille» non è un importo"}, "righe")
    prima, seconda = righe.righe
    assert "mille" in seconda.parti["competenza"].difetto.value
    assert prima.parti["competenza"].difetto.value == seconda.parti["codice"].difetto.value == ""
    righe.mostra({}, "righe")
    assert seconda.parti["competenza"].difetto.value == ""


def test_what_a_fault_says_is_text_and_not_markup():
    ora = di("seduta_ora")
    ora.mostra({"seduta_ora": "<script>alert(1)</script>"}, "seduta_ora")
    assert "<script>" not in ora.difetto.value


def test_a_person_is_chosen_among_those_of_the_ente_and_who_was_written_stays():
    intorno = Intorno(lambda: None, [PERSONA])
    presenze = di("presenze", [{"persona": PERSONA | {"nome": "Zita"}, "esito": "presente"}], intorno)
    campo = presenze.righe[0].parti["persona"]
    assert isinstance(campo, CampoPersona)
    assert campo.dati()["nome"] == "Zita"
    campo.ingresso.value = 0
    assert presenze.dati() == [{"persona": PERSONA, "esito": "presente"}]
