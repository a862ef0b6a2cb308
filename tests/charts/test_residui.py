from righe import conti, rendiconto

from crescere_kit.charts import residui

ENTRATE = dict.fromkeys("12345679", 0)
SPESE = dict.fromkeys("123457", 0)


def test_residui_are_split_by_origin_and_the_old_ones_are_told():
    grafico = residui(
        conti(
            *rendiconto(
                "risultato", "importo", {"residui_attivi": 40_000_000, "residui_passivi": 10_000_000}
            ),
            *rendiconto("entrate", "residui_da_residui", ENTRATE | {"1": 30_000_000}),
            *rendiconto("entrate", "residui_da_competenza", ENTRATE | {"1": 10_000_000}),
            *rendiconto("spese", "residui_da_residui", SPESE | {"1": 4_000_000}),
            *rendiconto("spese", "residui_da_competenza", SPESE | {"1": 6_000_000}),
        )
    )
    assert {serie["name"]: serie["y"] for serie in grafico.dati} == {
        "Attivi, da anni precedenti": [300.0],
        "Attivi, nati nell'anno": [100.0],
        "Passivi, da anni precedenti": [40.0],
        "Passivi, nati nell'anno": [60.0],
    }
    assert "Dei crediti, 300 mila euro (75 %) vengono da anni precedenti." in grafico.descrizione
    assert len(grafico.figura.data) == 4


def test_a_total_without_origin_is_drawn_as_such():
    righe = rendiconto("risultato", "importo", {"residui_attivi": 500, "residui_passivi": 100})
    assert [serie["name"] for serie in residui(conti(*righe)).dati] == [
        "Attivi, origine non indicata",
        "Passivi, origine non indicata",
    ]


def test_without_a_rendiconto_the_words_say_what_is_needed():
    grafico = residui(conti(("901001", 2025, "siope", "entrate", "1", "cassa", 100)))
    assert grafico.dati == ()
    assert "servono i dati del rendiconto" in grafico.descrizione
