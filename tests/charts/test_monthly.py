from crescere_kit.charts import cassa_mensile

SALDI = (50, 40, 20, -10, -30, 60, 50, 30, 10, -5, 0, 40)  # thousands of euro, at the end of each month


def grafico(limite: int | None = 2_000_000):
    return cassa_mensile("Cassa 2026", 2026, [s * 100_000 for s in SALDI], limite)


def test_the_limit_is_a_line_below_zero():
    cassa, limite = grafico().dati
    assert cassa["y"] == [float(s) for s in SALDI]
    assert limite["y"] == [-20.0] * 12
    assert (cassa["line"]["dash"], limite["line"]["dash"]) == ("solid", "dash")


def test_the_words_say_the_lowest_month_and_whether_the_limit_holds():
    assert grafico().descrizione == (
        "Nel 2026 il punto più basso è a fine mag: -30 mila euro. La cassa è sotto zero a fine mese per 3 "
        "mesi: serve l'anticipazione di tesoreria. Il limite dell'anticipazione, 20 mila euro, è superato."
    )
    assert "non è superato" in grafico(4_000_000).descrizione


def test_a_cash_above_zero_needs_nobody():
    detto = cassa_mensile("Cassa", 2026, [100_000] * 12).descrizione
    assert "Non serve l'anticipazione" in detto


def test_an_unknown_limit_is_a_reason_in_the_table_and_no_line():
    senza = grafico(None)
    assert len(senza.dati) == 1
    assert "penultimo anno" in senza._repr_html_()


def test_no_month_known_says_what_is_needed():
    vuoto = cassa_mensile("Cassa", 2026, [None] * 12, 100)
    assert vuoto.dati == ()
    assert "SIOPE" in vuoto.descrizione


def test_plotly_accepts_the_figure():
    assert grafico().figura.layout.xaxis.categoryarray[0] == "gen"
