from righe import conti, rendiconto

from crescere_kit.charts import correnti


def anno(quale: int, entrate: int, spese: int) -> list[tuple]:
    return [
        *rendiconto("entrate", "accertamenti", {"1": entrate, "2": 0, "3": 0}, anno=quale),
        *rendiconto("entrate", "riscossioni", {"1": entrate // 2, "2": 0, "3": 0}, anno=quale),
        *rendiconto("spese", "impegni", {"1": spese}, anno=quale),
    ]


def test_a_missing_year_is_a_gap_and_not_a_zero():
    grafico = correnti(conti(*anno(2021, 300_000_000, 200_000_000), *anno(2023, 300_000_000, 200_000_000)))
    accertamenti = grafico.dati[0]
    assert accertamenti["x"] == ["2021", "2022", "2023"]
    assert accertamenti["y"] == [3.0, None, 3.0]
    assert accertamenti["connectgaps"] is False


def test_the_description_states_the_finding_with_its_numbers():
    grafico = correnti(conti(*anno(2023, 600_000_000, 530_000_000)))
    assert grafico.descrizione.startswith(
        "Nel 2023 le entrate correnti accertate (6,00 milioni di euro) superano le spese correnti impegnate "
        "(5,30 milioni di euro): la differenza è 700 mila euro."
    )


def test_revenues_that_fall_short_are_said():
    assert "non bastano" in correnti(conti(*anno(2023, 100, 200))).descrizione


def test_a_series_nobody_filed_is_not_drawn():
    grafico = correnti(conti(*anno(2023, 100, 200)))
    assert [serie["name"] for serie in grafico.dati] == ["Accertamenti", "Impegni", "Riscossioni"]
    assert "n.c." in grafico._repr_html_()


def test_the_lines_differ_without_colour():
    righe = [*anno(2023, 100, 200), *rendiconto("spese", "pagamenti", {"1": 1})]
    serie = correnti(conti(*righe)).dati
    assert len({(s["line"]["dash"], s["marker"]["symbol"]) for s in serie}) == 4


def test_plotly_accepts_the_figure():
    assert correnti(conti(*anno(2023, 100, 200))).figura.layout.separators == ",."


def test_the_words_are_about_the_year_asked():
    conti_ = conti(*anno(2022, 200_000_000, 100_000_000), *anno(2023, 300_000_000, 100_000_000))
    assert correnti(conti_, 2022).descrizione.startswith("Nel 2022")
    assert correnti(conti_, 2019).descrizione.startswith("Nel 2023")
