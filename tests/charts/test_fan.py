import pytest

from crescere_kit.charts import Punto, ventaglio

# Current revenues in cents: two rendiconti, then two years with their bands.
STORIA = {2023: 500_000_000, 2024: 520_000_000}
FUTURO = (
    Punto(2025, 530_000_000, {50: (520_000_000, 540_000_000), 80: (500_000_000, 560_000_000)}),
    Punto(2026, 540_000_000, {50: (510_000_000, 570_000_000), 80: (480_000_000, 600_000_000)}),
)


def per_nome(grafico) -> dict:
    return {traccia["name"]: traccia for traccia in grafico.dati}


def test_the_bands_open_from_the_last_rendiconto():
    larga = per_nome(ventaglio("Entrate correnti", STORIA, FUTURO))["80 % dei casi"]
    assert larga["x"] == ["2024", "2025", "2026", "2026", "2025", "2024"]
    assert larga["y"] == [5.2, 5.0, 4.8, 6.0, 5.6, 5.2]
    assert larga["fill"] == "toself"


def test_the_wide_band_stands_behind_the_narrow_one_and_both_behind_the_lines():
    nomi = [traccia["name"] for traccia in ventaglio("Entrate correnti", STORIA, FUTURO).dati]
    assert nomi == ["80 % dei casi", "50 % dei casi", "rendiconti", "proiezione"]


def test_what_is_projected_is_told_apart_without_colour():
    tracce = per_nome(ventaglio("Entrate correnti", STORIA, FUTURO))
    assert (tracce["rendiconti"]["line"]["dash"], tracce["proiezione"]["line"]["dash"]) == ("solid", "dash")
    assert tracce["proiezione"]["text"][0] == ""  # the rendiconto is told by its own line
    assert tracce["proiezione"]["text"][1] == (
        "5.300.000,00 € (50 %: da 5.200.000,00 € a 5.400.000,00 €; 80 %: da 5.000.000,00 € a 5.600.000,00 €)"
    )


def test_the_words_say_the_expected_value_and_eight_cases_out_of_ten():
    assert ventaglio("Entrate correnti", STORIA, FUTURO, "Nota.").descrizione == (
        "Nel 2024, ultimo rendiconto, 5,20 milioni di euro. "
        "Nel 2025 ci si attende 5,30 milioni di euro, e in otto casi su dieci fra 5,00 milioni di euro e "
        "5,60 milioni di euro. "
        "Nel 2026 ci si attende 5,40 milioni di euro, e in otto casi su dieci fra 4,80 milioni di euro e "
        "6,00 milioni di euro. Nota."
    )


def test_a_computed_line_has_no_band_and_is_still_drawn():
    grafico = ventaglio("Interessi", STORIA, (Punto(2025, 1), Punto(2026, 2)))
    assert [traccia["name"] for traccia in grafico.dati] == ["rendiconti", "proiezione"]
    assert "otto casi" not in grafico.descrizione
    assert "non ha una banda misurata" in grafico._repr_html_()


def test_what_cannot_be_projected_says_why_and_draws_nothing():
    grafico = ventaglio("Cassa", STORIA, (Punto(2025, None, motivo="manca SIOPE"), Punto(2026, None)))
    assert grafico.dati == ()
    assert grafico.descrizione == "Non si può proiettare: manca SIOPE."


@pytest.mark.parametrize("storia", [{}, {2024: None}, {2022: 100, 2024: 200}])
def test_a_missing_year_is_a_gap_and_not_a_zero(storia):
    grafico = ventaglio("Entrate correnti", storia, FUTURO)
    passato = per_nome(grafico)["rendiconti"]
    assert 0 not in passato["y"]
    assert grafico.figura.layout.separators == ",."


def test_the_table_has_each_end_of_each_band():
    righe = {riga[0]: [str(cella) for cella in riga[1:]] for riga in
             ventaglio("Entrate correnti", STORIA, FUTURO).tabella.righe}  # fmt: skip
    assert righe["2024"] == ["rendiconto", "5.200.000,00 €", "–", "–", "–", "–"]
    assert righe["2026"][1:] == [
        *("5.400.000,00 €", "5.100.000,00 €", "5.700.000,00 €", "4.800.000,00 €", "6.000.000,00 €")
    ]
