"""The acts that the accounts and the plan ask for, each once, with all its reasons."""

from types import SimpleNamespace

from crescere_kit.acts import proposals


def misura(nome, *atti):
    return SimpleNamespace(nome=nome, atti=atti)


def test_the_acts_of_the_criticita_come_first_and_each_is_named_once():
    dai_conti = proposals.dalle_criticita([SimpleNamespace(titolo="Disavanzo", atti=("tari", "inesistente"))])
    dal_piano = proposals.dal_piano(SimpleNamespace(misure=[misura("TARI", "tari"), misura("IMU", "imu")]))
    tutte = proposals.insieme(dai_conti, dal_piano)
    assert [(una.codice, una.dal_piano) for una in tutte] == [("tari", True), ("imu", True)]
    assert tutte[0].perche == ("Disavanzo", "piano di risanamento: TARI")


def test_without_a_plan_nothing_is_asked_by_it():
    assert proposals.dal_piano(None) == []
