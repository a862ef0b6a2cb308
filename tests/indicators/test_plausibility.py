"""What no ente can have declared is said, and never used."""

import esempio
import pytest
from esempio import ANNO, ISTAT, dichiarato, risposta

from crescere_kit import criticalities, indicators
from crescere_kit.indicators import compute
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.strutturale import parametri_deficitari


def calcola(conti):
    return compute.calcola(conti, (*PARAMETRI, parametri_deficitari))


def con(**cambia):
    voci = {dichiarato(nome.removeprefix("d").replace("_", ".")): v for nome, v in cambia.items()}
    return calcola(esempio.conti(esempio.comune(cambia=voci), esempio.penultimo()))


@pytest.mark.parametrize(("valore", "detto"), [(0.40, "0,40 %"), (100, "100,00 %"), (0, "0,00 %")])
def test_a_possible_figure_is_used_as_declared(valore, detto):
    assert con(d13_1=valore).valore(ISTAT, ANNO, "P6").testo == detto


def test_an_amount_in_euro_is_not_a_share_and_the_limit_is_not_judged():
    p6 = con(d13_1=75_000).valore(ISTAT, ANNO, "P6")
    assert (p6.valore, p6.esito, p6.distanza) == (None, "n.c.", None)
    assert p6.motivo == "l'ente ha dichiarato 75.000,00 %: sembra un importo in euro"


def test_a_negative_debt_is_impossible():
    p7 = con(d13_2=-1, d13_3=0).valore(ISTAT, ANNO, "P7")
    assert p7.motivo == "l'ente ha dichiarato -1,00 %: un valore che non può essere negativo"


def test_the_answer_given_beside_an_impossible_figure_decides_nothing():
    cambia = {dichiarato("13.1"): 75_000, risposta("P6"): 1}
    conti = esempio.conti(esempio.comune(cambia=cambia), esempio.penultimo())
    indicatori = calcola(conti)
    p6 = indicatori.valore(ISTAT, ANNO, "P6")
    assert p6.esito == "n.c."
    assert p6.nota == "l'ente ha anche risposto SI, ma accanto a un valore impossibile non fa fede"
    assert "P6" in indicatori.valore(ISTAT, ANNO, "N_P").nota
    trovate = criticalities.trova(conti, indicators.calcola(conti)).tabella
    assert "P6" not in set(trovate["indicatore"])


def test_the_same_answer_without_a_figure_still_decides():
    voci = (dichiarato("13.1"),)
    senza = esempio.comune(cambia={risposta("P6"): 1}, senza=voci)
    p6 = calcola(esempio.conti(senza, esempio.penultimo())).valore(ISTAT, ANNO, "P6")
    assert (p6.valore, p6.esito) == (None, "oltre il limite")


def test_the_accounts_stay_when_what_is_declared_beside_them_is_impossible():
    p1 = con(d1_1=3533).valore(ISTAT, ANNO, "P1")
    assert (p1.testo, p1.origine) == ("35,33 %", "ricalcolato")
    assert p1.nota == "dichiarato 3.533,00 %, ricalcolato 35,33 %"


def test_where_the_declared_figure_prevails_an_impossible_one_gives_way_to_the_accounts():
    buono, cattivo = (con(d3_2=valore).valore(ISTAT, ANNO, "P3") for valore in (21, 500_000))
    assert (buono.valore, buono.origine) == (21, "dichiarato")
    assert cattivo.valore != 500_000
    assert cattivo.origine in ("ricalcolato", "")
