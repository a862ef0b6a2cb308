"""Each computed line does what its rule says, and where it cannot, says why and stays unknown."""

import numpy as np
import pytest
from righe import conti, modulo, rendiconto

from crescere_kit.accounts.debt_service import Prestiti
from crescere_kit.projection.computed import LINEE_CALCOLATE, calcola, contratti, mutui, una_tantum
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

ISTAT, N, PRIMO = "901001", 2023, 2024
BASE = rendiconto("spese", "impegni", {"1": 100, "2": 0, "3": 0, "4": 0, "5": 0, "7": 0})
MUTUO = {"capitale_residuo": 500_000_00, "tasso": 4.0, "rate_anno": 2, "rate_residue": 40, "tipo": 1}


def di_bilancio(lato, codice, **valori):
    return modulo(lato, codice, (ISTAT, PRIMO), **valori)


def una(linea, *righe, ipotesi=None):
    """The two years of a line, in cents, and its sentence."""
    panel = conti(*BASE, *righe)
    calcolata = LINEE_CALCOLATE[linea](panel, Orizzonte.di(panel), ipotesi or Ipotesi())
    return calcolata.valori[0, 0].tolist(), calcolata.perche[0]


def test_a_loan_costs_what_its_plan_says():
    interessi, perche = una("interessi", *di_bilancio("mutui", "CDP", **MUTUO))
    assert interessi[0] == 19_834_44
    assert perche == "rate del mutuo del modulo"
    capitale, _ = una("quote_capitale", *di_bilancio("mutui", "CDP", **MUTUO))
    assert capitale[0] == 16_721_30


def test_a_point_more_is_felt_only_at_a_variable_rate():
    stress = Ipotesi(tasso_punti=1)
    bullet = MUTUO | {"tipo": 3, "rate_anno": 1}
    fisso, _ = una("interessi", *di_bilancio("mutui", "A", **bullet), ipotesi=stress)
    variabile, _ = una("interessi", *di_bilancio("mutui", "A", variabile=1, **bullet), ipotesi=stress)
    assert (fisso, variabile) == ([20_000_00] * 2, [25_000_00] * 2)


def test_a_loan_to_come_is_paid_from_the_year_after_it_is_taken():
    nuovo = {"importo": 100_000_00, "anno": PRIMO, "tasso": 3.0, "rate_anno": 1, "rate": 10, "tipo": 2}
    righe = (*di_bilancio("mutui", "A", **MUTUO), *di_bilancio("mutui_nuovi", "Scuola", **nuovo))
    senza, _ = una("interessi", *righe[:5])
    con, perche = una("interessi", *righe)
    assert [dopo - prima for prima, dopo in zip(senza, con, strict=True)] == [0, 3_000_00]
    assert perche == "rate del mutuo del modulo, con quello previsto"
    assert una("prestiti", *righe)[0] == [100_000_00, 0]
    assert np.isnan(una("prestiti", *righe[:5])[0]).all()


def test_without_the_list_of_loans_interest_is_not_guessed():
    interessi, perche = una("interessi")
    assert np.isnan(interessi).all()
    assert perche.startswith("il modulo dell'ente non elenca i suoi prestiti")
    incompleto = {fase: valore for fase, valore in MUTUO.items() if fase != "tasso"}
    interessi, perche = una("interessi", *di_bilancio("mutui", "CDP", **incompleto))
    assert np.isnan(interessi).all()
    assert perche == "nel modulo dell'ente va completata una riga dei prestiti"


def test_longer_terms_save_now_and_are_worth_the_same_at_the_same_rate():
    prestito = Prestiti(*(np.array([valore], dtype=float) for valore in MUTUO.values()))
    nuove = mutui.rinegozia(prestito, tasso=4.0, rate=60)
    assert (nuove.risparmio > 0).all()
    assert nuove.attuale_dopo == pytest.approx(nuove.attuale_prima, abs=50)
    panel = conti(*BASE, *di_bilancio("mutui", "CDP", **MUTUO))
    assert mutui.prestito(panel, ISTAT, PRIMO, "CDP").debito.tolist() == [500_000_00]


def tributi(anno, **valori):
    return [
        riga
        for nome, cents in valori.items()
        for riga in modulo("tributi", nome, (ISTAT, anno), valore=cents)
    ]


IMU = {"imu_accertata": 1_000_00}


