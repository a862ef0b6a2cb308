"""The FGDC: the example, every boundary of its classes, what raises it to the top, and what is not known."""

import pytest
from righe import conti
from vettori_debito import BILANCIO, FONDI, ISTAT, PCC_PRIMA, fgdc

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.fgdc import INDICATORI


def valore(codice, righe=None):
    return calcola(conti(*(righe or fgdc())), INDICATORI).valore(ISTAT, BILANCIO, codice)


def dovuto(**pcc):
    return valore("FGDC_DOVUTO", fgdc(PCC_PRIMA | pcc))


def senza(*codici):
    return [riga for riga in fgdc() if riga[4] not in codici]


def test_forty_five_days_ask_for_three_per_cent_of_two_and_a_half_million():
    trovato = dovuto()
    assert trovato.valore == 75_000_00
    assert trovato.nota == "3 % di 2.500.000,00 €: nel 2023 il ritardo era di 45 giorni"


@pytest.mark.parametrize(
    ("giorni", "punti"),
    [(-5, 0), (0, 0), (1, 1), (10, 1), (10.5, 2), (11, 2), (30, 2), (31, 3), (60, 3), (60.5, 5), (61, 5)],
)
def test_each_class_of_delay_has_its_share(giorni, punti):
    assert dovuto(ritardo=float(giorni)).valore == 25_000_00 * punti


@pytest.mark.parametrize(("stock", "punti"), [(450_000_00, 3), (450_000_01, 5), (600_000_00, 5)])
def test_a_debt_that_did_not_shrink_by_a_tenth_asks_for_the_most(stock, punti):
    trovato = dovuto(stock_scaduto=stock)
    assert trovato.valore == 25_000_00 * punti
    if punti == 5:
        assert "il debito scaduto era 500.000,00 € nel 2022" in trovato.nota


@pytest.mark.parametrize(("fatture", "punti"), [(10_000_000_00, 3), (9_999_999_80, 5)])
def test_a_debt_up_to_a_twentieth_of_the_invoices_need_not_shrink(fatture, punti):
    assert dovuto(stock_scaduto=500_000_00, fatture_ricevute=fatture).valore == 25_000_00 * punti


def test_missed_communications_ask_for_the_most_even_of_who_pays_in_time():
    trovato = dovuto(ritardo=-3.0, comunicazioni_mancate=1)
    assert trovato.valore == 125_000_00
    assert trovato.nota.endswith("sono mancate comunicazioni alla PCC o pubblicazioni")


def test_what_raises_it_to_the_top_is_enough_to_know_it():
    righe = [
        riga
        for riga in fgdc(PCC_PRIMA | {"ritardo": 90.0})
        if riga[4] not in ("stock_scaduto", "fatture_ricevute")
    ]
    assert valore("FGDC_DOVUTO", righe).valore == 125_000_00


@pytest.mark.parametrize("codice", ["ritardo", "comunicazioni_mancate", "stock_scaduto"])
def test_a_class_that_cannot_be_told_is_not_the_mildest(codice):
    trovato = valore("FGDC_DOVUTO", senza(codice))
    assert (trovato.valore, trovato.esito) == (None, "n.c.")
    assert trovato.motivo.startswith("per il 2023 manca nei dati caricati: ")


def test_a_known_class_lacks_only_the_bilancio():
    trovato = valore("FGDC_DOVUTO", senza("103"))
    assert trovato.motivo == "il bilancio di previsione del 2024 non è fra i dati caricati"
    assert "con vincolo di destinazione" in valore("FGDC_DOVUTO", senza("spese_103_vincolate")).motivo


def test_who_pays_in_time_owes_nothing_whatever_it_buys():
    righe = [riga for riga in fgdc(PCC_PRIMA | {"ritardo": -1.0}) if riga[4] != "103"]
    trovato = valore("FGDC_DOVUTO", righe)
    assert trovato.valore == 0
    assert trovato.nota == "nel 2023 i tempi di pagamento e il debito scaduto erano nella norma"


def test_the_assestato_takes_the_place_of_the_first_bilancio():
    assestato = (ISTAT, BILANCIO, "assestato", "spese", "103", "competenza_1", 3_400_000_00)
    assert valore("FGDC_DOVUTO", [*fgdc(), assestato]).valore == 90_000_00


@pytest.mark.parametrize(
    ("stanziato", "scarto", "esito"),
    [(75_000_00, 0, "nella norma"), (74_999_99, -1, "oltre il limite"), (80_000_00, 5_000_00, "nella norma")],
)
def test_what_is_set_aside_must_reach_what_is_due(stanziato, scarto, esito):
    trovato = valore("FGDC_SCARTO", fgdc(fondi=FONDI | {"fgdc": stanziato}))
    assert (trovato.valore, trovato.esito) in {(scarto, esito), (scarto, "vicino al limite")}
    assert (trovato.esito == "oltre il limite") == (scarto < 0)


def test_the_share_set_aside_is_judged_by_the_rule_of_its_class():
    quota = valore("FGDC_QUOTA")
    assert (quota.valore, quota.limite, quota.regola.codice) == (3, 3, "fgdc_grave")
    in_regola = valore("FGDC_QUOTA", fgdc(PCC_PRIMA | {"ritardo": 0.0}))
    assert (in_regola.limite, in_regola.esito) == (None, "senza limite")


def test_a_fund_that_nobody_wrote_is_not_a_fund_of_zero():
    trovato = valore("FGDC_SCARTO", fgdc(fondi={"spese_103_vincolate": 400_000_00}))
    assert trovato.valore is None
    assert "Fondo di garanzia debiti commerciali stanziato" in trovato.motivo


def test_before_2021_there_was_no_fund():
    righe = [(riga[0], riga[1] - 4, *riga[2:]) for riga in fgdc()]
    assert calcola(conti(*righe), INDICATORI).valore(ISTAT, BILANCIO - 4, "FGDC_DOVUTO").valore is None
