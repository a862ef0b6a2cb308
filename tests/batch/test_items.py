"""The plan of a batch on the invented region."""

import shutil

import pytest

from crescere_kit.batch.items import piano
from crescere_kit.reports import apri
from crescere_kit.sources.store import Archivio


def test_the_year_of_each_comune_is_the_one_that_opening_it_gives(archivio_demo):
    previsto = piano(archivio_demo, None, None, "")
    assert [(v.istat, v.anno) for v in previsto.voci] == [
        (istat, apri(istat, archivio=archivio_demo).anno) for istat in archivio_demo.enti().index
    ]
    assert len({voce.chiave for voce in previsto.voci}) == len(previsto.voci)


def test_who_cannot_be_found_has_its_reason_and_who_is_asked_twice_gets_one_report(archivio_demo):
    previsto = piano(archivio_demo, ["borgo-esempio", "901001", "borgo-esenpio"], 2024, "")
    (voce,) = previsto.voci
    assert (voce.comune, voce.istat, voce.nome, voce.base) == (
        "borgo-esempio", "901001", "Borgo Esempio", "borgo-esempio-2024",
    )  # fmt: skip
    (ignoto,) = previsto.impossibili
    assert "Forse: Borgo Esempio (borgo-esempio)" in ignoto.errore


def test_a_year_without_accounts_is_told_with_the_years_there_are(archivio_demo):
    (assente,) = piano(archivio_demo, ["901001"], 1999, "").impossibili
    with pytest.raises(LookupError) as aprendo:
        apri("901001", 1999, archivio_demo)
    assert assente.errore == str(aprendo.value)


def test_the_official_files_behind_a_report_are_named(archivio_demo, file_demo):
    previsto = piano(archivio_demo, ["901001"], None, "")
    fonti = dict(previsto.fonti[previsto.voci[0].dati])
    assert set(fonti) <= {file.name for file in file_demo}
    assert fonti == {f.nome: f.sha256 for f in archivio_demo.fonti().itertuples() if f.nome in fonti}


def test_the_key_moves_with_what_is_asked_and_with_what_the_comune_is_compared_with(archivio_demo, tmp_path):
    shutil.copytree(archivio_demo.cartella, tmp_path / "dati")
    copia = Archivio(tmp_path / "dati")

    def chiave(impronta: str = "", anno: int | None = None) -> str:
        return piano(copia, ["901001"], anno, impronta).voci[0].chiave

    prima = chiave()
    assert chiave() == prima == piano(archivio_demo, ["901001"], None, "").voci[0].chiave
    assert len({prima, chiave("altro"), chiave(anno=2023)}) == 3
    (copia.cartella / "proiezione.json").write_text("{}", encoding="utf-8")
    assert chiave() != prima
