"""Reference sets go into the archive beside the accounts, and never bring a comune that has none."""

import json

import pytest
from insiemi import CIVITAS, CIVITAS_BORGO, REDDITI, dati, topologia
from ufficiali import ENTRATE, csv, entrata, zip_di

from crescere_kit.sources import FileRifiutato
from crescere_kit.sources.store import Archivio

IMPONIBILE = ("riferimento", "irpef", "imponibile", "importo")


@pytest.fixture
def cartella(tmp_path):
    (tmp_path / "opencivitas_2022.csv").write_text(
        CIVITAS + CIVITAS_BORGO + CIVITAS_BORGO.replace("901001", "999999"), "utf-8"
    )
    (tmp_path / "irpef.json").write_text(json.dumps(dati(REDDITI, ["999999", *REDDITI[1:]])), "utf-8")
    (tmp_path / "mappa.json").write_text(json.dumps(topologia()), "utf-8")
    zip_di(tmp_path, {ENTRATE: csv(entrata())}, "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip")
    return tmp_path


@pytest.fixture
def archivio(cartella):
    archivio = Archivio(cartella / "dati")
    archivio.importa([cartella / "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip"])
    return archivio


def insiemi(cartella):
    return [cartella / nome for nome in ("opencivitas_2022.csv", "irpef.json", "mappa.json")]


def test_each_set_is_on_its_year_and_no_comune_is_added(archivio, cartella):
    archivio.importa(insiemi(cartella))
    conti = archivio.conti()
    assert list(conti.enti.index) == ["901001"]
    assert conti.voce(*IMPONIBILE).dropna().to_dict() == {("901001", 2024): 800}
    storica = conti.voce("riferimento", "opencivitas", "spesa_storica", "importo")
    assert storica.dropna().to_dict() == {("901001", 2022): 11000}


def test_accounts_and_sets_can_come_together(cartella):
    insieme = Archivio(cartella / "nuovo")
    insieme.importa([*insiemi(cartella), cartella / "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip"])
    assert insieme.conti().voce(*IMPONIBILE).dropna().to_list() == [800]


def test_without_accounts_nothing_is_written(cartella):
    vuoto = Archivio(cartella / "vuoto")
    with pytest.raises(FileRifiutato, match="nessuno con conti nell'archivio"):
        vuoto.importa(insiemi(cartella))
    assert vuoto.stato().empty
    assert vuoto.confini() == {}


def test_a_number_says_its_file_and_its_place(archivio, cartella):
    archivio.importa(insiemi(cartella))
    file, _, riga = archivio.provenienza("901001", 2024, IMPONIBILE)
    assert (file, riga) == ("irpef.json » municipalities", 1)


def test_boundaries_outlive_the_next_imports_and_a_newer_copy_replaces_them(archivio, cartella):
    archivio.importa([cartella / "mappa.json"])
    archivio.importa([cartella / "irpef.json"])
    assert archivio.confini() == {"99": topologia()}
    nuova = topologia(bbox=[15, 38, 16, 39])
    (cartella / "altra.json").write_text(json.dumps(nuova), "utf-8")
    archivio.importa([cartella / "altra.json"])
    assert archivio.confini() == {"99": nuova}
    archivio.importa([cartella / "irpef.json"])
    assert len(list((archivio.cartella / "riferimenti").iterdir())) == 1


def test_an_archive_of_before_has_no_boundaries_and_is_read(archivio):
    registro = archivio.cartella / "registro.json"
    vecchio = json.loads(registro.read_text("utf-8"))
    del vecchio["confini"]
    registro.write_text(json.dumps(vecchio), "utf-8")
    assert archivio.confini() == {}
    assert len(archivio.enti()) == 1
