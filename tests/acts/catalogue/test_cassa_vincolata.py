"""Tied cash is used within the limit of the anticipazione, and only where it is still tied."""

from __future__ import annotations

from decimal import Decimal

from atti import atto, esiti, fatti, frasi

LEGGE = {"descrizione": "Sanzioni del codice della strada", "natura": "legge", "giacenza": "10.000"}


def test_only_transfers_and_loans_are_tied_in_cash():
    uno = atto("cassa_vincolata", vincoli__0=LEGGE)
    assert uno.giacenza == Decimal("96150.40")
    assert uno.totale == Decimal("106150.40")


def test_the_limit_is_that_of_the_anticipazione_less_what_is_in_use():
    uno = atto("cassa_vincolata", anticipazione_in_uso="50.000")
    assert uno.limite == fatti().indicatore("ANT_MASSIMO", 2026)
    assert uno.disponibile == uno.limite - 50_000


def test_more_than_the_limit_is_refused():
    oltre = atto("cassa_vincolata").disponibile + Decimal("0.01")
    (frase,) = frasi("cassa_vincolata", "CV-01", importo=oltre)
    assert frase.startswith("Si autorizzano")


def test_an_ente_between_dissesto_and_decree_does_not_use_it():
    assert len(frasi("cassa_vincolata", "CV-02", in_dissesto=True)) == 1


def test_what_was_not_rebuilt_and_what_is_no_longer_tied_are_said():
    assert len(frasi("cassa_vincolata", "CV-03", da_ricostituire="1")) == 1
    (uno,) = esiti("cassa_vincolata", vincoli__1=LEGGE)["CV-04"]
    assert (uno.campo, uno.ferma) == ("vincoli.1.natura", False)
