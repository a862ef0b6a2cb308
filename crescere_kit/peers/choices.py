"""The choices behind a comparison, all in one file that people can read and argue with."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
import pandas as pd

CLASSE, PROVINCIA, VICINI = "classe", "provincia", "vicini"
GRUPPI = (CLASSE, PROVINCIA, VICINI)


@cache
def scelte() -> dict[str, Any]:
    """Return the content of `confronto.toml`."""
    return tomllib.loads(files(__package__).joinpath("confronto.toml").read_text(encoding="utf-8"))


def classe_demografica(popolazione: pd.Series) -> pd.Series:
    """Return the number of the demographic class of each ente, missing where the population is."""
    posti = np.searchsorted(scelte()["classi"]["confini"], popolazione.fillna(0), side="right")
    return pd.Series(posti, index=popolazione.index, dtype="Int64").where(popolazione.notna())
