"""The archive gives back what was put in, and remembers where it came from."""

import hashlib
import json

import pandas as pd
import pytest
from ufficiali import ARCHIVIO, ENTRATE, SPESE, altro_comune, csv, entrata, spesa, zip_di

from crescere_kit.accounts import ComuneSconosciuto
from crescere_kit.sources import FileRifiutato
from crescere_kit.sources.store import Archivio, ArchivioVuoto, SenzaProvenienza
from crescere_kit.sources.store.ledger import ArchivioRovinato

ACCERTAMENTI = ("rendiconto", "entrate", "1", "accertamenti")


@pytest.fixture
def archivio(tmp_path):
    return Archivio(tmp_path / "dati")


def dell_anno(riga, anno):
    return riga | {"Esercizio Finanziario": str(anno)}


def di(regione, riga):
    return riga | {"Descrizione Regione": regione}


def nome(anno=2024, regione="ESEMPIO", cosa="Schemi di bilancio"):
    return f"{anno}_Rendiconto - {cosa}_{regione}.zip"


def file(cartella, *righe, anno=2024, regione="ESEMPIO", tabella=ENTRATE):
    cartella.mkdir(exist_ok=True)
    righe = [di(regione, dell_anno(riga, anno)) for riga in righe]
    membro = tabella.replace("2024", str(anno)).replace("ESEMPIO", regione)
    return zip_di(cartella, {membro: csv(*righe)}, nome(anno, regione))


def contenuto(archivio):
    return archivio.conti().tavola


def test_what_goes_in_comes_out(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata(), altro_comune(entrata(Accertamenti="0.29")))])
    accertamenti = archivio.conti().accertamenti("1")
    assert accertamenti.to_dict() == {("901001", 2024): 10000, ("901002", 2024): 29}
    assert accertamenti.dtype == "Int64"


def test_what_a_comune_has_not_is_missing(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata(), altro_comune(entrata(Accertamenti="")))])
    assert archivio.conti().accertamenti("1").isna().to_dict() == {
        ("901001", 2024): False,
        ("901002", 2024): True,
    }


def test_some_comuni_and_some_years_can_be_asked_by_code_slug_or_name(archivio, tmp_path):
    righe = (entrata(), altro_comune(entrata()))
    archivio.importa([file(tmp_path, *righe, anno=anno) for anno in (2022, 2023, 2024)])
    for chi in ("901002", "serra-prova", "Serra Prova"):
        conti = archivio.conti([chi], anni=[2022, 2024])
        assert conti.tavola.index.to_list() == [("901002", 2022), ("901002", 2024)]
        assert conti.enti["nome"].to_list() == ["Serra Prova"]


def test_an_empty_archive_says_what_to_do(archivio):
    with pytest.raises(ArchivioVuoto, match="è vuoto: caricare i conti con «crescere dati importa FILE»"):
        archivio.conti()
    assert archivio.enti().empty
    assert archivio.stato().empty


