"""Articles agree with the number that follows, as it is read aloud."""

import pytest

from crescere_kit.criticalities.wording import con_articolo, con_preposizione


@pytest.mark.parametrize(
    ("numero", "articolo", "preposizione"),
    [
        ("47 %", "il 47 %", "al 47 %"),
        ("1,20 %", "l'1,20 %", "all'1,20 %"),
        ("8 %", "l'8 %", "all'8 %"),
        ("11,5 %", "l'11,5 %", "all'11,5 %"),
        ("81,25 %", "l'81,25 %", "all'81,25 %"),
        ("800 %", "l'800 %", "all'800 %"),
        ("0,60 %", "lo 0,60 %", "allo 0,60 %"),
        ("16 %", "il 16 %", "al 16 %"),
        ("10 %", "il 10 %", "al 10 %"),
        ("110 %", "il 110 %", "al 110 %"),
    ],
)
def test_the_article_agrees_with_the_number_as_it_is_read(numero, articolo, preposizione):
    assert con_articolo(numero) == articolo
    assert con_preposizione(numero) == preposizione
