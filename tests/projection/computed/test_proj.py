"""The worked example of the projection, from the form and the official rendiconti, line by line."""

import numpy as np
import pytest
import vettori_proj as esempio

from crescere_kit.projection.computed import calcola, note
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi


@pytest.fixture(scope="module")
def linee():
    conti = esempio.conti()
    return calcola(conti, Orizzonte.di(conti), Ipotesi())


@pytest.mark.parametrize(("linea", "euro"), esempio.ATTESE.items())
def test_each_computed_line_comes_out_to_the_cent(linee, linea, euro):
    assert linee[linea].valori[0, 0] / 100 == pytest.approx(euro, abs=0.001), linee[linea].perche[0]


def test_personnel_and_its_irap_come_out_to_the_cent(linee):
    altre_imposte = (110_000 - 95_000) * 100
    somma = linee["personale"].valori[0, 0] + linee["imposte"].valori[0, 0] - altre_imposte
    assert somma / 100 == pytest.approx(esempio.PERSONALE_E_IRAP, abs=0.001)


def test_every_line_says_how_it_was_computed(linee):
    assert all(linea.perche[0] for linea in linee.values())
    assert linee["interessi"].perche[0] == "rate dei 2 mutui del modulo, con quello previsto"


def test_the_lines_that_only_the_ente_knows_have_their_place_in_the_last_year():
    conti = esempio.conti()
    trovate = note(conti, Orizzonte.di(conti))
    attese = {"imu": 1_200_000, "addizionale": 420_000, "tari": 1_000_000, "evasione": 380_000}
    attese |= {"rifiuti": 950_000, "utenze": 400_000}
    assert {linea: valori[0] / 100 for linea, valori in trovate.items()} == attese
    prima = note(conti, Orizzonte.di(conti), -1)
    assert np.isnan(prima["rifiuti"][0])
