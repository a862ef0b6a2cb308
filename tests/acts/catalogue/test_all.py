"""Every act of the catalogue: its sample is whole, renders on the demo region, and its template is sound."""

from __future__ import annotations

from datetime import date
from io import BytesIO

import docx
import pytest
from atti import atto, dati, fatti

from crescere_kit.acts import norms
from crescere_kit.acts.catalogue import CODICI, AttoSconosciuto, definizione, tutte
from crescere_kit.acts.lint import esamina
from crescere_kit.acts.production import lavora


@pytest.fixture(params=CODICI)
def codice(request):
    return request.param


def test_the_sample_lacks_nothing_and_passes_every_blocking_check(codice):
    lavoro = lavora(definizione(codice), dati(codice), fatti())
    assert [(uno.id, uno.messaggio) for uno in lavoro.esiti if uno.ferma] == []


def test_the_sample_renders_as_a_draft_and_as_the_final_text(codice):
    scritti = dati(codice) | {"numero": 7}
    lavoro = lavora(definizione(codice), scritti, fatti())
    letto = docx.Document(BytesIO(lavoro.definitivo()))
    testo = "\n".join(uno.text for uno in letto.paragraphs)
    assert lavoro.atto.titolo in testo
    assert "________" not in testo
    assert letto.core_properties.title == lavoro.atto.titolo
    assert lavoro.bozza() == lavoro.bozza()


def test_an_act_just_opened_renders_as_a_draft(codice):
    vuoto = {nome: valore for nome, valore in dati(codice).items() if nome in ("seduta_data", "data_atto")}
    assert lavora(definizione(codice), vuoto, fatti()).bozza()


def test_the_template_passes_the_lint(codice):
    uno = definizione(codice)
    trovati = esamina(uno.modello_word(), uno.schema(), giorno=date(2026, 11, 1), norme=norms)
    assert [str(rilievo) for rilievo in trovati if rilievo.gravita == "errore"] == []


def test_every_provision_it_cites_is_in_the_library_and_in_force(codice):
    uno = definizione(codice)
    citate = {*uno.norme, *(una for controllo in uno.tutti_i_controlli for una in controllo.norme)}
    assert {una for una in citate if not norms.esiste(una)} == set()
    assert [una for una in uno.norme if not norms.in_vigore(una, atto(codice).giorno)] == []


def test_every_check_has_a_rule_in_words_and_an_id_of_its_own(codice):
    controlli = definizione(codice).tutti_i_controlli
    assert [uno.id for uno in controlli if not uno.regola.endswith(".")] == []
    assert len({uno.id for uno in controlli}) == len(controlli)


def test_every_computed_value_says_its_formula(codice):
    campi = definizione(codice).modello.model_computed_fields
    assert [nome for nome, uno in campi.items() if not uno.description or not uno.title] == []


def test_what_it_makes_due_is_a_day_that_it_computes(codice):
    uno = definizione(codice)
    for dovuto in uno.fa_scadere:
        assert set(dovuto) == {"atto", "campo", "cosa", "norma"}
        assert dovuto["campo"] in uno.modello.model_computed_fields
        assert norms.esiste(dovuto["norma"])


def test_an_act_that_is_not_there_is_refused_with_those_that_are():
    with pytest.raises(AttoSconosciuto, match="var_urgenza"):
        definizione("variazione")


def test_the_catalogue_has_no_code_twice():
    assert len(set(CODICI)) == len(CODICI) == len(tutte())
