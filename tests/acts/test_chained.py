"""An act that rests on another takes it as it was adopted, and only if it is the one it looks for."""

from __future__ import annotations

from atti import fatti

from crescere_kit.acts.chained import importato


def test_the_act_is_that_of_the_register():
    assert importato(fatti(), "2026-0001", "var_urgenza").contesto["numero"] == 41


def test_another_kind_of_act_is_not_taken():
    assert importato(fatti(), "2026-0001", "riaccertamento") is None


def test_without_a_practice_or_a_register_there_is_none():
    assert importato(fatti(), None) is None
    assert importato(fatti(importa=None), "2026-0001") is None
