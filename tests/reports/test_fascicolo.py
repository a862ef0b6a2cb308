"""The fascicolo answers every cell of a notebook, and says why when it cannot."""

import re
from dataclasses import replace

import esempio
import pandas as pd
import pytest
from righe import conti

from crescere_kit.reports import Fascicolo

SENZA_PAGINA = {
    *("anni", "anomalie", "prossime", "dell_anno", "carichi", "storia", "valori", "voci_critiche"),
    *("con", "con_scelte", "proiezione"),
}
METODI = [
    metodo for metodo in dir(Fascicolo)
    if callable(getattr(Fascicolo, metodo)) and not metodo.startswith("_") and metodo not in SENZA_PAGINA
]  # fmt: skip


@pytest.fixture(scope="module")
def fascicolo() -> Fascicolo:
    return Fascicolo(esempio.conti().solo([esempio.ISTAT]), esempio.ISTAT, esempio.ANNO)


@pytest.fixture(scope="module")
def solo_siope() -> Fascicolo:
    righe = [("901001", 2025, "siope", "entrate", "1", "cassa", 150_000)]
    righe.append(("901001", 2025, "siope", "uscite", "1", "cassa", 40_000))
    righe.append(
        ("901001", 2025, "siope", "uscite", "1", "cassa_01", 40_000)
    )  # a month is not another payment
    panel = conti(*righe).solo(["901001"])
    ignoti = panel.enti.assign(provincia=None, regione=None, popolazione=pd.NA)
    return Fascicolo(replace(panel, enti=ignoti), "901001", 2025)


def testo(mostrabile) -> str:
    return re.sub(r"<[^>]+>", " ", mostrabile._repr_html_())


def test_there_are_parts_to_show():
    assert {"entrate", "parametri", "grafico_correnti", "fonti"} <= set(METODI)


@pytest.mark.parametrize("metodo", METODI)
def test_every_part_shows_itself_and_never_a_bare_nan(fascicolo, solo_siope, metodo):
    for di_chi in (fascicolo, solo_siope):
        parole = testo(getattr(di_chi, metodo)())
        assert parole.strip()
        assert not re.search(r"\bnan\b|&lt;NA|\bNone\b", parole, re.I)


def test_the_summary_says_what_the_example_says_by_hand(fascicolo):
    sintesi = testo(fascicolo.sintesi())
    assert "620.000,00 €" in sintesi  # W1
    assert "-200.000,00 €" in sintesi  # lettera E
    assert "non deficitario (lo è da 4 su 8)" in sintesi


def test_the_cards_tell_value_limit_and_outcome_in_words(fascicolo):
    schede = testo(fascicolo.parametri())
    assert "35,33 %" in schede
    assert "limite 48 %, ricalcolato" in schede
    assert schede.count("oltre il limite") == 2


def test_the_most_serious_criticita_comes_first(fascicolo):
    gravita = [voce.gravita for voce in fascicolo.voci_critiche()]
    assert gravita == sorted(gravita, key=("critica", "alta", "media").index)
    assert "Gravità" in testo(fascicolo.criticita())


def test_siope_alone_gives_the_cash_and_says_which_file_would_give_the_rest(solo_siope):
    assert "1.500,00 €" in testo(solo_siope.incassi())
    assert "1.100,00 €" in testo(solo_siope.sintesi())  # 1.500 - 400
    mancanti = testo(solo_siope.mancanti())
    assert "2025_Rendiconto - Schemi di bilancio_[regione].zip" in mancanti
    assert "W1 Risultato di competenza" in re.sub(r"\s+", " ", mancanti)
    assert "n.c." in testo(solo_siope.parametri())
    assert "Le criticità non si possono cercare" in testo(solo_siope.criticita())


def test_another_year_keeps_the_indicators_already_computed():
    del_comune = esempio.conti(esempio.comune(anno=2022), esempio.comune(anno=2023)).solo([esempio.ISTAT])
    primo = Fascicolo(del_comune, esempio.ISTAT, 2023)
    primo.valori()
    secondo = primo.dell_anno(2022)
    assert secondo.anno == 2022
    assert secondo._indicatori is primo._indicatori
    assert "2022" in testo(secondo.intestazione())


def test_a_hostile_name_stays_text():
    panel = conti(("901001", 2025, "siope", "entrate", "1", "cassa", 1))
    panel.enti.loc["901001", "nome"] = '<script>alert("x")</script>'
    html = Fascicolo(panel.solo(["901001"]), "901001", 2025).intestazione()._repr_html_()
    assert "<script" not in html
    assert "&lt;script&gt;" in html


def test_a_notebook_is_dressed_by_its_heading_and_a_page_by_its_own_sheet(fascicolo):
    intestazione = fascicolo.intestazione()
    assert ".crescere-tabella" in intestazione._repr_mimebundle_()["text/html"]
    assert "<style" not in intestazione._repr_html_()