def test_a_year_that_is_not_there_is_said_with_those_that_are(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    with pytest.raises(ArchivioVuoto, match="non ha conti degli anni chiesti; ha quelli del 2024"):
        archivio.conti(anni=[1999])


def test_an_unknown_comune_gets_the_nearest_names(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    with pytest.raises(ComuneSconosciuto, match="Borgo Esempio"):
        archivio.conti(["borgo-essempio"])


def test_the_folder_comes_from_the_environment(monkeypatch, tmp_path):
    monkeypatch.setenv("CRESCERE_DATI", str(tmp_path / "altrove"))
    assert Archivio().cartella == tmp_path / "altrove"
    monkeypatch.delenv("CRESCERE_DATI")
    assert str(Archivio().cartella) == "dati"


def test_every_number_says_where_it_comes_from(archivio, tmp_path):
    percorso = file(tmp_path, entrata("02"), entrata("01"))
    archivio.importa([percorso])
    impronta = hashlib.sha256(percorso.read_bytes()).hexdigest()
    assert archivio.provenienza("901001", 2024, ACCERTAMENTI) == (f"{ARCHIVIO} » {ENTRATE}", impronta, 3)
    assert archivio.fonti()[["nome", "sha256", "formato", "righe"]].to_numpy().tolist() == [
        [ARCHIVIO, impronta, "bdap", 10]
    ]


def test_a_number_that_is_not_there_has_no_source(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    for istat, anno in (("901002", 2024), ("901001", 2023)):
        with pytest.raises(SenzaProvenienza, match="accertamenti: titolo 1 di entrata"):
            archivio.provenienza(istat, anno, ACCERTAMENTI)


def test_loading_the_same_file_again_changes_nothing_and_says_so(archivio, tmp_path):
    percorso = file(tmp_path, entrata())
    archivio.importa([percorso])
    prima = contenuto(archivio)
    avvisi = archivio.importa([percorso]).avvisi
    pd.testing.assert_frame_equal(contenuto(archivio), prima)
    assert len(archivio.fonti()) == 1
    assert [a for a in avvisi if "è lo stesso file" in a] == avvisi != []


def test_a_newer_copy_of_a_table_replaces_the_whole_of_it_and_says_so(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata("01"), entrata("02"), altro_comune(entrata()))])
    caricamento = archivio.importa([file(tmp_path / "nuovo", entrata("01", Accertamenti="999.00"))])
    tavola = contenuto(archivio)
    assert tavola["rendiconto", "entrate", "1", "accertamenti"].to_dict() == {
        ("901001", 2024): 99900,
        ("901002", 2024): 10000,
    }
    assert tavola["rendiconto", "entrate"].columns.get_level_values("codice").unique().to_list() == ["1"]
    (avviso,) = caricamento.avvisi
    assert avviso.startswith("Anno 2024: i dati presi da «2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip »")
    assert avviso.endswith("sono sostituiti da quelli nuovi (1 comuni, 6 importi cambiati).")


def test_another_table_of_the_same_comune_joins_the_first(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    caricamento = archivio.importa([file(tmp_path / "spese", spesa(), tabella=SPESE)])
    assert caricamento.avvisi == []
    conti = archivio.conti()
    assert (conti.accertamenti("1").iloc[0], conti.impegni("1").iloc[0]) == (10000, 9000)


def test_a_refused_load_leaves_the_archive_as_it_was(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    prima = sorted((p, p.read_bytes()) for p in archivio.cartella.rglob("*") if p.is_file())
    buono = file(tmp_path / "buono", entrata(), anno=2023)
    with pytest.raises(FileRifiutato):
        archivio.importa([buono, file(tmp_path / "cattivo", entrata("08"))])
    assert sorted((p, p.read_bytes()) for p in archivio.cartella.rglob("*") if p.is_file()) == prima


def test_accounts_of_another_region_need_to_be_asked_for(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    altra = file(tmp_path, entrata(**{"Codice Provincia": "80"}), regione="CALABRIA")
    with pytest.raises(FileRifiutato) as colto:
        archivio.importa([altra])
    (difetto,) = colto.value.difetti
    assert (difetto.file, difetto.colonna) == (nome(regione="CALABRIA"), "Descrizione Regione")
    assert difetto.trovato == "la regione CALABRIA"
    assert difetto.atteso.startswith("la regione ESEMPIO di questo archivio")
    archivio.importa([altra], regione="Calabria")
    assert archivio.enti()["regione"].to_list() == ["Calabria", "Esempio"]
    archivio.importa([file(tmp_path, entrata(), regione="CALABRIA", anno=2023)])


def test_two_regions_at_once_are_no_less_another_region(archivio, tmp_path):
    file_ = [
        file(tmp_path, entrata()),
        file(tmp_path, entrata(**{"Codice Provincia": "80"}), regione="CALABRIA"),
    ]
    with pytest.raises(FileRifiutato):
        archivio.importa(file_)
    archivio.importa(file_, regione="tutte")
    assert len(archivio.enti()) == 2


def test_the_state_counts_comuni_and_amounts_by_year_and_document(archivio, tmp_path):
    righe = (entrata(), altro_comune(entrata(Accertamenti="")))
    archivio.importa([file(tmp_path, *righe), file(tmp_path, entrata(), anno=2023)])
    assert archivio.stato().to_dict("records") == [
        {"anno": 2023, "documento": "rendiconto", "comuni": 1, "importi": 5},
        {"anno": 2024, "documento": "rendiconto", "comuni": 2, "importi": 9},
    ]


def test_istat_gives_people_and_names_to_the_comuni_that_have_accounts(archivio, tmp_path):
    anagrafe = tmp_path / "istat.csv"
    testa = "codice_istat,denominazione,regione,provincia,popolazione_residente\n"
    anagrafe.write_text(
        testa + "901001,Bórgo Esempio,Esempio,Valdoria,8000\n901077,Altro,Esempio,Valdoria,5\n",
        encoding="utf-8",
    )
    archivio.importa([file(tmp_path, entrata())])
    archivio.importa([anagrafe])
    assert archivio.enti().reset_index().to_dict("records") == [
        {"istat": "901001", "nome": "Bórgo Esempio", "slug": "borgo-esempio", "provincia": "Valdoria",
         "regione": "Esempio", "popolazione": 8000}
    ]  # fmt: skip
    assert archivio.anagrafe().index.to_list() == ["901001", "901077"]


def test_a_slug_stays_when_a_comune_with_the_same_name_arrives(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    omonimo = altro_comune(entrata(), "9", "BORGO ESEMPIO") | {"Descrizione Provincia": "MONTALTA"}
    archivio.importa([file(tmp_path / "altro", omonimo)])
    assert archivio.enti()["slug"].to_dict() == {
        "901001": "borgo-esempio",
        "901009": "borgo-esempio-montalta",
    }


def test_one_comune_can_be_taken_out_into_an_archive_of_its_own(archivio, tmp_path):
    righe = (entrata(), altro_comune(entrata()))
    archivio.importa([file(tmp_path, *righe), file(tmp_path, entrata(), anno=2023)])
    suo = archivio.estrai("serra-prova", tmp_path / "serra")
    assert suo.conti().tavola.index.to_list() == [("901002", 2024)]
    assert suo.enti()["slug"].to_list() == ["serra-prova"]
    assert suo.anagrafe().index.to_list() == ["901002"]
    assert suo.provenienza("901002", 2024, ACCERTAMENTI) == archivio.provenienza("901002", 2024, ACCERTAMENTI)
    assert suo.fonti()["nome"].to_list() == [nome(2024)]
    assert b"901001" not in b"".join(p.read_bytes() for p in suo.cartella.rglob("*") if p.is_file())


def test_taking_out_again_replaces_what_was_taken(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    archivio.estrai("901001", tmp_path / "suo")
    archivio.importa([file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))])
    assert archivio.estrai("901001", tmp_path / "suo").conti().accertamenti("1").iloc[0] == 100


def test_what_a_comune_loaded_by_itself_stays_when_the_regions_archive_changes(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    suo = archivio.estrai("901001", tmp_path / "suo")
    spese = file(tmp_path / "sue", spesa(), tabella=SPESE)  # only the comune has this table
    suo.importa([spese])
    archivio.importa([file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))])
    nuovo = archivio.estrai("901001", tmp_path / "nuovi")
    assert nuovo.riprendi(suo, archivio) == [spese.name]
    assert nuovo.conti().accertamenti("1").iloc[0] == 100
    assert nuovo.conti().impegni("1").notna().all()
    assert nuovo.provenienza("901001", 2024, ("rendiconto", "spese", "1", "impegni"))[0].startswith(
        spese.name
    )


def test_what_is_official_prevails_over_what_the_comune_had_loaded(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata(), anno=2023)])
    suo = archivio.estrai("901001", tmp_path / "suo")
    suo.importa([file(tmp_path / "sue", entrata(Accertamenti="7.00"))])
    archivio.importa([file(tmp_path / "nuovo", entrata(Accertamenti="1.00"))])
    nuovo = archivio.estrai("901001", tmp_path / "nuovi")
    assert nuovo.riprendi(suo, archivio) == []
    assert nuovo.conti().accertamenti("1")["901001", 2024] == 100


def test_a_register_that_cannot_be_read_is_said(archivio, tmp_path):
    archivio.importa([file(tmp_path, entrata())])
    (archivio.cartella / "registro.json").write_text("{", encoding="utf-8")
    with pytest.raises(ArchivioRovinato, match="rimettere la copia di riserva"):
        archivio.conti()


def test_the_register_names_only_files_that_exist(archivio, tmp_path):
    for accertati in ("1.00", "2.00", "3.00"):
        archivio.importa([file(tmp_path / accertati, entrata(Accertamenti=accertati))])
    registro = json.loads((archivio.cartella / "registro.json").read_text("utf-8"))
    (percorso,) = registro["anni"].values()
    assert (archivio.cartella / percorso).is_file()
    # the version just replaced stays for who is reading it; the one before is gone
    assert len(list((archivio.cartella / "conti").rglob("*.parquet"))) == 2
