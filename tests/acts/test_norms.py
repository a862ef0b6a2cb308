"""Every provision is written, has a URN, a first day and a mark; what nobody listed cannot be cited."""

from __future__ import annotations

from datetime import date

import pytest

from crescere_kit.acts import norms


def test_a_provision_is_cited_as_acts_do_and_has_its_urn():
    una = norms.norma("tuel:175:5-bis")
    assert una.citazione == "art. 175, comma 5-bis, d.lgs. 18 agosto 2000, n. 267 (TUEL)"
    assert una.urn == "urn:nir:stato:decreto.legislativo:2000-08-18;267~art175-com5bis"


def test_a_provision_is_not_in_force_before_its_first_day():
    assert not norms.in_vigore("dl155-2024:6", date(2024, 1, 1))
    assert norms.in_vigore("dl155-2024:6", date(2026, 2, 28))


def test_an_unlisted_provision_is_refused():
    assert not norms.esiste("tuel:999:1")
    with pytest.raises(norms.NormaAssente, match="tuel:999:1"):
        norms.citazione("tuel:999:1")


def test_every_provision_has_a_mark_and_days_in_order():
    for una in norms.libreria().values():
        assert una.verifica in ("V", "K", "?"), una.id
        assert una.al is None or una.dal <= una.al, una.id
        assert una.urn.startswith("urn:nir:"), una.id
