"""The worked example of the domain notes, from official files to the façades: every number as published."""

from dataclasses import dataclass

import pandas as pd
import pytest
import vettori

from crescere_kit.accounts import discrepanze
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.euro import percentuale
from crescere_kit.indicators import calcola
from crescere_kit.sources.bdap.layout import scrivi_zip
from crescere_kit.sources.store import Archivio

EURO = {
    "G": 370_000,
    "O1": 430_000,
    "O2": 30_000,
    "O3": -50_000,
    "Z1": 190_000,
    "W1": 620_000,
    "W2": 50_000,
    "W3": -30_000,
    "RA_A": 4_160_000,
    "RA_B": 3_850_000,
    "RA_C": 420_000,
    "RA_D": 90_000,
    "RA_E": -200_000,
}
PERCENTUALI = {
    "P1": "35,33 %",
    "P2": "31,00 %",
    "P3": "0,00 %",
    "P4": "6,92 %",
    "P5": "1,50 %",
    "P6": "1,095 %",
    "P7": "0,50 %",
    "P8": "48,65 %",
}
SI = {"P5", "P6"}


@dataclass(frozen=True)
class Esempio:
    conti: object
    indicatori: object

    def scheda(self):
        return {v.codice: v for v in self.indicatori.scheda(vettori.ISTAT, vettori.ANNO)}


@pytest.fixture(scope="module")
def esempio(tmp_path_factory):
    archivio = Archivio(tmp_path_factory.mktemp("dati"))
    archivio.importa(vettori.scrivi(tmp_path_factory.mktemp("file")))
    conti = archivio.conti()
    return Esempio(conti, calcola(conti))


@pytest.mark.parametrize("codice", EURO)
def test_equilibri_and_result_of_administration_are_the_published_ones(esempio, codice):
    assert esempio.scheda()[codice].valore == 100 * EURO[codice]


@pytest.mark.parametrize("codice", PERCENTUALI)
def test_the_eight_parameters_are_the_published_ones(esempio, codice):
    decimali = len(PERCENTUALI[codice].split(",")[1].split()[0])
    assert percentuale(esempio.scheda()[codice].valore, decimali) == PERCENTUALI[codice]


@pytest.mark.parametrize("codice", PERCENTUALI)
def test_only_the_debts_fuori_bilancio_are_taken_from_what_the_ente_declares(esempio, codice):
    atteso = "dichiarato" if codice in ("P6", "P7") else "ricalcolato"
    assert esempio.scheda()[codice].origine == atteso


def test_exactly_two_parameters_are_deficitari_and_the_comune_is_not(esempio):
    scheda = esempio.scheda()
    oltre = {codice for codice in PERCENTUALI if scheda[codice].esito == "oltre il limite"}
    assert oltre == SI
    assert scheda["N_P"].valore == 2
    assert scheda["N_P"].esito != "oltre il limite"


def test_w1_and_w2_are_in_order_and_w3_is_not(esempio):
    scheda = esempio.scheda()
    assert scheda["W1"].esito == "nella norma"
    assert scheda["W3"].valore < 0
    assert scheda["RA_E"].esito == "oltre il limite"


def test_the_fondo_cassa_is_what_came_in_less_what_went_out(esempio):
    cassa = esempio.conti.risultato("cassa_iniziale", "riscossioni") - esempio.conti.risultato("pagamenti")
    assert cassa[vettori.ISTAT, vettori.ANNO] == 340_000_00


def test_the_example_contains_none_of_the_results_it_is_tested_on():
    righe = vettori.righe()
    prospetti = righe[righe["lato"].isin(["equilibri", "risultato"])]
    nomi = {codice.removeprefix("RA_") for codice in EURO} - {"A", "B", "C", "D", "E"}
    assert not nomi & set(prospetti["codice"])
    risultati = {"fondo_cassa", "risultato", "accantonata", "disponibile"}
    assert not risultati & set(prospetti["codice"])
    assert set(righe.loc[righe["documento"] == "indicatori", "codice"]) == {"13.1", "13.2", "13.3"}


def test_the_example_breaks_no_identity(esempio):
    assert discrepanze(esempio.conti).empty


def test_the_collection_of_the_residui_is_the_published_one(esempio):
    assert percentuale(esempio.scheda()["RISC_RESIDUI"].valore) == "17,86 %"


def test_the_collection_of_the_tari_comes_from_the_analytic_accounts(tmp_path):
    # The piano dei conti has the TARI ordinary and recovered: 1.000.000 accertati, 640.000 riscossi.
    importi = {"001": (900_000_00, 600_000_00), "002": (100_000_00, 40_000_00)}
    tari = [
        (vettori.ISTAT, vettori.ANNO, "rendiconto", "entrate", f"E.1.01.01.51.{conto}", fase, cents, None)
        for conto, coppia in importi.items()
        for fase, cents in zip(("accertamenti", "riscossioni_competenza"), coppia, strict=True)
    ]
    righe = pd.DataFrame(tari, columns=["istat", "anno", *LIVELLI, "importo", "rapporto"])
    righe = righe.astype({"importo": "Int64", "rapporto": "Float64"})
    archivio = Archivio(tmp_path / "dati")
    tutte = pd.concat([vettori.righe(), righe], ignore_index=True)
    archivio.importa(scrivi_zip(tutte, vettori.ENTI, tmp_path))
    trovato = calcola(archivio.conti()).valore(vettori.ISTAT, vettori.ANNO, "RISC_TARI")
    assert (trovato.valore, trovato.esito) == (64, "oltre il limite")
