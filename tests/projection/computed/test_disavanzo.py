"""The disavanzo of the next years: the plans, what was missed, what is new; zero only when it is known."""

import esempio
import numpy as np
import pandas as pd
import pytest
from righe import ENTI, conti, modulo, rendiconto

from crescere_kit.accounts import Conti, Voce
from crescere_kit.projection.computed.disavanzo import disavanzo
from crescere_kit.projection.horizon import Orizzonte
from crescere_kit.projection.scenario import Ipotesi

N = esempio.ANNO
DESTINATA = esempio.risultato("destinata")
PRIMA = esempio.comune(anno=N - 1, cambia={DESTINATA: 150_000})  # lettera E of −260.000


def calcolato(panel):
    trovato = disavanzo(panel, Orizzonte.di(panel), Ipotesi())
    return (trovato.valori[0, 0] / 100).tolist(), trovato.perche[0]


def con_modulo(*righe):
    del_modulo = conti(*righe)
    officiale = Conti.da_righe(pd.concat([esempio.comune(), PRIMA], ignore_index=True), ENTI)
    for posto, riga in enumerate(del_modulo.indice):
        officiale = officiale.scritti(*riga, del_modulo.colonne.riga(posto))
    return officiale


def piano(nome, **valori):
    return modulo("disavanzo_piani", nome, ("901001", N + 1), **valori)


def test_what_was_missed_is_added_to_the_first_year():
    quote, perche = calcolato(esempio.conti(esempio.comune(), PRIMA))
    assert quote == [120_000, 90_000]
    assert perche == "quota in corso, con quanto non si è recuperato"


def test_each_plan_goes_on_until_its_own_end():
    panel = con_modulo(
        *piano("Riaccertamento straordinario", quota_1=50_000_00, quota_2=50_000_00),
        *piano("FCDE 2019", quota_1=40_000_00, quota_2=40_000_00, ultimo_anno=N + 1),
    )
    assert calcolato(panel)[0] == [120_000, 50_000]


def test_without_disavanzo_nothing_is_due():
    quote, perche = calcolato(esempio.conti(esempio.comune(cambia={DESTINATA: -200_000})))
    assert quote == [0, 0]
    assert perche == "la parte disponibile non è negativa"


@pytest.mark.parametrize(
    ("restano", "attese"), [(None, [200_000 / 3] * 2), (2, [100_000] * 2), (1, [200_000, 0])]
)
def test_a_new_disavanzo_is_spread_as_long_as_the_law_allows(restano, attese):
    prima = esempio.comune(anno=N - 1, cambia={DESTINATA: -200_000})
    righe = [esempio.comune(), prima]
    panel = Conti.da_righe(pd.concat(righe, ignore_index=True), ENTI)
    if restano:
        panel = panel.scritti(
            "901001", N, {Voce("manuale", "disavanzo", "durata_massima_anni", "valore"): restano}
        )
    quote, perche = calcolato(panel)
    assert quote == pytest.approx(attese)
    assert "art. 188" in perche


def test_without_the_lettera_e_nobody_says_that_nothing_is_due():
    panel = conti(*rendiconto("spese", "impegni", dict.fromkeys(("1", "2", "3", "4", "5", "7"), 100)))
    quote, perche = calcolato(panel)
    assert np.isnan(quote).all()
    assert "lettera E" in perche
