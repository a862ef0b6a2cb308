"""The same act for many: each comune gets its proposal or the reasons why not, never half of one."""

from __future__ import annotations

from datetime import date

import pytest
from atti import _conti, dati

from crescere_kit.acts import demo, people
from crescere_kit.acts.batch import ERRORE, FERMATO, MANCANO, PRONTO, genera, riassunto
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.desk import ANAGRAFICA, Scrivania
from crescere_kit.acts.register import Ufficio

GIORNO = date(2026, 10, 12)


@pytest.fixture
def scrivanie(tmp_path):
    conti, pronte = _conti(), []
    for istat, ente in conti.enti.iterrows():
        ufficio = Ufficio(tmp_path / ente["slug"])
        chi = demo.anagrafica(istat, ente["nome"], ente["provincia"], int(ente["popolazione"]))
        people.scrivi(chi, ufficio.cartella / ANAGRAFICA)
        pronte.append(Scrivania(conti, istat, ufficio))
    return pronte


def genera_con(scrivanie, **cambi):
    return list(
        genera(definizione("var_urgenza"), scrivanie, GIORNO, lambda slug: dati("var_urgenza", **cambi))
    )


def test_each_comune_gets_its_own_proposal(scrivanie):
    esiti = genera_con(scrivanie)
    assert riassunto(esiti) == {PRONTO: 2, MANCANO: 0, FERMATO: 0, ERRORE: 0}
    assert esiti[0].docx != esiti[1].docx


def test_session_votes_and_opinions_are_not_asked_of_a_proposal(scrivanie):
    esiti = genera_con(scrivanie, seduta_data=GIORNO, presenze=[], votazione=None, pareri=[])
    assert [uno.stato for uno in esiti] == [PRONTO, PRONTO]


def test_who_lacks_a_field_is_told_which_and_gets_no_document(scrivanie):
    (uno, _) = genera_con(scrivanie, motivo_urgenza="")
    assert (uno.stato, uno.mancano, uno.docx) == (MANCANO, ("Motivo dell'urgenza",), None)


def test_who_fails_a_check_is_told_which_and_gets_no_document(scrivanie):
    (uno, _) = genera_con(scrivanie, righe__0__competenza="1")
    assert uno.stato == FERMATO
    assert uno.docx is None
    assert [frase[:5] for frase in uno.controlli] == ["VU-01"]


def test_data_that_cannot_be_read_stop_one_comune_only(scrivanie):
    storti = {scrivanie[0].slug: dati("var_urgenza", righe__0__competenza="mille")}
    esiti = list(
        genera(
            definizione("var_urgenza"),
            scrivanie,
            GIORNO,
            lambda slug: storti.get(slug) or dati("var_urgenza"),
        )
    )
    assert [uno.stato for uno in esiti] == [ERRORE, PRONTO]
    assert esiti[0].controlli[0].startswith("righe.0.competenza: «mille» non è un importo")
