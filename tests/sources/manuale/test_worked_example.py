"""The worked example of the FCDE, typed in the form, gives through the file what the law gives by hand."""

import pytest
import vettori_fcde as esempio
from moduli import compila, letto, riga, scritto
from righe import ENTI

from crescere_kit.accounts import Conti
from crescere_kit.indicators import compute, fcde
from crescere_kit.sources import manuale

ANNI = manuale.Anni(esempio.RENDICONTO, esempio.BILANCIO)


@pytest.fixture(scope="module")
def indicatori():
    storia = {
        f"{fase} {anno}": euro for fase, anni in esempio.PER_ANNO.items() for anno, euro in anni.items()
    }
    bilancio = {"previsione_1": esempio.PREVISIONE, "progetto_riscossione": "sì"}
    celle = riga("FCDE", 1, nome=f"{esempio.TARI} / TARI ordinaria", **bilancio, **storia)
    celle[("Avanzo e fondi", "fcde_totale/stanziato_1/valore", "valore")] = esempio.STANZIATO
    esito = letto(compila(scritto(anni=ANNI), celle))
    assert esito.difetti == []
    return compute.calcola(Conti.da_righe(esito.righe, ENTI), fcde.INDICATORI)


@pytest.mark.parametrize(("codice", "cents"), esempio.ATTESI.items())
def test_the_form_holds_all_that_each_method_asks(indicatori, codice, cents):
    assert indicatori.valore(esempio.ISTAT, esempio.BILANCIO, codice).valore == cents


def test_the_form_holds_all_that_the_fcde_of_the_rendiconto_asks(indicatori):
    trovato = indicatori.valore(esempio.ISTAT, esempio.RENDICONTO, "FCDE_R").valore
    assert trovato == esempio.ATTESO_A_RENDICONTO
