from crescere_kit.charts import cascata

# O goes from +10.000 to −25.000: TARI −40.000, interests +8.000, 3.000 less of something nobody named.
PASSI = [("Interessi", 800_000), ("TARI", -4_000_000)]


def grafico():
    return cascata("Che cosa muove O", ("O 2024", 1_000_000), PASSI, ("O 2026", -2_500_000))


def test_each_step_starts_where_the_one_before_ended():
    barre = grafico().dati[0]
    assert barre["base"] == [0, 10, -30, -22, 0]
    assert barre["x"] == [10, -40, 8, -3, -25]


def test_the_greatest_step_comes_first_and_what_is_not_named_is_said():
    nomi = [riga[0] for riga in grafico().tabella.righe]
    assert nomi == ["O 2024", "TARI", "Interessi", "Altri movimenti", "O 2026"]
    assert str(grafico().tabella.righe[3][1]) == "-3.000,00 €"


def test_the_words_say_where_it_goes_and_why():
    assert grafico().descrizione == (
        "O 2024: 10 mila euro. O 2026: -25 mila euro. Il saldo peggiora di 35 mila euro. "
        "Pesano di più: TARI (-40 mila euro); Interessi (+8.000,00 €); Altri movimenti (-3.000,00 €)."
    )


def test_many_small_steps_are_one_bar_and_all_in_the_table():
    passi = [(f"Voce {i}", 100 + i) for i in range(20)]
    disegno = cascata("Molte", ("A", 0), passi, ("B", sum(cents for _, cents in passi)))
    assert len(disegno.dati[0]["x"]) == 1 + 9 + 1 + 1
    assert len(disegno.tabella.righe) == 22


def test_nothing_that_moves_is_two_equal_bars():
    fermo = cascata("Fermo", ("A", 500), [("X", 0)], ("B", 500))
    assert len(fermo.dati[0]["x"]) == 2
    assert "resta uguale" in fermo.descrizione


def test_up_and_down_differ_without_colour():
    trame = grafico().dati[0]["marker"]["pattern"]["shape"]
    assert trame == ["", "/", "", "/", ""]
    assert grafico().figura.layout.showlegend is False


def test_a_long_name_is_cut_before_its_amount_is():
    lungo = "Saldo corrente 2025, senza avanzo e fondo pluriennale"
    disegno = cascata("Lungo", (lungo, 500), [("X", 100)], ("B", 600))
    assert disegno.dati[0]["text"][0] == "<b>5,00 €</b>  Saldo corrente 2025, senza …"
    assert disegno.tabella.righe[0][0] == lungo
