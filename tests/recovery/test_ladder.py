"""What stays uncovered goes to the lowest step whose conditions hold."""

import numpy as np
from recovery.paper import fabbisogno, piano, situazione

from crescere_kit.recovery import Fabbisogno, Piano, piani, scala, scala_come_dict

IMU = {"imu_gettito": 1_200_000, "imu_aliquota": 0.96}  # 125.000 € at most
SPESA = {"beni_servizi": [[1_000_000, 1_000_000]], "trasferimenti": [[400_000, 400_000]]}


def gradino(dati, serve):
    return scala(dati, piano(dati, serve))


def test_a_plan_that_covers_everything_is_a_salvaguardia():
    trovata = gradino(situazione(**IMU), fabbisogno(100_000, 100_000))
    assert (trovata.scelto.articolo, trovata.scelto.atti) == ("193", ("salvaguardia_assestamento",))
    assert "31 luglio" in trovata.scelto.termine


def test_no_gap_and_nothing_owed_needs_no_step():
    trovata = gradino(situazione(**IMU), fabbisogno(0, 0))
    assert trovata.scelto is None
    assert "Non serve nessuna procedura" in trovata.frase


def test_what_only_the_first_year_lacks_is_spread_over_the_consiliatura():
    # 25.000 stay uncovered the first year; the second has 45.000 left over, and a third of 25.000 is enough
    trovata = gradino(situazione(**IMU, anni_ripiano=3), fabbisogno(150_000, 80_000))
    assert trovata.gradini[0].condizioni[0].vera is False
    assert (trovata.scelto.articolo, trovata.scelto.anni, trovata.scelto.rata) == ("188", 3, 833_334)


def test_what_comes_back_every_year_is_not_a_disavanzo_to_spread():
    trovata = gradino(situazione(**IMU, anni_ripiano=3), fabbisogno(150_000, 150_000))
    assert trovata.gradini[1].condizioni[0].esito == "no"
    assert not trovata.gradini[1].possibile


def test_a_riequilibrio_lasts_as_the_passivita_say():
    # 3.000.000 on 5.300.000 of spese correnti: ten years, at least 300.000 a year
    dati = situazione(**IMU, **SPESA, passivita=3_000_000, anni_prfp=10, rata_prfp=300_000, anni_ripiano=3)
    trovata = gradino(dati, fabbisogno(0, 0))
    riequilibrio = trovata.gradini[2]
    assert (riequilibrio.anni, riequilibrio.rata) == (10, 300_000_00)
    assert trovata.scelto.articolo == "243-bis"
    assert "al massimo 10 anni, almeno 300.000,00 € all'anno" in trovata.frase


def test_what_no_step_can_cover_is_dissesto():
    dati = situazione(**IMU, **SPESA, passivita=9_000_000, anni_prfp=20, rata_prfp=450_000, anni_ripiano=3)
    trovata = gradino(dati, fabbisogno(900_000, 900_000))
    assert [uno.possibile for uno in trovata.gradini] == [False, False, False, True]
    assert trovata.scelto.articolo == "244"


def test_services_that_are_not_guaranteed_lead_to_dissesto_whatever_the_gap():
    trovata = gradino(situazione(**IMU, servizi_non_garantiti=1), fabbisogno(10_000, 10_000))
    assert trovata.scelto.articolo == "244"
    assert trovata.scelto.certo


def test_who_is_already_in_riequilibrio_does_not_ask_for_it_again():
    dati = situazione(**IMU, **SPESA, passivita=3_000_000, anni_prfp=10, rata_prfp=300_000, riequilibrio=1)
    trovata = gradino(dati, fabbisogno(0, 0))
    assert trovata.gradini[2].condizioni[0].esito == "no"
    assert trovata.scelto.articolo != "243-bis"


def test_who_is_already_in_dissesto_has_no_step_left():
    trovata = gradino(situazione(**IMU, dissesto=1), fabbisogno(500_000, 500_000))
    assert trovata.scelto is None
    assert "art. 259" in trovata.frase


def test_what_nobody_knows_is_said_and_does_not_exclude_a_step():
    trovata = gradino(situazione(**IMU, **SPESA), fabbisogno(500_000, 500_000))
    assert trovata.scelto.articolo == "243-bis"
    assert not trovata.scelto.certo
    assert "Da verificare: quanto può durare il piano" in trovata.frase


def test_without_a_plan_there_is_no_ladder():
    (fatto,) = piani(situazione(**IMU), [Fabbisogno(np.array([np.nan, 0.0]))])
    assert isinstance(fatto, Piano)
    trovata = scala(situazione(**IMU), fatto)
    assert (trovata.gradini, trovata.scelto) == ((), None)


def test_the_ladder_is_a_document():
    scritta = scala_come_dict(gradino(situazione(**IMU), fabbisogno(10_000, 0)))
    assert scritta["scelto"] == "193"
    assert [uno["esito"] for uno in scritta["gradini"][0]["condizioni"]] == [
        "sì",
        "da verificare",
        "da verificare",
    ]
