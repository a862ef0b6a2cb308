"""What an official, or a program, reads of one value."""

import json

from esempio import ANNO, ISTAT, comune, conti, dichiarato, indicatori

from crescere_kit.indicators import calcola


def valore(codice, *tavole):
    return (calcola(conti(*tavole)) if tavole else indicatori()).valore(ISTAT, ANNO, codice)


def test_the_json_of_an_amount_is_in_euro():
    letto = json.loads(json.dumps(valore("RA_E").come_dict()))
    assert (letto["valore"], letto["limite"], letto["distanza"]) == (-200_000, 0, -200_000)
    assert (letto["unita"], letto["testo"]) == ("euro", "-200.000,00 €")


def test_the_json_of_a_share_is_in_points_and_cites_the_rule():
    letto = json.loads(json.dumps(valore("P5").come_dict()))
    assert (letto["valore"], letto["limite"], letto["unita"]) == (1.5, 1.2, "percentuale")
    assert letto["limite_in_parole"] == "1,20 %"
    assert "4/8/2023" in letto["regola"]["fonte"]
    assert letto["regola"]["dal"] == "2022-01-01"


def test_the_json_of_what_is_not_known_is_null_with_its_reason():
    letto = json.loads(json.dumps(valore("P6", comune(senza=(dichiarato("13.1"),))).come_dict()))
    assert (letto["valore"], letto["distanza"], letto["testo"]) == (None, None, "n.c.")
    assert letto["motivo"]


def test_a_value_that_rounds_to_its_limit_shows_the_decimals_that_tell_them_apart():
    oltre = valore("P6", comune(cambia={dichiarato("13.1"): 1.0004}))
    assert oltre.testo == "1,0004 %"
    assert oltre.distanza_in_parole == "0,0004 punti sopra il limite (1 %)"
    assert oltre.esito == "oltre il limite"


def test_a_value_equal_to_its_limit_is_written_with_two_decimals():
    assert valore("P6", comune(cambia={dichiarato("13.1"): 1.0})).testo == "1,00 %"


def test_distances_are_in_words():
    assert valore("P8").distanza_in_parole == "1,65 punti sopra il limite (47 %)"
    assert valore("N_P").distanza_in_parole == "2 sotto il limite (4)"
    assert valore("W3").distanza_in_parole == ""
    assert valore("W3").limite_in_parole == "nessun limite"


def test_a_limit_of_a_doubtful_rule_is_shown_as_to_be_verified():
    per_anno = {anno: calcola(conti(comune(anno=anno))).valore(ISTAT, anno, "P1") for anno in (2024, 2025)}
    assert per_anno[2024].limite_con_verifica == "48 %"
    assert per_anno[2025].limite_con_verifica == "48 % (da verificare)"
