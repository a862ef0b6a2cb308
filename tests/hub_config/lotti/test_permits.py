import pytest

from hub_config.lotti import permits


@pytest.mark.parametrize("gruppo", ["lettori", "autori", "esperti", "osservatori"])
def test_whoever_has_a_role_in_a_comune_sees_its_reports_and_no_other_s(gruppo):
    assert permits.vede({f"{gruppo}:borgo-esempio"}, "borgo-esempio")
    assert not permits.vede({f"{gruppo}:borgo-esempio"}, "valle-chiara")


@pytest.mark.parametrize(
    ("gruppo", "scrive"), [("autori", True), ("esperti", True), ("lettori", False), ("osservatori", False)]
)
def test_only_autori_and_esperti_plan(gruppo, scrive):
    assert permits.scrive({f"{gruppo}:borgo-esempio"}, "borgo-esempio") is scrive


@pytest.mark.parametrize("gruppo", ["regione", "supporto"])
def test_a_role_without_a_comune_opens_none(gruppo):
    assert not permits.vede({gruppo}, "borgo-esempio")


def test_the_role_lets_knock_at_the_service_and_nothing_else():
    ruolo = permits.ruolo(["borgo-esempio"])
    assert ruolo["scopes"] == ["access:services!service=programmate"]
    assert set(ruolo["groups"]) == {
        f"{g}:borgo-esempio" for g in ("lettori", "autori", "esperti", "osservatori")
    }
