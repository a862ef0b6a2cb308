"""The rest of the worked example, through files: the ente's own form beside the official ones.

The form is the one that the product writes, the zips are in the official layout, the budget by capitolo is
that of an accounting program. Only inputs are written; every figure is left to the code under test.
"""

from datetime import date
from decimal import Decimal
from pathlib import Path

import capitoli
import moduli
import pandas as pd
import pytest
import vettori
import vettori_bilancio
import vettori_debito
import vettori_personale
from righe import ENTI

from crescere_kit.accounts import Conti
from crescere_kit.accounts.ammortamento import FRANCESE, piano
from crescere_kit.indicators import Indicatori, calcola
from crescere_kit.sources import manuale
from crescere_kit.sources.bdap.layout import scrivi_zip
from crescere_kit.sources.store import Archivio

ISTAT, N = vettori.ISTAT, vettori.ANNO
T = N + 1
NEL_MODULO = ("manuale", "assestato")
DELLA_BILANCIO = {  # year T, euro
    "AVANZO_MASSIMO": 700_000,
    "RISERVA_MINIMO": 16_200,
    "RISERVA_MINIMO_ELEVATO": 24_300,
    "RISERVA_MASSIMO": 108_000,
}
DEL_RENDICONTO = {
    "RECUPERO": -30_000,
    "RICONCILIAZIONE": 0,
    "PERS_MAX": 1_475_016.67,
    "PERS_MAX_RIENTRO": 1_694_350,
}
PUNTI = {"PERS_SOST": "28,27 %", "P6": "1,09 %", "P7": "0,50 %", "SDI_COP": "35,00 %"}
DEL_DEBITO = {
    "ANT_ORDINARIA": 1_450_000,
    "ANT_MASSIMO": 2_416_666.67,
    "DEB_MARGINE": 400_000,
    "FGDC_DOVUTO": 75_000,
}


def lunghe(*righe: tuple) -> pd.DataFrame:
    """Rows of a panel, where percentages and days are decimals, as long rows."""
    decimali = ("tasso", "rischio", "quota")
    tabella = [
        (*riga[:6], None, riga[6]) if isinstance(riga[6], float) or riga[5] in decimali else (*riga, None)
        for riga in righe
    ]
    colonne = ["istat", "anno", "documento", "lato", "codice", "fase", "importo", "rapporto"]
    return pd.DataFrame(tabella, columns=colonne).astype({"importo": "Int64", "rapporto": "Float64"})


def del_modulo(righe: pd.DataFrame, anno: int) -> bytes:
    """The form of a rendiconto and of the bilancio after it, as the office would give it back."""
    sue = righe[righe["documento"].isin(NEL_MODULO)]
    return manuale.scrivi(Conti.da_righe(sue, ENTI), ISTAT, manuale.Anni(anno, anno + 1))


def caricati(cartella: Path, righe: pd.DataFrame, **file: bytes) -> Indicatori:
    """Write the zips of what is official, load them with the other files, compute everything."""
    percorsi = scrivi_zip(righe[~righe["documento"].isin(NEL_MODULO)], vettori.ENTI, cartella / "zip")
    archivio = Archivio(cartella / "dati")
    archivio.importa([*percorsi, anagrafe(cartella)])
    for nome, contenuto in file.items():
        percorso = cartella / nome.replace("_csv", ".csv").replace("_xlsx", ".xlsx")
        percorso.write_bytes(contenuto)
        archivio.importa([percorso], comune=ISTAT)
    return calcola(archivio.conti())


def anagrafe(cartella: Path) -> Path:
    """The list of ISTAT, which alone says how many people live there."""
    file = cartella / "anagrafe.csv"
    file.write_text(
        "codice_istat,denominazione,regione,provincia,popolazione_residente\n"
        f"{ISTAT},Esempio,ESEMPIO,Valdoria,8000\n",
        encoding="utf-8",
    )
    return file


