from types import SimpleNamespace

import pytest

from crescere_kit.charts import parametri
from crescere_kit.charts.parametri import quota_del_limite


def parametro(codice, valore, limite, esito="nella norma", motivo=""):
    return SimpleNamespace(
        codice=codice,
        nome="Prova",
        valore=valore,
        limite=limite,
        verso="alto",
        esito=esito,
        motivo=motivo,
        testo=str(valore),
        limite_in_parole=str(limite),
        limite_con_verifica=str(limite),
    )


@pytest.mark.parametrize(
    ("valore", "limite", "verso", "quota"),
    [
        (24.0, 48.0, "alto", 50.0),
        (48.0, 48.0, "alto", 100.0),
        (44.0, 22.0, "basso", 50.0),
        (11.0, 22.0, "basso", 200.0),
        (0.0, 0.0, "alto", 0.0),
        (1.0, 0.0, "alto", float("inf")),
        (0.0, 22.0, "basso", float("inf")),
        (-5.0, 16.0, "alto", 0.0),
        (None, 48.0, "alto", None),
    ],
)
def test_one_hundred_is_the_limit_whichever_side_is_worse(valore, limite, verso, quota):
    assert quota_del_limite(valore, limite, verso) == quota


def test_the_closest_to_its_limit_comes_first_and_the_unknown_last():
    grafico = parametri(
        [
            parametro("P1", 24.0, 48.0),
            parametro("P7", None, 0.6, esito="n.c.", motivo="manca il dato dichiarato"),
            parametro("P5", 1.5, 1.2, esito="oltre il limite"),
        ]
    )
    etichette = [nota["text"][:2] for nota in grafico.layout["annotations"]]
    assert etichette[:3] == ["P5", "P1", "P7"]
    assert grafico.descrizione.startswith("Oltre il limite: P5. Non calcolabili: 1 su 3.")
    assert "manca il dato dichiarato" in grafico._repr_html_()


def test_a_bar_twice_beyond_its_limit_stays_in_the_drawing():
    grafico = parametri([parametro("P6", 90.0, 1.0, esito="oltre il limite")])
    assert grafico.dati[0]["x"] == [200.0]


def test_outcomes_differ_without_colour_and_plotly_accepts_them():
    esiti = ["nella norma", "vicino al limite", "oltre il limite"]
    grafico = parametri([parametro(f"P{i}", 1.0, 2.0, esito=esito) for i, esito in enumerate(esiti, 1)])
    assert len(set(grafico.figura.data[0].marker.pattern.shape)) == 3
