"""The printed document has the parts of the page; a figure is its finding and its numbers."""

import esempio
import pytest

from crescere_kit.printing.document import documento
from crescere_kit.reports import Fascicolo, sections


@pytest.fixture(scope="module")
def fascicolo() -> Fascicolo:
    return Fascicolo(esempio.conti().solo([esempio.ISTAT]), esempio.ISTAT, esempio.ANNO)


def test_it_has_the_same_parts_in_the_same_order(fascicolo):
    html = documento(fascicolo)
    posti = [html.index(f'<section id="{s.ancora}"') for s in sections.visibili(fascicolo)]
    assert len(posti) > 8
    assert posti == sorted(posti)


def test_nothing_is_pressed_opened_or_drawn(fascicolo):
    html = documento(fascicolo)
    for cosa in ("<a ", "<button", "<details", "<script", "data-figura", "data:"):
        assert cosa not in html


def test_a_figure_is_told_and_tabulated(fascicolo):
    grafico = fascicolo.grafico_correnti()
    html = documento(fascicolo)
    assert f"<h3>{grafico.titolo}</h3><p>{grafico.descrizione}</p>" in html
    assert grafico.tabella._repr_html_() in html


def test_a_part_that_fails_is_not_left_out_in_silence(fascicolo, monkeypatch):
    monkeypatch.setattr(Fascicolo, "equilibri", lambda self: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        documento(fascicolo)