def test_imu_is_the_last_one_unless_less_was_collected():
    assert una("imu", *tributi(N, **IMU))[0] == [1_000_00] * 2
    incassi = [*tributi(N, imu_incassata=700_00), *tributi(N - 1, imu_incassata=900_00)]
    valori, perche = una("imu", *tributi(N, **IMU), *incassi)
    assert valori == [800_00] * 2
    assert perche == "media degli incassi degli ultimi anni, minore dell'accertato"
    assert una("imu", *tributi(N, **IMU, imu_incassata=1_200_00))[0] == [1_000_00] * 2


def test_imu_of_which_nobody_says_the_accertamento_is_unknown():
    valori, perche = una("imu", *tributi(N, imu_incassata=1))
    assert np.isnan(valori).all()
    assert perche.startswith("manca l'IMU accertata")


def test_the_piano_dei_conti_answers_for_imu_too():
    assert una("imu", *rendiconto("entrate", "accertamenti", {"E.1.01.01.06": 5_00}))[0] == [5_00, 5_00]


def test_the_addizionale_is_not_more_than_was_collected_of_two_years_before():
    prima = tributi(N - 1, addizionale_accertata=100_00, addizionale_competenza=30_00)
    ultimo = tributi(N, addizionale_accertata=110_00, addizionale_competenza=40_00, addizionale_residui=60_00)
    assert una("addizionale", *prima, *ultimo)[0] == [90_00, 100_00]
    assert una("addizionale", *tributi(N, addizionale_accertata=110_00))[0] == [110_00] * 2
    valori, perche = una("addizionale")
    assert np.isnan(valori).all()
    assert "addizionale IRPEF accertata" in perche


def test_the_tari_is_its_costs_and_then_grows_with_prices():
    assert una("tari", *di_bilancio("tributi", "tari_pef", valore=100_00))[0] == [100_00, 102_00]
    dieci = Ipotesi(inflazione_percento=10)
    assert una("tari", *di_bilancio("tributi", "tari_pef", valore=100_00), ipotesi=dieci)[0][1] == (
        pytest.approx(110_00)
    )
    valori, perche = una("tari")
    assert np.isnan(valori).all()
    assert perche == "manca il piano economico finanziario TARI nel modulo"


def test_evasion_is_what_was_collected_in_the_years_that_are_known():
    righe = [*tributi(N, evasione_incassata=100_00), *tributi(N - 2, evasione_incassata=200_00)]
    assert una("evasione", *righe)[0] == [150_00] * 2
    valori, perche = una("evasione", *righe[1:])
    assert np.isnan(valori).all()
    assert "manca nel modulo il recupero dell'evasione" in perche


def test_the_fondo_is_the_published_one_else_the_last():
    ultimo = rendiconto("entrate", "accertamenti", {"10301": 50_00})
    valori, perche = una("fsc", *ultimo)
    assert valori == [50_00] * 2
    assert perche.startswith("ultimo accertamento, al lordo del contributo della L. 213/2023")
    assert una("fsc", *ultimo, *di_bilancio("tributi", "fsc_1", valore=45_00))[0] == [45_00] * 2
    assert una("fsc", *ultimo, *modulo("una_tantum", "Conguaglio", linea=3, importo=5_00))[0] == [45_00] * 2
    assert np.isnan(una("fsc")[0]).all()


def test_transfers_are_those_assigned_and_the_others_are_not_there():
    assegnato = di_bilancio("trasferimenti_attesi", "Regione, asili", da=2, importo_1=30_00, importo_2=0)
    assert una("trasf_20101", *assegnato) == ([30_00, 0], "il trasferimento già assegnato")
    assert una("trasf_20105", *assegnato)[0] == [0, 0]
    valori, perche = una("trasf_20101")
    assert np.isnan(valori).all()
    assert perche == "il modulo dell'ente non elenca i trasferimenti già assegnati"


def contratto(nome, linea, importo, **altro):
    return modulo("contratti", nome, linea=linea, importo=importo, indice=10.0, **altro)


def test_a_contract_grows_with_its_index_until_it_ends():
    assert una("rifiuti", *contratto("Raccolta", 1, 100_00))[0] == pytest.approx([110_00, 121_00])
    valori, _ = una("rifiuti", *contratto("Raccolta", 1, 100_00, ultimo_anno=PRIMO))
    assert valori == pytest.approx([110_00, 0])
    assert una("utenze", *contratto("Raccolta", 1, 100_00)) == (
        [0, 0],
        "nessun contratto di utenze nel modulo",
    )
    valori, perche = una("utenze")
    assert np.isnan(valori).all()
    assert perche == "il modulo dell'ente non elenca i suoi contratti"


