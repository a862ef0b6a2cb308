"""The euro to find are enough, and a cent less is not."""

import pytest
from esempio import ANNO, ISTAT, comune, conti, entrate, equilibri, indicatori, spese

from crescere_kit.criticalities.rientro import rientro
from crescere_kit.indicators import calcola


def euro_da_trovare(codice, cambia):
    trovati = calcola(conti(comune(cambia=cambia)))
    indicatore = trovati.indicatore(codice)
    return rientro(indicatore, trovati, (ISTAT, ANNO), trovati.limiti.loc[(ISTAT, ANNO), codice])


@pytest.mark.parametrize(
    ("codice", "voce", "euro", "verso"),
    [
        ("P1", equilibri("AA"), 900_000.37, -1),
        ("P2", entrate("riscossioni_competenza", "3"), -500_000.01, 1),
        ("P4", spese("impegni", "107"), 800_000.55, -1),
        ("P5", equilibri("AA"), 90_000, -1),
        ("P8", entrate("riscossioni_residui", "1"), 123_456.78, 1),
        ("W1", equilibri("H"), -600_000, 1),
    ],
)
def test_the_euro_found_bring_it_back_and_a_cent_less_does_not(codice, voce, euro, verso):
    mancanti = euro_da_trovare(codice, {voce: euro})
    for centesimi, esito in ((mancanti, False), (mancanti - 1, True)):
        corretto = {voce: euro + verso * centesimi / 100}
        valore = calcola(conti(comune(cambia=corretto))).valore(ISTAT, ANNO, codice)
        assert (valore.esito == "oltre il limite") == esito


def test_a_count_and_a_declared_ratio_have_no_euro():
    trovati = indicatori()
    for codice in ("N_P", "P6"):
        assert rientro(trovati.indicatore(codice), trovati, (ISTAT, ANNO), 1.0) is None
