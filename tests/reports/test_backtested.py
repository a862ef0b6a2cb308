"""The proof of the projection on the past, beside the projection."""

from dataclasses import replace

import numpy as np
import pytest

from crescere_kit.projection import proietta
from crescere_kit.projection.forecast import impara
from crescere_kit.projection.forecast.measured import TUTTI, Errori
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.reports import backtested, futures


@pytest.fixture(scope="module")
def modello(archivio_demo):
    return impara(dei_conti(archivio_demo.conti()))


def con_errori(archivio_demo, modello, mistura: np.ndarray, ultimo: np.ndarray):
    misurato = replace(modello, errori=Errori({TUTTI: mistura}, {TUTTI: ultimo}))
    return proietta(archivio_demo.conti().uno("901001"), modello=misurato)


def test_each_voce_is_beside_who_repeats_the_last_year(archivio_demo, modello):
    mistura, ultimo = np.full((len(modello.voci), 2), 0.05), np.full((len(modello.voci), 2), 0.08)
    mistura[:, 1] = 0.07
    tabella = backtested.misurati(con_errori(archivio_demo, modello, mistura, ultimo))
    assert len(tabella.righe) == len(modello.voci)
    riga = next(
        riga for riga in tabella.righe if riga[0] == "Fondi perequativi da amministrazioni centrali (entrate)"
    )
    assert [str(cella) for cella in riga[1:]] == ["5,0 %", "8,0 %", "7,0 %", "8,0 %"]


def test_a_voce_that_was_not_measured_is_left_out_and_with_none_there_is_no_table(archivio_demo, modello):
    ignoti = np.full((len(modello.voci), 2), np.nan)
    assert backtested.misurati(con_errori(archivio_demo, modello, ignoti, ignoti)) is None
    uno = ignoti.copy()
    uno[modello.voci.index("entrate 1")] = 0.03
    tabella = backtested.misurati(con_errori(archivio_demo, modello, uno, uno))
    assert [riga[0][:8] for riga in tabella.righe] == ["titolo 1"]


def test_the_first_look_opens_on_it(archivio_demo, modello):
    noti = np.full((len(modello.voci), 2), 0.05)
    prevista = con_errori(archivio_demo, modello, noti, noti)
    assert "La prova sul passato, voce per voce" in futures.sintesi(prevista).html
