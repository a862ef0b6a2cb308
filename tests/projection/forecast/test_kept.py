"""The model of a region is kept beside its archive, and goes with the archive of each comune."""

import json
import os
import shutil

import pytest

from crescere_kit.projection.forecast import kept
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.sources.store import Archivio


@pytest.fixture(scope="module")
def archivio(archivio_demo, tmp_path_factory):
    """A copy of the archive of the invented region, to write in."""
    cartella = tmp_path_factory.mktemp("regione") / "dati"
    shutil.copytree(archivio_demo.cartella, cartella)
    (cartella / "proiezione.json").unlink(
        missing_ok=True
    )  # a command tried on that archive may have left one
    return Archivio(cartella)


def test_the_model_is_learned_once_until_the_accounts_change(archivio):
    assert kept.aggiorna_se_serve(archivio)
    assert not kept.aggiorna_se_serve(archivio)
    registro, prima = archivio.cartella / "registro.json", (1, 1)
    dopo = (archivio.cartella / "proiezione.json").stat().st_mtime + 1
    os.utime(registro, (dopo, dopo))
    assert kept.aggiorna_se_serve(archivio)
    os.utime(registro, prima)  # the next tests start from a model that is up to date


def test_a_model_of_another_version_is_learned_again(archivio):
    kept.aggiorna(archivio)
    (archivio.cartella / "proiezione.json").write_text(json.dumps({"voci": ["altre"]}), "utf-8")
    assert kept.aggiorna_se_serve(archivio)
    assert kept.leggi(archivio.cartella) is not None


def test_the_kept_model_names_no_comune(archivio):
    kept.aggiorna(archivio)
    scritto = (archivio.cartella / "proiezione.json").read_text("utf-8")
    for istat, ente in archivio.enti().iterrows():
        assert istat not in scritto
        assert ente["nome"] not in scritto


def test_one_comune_is_projected_in_its_own_archive_as_in_that_of_the_region(archivio, tmp_path):
    kept.aggiorna(archivio)
    istat = archivio.enti().index[2]
    suo = archivio.estrai(istat, tmp_path / "suo")
    kept.porta(archivio.cartella, suo.cartella)
    tutti, uno = dei_conti(archivio.conti()), dei_conti(suo.conti())
    posto = tutti.enti.index(istat)
    insieme = kept.del_archivio(archivio).prevedi(tutti).mediana[posto]
    assert kept.del_archivio(suo).prevedi(uno).mediana[0] == pytest.approx(insieme, rel=1e-9, nan_ok=True)


def test_a_model_that_cannot_be_read_is_as_if_it_were_not_there(tmp_path):
    assert kept.leggi(tmp_path) is None
    (tmp_path / "proiezione.json").write_text("{", "utf-8")
    assert kept.leggi(tmp_path) is None
    (tmp_path / "proiezione.json").write_text(json.dumps({"voci": ["altre"]}), "utf-8")
    assert kept.leggi(tmp_path) is None
    assert kept.del_archivio(None) is None


def test_few_comuni_are_no_region_and_an_empty_archive_is_nothing(tmp_path, archivio):
    assert not kept.aggiorna_se_serve(Archivio(tmp_path / "vuoto"))
    suo = archivio.estrai(archivio.enti().index[0], tmp_path / "suo")
    assert not kept.aggiorna_se_serve(suo)
