"""The archive of a comune follows the region's, keeps what is its own, and knows only its own comparison."""

import pandas as pd
from ufficiali import ENTRATE, SPESE, altro_comune, csv, entrata, spesa, zip_di

from crescere_kit import peers
from crescere_kit.peers.kept import COLONNE
from crescere_kit.sources.store import Archivio
from hub_config import tenant_data


def zip_regione(cartella, *righe, tabella=ENTRATE):
    cartella.mkdir(parents=True)
    return zip_di(cartella, {tabella: csv(*righe)}, "2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip")


def test_a_new_extraction_keeps_what_the_comune_loaded_and_leaves_out_the_others(tmp_path):
    regione = Archivio(tmp_path / "regione")
    regione.importa([zip_regione(tmp_path / "a", entrata(), altro_comune(entrata()))])
    confronto = pd.DataFrame([["901001", 2024, "P8", "classe"], ["901002", 2024, "P8", "classe"]])
    peers.scrivi(confronto.set_axis(COLONNE[:4], axis=1).reindex(columns=COLONNE), regione.cartella)
    assert tenant_data.estrai(regione.cartella, "901001", tmp_path / "comune", "prima")
    suo = Archivio(tmp_path / "comune" / "dati")
    suo.importa([zip_regione(tmp_path / "b", spesa(), tabella=SPESE)])
    assert tenant_data.estrai(regione.cartella, "901001", tmp_path / "comune", "dopo")
    assert suo.conti().impegni("1").notna().all()
    assert not tenant_data.estrai(regione.cartella, "901001", tmp_path / "comune", "dopo")
    assert set(pd.read_parquet(suo.cartella / "confronto.parquet")["istat"]) == {"901001"}
    assert b"901002" not in b"".join(p.read_bytes() for p in suo.cartella.rglob("*") if p.is_file())


def test_the_comune_carries_the_model_of_its_region(tmp_path):
    regione = Archivio(tmp_path / "regione")
    regione.importa([zip_regione(tmp_path / "a", entrata(), altro_comune(entrata()))])
    (regione.cartella / "proiezione.json").write_text("{}", "ascii")
    tenant_data.estrai(regione.cartella, "901001", tmp_path / "comune", "prima")
    assert (tmp_path / "comune" / "dati" / "proiezione.json").read_text("ascii") == "{}"
