"""The rates of the IMU: within the law, equal to the prospect of the portal, in time."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, dati, esiti, frasi

from crescere_kit import rules
from crescere_kit.acts.programmes.imu import fattispecie

CODICE = "imu"


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti(CODICE).values() for uno in tutti if uno.ferma] == []


def test_each_kind_yields_its_base_by_its_rate_and_the_state_keeps_its_share():
    fatto = atto(CODICE)
    per_nome = {una.nome: una.gettito for una in fatto.prospetto}
    assert per_nome["altri fabbricati"] == Decimal("1200000.00")
    # 30.000.000 × (0,96 − 0,76) %
    assert per_nome["immobili a uso produttivo del gruppo catastale D"] == Decimal("60000.00")
    assert (fatto.gettito, fatto.variazione) == (Decimal("1429500.00"), Decimal("12000.00"))


def test_a_missing_revenue_of_the_year_before_is_not_zero():
    fatto = atto(CODICE, aliquote__0__gettito_precedente=None)
    assert (fatto.gettito_precedente, fatto.variazione) == (None, None)


@pytest.mark.parametrize(
    ("posto", "aliquota", "limiti"),
    [
        (0, "0,61", "Abitazioni principali di lusso (a/1, a/8, a/9) e pertinenze: l'aliquota 0,61 % è fuori"),
        (1, "0,11", "Fabbricati rurali a uso strumentale: l'aliquota 0,11 % è fuori dai limiti, da 0,00 %"),
        (2, "0,75", "l'aliquota 0,75 % è fuori dai limiti, da 0,76 % a 1,06 %."),
        (4, "1,07", "Altri fabbricati: l'aliquota 1,07 % è fuori dai limiti, da 0,00 % a 1,06 %."),
    ],
)
def test_a_rate_outside_its_limits_is_refused(posto, aliquota, limiti):
    (frase,) = frasi(CODICE, "IMU-01", **{f"aliquote__{posto}__deliberata": aliquota})
    assert limiti in frase


def test_the_higher_maximum_is_for_those_who_kept_the_maggiorazione():
    assert len(frasi(CODICE, "IMU-01", aliquote__4__deliberata="1,14")) == 1
    (frase,) = frasi(CODICE, "IMU-01", aliquote__4__deliberata="1,14", maggiorazione_755=True)
    assert frase.startswith("La maggiorazione del comma 755 vale solo dove è stata confermata")
    tenuta = {"maggiorazione_755": True, "continuita_755": "delibere 8/2015, 7/2016, 6/2017, 9/2018, 5/2019"}
    assert frasi(CODICE, "IMU-01", aliquote__4__deliberata="1,14", **tenuta) == []


def test_the_maximum_of_other_buildings_is_the_one_of_the_rules():
    massima = fattispecie("altri", date(2026, 1, 1)).massimo
    assert massima == rules.in_force("tributi", "imu_altri_fabbricati", date(2026, 1, 1)).valore


def test_without_the_same_rates_as_the_prospect_the_act_has_no_effect():
    assert frasi(CODICE, "IMU-02", aliquote_del_prospetto__4__aliquota="1,06") == [
        "«altri»: la delibera dice 0,96 %, il prospetto del Portale 1,06 %."
    ]
    assert (
        "il prospetto del Portale nulla"
        in frasi(
            CODICE,
            "IMU-02",
            aliquote_del_prospetto__0={"fattispecie": "aree", "condizione": "x", "aliquota": "0,5"},
        )[0]
    )
    assert frasi(CODICE, "C-08", allegati=[]) == ["Manca l'allegato «Prospetto delle aliquote IMU»."]


def test_only_the_kinds_of_the_law_and_of_the_decree_are_used():
    altra = dati(CODICE)["aliquote"][0] | {"fattispecie": "castelli"}
    assert frasi(CODICE, "IMU-03", aliquote__0=altra) == ["«castelli» non è una fattispecie IMU."]
    assert "indicare il codice che il Portale" in frasi(CODICE, "IMU-03", aliquote__5__codice_portale="")[0]


def test_land_in_the_mountains_is_exempt():
    terreni = dati(CODICE)["aliquote"][0] | {"fattispecie": "terreni"}
    (uno,) = esiti(CODICE, aliquote__0=terreni)["IMU-04"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert uno.messaggio.startswith("Il comune è montano")


def test_after_the_term_the_act_is_stopped_and_the_special_term_of_a_year_counts():
    (frase,) = frasi(CODICE, "IMU-05", seduta_data=date(2026, 3, 1))
    assert frase.startswith("Il termine per deliberare era il 28/02/2026")
    assert atto(CODICE, seduta_data=date(2025, 5, 1)).termine == date(2025, 9, 15)


def test_after_the_day_of_the_portal_the_act_has_no_effect():
    assert "era il 14/10/2026" in frasi(CODICE, "IMU-06", seduta_data=date(2026, 10, 15))[0]
