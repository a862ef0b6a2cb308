"""Articles and articulated prepositions before the words of the acts."""

import pytest

from crescere_kit.acts.italian.articles import con
from crescere_kit.acts.italian.words import ItalianoIncerto


@pytest.mark.parametrize(
    ("sintagma", "preposizione", "scritto"),
    [
        ("Giunta comunale", "di", "della Giunta comunale"),
        ("Consiglio", "a", "al Consiglio"),
        ("ente", "di", "dell'ente"),
        ("Stato", "da", "dallo Stato"),
        ("Comune di Borgo", "", "il Comune di Borgo"),
        ("zoccolo", "in", "nello zoccolo"),
        ("gnomo", "su", "sullo gnomo"),
        ("scuola", "in", "nella scuola"),
        ("entrate", "di", "delle entrate"),
        ("equilibri", "di", "degli equilibri"),
        ("stanziamenti", "su", "sugli stanziamenti"),
        ("residui", "di", "dei residui"),
        ("azione", "di", "dell'azione"),
        ("università", "a", "all'università"),
        ("IMU", "di", "dell'IMU"),
        ("iato", "", "lo iato"),
        ("«Ente» di prova", "di", "dell'«Ente» di prova"),
        ("8 marzo 2026", "di", "dell'8 marzo 2026"),
        ("1° gennaio 2026", "da", "dal 1° gennaio 2026"),
        ("01/03/2026", "di", "del 01/03/2026"),
        ("11/03/2026", "di", "dell'11/03/2026"),
        ("2026", "in", "nel 2026"),
        ("spesa", "per", "per la spesa"),
    ],
)
def test_the_article_follows_the_word(sintagma, preposizione, scritto):
    assert con(sintagma, preposizione) == scritto


def test_what_cannot_be_told_is_asked():
    with pytest.raises(ItalianoIncerto, match="maschile o femminile"):
        con("hotel", "di")
    assert con("hotel", "di", "m") == "dell'hotel"
    assert con("80 euro", "di", "mp") == "degli 80 euro"


@pytest.mark.parametrize(("sintagma", "forma"), [("", None), ("---", None), ("Giunta", "x")])
def test_nothing_is_guessed(sintagma, forma):
    with pytest.raises(ItalianoIncerto):
        con(sintagma, "di", forma)
