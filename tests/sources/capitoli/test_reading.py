"""The budget by capitolo enters the panel summed at every level."""

import pytest
from capitoli import FCDE, FPV, IMU, STIPENDI, TARI, carica, valore

from crescere_kit.sources.capitoli import SOMMA
from crescere_kit.sources.store import Archivio


def test_capitoli_are_summed_at_every_level_of_the_entrate(entrate):
    letto = carica(entrate(IMU, TARI))
    assert [valore(letto, "entrate", c) for c in ("1", "10101", "1010106", "1010151")] == [
        *(150000, 150000),
        *(100050, 49950),
    ]
    assert [valore(letto, "entrate", c) for c in ("E.1.01", "E.1.01.01", "E.1.01.01.51")] == [
        *(150000, 150000, 49950)
    ]
    fasi = ("residui_presunti", "cassa_1", "competenza_2")
    assert [valore(letto, "entrate", "1", fase) for fase in fasi] == [40000, 180100, 200000]


def test_capitoli_are_summed_at_every_level_of_the_spese(spese):
    letto = carica(spese(STIPENDI, FCDE))
    codici = ("1", "101", "110", "M01", "M01.02", "M01.02.1", "M20.02", "U.1.10.01.03", "U.1.01")
    assert [valore(letto, "spese", codice) for codice in codici] == [
        *(150000, 140000, 10000, 140000, 140000, 140000, 10000, 10000, 140000)
    ]


def test_a_titolo_without_capitoli_is_zero_because_a_budget_is_whole(spese):
    letto = carica(spese(STIPENDI))
    assert [valore(letto, "spese", codice) for codice in ("2", "204", "M20")] == [0, 0, 0]
    assert valore(letto, "spese", "U.1.10.01.03") is None


def test_a_column_that_is_zero_in_every_row_was_not_filled_in(entrate):
    letto = carica(entrate(IMU))
    assert valore(letto, "entrate", "1", "competenza_3") is None
    assert any("STANZIAMENTO_ANNO3 a zero in ogni riga" in avviso for avviso in letto.avvisi)


def test_provenance_names_the_first_capitolo_of_a_sum_and_says_that_it_is_one(entrate, tmp_path):
    file = entrate(FPV, TARI, IMU)
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([file], comune="901001")
    provenienza = archivio.provenienza("901001", 2025, ("previsione", "entrate", "1", "competenza_1"))
    assert (provenienza[0], provenienza[2]) == (f"{file.name}{SOMMA}", 3)
    assert "somma dei capitoli" in provenienza[0]


@pytest.mark.parametrize("separatore", ["\t", ";", "|"])
@pytest.mark.parametrize("codifica", ["latin-1", "utf-8", "utf-8-sig"])
def test_the_file_may_come_through_a_spreadsheet(entrate, separatore, codifica):
    capitoli = (IMU | {"DESCRIZIONE": "Imposta municipale: più gettito"}, TARI | {"DESCRIZIONE": "TARI"})
    assert (
        valore(carica(entrate(*capitoli, separatore=separatore, codifica=codifica)), "entrate", "1") == 150000
    )


def test_a_quote_in_a_description_does_not_swallow_the_rows_after_it(entrate):
    aperte = TARI | {"DESCRIZIONE": '"TARI (EX TARSU)'}
    assert valore(carica(entrate(aperte, IMU)), "entrate", "1") == 150000
