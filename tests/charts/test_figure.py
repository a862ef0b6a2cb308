import json
import re
from html import unescape

from crescere_kit.charts import Grafico
from crescere_kit.charts.figure import PLOTLY
from crescere_kit.tables import Importo, Tabella


def grafico(titolo: str = "Entrate", dati: tuple = ({"type": "bar", "x": ["2023"], "y": [1.5]},)) -> Grafico:
    tabella = Tabella(titolo, ("Anno", "Importo"), (("2023", Importo(150)),))
    return Grafico(dati, {"height": 300}, titolo, "Nel 2023 le entrate sono 1,50 €.", tabella)


def test_a_notebook_gets_plotly_data_and_a_page_gets_words():
    bundle = grafico()._repr_mimebundle_()
    assert bundle[PLOTLY]["data"][0]["y"] == [1.5]
    assert "Nel 2023 le entrate sono 1,50 €." in bundle["text/html"]


def test_the_html_carries_the_same_figure_that_plotly_would_draw():
    dentro = re.search(r'data-figura="([^"]*)"', grafico()._repr_html_())[1]
    figura = json.loads(unescape(dentro))
    assert figura["data"] == [{"type": "bar", "x": ["2023"], "y": [1.5]}]
    assert grafico().figura.data[0].y == (1.5,)


def test_a_figure_has_caption_description_and_a_table_with_headers():
    html = grafico()._repr_html_()
    assert html.startswith("<figure")
    assert "<figcaption>Entrate</figcaption>" in html
    assert '<th scope="col" class=numero>Importo</th>' in html
    assert '<th scope="row">2023</th>' in html
    assert html.count("<details>") == 1


def test_hostile_names_stay_text():
    html = grafico("<script>alert(1)</script>", ({"name": '"><img src=x onerror=alert(1)>'},))._repr_html_()
    assert "<script" not in html
    assert "<img" not in html


def test_nothing_is_asked_from_outside():
    assert "http" not in grafico()._repr_html_()


def test_nothing_to_draw_leaves_only_the_words():
    html = grafico(dati=())._repr_html_()
    assert "Nel 2023" in html
    assert "disegno" not in html
