"""Rows 7–11, 28, 30–32 and 37 of the domain's table: each shows in who has it, and not in who has not."""

from functools import cache

import pandas as pd
import pytest
from esempio import comune, conti
from righe import modulo
from vettori_fcde import BILANCIO, RENDICONTO, cella, righe

from crescere_kit.accounts import Voce
from crescere_kit.accounts.voci import LIVELLI
from crescere_kit.criticalities import trova
from crescere_kit.criticalities.catalogue import casi
from crescere_kit.indicators import calcola

MALATO, SANO = "901001", "901002"
ACQUA = ("acquedotto", "servizio")
DEL_RENDICONTO = {  # what the form says at the end of the year, of who is ill and of who is well: euro
    ("residui", "attivi_oltre_5_anni", "valore"): (3_000_000, 500_000),
    ("residui", "titolo4_opere_pagate", "valore"): (300_000, 300_000),
    ("residui", "titolo4_contributi_incassati", "valore"): (180_000, 300_000),
    (*ACQUA, "proventi"): (400_000, 400_000),
    (*ACQUA, "riscossioni"): (100_000, 390_000),
    ("tributi", "evasione_incassata", "valore"): (150_000, 150_000),
}
DEL_BILANCIO = {
    ("tributi", "tari_pef", "valore"): (1_000_000, 1_000_000),
    ("tributi", "tari_gettito", "valore"): (940_000, 1_000_000),
    ("tributi", "evasione_prevista", "valore"): (380_000, 150_000),
    ("tributi", "imu_gettito", "valore"): (1_200_000, 1_200_000),
    ("tributi", "addizionale_imponibile", "valore"): (60_000_000, 60_000_000),
    ("fcde_totale", "stanziato_1", "valore"): (300_000, 400_000),
    ("fcde_totale", "stanziato_2", "valore"): (300_000, 400_000),
    ("fcde_totale", "stanziato_3", "valore"): (300_000, 400_000),
}
ALIQUOTE = {"imu_aliquota": (0.96, 0.96), "addizionale_aliquota": (0.7, 0.7)}
CONTI = {  # of the rendiconto: who is ill is Borgo Esempio with W2 below zero and a fund too small
    ("equilibri", "accantonate_correnti", "importo"): (400_000, 0),
    ("risultato", "fcde", "importo"): (1_200_000, 3_000_000),
    ("entrate", "3", "riscossioni_competenza"): (500_000, 1_100_000),
    ("entrate", "3", "riscossioni_residui"): (300_000, 900_000),
    ("entrate", "1", "residui_finali"): (4_000_000, 1_500_000),
    ("entrate", "3", "residui_finali"): (2_400_000, 1_000_000),
}
SEGNI = {  # caso: row of the table, gravità, year of the row of the panel
    "fcde_previsione_1": ("7", "critica", BILANCIO),
    "fcde_previsione_2": ("7", "critica", BILANCIO),
    "fcde_previsione_3": ("7", "critica", BILANCIO),
    "fcde_rendiconto": ("8", "critica", RENDICONTO),
    "fcde_basso": ("8", "alta", RENDICONTO),
    "tari_poco_riscossa": ("9", "alta", 2025),  # 576.000 of 960.000, while 2026 is just at the limit
    "extratributarie_poco_riscosse": ("9", "alta", RENDICONTO),
    "residui_poco_riscossi": ("9", "alta", RENDICONTO),
    "residui_oltre_le_correnti": ("9", "alta", RENDICONTO),
    "residui_vecchi": ("10", "alta", RENDICONTO),
    "tari_non_coperta": ("28", "critica", BILANCIO),
    "acquedotto_poco_riscosso": ("30", "alta", RENDICONTO),
    "imu_sotto_il_massimo": ("31", "media", BILANCIO),
    "addizionale_sotto_il_massimo": ("31", "media", BILANCIO),
    "evasione_sovrastimata": ("32", "alta", BILANCIO),
    "opere_anticipate": ("37", "alta", RENDICONTO),
}


def tabella(quale: int, istat: str):
    """The long rows of a comune: its rendiconto of 2026, and its form of all the years of the example."""
    cambia = {
        Voce("rendiconto", lato, codice, fase): due[quale] for (lato, codice, fase), due in CONTI.items()
    }
    cambia |= {Voce("manuale", *voce): due[quale] for voce, due in DEL_RENDICONTO.items()}
    return comune(istat, RENDICONTO, cambia)


