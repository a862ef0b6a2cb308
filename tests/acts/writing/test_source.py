"""The text of a template is read line by line, and a bar inside an expression is not the edge of a cell."""

from __future__ import annotations

import pytest

from crescere_kit.acts.writing import Blocco, TestoNonValido, leggi


def senza_parti(nome):
    raise AssertionError(nome)


def test_each_line_is_a_paragraph_of_its_kind():
    letti = leggi("# Premesse\n\n@premessa Visto;\n1. di approvare;\n- una voce\n@salto\ntesto", senza_parti)
    assert [uno.tipo for uno in letti] == ["sezione", "premessa", "dispositivo", "voce", "salto", "testo"]
    assert letti[2].testo == "di approvare;"


def test_a_table_keeps_its_filters_and_marks_its_totals():
    (tabella,) = leggi(
        "| Voce | Importo > |\n| {{ v }} | {{ i|euro }} |\n|= Totale | {{ t|euro }} |", senza_parti
    )
    assert tabella == Blocco(
        "tabella",
        righe=(("Voce", "Importo >"), ("{{ v }}", "{{ i|euro }}"), ("=", "Totale", "{{ t|euro }}")),
    )


def test_a_part_is_included_where_it_is_named():
    letti = leggi("prima\n@includi firme\ndopo", {"firme": "@firma {{ x }}"}.__getitem__)
    assert [uno.tipo for uno in letti] == ["testo", "firma", "testo"]


def test_an_unknown_style_names_the_line():
    with pytest.raises(TestoNonValido, match="Riga 2: lo stile «@sindaco»"):
        leggi("uno\n@sindaco due", senza_parti)
