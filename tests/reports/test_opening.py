"""Opening accounts: the right comune, the right year, and a sentence when there is none."""

import pytest

from crescere_kit import apri
from crescere_kit.accounts import ComuneSconosciuto
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.reports import AnnoAssente
from crescere_kit.sources.store import Archivio


def test_the_last_rendiconto_is_opened_unless_a_year_is_asked(archivio_demo):
    fascicolo = apri("borgo-esempio", archivio=archivio_demo)
    assert (fascicolo.istat, fascicolo.anno) == ("901001", 2025)
    assert fascicolo.anni()[-1] == 2026  # a budget alone does not make a year to open
    assert apri("901001", 2020, archivio_demo).anno == 2020


def test_a_server_opens_its_own_comune(archivio_demo, monkeypatch):
    altro = archivio_demo.enti()["slug"].iloc[1]
    monkeypatch.setenv("CRESCERE_COMUNE", altro)
    assert apri(archivio=archivio_demo).slug == altro
    monkeypatch.delenv("CRESCERE_COMUNE")
    assert apri(archivio=archivio_demo).istat == archivio_demo.enti().index[0]


def test_a_mistyped_comune_gets_the_nearest_names(archivio_demo):
    with pytest.raises(ComuneSconosciuto, match="borgo-esempio"):
        apri("borgo-esenpio", archivio=archivio_demo)


def test_a_year_without_data_names_those_that_have_them(archivio_demo):
    with pytest.raises(AnnoAssente, match=r"non ci sono dati per il 1999\. Anni caricati: 2019, 2020"):
        apri("borgo-esempio", 1999, archivio_demo)


def test_an_empty_archive_says_how_to_load_something(tmp_path):
    with pytest.raises(ErroreSpiegato, match="crescere dati importa"):
        apri(archivio=Archivio(tmp_path))


def test_the_sources_of_a_year_are_its_official_files(archivio_demo):
    fonti = apri("borgo-esempio", 2024, archivio_demo).fonti_caricate
    assert "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip" in {fonte.nome for fonte in fonti}
    assert {len(fonte.sha256) for fonte in fonti} == {64}
