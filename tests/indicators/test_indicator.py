"""What an indicator may ask of the rules: a limit for each ente, a value that must be exactly so, days."""

import pandas as pd
import pytest
from righe import conti

from crescere_kit import rules
from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.indicator import EURO, GIORNI, MODULO, Rapporto, indicatore

GRANDE, PICCOLO = ("901001", 2023), ("901002", 2023)


@pytest.fixture
def panel():
    return conti(
        (*GRANDE, "manuale", "pagamenti", "stock_scaduto", "valore", 35_000),
        (*GRANDE, "manuale", "pagamenti", "fatture_ricevute", "valore", 3_000),
        (*PICCOLO, "manuale", "pagamenti", "stock_scaduto", "valore", 0),
        (*PICCOLO, "manuale", "pagamenti", "fatture_ricevute", "valore", 3_000),
    )


@pytest.fixture
def soglie_per_ente(monkeypatch):
    """Two rules of which the ente's size decides."""
    tema = {
        codice: {
            "descrizione": codice,
            "unita": "euro",
            "valori": [
                {"dal": pd.Timestamp("2015-01-01").date(), "valore": v, "fonte": "x", "verifica": "?"}
            ],
        }
        for codice, v in (("grandi", 100), ("piccoli", 10))
    }
    lette = rules.loader.interpreta("prova", tema)
    vere = rules.loader.regole
    monkeypatch.setattr(rules.loader, "regole", lambda nome: lette if nome == "prova" else vere(nome))


def per_popolazione(conti):
    """The rule of each row, by population; none for those in between."""
    abitanti = conti.tavola.index.get_level_values("istat").map(conti.enti["popolazione"])
    return pd.Series(["grandi" if n > 5_000 else None for n in abitanti], index=conti.tavola.index)


def test_a_limit_that_depends_on_the_ente_is_that_of_each_row(panel, soglie_per_ente):
    @indicatore("X", "Prova", EURO, verso="alto", limite=("prova", per_popolazione), documento=MODULO)
    def prova(conti):
        """Stock scaduto."""
        return conti.manuale("pagamenti", "stock_scaduto")

    esito = calcola(panel, [prova])
    assert esito.esiti["X"].tolist() == ["oltre il limite", "senza limite"]
    assert esito.valore(*GRANDE, "X").limite == 100_00
    assert esito.valore(*PICCOLO, "X").regola is None


def test_a_value_that_must_be_exactly_so_is_wrong_on_both_sides(panel):
    @indicatore("X", "Prova", EURO, verso="diverso", limite=("equilibri", "w1"), documento=MODULO)
    def prova(conti):
        """Stock meno duecento euro."""
        return conti.manuale("pagamenti", "stock_scaduto")

    assert calcola(panel, [prova]).esiti["X"].tolist() == ["oltre il limite", "nella norma"]


def test_a_number_of_days_is_a_plain_quotient_in_words_too(panel):
    @indicatore("X", "Prova", GIORNI, denominatore="fatture", documento=MODULO)
    def prova(conti):
        """Stock su fatture."""
        return Rapporto(
            conti.manuale("pagamenti", "stock_scaduto"), conti.manuale("pagamenti", "fatture_ricevute")
        )

    valore = calcola(panel, [prova]).valore(*GRANDE, "X")
    assert valore.testo == "11,67 giorni"
    assert valore.valore == pytest.approx(35_000 / 3_000)


def test_what_only_the_ente_can_write_is_missing_by_its_name(panel):
    @indicatore("X", "Prova", GIORNI, documento=MODULO)
    def prova(conti):
        """Ritardo."""
        return conti.manuale("pagamenti", "ritardo")

    assert calcola(panel, [prova]).perche(*GRANDE, "X") == (
        "manca nei dati caricati: Indicatore di ritardo annuale dei pagamenti (PCC) (modulo dell'ente)"
    )
