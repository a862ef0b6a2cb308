import pandas as pd

from crescere_kit.tables import (
    Assente,
    Frase,
    Importo,
    Numero,
    Percento,
    Rimando,
    Tabella,
    importo,
    percento,
)


def test_missing_is_never_a_number():
    assert importo(pd.NA, "manca il file") == Assente("manca il file")
    assert importo(0, "manca il file") == Importo(0)
    assert percento(float("nan"), "manca") == Assente("manca")


def test_a_table_reads_well_without_seeing_it():
    html = Tabella("Entrate", ("Titolo", "Importo"), (("1", Importo(123_456)),))._repr_html_()
    assert "<caption>Entrate</caption>" in html
    assert '<th scope="col">Titolo</th>' in html
    assert '<th scope="row">1</th>' in html
    assert "1.234,56 €" in html


def test_the_reason_of_an_absence_is_visible_and_said_once():
    righe = (("a", Assente("manca il rendiconto 2024")), ("b", Assente("manca il rendiconto 2024")))
    html = Tabella("Prova", ("Voce", "Valore"), righe)._repr_html_()
    assert html.count("manca il rendiconto 2024") == 1
    assert html.count("n.c. <sup>(1)</sup>") == 2


def test_text_from_files_cannot_become_markup():
    html = Tabella("<b>", ("<i>",), (("<script>alert(1)</script>", "<img>"),), nota="<u>")._repr_html_()
    assert all(f"<{segno}" not in html for segno in ("b>", "i>", "script", "img", "u>"))


def test_a_share_is_written_as_the_offices_do():
    assert str(Percento(35.333)) == "35,33 %"


def test_a_wide_table_says_so_to_the_sheet_of_paper():
    def di(colonne: int) -> str:
        return Tabella("T", tuple(map(str, range(colonne))), (("a",) * colonne,))._repr_html_()

    assert 'class="crescere-tabella larga"' in di(7)
    assert 'class="crescere-tabella"' in di(6)


def test_a_sentence_has_room_in_its_column():
    assert "<td class=frase>" in Tabella("T", ("A", "B"), (("a", Frase("una frase lunga")),))._repr_html_()


def test_a_probability_promises_no_decimals():
    assert str(Percento(77.4, decimali=0)) == "77 %"


def test_a_count_is_set_with_the_numbers_and_a_name_may_open_a_page():
    rimando = Rimando("Borgo <b>", 'b-2024.html"x')
    html = Tabella("Prova", ("Comune", "Criticità"), ((rimando, Numero(3)),))._repr_html_()
    assert '<th scope="row"><a href="b-2024.html&quot;x">Borgo &lt;b&gt;</a></th>' in html
    assert "<td class=numero>3</td>" in html
    assert '<th scope="col" class=numero>Criticità</th>' in html
