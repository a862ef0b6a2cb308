"""Every entry of the catalogue names an indicator, a test and a law that exist, and can be filled in."""

import string

import pytest

from crescere_kit.criticalities.catalogue import GRAVITA, casi
from crescere_kit.criticalities.signs import PROVE
from crescere_kit.indicators import TUTTI

PAROLE = {
    "anno", "indicatore", "nome", "di_chi", "anno_dopo", "valore", "al_valore", "limite",
    "il_limite", "distanza", "precedente", "rientro",
}  # fmt: skip
RIGHE_DELLA_TAVOLA = {*(str(numero) for numero in range(1, 41)), "P5"}


@pytest.mark.parametrize("caso", casi(), ids=lambda caso: caso.caso)
def test_every_entry_is_complete_and_names_what_exists(caso):
    assert caso.indicatore in {uno.codice for uno in TUTTI}
    assert caso.prova in PROVE
    assert caso.gravita in GRAVITA
    assert caso.verifica in {"V", "K", "?"}
    assert all((caso.titolo, caso.frase, caso.norma, caso.misure, caso.atto, caso.termine))


@pytest.mark.parametrize("caso", casi(), ids=lambda caso: caso.caso)
def test_every_sentence_asks_only_for_words_that_are_given(caso):
    chieste = {campo for _, campo, _, _ in string.Formatter().parse(caso.frase + caso.rientro) if campo}
    assert chieste <= PAROLE
    assert "{rientro}" not in caso.frase  # the euro may be unknown: they have a sentence of their own
    assert caso.frase.endswith(".")


def test_no_entry_is_there_twice():
    nomi = [caso.caso for caso in casi()]
    assert len(set(nomi)) == len(nomi)


def test_every_row_of_the_domains_table_has_its_entries():
    assert {caso.codice for caso in casi()} == RIGHE_DELLA_TAVOLA


def test_every_parametro_has_its_sign_and_all_but_the_anticipazione_warn_before_it():
    oltre = {caso.indicatore for caso in casi() if caso.prova == "oltre"}
    parametri = {uno.codice for uno in TUTTI if uno.risposta}
    vicino = {caso.indicatore for caso in casi() if caso.prova == "vicino"} & parametri
    assert parametri <= oltre
    assert vicino == parametri - {"P3"}  # its limit is zero: nothing is near zero without being over it
    assert {caso.gravita for caso in casi() if caso.prova == "vicino"} == {"media"}
