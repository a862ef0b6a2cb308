"""The sums of the prospects and the lettera E from one year to the next."""

import esempio
import pytest
from esempio import ANNO, ISTAT
from righe import conti, rendiconto
from vettori_bilancio import N, modulo
from vettori_bilancio import conti as esempio_di_bilancio

from crescere_kit import quality
from crescere_kit.accounts.identities import RISULTATO
from crescere_kit.indicators import compute, deficitarieta, disavanzo, equilibri
from crescere_kit.indicators.risultato import lettera_e
from crescere_kit.quality import sums

ALCUNI = (*equilibri.INDICATORI, *deficitarieta.PARAMETRI)


def dati(panel, codice):
    trovati = quality.controlla(panel, compute.calcola(panel, ALCUNI)).di(ISTAT, ANNO)
    return [uno for uno in trovati if uno.codice == codice]


def test_the_example_adds_up():
    assert dati(esempio.conti(), "identita") == []


def test_a_row_that_is_not_the_sum_of_its_terms_names_both_amounts():
    panel = esempio.conti(esempio.comune(cambia={esempio.equilibri("B"): 6_000_001}), esempio.penultimo())
    (dato,) = dati(panel, "identita")
    assert (dato.valore, dato.atteso) == (6_000_001_00, 6_000_000_00)
    assert "accertamenti (entrate, titoli 1, 2, 3). La somma dà 6.000.000,00 €" in dato.frase
    assert {"W1", "P1"} <= set(dato.tocca)  # the first reads the row, the second its terms


def test_a_broken_sum_is_not_said_again_as_a_different_declaration():
    nomi = {nome for formula in RISULTATO.values() for nome in formula.split()} - {"+", "-"}
    panel = conti(*rendiconto("risultato", "importo", dict.fromkeys(nomi, 0) | {"disponibile": -1}))
    tabella = quality.controlla(panel, compute.calcola(panel, (lettera_e,))).tabella
    assert tabella["codice"].tolist() == ["identita"]


@pytest.mark.parametrize(("cents", "trovate"), [(0, []), (1_00, []), (1_01, [-1_01]), (-2_00, [2_00])])
def test_a_lettera_e_that_does_not_reconcile_beyond_one_euro_is_said(cents, trovate):
    chiave = modulo(N, "avanzo", "fcde_liberato")  # 200.000,00 in the example, where all adds up
    panel = esempio_di_bilancio({chiave: 200_000_00 + cents})
    indicatori = compute.calcola(panel, disavanzo.INDICATORI)
    esiti = [uno for uno in sums.riscontri(indicatori, {}) if uno.codice == "riconciliazione"]
    assert [valore for uno in esiti for valore in uno.valori] == trovate
