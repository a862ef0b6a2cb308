"""Which titolo a codice gestionale belongs to, in the scheme of its year."""

import pytest

from crescere_kit.sources.siope.codes import titolo


@pytest.mark.parametrize(
    ("lato", "codice", "anno", "atteso"),
    [
        ("entrate", "1.01.01.06.001", 2025, "1"),
        ("entrate", "9.01.01.01.001", 2025, "9"),
        ("uscite", "7.01.01.01.001", 2025, "7"),
        ("uscite", "0.00.00.99.999", 2025, "0"),
        ("uscite", "9.01.01.01.001", 2025, None),  # titolo 9 is of entrata only
        ("entrate", "1101", 2016, "1"),
        ("entrate", "5301", 2016, "6"),
        ("entrate", "6101", 2014, "9"),
        ("uscite", "3101", 2014, "4"),
        ("uscite", "4001", 2014, "7"),
        ("uscite", "9999", 2014, "0"),
        ("entrate", "1101", 2017, None),  # the old scheme ended with 2016
        ("entrate", "8101", 2014, None),
        ("entrate", "1.01", 2025, None),
        ("entrate", "", 2025, None),
    ],
)
def test_the_titolo_of_a_code(lato, codice, anno, atteso):
    assert titolo(lato, codice, anno) == atteso
