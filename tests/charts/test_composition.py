from righe import conti, rendiconto

from crescere_kit.accounts import classifications
from crescere_kit.charts import composizione_entrate, composizione_spese
from crescere_kit.charts.composition import BARRE


def test_tipologie_are_preferred_to_titoli_and_sorted():
    righe = rendiconto("entrate", "accertamenti", {"1": 900, "10101": 100, "10301": 800, "90100": 999})
    righe_tabella = composizione_entrate(conti(*righe), 2023).tabella.righe
    assert [str(riga[1]) for riga in righe_tabella] == ["8,00 €", "1,00 €", "9,00 €"]
    assert [str(riga[2]) for riga in righe_tabella] == ["88,89 %", "11,11 %", "100,00 %"]


def test_titoli_serve_where_tipologie_were_not_filed():
    grafico = composizione_entrate(conti(*rendiconto("entrate", "accertamenti", {"1": 300, "2": 100})), 2023)
    assert grafico.dati[0]["x"] == [300 / 100_000_000, 100 / 100_000_000]


def test_many_missioni_are_gathered_and_none_is_lost():
    missioni = [codice for codice in classifications.codici("spese", "missione") if codice != "M99"]
    valori = {codice: 100 * (i + 1) for i, codice in enumerate(missioni)}
    grafico = composizione_spese(conti(*rendiconto("spese", "impegni", valori | {"M99": 10_000})), 2023)
    assert len(grafico.dati[0]["x"]) == BARRE + 1
    assert round(sum(grafico.dati[0]["x"]) * 100_000_000) == sum(valori.values())
    assert len(grafico.tabella.righe) == len(missioni) + 1


def test_nothing_to_compose_is_said():
    grafico = composizione_spese(conti(("901001", 2025, "siope", "uscite", "1", "cassa", 100)), 2025)
    assert grafico.dati == ()
    assert "serve il rendiconto" in grafico.descrizione
