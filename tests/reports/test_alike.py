"""The comparison in words: counts, not ranks, and only of what can be set side by side."""

import esempio

from crescere_kit.peers import Confronto
from crescere_kit.reports.alike import frase, tabelle

VALORI = {v.codice: v for v in esempio.indicatori().scheda(esempio.ISTAT, esempio.ANNO)}


def confronto(codice, gruppo="vicini", **altro):
    numeri = {"altri": 15, "percentile": 60.0, "quartile_1": 45.0, "mediana": 52.0, "quartile_3": 61.0}
    return Confronto(codice, gruppo, **numeri, **({"con_limite": 15, "in_norma": 12} | altro))


def test_it_says_how_many_have_less_and_how_many_are_in_the_norm():
    testo = tabelle(VALORI, [confronto("P8")])._repr_html_()
    for parola in ("P8  Effettiva capacità di riscossione", "52,00 %", "9 su 15", "12 su 15"):
        assert parola in testo


def test_an_amount_is_compared_only_for_each_inhabitant():
    testo = tabelle(VALORI, [confronto("W1"), confronto("4.4")])._repr_html_()
    assert "Spesa di personale per abitante" in testo
    assert "Risultato di competenza" not in testo


def test_the_nearest_come_first_and_the_other_groups_are_closed():
    testo = tabelle(VALORI, [confronto("P8", "provincia"), confronto("P8")])._repr_html_()
    assert (
        testo.index("più simili") < testo.index("<details") < testo.index("stessa provincia (15)</caption>")
    )


def test_without_anybody_alike_it_says_what_is_missing():
    assert "Non c'è confronto" in tabelle(VALORI, [])._repr_html_()
    assert frase(VALORI["P8"], []) == ""


def test_one_sentence_for_the_row_of_the_indicator():
    assert frase(VALORI["P8"], [confronto("P8")]) == (
        "Fra i 15 comuni più simili la mediana è 52,00 %, 9 su 15 hanno un valore più basso; "
        "12 su 15 sono nella norma."
    )
