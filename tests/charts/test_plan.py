from crescere_kit.charts import copertura

# PROJ of the guide: 290.165,96 of measures against a gap of 404.375,08 in the first year.
MISURE = {
    "Addizionale IRPEF +0,1 punti": (6_000_000, 6_000_000),
    "IMU altri fabbricati +1 per mille": (12_500_000, 12_500_000),
    "FCDE accelerato": (3_016_596, 3_076_928),
    "FGDC evitato": (7_500_000, 7_500_000),
}
SCOPERTO = (11_420_912, 0)
SERVE = (40_437_508, 29_000_000)  # in the second year the measures bring a little more than is needed


def test_measures_and_uncovered_stack_up_to_the_gap():
    grafico = copertura("Il piano", (2026, 2027), MISURE, SCOPERTO, SERVE)
    assert (
        sum(traccia["y"][0] for traccia in grafico.dati if traccia["type"] == "bar") * 100_000 == 40_437_508
    )
    assert grafico.layout["barmode"] == "relative"
    assert [traccia["name"] for traccia in grafico.dati[-2:]] == ["Resta scoperto", "Da coprire"]
    assert grafico.dati[-2]["y"] == [114.20912, None]


def test_the_words_say_what_is_needed_and_what_is_left():
    detto = copertura("Il piano", (2026, 2027), MISURE, SCOPERTO, SERVE).descrizione
    assert detto == (
        "Nel 2026 servono 404 mila euro e ne restano scoperti 114 mila euro. "
        "Nel 2027 servono 290 mila euro, coperti per intero."
    )


def test_the_table_ends_with_uncovered_and_total():
    righe = copertura("Il piano", (2026, 2027), MISURE, SCOPERTO, SERVE).tabella.righe
    assert [str(cella) for cella in righe[-2]] == ["Resta scoperto", "114.209,12 €", "0,00 €"]
    assert [str(cella) for cella in righe[-1]] == ["Da coprire", "404.375,08 €", "290.000,00 €"]


def test_layers_differ_without_colour_and_the_uncovered_is_empty_inside():
    tracce = copertura("Il piano", (2026, 2027), MISURE, SCOPERTO, SERVE).dati[:-1]
    assert len({(t["marker"]["color"], t["marker"]["pattern"]["shape"]) for t in tracce}) == 5
    assert tracce[-1]["marker"]["color"] == "#FFFFFF"


def test_many_measures_are_drawn_as_eight_layers_and_listed_all():
    molte = {f"Misura {i}": (1000 + i, 1000) for i in range(12)}
    grafico = copertura("Il piano", (2026, 2027), molte, (0, 0), (0, 0))
    assert [len(grafico.dati), len(grafico.tabella.righe)] == [8, 14]
    assert grafico.dati[-1]["name"] == "Altre 5 misure"


def test_no_gap_is_said_and_not_drawn():
    grafico = copertura("Il piano", (2026, 2027), {}, (0, 0), (0, 0))
    assert grafico.dati == ()
    assert "Non c'è nulla da coprire" in grafico.descrizione
