"""Accounts that do not add up are found, to the cent, and silence is kept on what is not known."""

from righe import conti, rendiconto

from crescere_kit.accounts import Voce, discrepanze
from crescere_kit.accounts.identities import ricalcola, termini

# The worked example of the domain reference (euro → cents): lines of the prospetto degli equilibri.
ESEMPIO = {
    "A": 120_000,
    "AA": 90_000,
    "B": 6_000_000,
    "C": 0,
    "D": 5_300_000,
    "D1": 100_000,
    "E": 0,
    "E1": 0,
    "F1": 260_000,
    "F2": 0,
    "H": 50_000,
    "I": 30_000,
    "L": 20_000,
    "M": 0,
    "accantonate_correnti": 340_000,
    "vincolate_correnti": 60_000,
    "variazione_correnti": 80_000,
    "P": 150_000,
    "Q": 600_000,
    "R": 1_700_000,
    "S1": 0,
    "S2": 0,
    "T": 0,
    "U": 1_550_000,
    "U1": 700_000,
    "V": 0,
    "X1": 0,
    "X2": 0,
    "Y": 0,
    "accantonate_capitale": 0,
    "vincolate_capitale": 170_000,
    "variazione_capitale": 0,
}


def equilibri(**cambiate: int):
    righe = {codice: euro * 100 for codice, euro in (ESEMPIO | cambiate).items()}
    return conti(*rendiconto("equilibri", "importo", righe))


def test_equilibri_are_recomputed_from_their_leaves():
    attesi = {"G": 370_000, "O1": 430_000, "O2": 30_000, "O3": -50_000, "Z1": 190_000, "Z2": 20_000}
    attesi |= {"Z3": 20_000, "W1": 620_000, "W2": 50_000, "W3": -30_000}
    panel = equilibri()
    assert {riga: ricalcola(panel, "equilibri", riga)["901001", 2023] // 100 for riga in attesi} == attesi


def test_a_declared_total_is_not_used_to_recompute_another():
    assert ricalcola(equilibri(G=999), "equilibri", "O1")["901001", 2023] == 430_000_00


def test_the_risultato_di_amministrazione_of_the_example_is_negative_in_its_free_part():
    righe = {"cassa_iniziale": 500_000, "riscossioni": 7_940_000, "pagamenti": 8_100_000}
    righe |= {"azioni_esecutive": 0}
    righe |= {"residui_attivi": 8_380_000, "residui_passivi": 3_760_000, "fpv_corrente": 100_000}
    righe |= {"fpv_capitale": 700_000, "fcde": 3_300_000, "fal": 250_000, "perdite_partecipate": 0}
    righe |= {
        "contenzioso": 200_000,
        "altri_accantonamenti": 100_000,
        "vincolata": 420_000,
        "destinata": 90_000,
    }
    panel = conti(*rendiconto("risultato", "importo", {c: v * 100 for c, v in righe.items()}))
    assert ricalcola(panel, "risultato", "fondo_cassa")["901001", 2023] == 340_000_00
    assert ricalcola(panel, "risultato", "risultato")["901001", 2023] == 4_160_000_00
    assert ricalcola(panel, "risultato", "disponibile")["901001", 2023] == -200_000_00


def test_accounts_that_add_up_have_no_discrepancy():
    assert discrepanze(equilibri(G=370_000, O1=430_000, W1=620_000)).empty


def test_one_cent_of_difference_is_a_discrepancy():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 1000}),
        *rendiconto("entrate", "riscossioni_competenza", {"1": 400}),
        *rendiconto("entrate", "residui_da_competenza", {"1": 601}),
    )
    rotte = discrepanze(panel)
    assert rotte[["istat", "anno", "atteso", "trovato"]].values.tolist() == [["901001", 2023, 600, 601]]
    assert "residui da competenza = accertamenti − riscossioni competenza" in rotte["identita"].item()


def test_a_row_of_the_prospect_must_equal_the_conto_del_bilancio():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 4, "2": 3, "3": 2}),
        *rendiconto("equilibri", "importo", {"B": 10}),
    )
    assert discrepanze(panel)["identita"].tolist() == [
        "equilibri: B = accertamenti (entrate, titoli 1, 2, 3)"
    ]


def test_a_missing_term_is_not_a_discrepancy():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 1000}),
        *rendiconto("entrate", "residui_da_competenza", {"1": 601}),
    )
    assert discrepanze(panel).empty


def test_payments_forced_by_creditors_and_not_yet_booked_leave_the_fondo_cassa():
    righe = {
        "cassa_iniziale": 100,
        "riscossioni": 50,
        "pagamenti": 40,
        "azioni_esecutive": 7,
        "fondo_cassa": 103,
    }
    assert discrepanze(conti(*rendiconto("risultato", "importo", righe))).empty


def test_every_identity_knows_the_voci_it_is_made_of():
    di = termini()
    parole = "equilibri: B = accertamenti (entrate, titoli 1, 2, 3)"
    attese = {Voce("rendiconto", "entrate", titolo, "accertamenti") for titolo in "123"}
    assert di[parole] == attese | {Voce("rendiconto", "equilibri", "B", "importo")}
    assert all(di.values())
