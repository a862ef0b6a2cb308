"""The avanzo is applied within its quota, in the order of the law, and not by who lives on its treasurer."""

from __future__ import annotations

from dataclasses import replace

from atti import ISTAT, esiti, fatti, frasi

from crescere_kit.accounts.voci import MANUALE, Voce


def libero(uso, importo="1.000", **altro):
    una = {"quota": "lib", "importo": importo, "finalita": "strade", "uso": uso}
    return {"avanzo": [una], "cassa_in_sofferenza": False} | altro


def in_avanzo(**scritti):
    """What is known of the ente, had it closed the year with free avanzo and written its form."""
    su = fatti()
    valori = {Voce("rendiconto", "risultato", "disponibile", "importo"): 10_000_00} | {
        Voce(MANUALE, "dfb", "strada", fase): valore for fase, valore in scritti.items()
    }
    return replace(su, conti=su.conti.scritti(ISTAT, 2025, valori))


def test_free_avanzo_says_what_it_is_for():
    assert "Dire a che cosa serve l'avanzo libero." in frasi(
        "var_urgenza", "VU-07", in_avanzo(), **libero(None)
    )


def test_debts_come_before_investments():
    debiti = in_avanzo(importo=3_000_00, stato=3)
    (frase,) = frasi("var_urgenza", "VU-07", debiti, **libero("investimenti"))
    assert frase == (
        "Ci sono debiti fuori bilancio da coprire per 3.000,00 €: l'avanzo libero serve prima a quelli."
    )
    assert frasi("var_urgenza", "VU-07", debiti, **libero("debiti")) == []
    assert frasi("var_urgenza", "VU-07", in_avanzo(importo=3_000_00, stato=1), **libero("investimenti")) == []


def test_debts_that_nobody_listed_are_not_none():
    (ignoto,) = esiti("var_urgenza", in_avanzo(), **libero("investimenti"))["VU-07"]
    assert ignoto.ferma
    assert "Non si sa se ci sono debiti fuori bilancio" in ignoto.messaggio


def test_who_lives_on_its_treasurer_uses_free_avanzo_only_for_the_balance():
    su = in_avanzo(importo=3_000_00, stato=1)
    sofferente = libero("investimenti", cassa_in_sofferenza=True)
    (frase,) = frasi("var_urgenza", "VU-07", su, **sofferente)
    assert frase.startswith("L'ente usa l'anticipazione di tesoreria")
    assert frasi("var_urgenza", "VU-07", su, **libero("equilibri", cassa_in_sofferenza=True)) == []
    (ignoto,) = esiti("var_urgenza", su, **libero("investimenti", cassa_in_sofferenza=None))["VU-07"]
    assert ignoto.ferma


def test_a_tied_quota_stays_within_what_is_tied():
    vincolata = [{"quota": "vinc", "importo": "567.591,72", "finalita": "strade"}]
    (frase,) = frasi("var_urgenza", "VU-07", avanzo=vincolata)
    assert frase.startswith("La quota vincolata applicata è 567.591,72 €, quella disponibile")
