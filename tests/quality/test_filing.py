"""What was not filed is missing, not zero: the gate says which part, of whom and of which year."""

from datetime import date

import pytest
from righe import conti, rendiconto

from crescere_kit import quality
from crescere_kit.accounts.voci import TITOLI_ENTRATE, TITOLI_SPESE
from crescere_kit.indicators import compute
from crescere_kit.indicators.deficitarieta import PARAMETRI
from crescere_kit.indicators.risultato import lettera_e
from crescere_kit.quality import filing

ISTAT = "901001"


def intero(
    anno=2023, entrate=TITOLI_ENTRATE, spese=TITOLI_SPESE, valore=100, prospetti=("equilibri", "risultato")
):
    righe = rendiconto("entrate", "accertamenti", dict.fromkeys(entrate, valore), anno=anno)
    righe += rendiconto("spese", "impegni", dict.fromkeys(spese, valore), anno=anno)
    codici = {"equilibri": "AA", "risultato": "vincolata"}
    return righe + [riga for p in prospetti for riga in rendiconto(p, "importo", {codici[p]: 0}, anno=anno)]


def trovati(*righe, giorno=None):
    panel = conti(*righe)
    panel = panel if giorno is None else panel.al(giorno)
    anni = panel.tavola.index.get_level_values("anno")
    return [
        (int(anni[riga]), uno.codice, uno.oggetto.nome)
        for uno in filing.riscontri(panel)
        for riga in uno.righe
    ]


def test_a_whole_rendiconto_has_nothing_to_be_checked():
    assert trovati(*intero()) == []


@pytest.mark.parametrize(
    ("righe", "atteso"),
    [
        (intero(valore=0), ("rendiconto_vuoto", "rendiconto")),
        (intero(spese=()), ("lato_assente", "spese")),
        (intero(entrate=()), ("lato_assente", "entrate")),
        (intero(entrate=("1", "2", "3", "4", "5", "6", "9")), ("titolo_assente", "entrate, titolo 7")),
        (intero(spese=("1", "2", "3", "5", "7")), ("titolo_assente", "spese, titolo 4")),
        (intero(prospetti=("risultato",)), ("prospetto_assente", "equilibri di bilancio")),
        (
            intero(prospetti=("equilibri",)),
            ("prospetto_assente", "allegato a, risultato di amministrazione"),
        ),
    ],
)
def test_what_is_missing_or_empty_is_said(righe, atteso):
    assert trovati(*righe) == [(2023, *atteso)]


def test_one_titolo_at_zero_is_a_titolo_without_movements():
    righe = intero(entrate=("1", "2", "3", "4", "5", "6", "9"))
    assert trovati(*righe, *rendiconto("entrate", "accertamenti", {"7": 0})) == []


def previsione(fase, anno=2024):
    return [(ISTAT, anno, "previsione", lato, "1", fase, 100) for lato in ("entrate", "spese")]


def test_a_budget_without_cash_is_partial():
    assert trovati(*previsione("competenza_1")) == [
        (2024, "cassa_assente", "entrate"),
        (2024, "cassa_assente", "spese"),
    ]
    assert trovati(*previsione("competenza_1"), *previsione("cassa_1")) == []


def test_a_rendiconto_is_missing_when_a_later_one_is_there():
    righe = [*previsione("competenza_1", 2022), *previsione("cassa_1", 2022)]
    assert trovati(*righe) == []
    assert trovati(*righe, *intero(2023)) == [(2022, "rendiconto_assente", "rendiconto")]


@pytest.mark.parametrize(
    ("giorno", "atteso"),
    [(date(2025, 5, 30), []), (date(2025, 5, 31), [(2024, "rendiconto_assente", "rendiconto")])],
)
def test_a_rendiconto_is_missing_once_its_thirty_days_for_bdap_have_passed(giorno, atteso):
    righe = [*previsione("competenza_1"), *previsione("cassa_1")]
    assert trovati(*righe, giorno=giorno) == atteso


def test_the_indicators_touched_are_those_that_read_the_missing_side():
    panel = conti(*intero(spese=()))
    (dato,) = quality.controlla(panel, compute.calcola(panel, (*PARAMETRI, lettera_e))).di(ISTAT, 2023)
    assert {"P1", "P4"} <= set(dato.tocca)
    assert not {"P8", "RA_E"} & set(dato.tocca)
    assert "manca tutto il riepilogo per titoli delle spese" in dato.frase