def test_dearer_utenze_stay_dearer_and_the_rest_does_not_move():
    righe = [*contratto("Luce", 2, 100_00), *contratto("Raccolta", 1, 100_00)]
    caro = Ipotesi(utenze_percento=10)
    assert una("utenze", *righe, ipotesi=caro)[0] == pytest.approx([120_00, 132_00])
    assert una("rifiuti", *righe, ipotesi=caro)[0] == pytest.approx([110_00, 121_00])


def test_what_no_contract_explains_is_left_to_be_forecast():
    beni = rendiconto("spese", "impegni", {"103": 150_00})
    righe = [*beni, *contratto("Mense", 3, 100_00)]
    valori, perche = una("altri_beni_servizi", *righe)
    assert np.isnan(valori).all()
    assert perche.startswith("i contratti del modulo non sono tutto")
    panel = conti(*BASE, *righe)
    assert contratti.scoperto(panel, Orizzonte.di(panel)).tolist() == [50_00]
    tutto = [*righe, *contratto("Strade", 3, 50_00)]
    assert una("altri_beni_servizi", *tutto)[0] == pytest.approx([165_00, 181_50])


PERSONALE = rendiconto("spese", "impegni", {"101": 100_00, "102": 10_00, "U.1.02.01.01": 8_00})


def test_personnel_grows_with_the_contracts_and_moves_with_people():
    due = di_bilancio("personale", "ccnl_percento", valore=2.0)
    assert una("personale", *PERSONALE, *due)[0] == pytest.approx([102_00, 104_04])
    esce = di_bilancio("movimenti_personale", "Pensione", effetto_1=0, effetto_2=-10_80)
    personale, perche = una("personale", *PERSONALE, *due, *esce)
    imposte, _ = una("imposte", *PERSONALE, *due, *esce)
    assert personale == pytest.approx([102_00, 94_04])
    assert imposte == pytest.approx([10_16, 9_52.32])
    assert "un movimento" in perche


def test_the_scenario_prevails_on_the_form_and_the_form_on_the_rule():
    due = di_bilancio("personale", "ccnl_percento", valore=2.0)
    assert una("personale", *PERSONALE)[0] == [100_00, 100_00]  # no contract signed in those years
    assert una("personale", *PERSONALE, *due, ipotesi=Ipotesi(ccnl_percento=5))[0] == pytest.approx(
        [105_00, 110_25]
    )
    firmato = [(ISTAT, 2025, *riga[2:]) for riga in (*BASE, *PERSONALE)]
    assert una("personale", *firmato)[0] == pytest.approx([105_78, 105_78])


def test_without_the_last_rendiconto_by_macroaggregato_personnel_is_unknown():
    for linea in ("personale", "imposte"):
        valori, perche = una(linea)
        assert np.isnan(valori).all()
        assert "dell'ultimo rendiconto" in perche


def test_works_are_spent_and_funded_as_the_cronoprogramma_says():
    opera = di_bilancio("opere", "Scuola", spesa_1=50_00, spesa_2=70_00, contributo_1=40_00, contributo_2=0)
    assert una("investimenti", *opera) == ([50_00, 70_00], "cronoprogramma dell'opera del modulo")
    valori, perche = una("capitale", *opera)
    assert valori == [40_00, 0]
    assert perche.endswith("senza permessi di costruire né alienazioni")
    valori, perche = una("capitale")
    assert np.isnan(valori).all()
    assert perche == "il modulo dell'ente non ha il cronoprogramma delle opere"


def test_what_does_not_repeat_itself_is_known_line_by_line():
    righe = [*modulo("una_tantum", "Sentenza", linea=13, importo=30_00)]
    righe += modulo("una_tantum", "Lascito", linea=4, importo=5_00)
    panel = conti(*BASE, *righe, *modulo("una_tantum", "Mostra", linea=13, importo=1_00))
    importi = una_tantum.importi(panel, Orizzonte.di(panel))
    assert (importi["trasferimenti"][0], importi["trasf_20101"][0], importi["imu"][0]) == (31_00, 5_00, 0)


def test_an_ente_without_a_form_is_computed_beside_one_that_has_it():
    altro = [("901002", *riga[1:]) for riga in BASE]
    panel = conti(*BASE, *altro, *di_bilancio("mutui", "CDP", **MUTUO))
    tutte = calcola(panel, Orizzonte.di(panel), Ipotesi())
    assert tutte["interessi"].nota.tolist() == [True, False]
    assert all(linea.valori.shape == (2, 1, 2) and len(linea.perche) == 2 for linea in tutte.values())
