"""The Word files we ship are those that their texts give."""

from __future__ import annotations

import pytest

from crescere_kit.acts.catalogue import CODICI
from crescere_kit.acts.writing.shipped import costruito, testi


@pytest.mark.parametrize("testo", testi(), ids=lambda uno: uno.stem)
def test_the_word_file_is_built_from_its_text(testo):
    assert testo.with_suffix(".docx").read_bytes() == costruito(testo), (
        "scriverli di nuovo con `crescere atti costruisci`"
    )


def test_every_act_of_the_catalogue_has_its_template():
    assert {uno.stem for uno in testi()} == set(CODICI)
