"""An act computes what nobody types, says where it comes from, and takes a correction only with a reason."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from atti import atto, esiti, fatti

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.faults import DatiNonValidi


def test_a_computed_value_says_which_accounts_it_was_made_of():
    celle = atto("var_urgenza").nota("prospetto").celle
    assert [(una.voce.codice, una.voce.fase, una.anno) for una in celle] == [
        ("3", "competenza_1", 2026),
        ("1", "competenza_1", 2026),
    ]


def test_a_value_that_lacks_a_field_is_none_and_says_which():
    vuoto = atto("var_urgenza", righe=[])
    assert vuoto.pareggio is None
    assert vuoto.nota("pareggio").motivo == "manca: Righe della variazione"


def test_a_correction_takes_the_place_of_the_value_and_keeps_its_reason():
    corretto = atto(
        "var_urgenza",
        correzioni=[
            {"campo": "cassa_finale", "valore": "10,00", "motivo": "il tesoriere ha comunicato altro"}
        ],
    )
    assert corretto.cassa_finale == Decimal("10.00")
    assert corretto.nota("cassa_finale").correzione.motivo == "il tesoriere ha comunicato altro"


@pytest.mark.parametrize(
    ("correzione", "dove"),
    [
        ({"campo": "cassa_finale", "valore": "10", "motivo": "perché"}, "correzioni.0.motivo"),
        ({"campo": "motivo_urgenza", "valore": "x", "motivo": "non è calcolato"}, "correzioni.0.campo"),
        ({"campo": "cassa_finale", "valore": "dieci", "motivo": "non è un importo"}, "correzioni.0.valore"),
    ],
)
def test_a_correction_without_reason_or_sense_is_refused(correzione, dove):
    with pytest.raises(DatiNonValidi) as colto:
        atto("var_urgenza", correzioni=[correzione])
    assert [uno.campo for uno in colto.value.difetti] == [dove]


def test_a_field_that_nobody_declared_is_refused():
    with pytest.raises(DatiNonValidi, match="non è un campo di questo atto"):
        atto("var_urgenza", importo_segreto="1")


def test_the_day_of_the_session_is_the_day_of_the_act():
    fatto = atto("var_urgenza")
    assert fatto.giorno == fatto.seduta_data == fatto.fatti.giorno != fatti().giorno.replace(day=1)
    assert fatto.triennio == "2026-2028"


def test_the_context_is_plain_data():
    def semplici(valore):
        if isinstance(valore, dict):
            return all(isinstance(k, str) and semplici(v) for k, v in valore.items())
        if isinstance(valore, list):
            return all(map(semplici, valore))
        return (
            valore is None
            or type(valore).__module__ in ("builtins", "decimal", "datetime")
            or isinstance(valore, str)
        )

    assert semplici(atto("var_urgenza").contesto())


def test_a_year_of_which_nobody_wrote_the_law_gives_no_number_and_no_crash():
    vecchio = atto("var_urgenza", seduta_data=date(2010, 5, 3))
    assert vecchio.termine_ratifica is None
    assert "non ha un valore in vigore" in vecchio.nota("termine_ratifica").motivo
    trovati = {uno.id: uno.superato for uno in definizione("var_urgenza").esamina(vecchio)}
    assert trovati["VU-05"] is None


def test_a_table_is_not_corrected_as_a_whole():
    with pytest.raises(DatiNonValidi, match="è una tabella"):
        atto(
            "var_urgenza", correzioni=[{"campo": "prospetto", "valore": [], "motivo": "prova di una tabella"}]
        )


@pytest.mark.parametrize("giorno", ["9999-12-31", "0001-01-01"])
def test_a_day_that_nobody_lives_is_refused(giorno):
    with pytest.raises(DatiNonValidi, match="non è plausibile"):
        atto("var_urgenza", seduta_data=giorno)


def test_what_follows_from_the_data_and_cannot_be_is_unknown_and_says_why():
    tardi = atto("det_liquidazione", fatture__0__ricevuta="2199-12-31")
    assert tardi.elenco is None
    assert tardi.nota("elenco").motivo == "L'anno 2200 non è plausibile: controllare la data."
    assert tardi.giorni_ritardo is None


def test_a_year_that_nobody_lives_is_not_a_correction():
    zero = [{"campo": "anno_rendiconto", "valore": 0, "motivo": "prova di un anno"}]
    with pytest.raises(DatiNonValidi):
        atto("rendiconto", correzioni=zero)


def test_a_term_that_nobody_wrote_is_unknown_and_stops():
    assert any(uno.ferma and "non si conosce" in uno.messaggio for uno in termini_tari())


def termini_tari():
    return [uno for tutti in esiti("tari", seduta_data="1970-01-01").values() for uno in tutti]


def test_a_value_made_of_one_that_is_not_known_names_it():
    enorme = atto("imu", aliquote__0__deliberata="99999999999")
    assert enorme.gettito is None
    assert enorme.nota("gettito").motivo.startswith("manca: ")