@pytest.fixture(scope="module")
def esempio(tmp_path_factory) -> Indicatori:
    """Rendiconti of three years, the form with personnel, services, debts, the reserve and the assestato."""
    righe = pd.concat([vettori_bilancio.righe(), vettori_personale.righe()], ignore_index=True)
    # The open budget has the titoli alone: its prospect is in the form, where C and E are rows of their own.
    righe["documento"] = righe["documento"].mask(righe["lato"] == "equilibri_previsti", "assestato")
    righe = righe[~righe["codice"].isin(["4020600", "204"])]
    return caricati(tmp_path_factory.mktemp("esempio"), righe, modulo_xlsx=del_modulo(righe, N))


@pytest.fixture(scope="module")
def debito(tmp_path_factory) -> Indicatori:
    """Two forms, one a year, the budget by capitolo, the rendiconto of the penultimo year."""
    prima = lunghe(*vettori_debito.debito(), *vettori_debito.fgdc())
    prima = prima[prima["documento"] != "previsione"]
    beni = capitoli.STIPENDI | {
        "NUMERO_CAPITOLO": "300",
        "DESCRIZIONE": "SERVIZI",
        "MACROAGGREGATO": "1030000",
        "PDC_FIN_QUARTO": "U.1.03.02.15.000",
        "STANZIAMENTO": "2900000",
        "STANZIAMENTO_CASSA": "2900000",
        "ANNO_ESERCIZIO": str(vettori_debito.BILANCIO),
    }
    modulo = moduli.compila(
        del_modulo(prima, N),
        moduli.riga("Fatture", 1, importo=10_000, scadenza=date(2023, 3, 1), pagamento=date(2023, 3, 21))
        | moduli.riga("Fatture", 2, importo=5_000, scadenza=date(2023, 6, 10), pagamento=date(2023, 6, 5)),
    )
    return caricati(
        tmp_path_factory.mktemp("debito"),
        prima,
        modulo_prima_xlsx=del_modulo(prima[prima["anno"] <= N - 1], N - 1),
        modulo_xlsx=modulo,
        spese_csv=capitoli.contenuto("spese", beni).encode("latin-1"),
    )


@pytest.mark.parametrize("codice", DELLA_BILANCIO)
def test_the_avanzo_limit_and_the_reserve_are_those_of_the_notes(esempio, codice):
    assert esempio.valore(ISTAT, T, codice).valore == round(100 * DELLA_BILANCIO[codice])


@pytest.mark.parametrize("codice", DEL_RENDICONTO)
def test_recovery_reconciliation_and_personnel_are_those_of_the_notes(esempio, codice):
    assert esempio.valore(ISTAT, N, codice).valore == round(100 * DEL_RENDICONTO[codice])


@pytest.mark.parametrize("codice", PUNTI)
def test_the_shares_are_those_of_the_notes(esempio, codice):
    assert esempio.valore(ISTAT, N, codice).testo == PUNTI[codice]


def test_personnel_is_between_the_two_thresholds(esempio):
    valore = esempio.valore(ISTAT, N, "PERS_SOST")
    assert 26.9 < valore.valore < 30.9


def test_the_plan_of_riequilibrio_may_last_ten_years(esempio):
    assert esempio.valore(ISTAT, N, "PRFP_ANNI").valore == 10


def test_the_limit_of_art_204_is_three_and_ten(debito):
    assert debito.valore(ISTAT, T, "DEB_204").testo == "3,10 %"


@pytest.mark.parametrize("codice", DEL_DEBITO)
def test_anticipazione_and_fgdc_are_those_of_the_notes(debito, codice):
    assert debito.valore(ISTAT, T, codice).valore == round(100 * DEL_DEBITO[codice])


def test_the_tempestivita_comes_from_the_invoices(debito):
    assert debito.valore(ISTAT, N, "ITP").testo == "11,67 giorni"


def test_the_instalment_of_a_loan_is_that_of_the_notes():
    assert piano(Decimal(500_000), Decimal(4), 2, 40, FRANCESE)[0].importo == Decimal("18277.87")
