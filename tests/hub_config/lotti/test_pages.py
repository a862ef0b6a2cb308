from datetime import UTC, date, datetime, timedelta

import pytest

from hub_config.lotti import pages
from hub_config.lotti.cadence import GIORNO, MESE, SETTIMANA, UNA_VOLTA, Cadenza, CadenzaErrata
from hub_config.lotti.database import FALLITO, IN_CODA, RIUSCITO, Lavoro

CAMPI = {"tipo": MESE, "giorno_mese": "1", "giorno_settimana": "1", "data": "", "alle": "06:00"}


@pytest.mark.parametrize(
    ("campi", "cadenza"),
    [
        ({}, Cadenza(MESE, 6, giorno=1)),
        ({"tipo": SETTIMANA, "giorno_mese": "x"}, Cadenza(SETTIMANA, 6, giorno=1)),
        ({"tipo": GIORNO, "alle": "18:30"}, Cadenza(GIORNO, 18, 30)),
        ({"tipo": UNA_VOLTA, "data": "2026-12-01"}, Cadenza(UNA_VOLTA, 6, data=date(2026, 12, 1))),
    ],
)
def test_of_the_form_only_what_the_plan_needs_is_read(campi, cadenza):
    assert pages.cadenza(CAMPI | campi) == cadenza


@pytest.mark.parametrize(
    ("campi", "frase"),
    [
        ({"alle": "alle sei"}, "Scrivere l'ora"),
        ({"alle": "-1:00"}, "Scrivere l'ora"),
        ({"alle": "٦:00"}, "Scrivere l'ora"),
        ({"alle": "25:00"}, "da 0:00 a 23:59"),
        ({"giorno_mese": "31"}, "da 1 a 28"),
        ({"giorno_mese": "1; DROP TABLE"}, "Scegliere il giorno"),
        ({"tipo": "sempre"}, "Ogni quanto"),
        ({"tipo": UNA_VOLTA, "data": "domani"}, "Scegliere la data"),
    ],
)
def test_what_is_wrong_in_the_form_is_said_in_a_sentence(campi, frase):
    with pytest.raises(CadenzaErrata, match=frase):
        pages.cadenza(CAMPI | campi)


QUANDO = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def lavoro(stato: str, **valori) -> Lavoro:
    usuali = {"id": 7, "previsto": QUANDO, "non_prima": QUANDO, "motivi": "", "cartella": "", "pagina": ""}
    return Lavoro(stato=stato, **usuali | valori)


def test_a_report_that_will_be_tried_again_says_when():
    detta = pages.volta(lavoro(IN_CODA, motivi="1° tentativo: x.", non_prima=QUANDO + timedelta(minutes=5)))
    assert (detta["parole"], detta["quando"]) == ("Si riproverà", "lunedì 23 novembre 2026 alle 10:05")
    assert detta["motivi"] == ["1° tentativo: x."]


def test_a_report_that_failed_shows_its_reasons_and_how_far_it_came():
    una = pages.volta(lavoro(FALLITO, motivi="1° tentativo: Cella 3.", cartella="r", pagina="borgo.html"))
    assert (una["motivi"], una["pagina"], una["non_riuscita"]) == (["Cella 3."], "borgo.html", True)
    tre = pages.volta(lavoro(FALLITO, motivi="1° tentativo: a.\n2° tentativo: b."))
    assert (tre["motivi"], tre["pagina"]) == (["1° tentativo: a.", "2° tentativo: b."], "")


def test_a_report_that_left_its_place_is_no_more_opened():
    tolta = pages.volta(lavoro(RIUSCITO, pagina="borgo.html"))
    assert (tolta["pagina"], tolta["tolta"]) == ("", True)


def test_a_notebook_that_is_no_more_delivered_keeps_the_name_of_its_file():
    assert [pages.titolo(nome) for nome in ("01_conti", "99_antico")] == ["I conti", "99_antico"]
