"""Budget codes are read as offices write them."""

from __future__ import annotations

import pytest

from crescere_kit.acts.budget.codes import CodiceDiBilancioErrato, codice_bilancio


@pytest.mark.parametrize(
    ("scritto", "conti"),
    [
        ("1", ("1",)),
        ("1.101", ("1", "10101")),
        ("1.101.06", ("1", "10101", "1010106")),
        ("1010106", ("1", "10101", "1010106")),
        ("3.0100", ("3", "30100")),
    ],
)
def test_an_entrata_is_titolo_tipologia_and_categoria(scritto, conti):
    assert codice_bilancio("entrate", scritto).conti == conti


def test_a_spesa_is_missione_programma_titolo_and_macroaggregato():
    letto = codice_bilancio("spese", "01.03.1.103")
    assert letto.conti == ("1", "103", "M01", "M01.03", "M01.03.1")
    assert (letto.missione, letto.programma, letto.titolo) == ("01", "01.03", "1")
    assert letto.nome == "Gestione economica, finanziaria, programmazione e provveditorato"


@pytest.mark.parametrize(("lato", "scritto"), [("entrate", "8.101"), ("spese", "1.03.1"), ("spese", "mensa")])
def test_what_is_not_a_code_is_refused_with_an_example(lato, scritto):
    with pytest.raises(CodiceDiBilancioErrato, match="scriverlo come"):
        codice_bilancio(lato, scritto)
