"""The PIAO: its sections, and no more people than the accounts allow."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

from atti import atto, esiti, fatti, frasi

from crescere_kit.accounts import Voce
from crescere_kit.acts.programmes.stated import con_dichiarati

CODICE = "piao"


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti(CODICE).values() for uno in tutti if uno.ferma] == []


def golden():
    """3.000-4.999 inhabitants, mean of the entrate correnti 3.500.000."""
    su = fatti()
    ente = su.anagrafica.ente.model_copy(update={"popolazione": 4000})
    su = replace(su, anagrafica=su.anagrafica.model_copy(update={"ente": ente}))
    for anno in (2023, 2024, 2025):
        titoli = {"1": Decimal("3000000.00"), "2": Decimal("300000.00"), "3": Decimal("200000.00")}
        valori = {
            Voce("rendiconto", "entrate", uno, "accertamenti"): quanto for uno, quanto in titoli.items()
        }
        su = con_dichiarati(su, anno, valori)
    return su


def test_above_the_threshold_nobody_can_be_hired():
    fatto = atto(CODICE, golden(), spesa="900.000", fcde_assestato="200.000")
    assert round(fatto.rapporto, 2) == Decimal("27.27")
    assert (fatto.soglia, fatto.capacita) == (Decimal("27.2"), Decimal("0.00"))


def test_below_the_threshold_the_room_is_what_is_left():
    # 27,2 % of 3.300.000 = 897.600
    assert atto(CODICE, golden(), spesa="860.000", fcde_assestato="200.000").capacita == Decimal("37600.00")


def test_hires_cost_no_more_than_the_room_and_who_leaves():
    (frase,) = frasi(
        CODICE, "PI-02", golden(), spesa="900.000", fcde_assestato="200.000", movimenti__1__quanti=2
    )
    assert frase == (
        "Le assunzioni costano 66.000,00 €, la capacità assunzionale è 0,00 € e le cessazioni liberano "
        "33.000,00 €."
    )


def test_each_section_is_there():
    assert frasi(CODICE, "PI-01", sezioni=["anagrafica", "anticorruzione", "organizzazione", "agile"]) == [
        "Nel piano manca la sezione «piano triennale dei fabbisogni»."
    ]


def test_what_the_law_asks_before_hiring_is_there():
    assert len(frasi(CODICE, "PI-03", ricognizione_eccedenze=None)) == 1
    assert frasi(CODICE, "PI-04", spesa_tetto="2.700.000,01") == [
        "La spesa di personale supera il tetto storico di 0,01 €."
    ]
    assert len(frasi(CODICE, "PI-05", invio_bdap=False)) == 1
    assert len(frasi(CODICE, "PI-07", obiettivo_pagamenti=None)) == 1
    assert esiti(CODICE, tetto_storico=None)["PI-04"][0].superato is None
