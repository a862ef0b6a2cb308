from crescere_kit.charts import Punto, a_confronto

SCENARI = {
    "Base": (Punto(2026, -10_000_000, {80: (-15_000_000, -4_000_000)}), Punto(2027, -12_000_000)),
    "Prudente": (Punto(2026, -30_000_000), Punto(2027, None, motivo="manca il PEF")),
}


def test_each_scenario_is_a_group_of_bars_with_its_uncertainty():
    base, prudente = a_confronto("O", SCENARI).dati
    assert base["y"] == [-100.0, -120.0]
    assert (base["error_y"]["array"], base["error_y"]["arrayminus"]) == ([60.0, None], [50.0, None])
    assert prudente["error_y"]["visible"] is False


def test_what_is_not_known_is_no_bar_and_has_its_reason():
    grafico = a_confronto("O", SCENARI)
    assert grafico.dati[1]["y"] == [-300.0, None]
    assert "n.c.: manca il PEF" in grafico._repr_html_()


def test_the_words_say_each_scenario_in_order():
    assert a_confronto("O", SCENARI).descrizione == (
        "Base: -100 mila euro nel 2026, -120 mila euro nel 2027. Prudente: -300 mila euro nel 2026."
    )


def test_bars_differ_without_colour():
    assert [t["marker"]["pattern"]["shape"] for t in a_confronto("O", SCENARI).dati] == ["", "/"]


def test_nothing_known_draws_nothing():
    grafico = a_confronto("O", {"Base": (Punto(2026, None, motivo="manca il rendiconto"),)})
    assert grafico.dati == ()
    assert grafico.descrizione == "Base: non calcolabile."
