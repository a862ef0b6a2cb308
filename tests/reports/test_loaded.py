"""Whoever loads a file is told what was read in it, and what it is good for."""

import esempio
import pandas as pd
import pytest
from capitoli import FCDE, IMU, STIPENDI, TARI, scrivi
from righe import ENTI, rendiconto
from righe import conti as panel

from crescere_kit.indicators import TUTTI
from crescere_kit.reports import loaded
from crescere_kit.sources.loading import Caricamento
from crescere_kit.sources.long_rows import nessuna_riga
from crescere_kit.sources.store import Archivio


def gruppo(trovati, nome):
    return next(uno for uno in trovati if uno.gruppo == nome)


def importi(righe, inizio):
    """The amounts of the block that a line begins, by the words before them."""
    prima = next(numero for numero, riga in enumerate(righe) if riga.startswith(inizio))
    blocco = {}
    for riga in righe[prima + 1 :]:
        if not riga.startswith("  "):
            break
        nome, importo = riga.strip().rsplit("  ", 1)
        blocco[nome.strip()] = importo.strip()
    return blocco


def test_the_titoli_of_one_comune_are_written_with_their_sum():
    conti = panel(*rendiconto("entrate", "accertamenti", {"1": 123456789, "3": 100, "10101": 5}))
    assert importi(loaded.totali(conti), "Borgo Esempio, 2023 – rendiconto, entrate: accertamenti") == {
        "titolo 1": "1.234.567,89 €",
        "titolo 3": "1,00 €",
        "totale dei titoli": "1.234.568,89 €",
    }


def test_what_was_not_read_has_no_line():
    conti = panel(*rendiconto("spese", "impegni", {"1": 100}))
    assert importi(loaded.totali(conti), "Borgo Esempio, 2023 – rendiconto, spese: impegni") == {
        "titolo 1": "1,00 €",
        "totale dei titoli": "1,00 €",
    }


def test_of_a_region_there_is_a_line_per_documento(file_demo, tmp_path):
    archivio = Archivio(tmp_path / "dati")
    caricamento = archivio.importa(file_demo)
    righe = loaded.resoconto(caricamento, archivio.enti())
    assert loaded.totali(archivio.conti()) == []
    assert any(riga.startswith("rendiconto 2019-2025: 6 comuni, ") for riga in righe)
    assert any("bastano a calcolare (per almeno un comune e anno): " in riga for riga in righe)
    assert len(righe) < 100
    assert max(map(len, righe)) <= 100


def test_the_indicators_a_whole_rendiconto_gives_alone():
    trovati = loaded.alimentati(esempio.conti(esempio.comune()))
    assert "P1  Incidenza delle spese rigide" in gruppo(trovati, "Parametri di deficitarietà").da_soli


def test_the_others_say_with_which_files():
    conti = panel(*rendiconto("entrate", "accertamenti", {"1": 100}))
    insieme = gruppo(loaded.alimentati(conti), "Parametri di deficitarietà").insieme
    file = next(file for file, nomi in insieme.items() if "P4  Sostenibilità dei debiti finanziari" in nomi)
    assert file == (
        "2023_Rendiconto - Dati contabili analitici_ESEMPIO.zip (OpenBDAP)",
        "2023_Rendiconto - Schemi di bilancio_ESEMPIO.zip (OpenBDAP)",
    )


def test_a_formula_that_stops_at_a_missing_prospect_still_says_that_the_titoli_feed_it():
    conti = panel(("901001", 2025, "previsione", "entrate", "1", "competenza_1", 100))
    insieme = gruppo(loaded.alimentati(conti), "Equilibri del bilancio di previsione").insieme
    nomi = [nome for file, nomi in insieme.items() for nome in nomi if any("modulo" in uno for uno in file)]
    assert any("Equilibrio finale previsto, primo anno" in nome for nome in nomi)


@pytest.mark.parametrize(
    ("anni", "scritti"),
    [([2019], "2019"), ([2017, 2019], "2017 e 2019"), ([2015, 2016, 2017], "2015-2017")],
)
def test_many_years_of_a_file_are_said_together(anni, scritti):
    assert loaded._anni(anni) == scritti


def test_files_no_indicator_reads_feed_none_and_say_so():
    righe = pd.DataFrame(
        [["901001", 2023, "siope", "entrate", "1", "cassa", 100, None]],
        columns=["istat", "anno", "documento", "lato", "codice", "fase", "importo", "rapporto"],
    ).astype({"importo": "Int64", "rapporto": "Float64"})
    detto = loaded.resoconto(Caricamento(righe, pd.DataFrame()), ENTI)
    assert f"Indicatori che questi file bastano a calcolare: 0 su {len(TUTTI)}" in detto


def test_a_list_of_comuni_has_nothing_to_tell():
    assert loaded.resoconto(Caricamento(nessuna_riga(), pd.DataFrame()), ENTI) == []


def test_capitoli_print_the_totals_that_are_in_the_files(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    file = [scrivi(tmp_path, "entrate", IMU, TARI), scrivi(tmp_path, "spese", STIPENDI, FCDE)]
    righe = loaded.resoconto(archivio.importa(file, comune="901001"), archivio.enti())
    assert importi(righe, "Comune 901001, 2025 – previsione, spese")["titolo 1"] == "1.500,00 €"


@pytest.mark.reale
def test_vercelli_and_torino_print_the_figures_of_the_source(dati_reali, tmp_path):
    archivio = Archivio(tmp_path / "dati")
    vercelli = archivio.importa((dati_reali / "capitoli_vercelli_2016").glob("*.csv"), comune="002158")
    righe = loaded.resoconto(vercelli, archivio.enti())
    assert importi(righe, "Comune 002158, 2016 – previsione, entrate")["titolo 1"] == "32.721.837,68 €"
    assert importi(righe, "Comune 002158, 2016 – previsione, spese")["titolo 1"] == "41.958.321,59 €"
    torino = archivio.importa(
        (dati_reali / "rendiconto_torino_2019").glob("*.csv"), comune="001272", anno=2019
    )
    righe = loaded.resoconto(torino, archivio.enti())
    assert importi(righe, "Comune 001272, 2019 – rendiconto, entrate")["titolo 1"] == "834.522.791,55 €"
    assert importi(righe, "Comune 001272, 2019 – rendiconto, spese")["titolo 1"] == "1.055.177.700,43 €"
    assert any("P8  Effettiva capacità di riscossione" in riga for riga in righe)
