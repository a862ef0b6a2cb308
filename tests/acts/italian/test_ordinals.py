"""Ordinals in digits and in words."""

import pytest

from crescere_kit.acts.italian.ordinals import ordinale, ordinale_in_lettere
from crescere_kit.acts.italian.words import ItalianoIncerto


def test_an_ordinal_in_digits_agrees_in_gender():
    assert (ordinale(3), ordinale(3, "f")) == ("3°", "3ª")


@pytest.mark.parametrize(
    ("numero", "scritto"),
    [
        (1, "primo"), (3, "terzo"), (10, "decimo"), (11, "undicesimo"), (18, "diciottesimo"),
        (21, "ventunesimo"), (23, "ventitreesimo"), (26, "ventiseiesimo"), (100, "centesimo"),
        (103, "centotreesimo"), (1000, "millesimo"), (2000, "duemillesimo"), (1016, "millesedicesimo"),
    ],
)  # fmt: skip
def test_ordinals_spelled_by_hand(numero, scritto):
    assert ordinale_in_lettere(numero) == scritto
    assert ordinale_in_lettere(numero, "f") == f"{scritto[:-1]}a"


@pytest.mark.parametrize("numero", [0, -1, 10**6])
def test_what_has_no_ordinal_is_refused(numero):
    with pytest.raises(ItalianoIncerto, match="ordinale"):
        ordinale_in_lettere(numero)
