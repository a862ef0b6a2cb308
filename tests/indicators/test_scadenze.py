"""Days of delay: by hand, with the decrees that deferred the terms, and no judgement without a day."""

from datetime import date

import pytest
from righe import conti, modulo

from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.scadenze import INDICATORI

GRANDE, PICCOLO, IGNOTO = "901001", "901002", "999999"
CODICI = {
    "bilancio_approvato": "RIT_BILANCIO",
    "bilancio_bdap": "RIT_BILANCIO_BDAP",
    "rendiconto_approvato": "RIT_RENDICONTO",
    "rendiconto_bdap": "RIT_RENDICONTO_BDAP",
    "consolidato_approvato": "RIT_CONSOLIDATO",
}


def scheda(anno, oggi=None, istat=GRANDE, righe=(), **date_scritte):
    scritte = [r for c, v in date_scritte.items() for r in modulo("scadenze", c, (istat, anno), valore=v)]
    panel = conti(*scritte, *righe)
    trovati = calcola(panel if oggi is None else panel.al(oggi), INDICATORI)
    return {uno.codice: uno for uno in trovati.scheda(istat, anno)}


@pytest.mark.parametrize(
    ("riga", "esercizio", "giorno", "ritardo"),
    [
        ("rendiconto_approvato", 2023, 20240430, 0),
        ("rendiconto_approvato", 2023, 20240512, 12),
        ("rendiconto_approvato", 2023, 20240420, -10),
        ("rendiconto_approvato", 2019, 20200630, 0),  # DL 18/2020
        ("rendiconto_bdap", 2023, 20240531, 1),
        ("bilancio_approvato", 2026, 20260228, 0),  # DM 24/12/2025
        ("bilancio_approvato", 2027, 20270101, 1),
        ("bilancio_approvato", 2024, 20240229, -15),  # il termine era il 15 marzo
        ("bilancio_bdap", 2026, 20260401, 2),
        ("consolidato_approvato", 2023, 20241001, 1),
    ],
)
def test_a_delay_is_the_days_after_the_term_of_that_exercise(riga, esercizio, giorno, ritardo):
    trovato = scheda(esercizio, **{riga: giorno})[CODICI[riga]]
    assert trovato.valore == ritardo
    assert (trovato.esito == "oltre il limite") == (ritardo > 0)


def test_the_term_that_the_ente_wrote_prevails_for_the_act_and_for_its_sending():
    trovati = scheda(2027, bilancio_termine=20270331, bilancio_approvato=20270402, bilancio_bdap=20270430)
    assert trovati["RIT_BILANCIO"].valore == 2
    assert trovati["RIT_BILANCIO"].nota == "il termine era il 31/03/2027"
    assert trovati["RIT_BILANCIO_BDAP"].valore == 0


def test_what_is_not_done_is_late_by_the_day_of_the_analysis():
    rendiconto = scheda(2023, date(2024, 5, 15), rendiconto_bdap=None, consolidato_approvato=20240901)[
        "RIT_RENDICONTO"
    ]
    assert (rendiconto.valore, rendiconto.testo, rendiconto.esito) == (15, "15 giorni", "oltre il limite")
    assert rendiconto.nota == (
        "il termine era il 30/04/2024; al 15/05/2024 non risulta approvato: il modulo dell'ente non dice "
        "quando, e l'atto non è fra i dati caricati"
    )


@pytest.mark.parametrize("oggi", [None, date(2024, 4, 30)])
def test_without_a_day_or_before_the_term_nothing_is_late(oggi):
    rendiconto = scheda(2023, oggi, consolidato_approvato=20240901)["RIT_RENDICONTO"]
    assert (rendiconto.valore, rendiconto.esito) == (None, "n.c.")
    assert rendiconto.motivo.startswith("il modulo")
    assert ("30/04/2024" in rendiconto.motivo) == (oggi is not None)


def test_an_act_among_the_documents_was_done_even_if_nobody_says_when():
    righe = [(GRANDE, 2023, "rendiconto", "entrate", "1", "accertamenti", 1)]
    trovati = scheda(2023, date(2024, 12, 1), righe=righe, consolidato_approvato=20240901)
    assert trovati["RIT_RENDICONTO"].motivo == (
        "il modulo dell'ente non dice in che giorno è stato approvato"
    )


def test_who_never_filled_the_form_is_not_judged():
    righe = [(GRANDE, 2023, "siope", "entrate", "1", "cassa", 1)]
    trovati = scheda(2023, date(2024, 12, 1), righe=righe)
    assert {uno.esito for uno in trovati.values()} == {"n.c."}


@pytest.mark.parametrize(("abitanti", "tenuto"), [(4_999, False), (5_000, False), (5_001, True)])
def test_the_consolidato_is_of_the_comuni_above_five_thousand(abitanti, tenuto):
    panel = conti(*modulo("scadenze", "consolidato_approvato", (GRANDE, 2023), valore=20241010))
    panel.enti.loc[GRANDE, "popolazione"] = abitanti
    consolidato = calcola(panel, INDICATORI).valore(GRANDE, 2023, "RIT_CONSOLIDATO")
    assert consolidato.valore == (10 if tenuto else None)
    assert consolidato.motivo == (
        "" if tenuto else "il bilancio consolidato non è obbligatorio per un comune di questa popolazione"
    )


def test_without_the_inhabitants_nobody_knows_whether_the_consolidato_is_due():
    consolidato = scheda(2023, istat=IGNOTO, consolidato_approvato=20241010)["RIT_CONSOLIDATO"]
    assert "la popolazione del comune non è nota" in consolidato.motivo


def test_a_date_that_is_no_day_is_told():
    rendiconto = scheda(2023, rendiconto_approvato=20240231)["RIT_RENDICONTO"]
    assert rendiconto.motivo == "la data scritta nel modulo dell'ente non è un giorno del calendario"


def test_a_year_before_the_rules_has_no_term():
    rendiconto = scheda(2010, rendiconto_approvato=20110430)["RIT_RENDICONTO"]
    assert rendiconto.motivo == "per il 2010 non c'è un termine fra le regole"
