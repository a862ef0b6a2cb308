"""The state of the cruscotto, driven without a browser."""

import pytest

from crescere_kit.app import ModelloCruscotto
from crescere_kit.sources.store import Archivio


@pytest.fixture
def modello(archivio_demo):
    return ModelloCruscotto(archivio_demo)


def test_it_opens_on_the_first_comune_and_its_last_rendiconto(modello):
    assert (modello.comune, modello.anno) == ("borgo-esempio", 2025)
    assert modello.fascicolo.anno == 2025
    assert modello.anni == sorted(modello.anni, reverse=True)


def test_a_new_year_changes_the_fascicolo(modello):
    modello.anno = 2021
    assert modello.fascicolo.anno == 2021


def test_a_new_comune_brings_its_own_years(modello):
    modello.anno = 2021
    altro = next(slug for _, slug in modello.comuni if slug != "borgo-esempio")
    modello.comune = altro
    assert modello.fascicolo.slug == altro
    assert modello.fascicolo.anno == modello.anno
    assert modello.anno in modello.anni


def test_the_address_may_ask_for_a_year_that_exists(archivio_demo):
    assert ModelloCruscotto(archivio_demo, query="anno=2020").fascicolo.anno == 2020
    assert ModelloCruscotto(archivio_demo, query="anno=1850").fascicolo.anno == 2025


def test_the_server_of_a_comune_opens_that_comune(archivio_demo, monkeypatch):
    altro = archivio_demo.enti()["slug"].iloc[2]
    monkeypatch.setenv("CRESCERE_COMUNE", altro)
    assert ModelloCruscotto(archivio_demo).comune == altro


def test_an_empty_archive_is_a_sentence_and_not_a_crash(tmp_path):
    modello = ModelloCruscotto(Archivio(tmp_path))
    assert modello.fascicolo is None
    assert "crescere dati importa" in modello.errore


def test_an_unknown_comune_is_a_sentence_with_the_nearest_names(archivio_demo):
    assert "borgo-esempio" in ModelloCruscotto(archivio_demo, comune="borgo-esenpio").errore