def nel_modulo(quale: int, istat: str) -> list[tuple]:
    previsioni = {cella(f"previsione_{anno}", BILANCIO): 1_000_000 for anno in (2, 3)}
    tari = {} if quale == 0 else {cella("riscossioni_competenza", 2025): 900_000}
    scritte = [r for r in righe(previsioni | tari, istat=istat) if r[3] != "fcde_totale"]
    for (lato, codice, fase), due in DEL_BILANCIO.items():
        scritte += modulo(lato, codice, (istat, BILANCIO), **{fase: due[quale] * 100})
    for anno in (2024, 2025):
        scritte += modulo("tributi", "evasione_incassata", (istat, anno), valore=150_000_00)
    for codice, due in ALIQUOTE.items():
        scritte += modulo("tributi", codice, (istat, BILANCIO), valore=due[quale])
    return scritte


@cache
def trovate():
    lunghe = []
    for quale, istat in enumerate((MALATO, SANO)):
        scritte = pd.DataFrame(nel_modulo(quale, istat), columns=["istat", "anno", *LIVELLI, "numero"])
        punti = scritte["codice"].isin(ALIQUOTE)
        scritte["importo"] = scritte["numero"].where(~punti).astype("Int64")
        scritte["rapporto"] = scritte["numero"].where(punti).astype("Float64")
        lunghe += [tabella(quale, istat), scritte.drop(columns="numero")]
    panel = conti(*lunghe)
    return trova(panel, calcola(panel))


def di(istat, anno):
    return {uno.caso: uno for uno in trovate().di(istat, anno)}


@pytest.mark.parametrize(("caso", "atteso"), SEGNI.items())
def test_the_sign_shows_with_its_numbers_where_it_is(caso, atteso):
    codice, gravita, anno = atteso
    rilievo = di(MALATO, anno)[caso]
    assert (rilievo.codice, rilievo.gravita) == (codice, gravita)
    assert "{" not in rilievo.frase
    assert rilievo.atti
    assert rilievo.rientro is None or rilievo.rientro > 0


@pytest.mark.parametrize(("caso", "atteso"), SEGNI.items())
def test_the_sign_does_not_show_where_it_is_not(caso, atteso):
    assert caso not in di(SANO, atteso[2])


FRASI = {
    "fcde_previsione_1": """Nel bilancio di previsione 2027 il FCDE stanziato per il primo anno non basta:
        rispetto al minimo lo scarto è -79.574,47 €. Vanno stanziati altri 79.574,47 €.""",
    "tari_non_coperta": """Nel 2027 il gettito della TARI copre i costi del servizio al 94,00 %: la legge
        vuole il 100 %. Mancano 60.000,00 € di gettito.""",
    "residui_poco_riscossi": """Nel 2026 i residui di tributi ed entrate extratributarie si sono riscossi al
        17,86 %: sotto il 20 %. Per arrivarci servono 120.000,00 € di incassi in più.""",
    "residui_oltre_le_correnti": """Al 31 dicembre 2026 i residui attivi dei titoli 1 e 3 sono pari al
        106,67 % delle entrate correnti dell'anno: oltre il 100 %. Per tornare sotto vanno incassati o
        cancellati 400.000,00 €.""",
    "imu_sotto_il_massimo": """Nel 2027 i conti non sono in equilibrio e l'IMU degli altri fabbricati non è
        al massimo: all'aliquota massima renderebbe 125.000,00 € in più.""",
    "evasione_sovrastimata": """Nel bilancio 2027 il recupero dell'evasione previsto supera l'incasso medio
        degli ultimi tre anni: lo scarto è -230.000,00 €. La previsione va ridotta di 230.000,00 €, o coperta
        altrimenti.""",
}


@pytest.mark.parametrize(("caso", "frase"), FRASI.items())
def test_the_sentence_has_the_euro_in_it(caso, frase):
    assert di(MALATO, SEGNI[caso][2])[caso].frase == " ".join(frase.split())


def test_row_11_has_both_parametri_of_the_collection():
    assert {caso.indicatore for caso in casi() if caso.codice == "11"} == {"P2", "P8"}


def test_a_low_fund_is_no_sign_where_the_residui_are_collected():
    # Of 5.600.000, 1.600.000 are collected: 28,57 %.
    basso = {
        Voce("rendiconto", "risultato", "fcde", "importo"): 1_200_000,
        Voce("rendiconto", "entrate", "3", "riscossioni_residui"): 900_000,
    }
    panel = conti(comune(cambia=basso))
    indicatori = calcola(panel)
    assert indicatori.valore(MALATO, 2023, "FCDE_RESIDUI").esito == "oltre il limite"
    assert "fcde_basso" not in {uno.caso for uno in trova(panel, indicatori).di(MALATO, 2023)}
