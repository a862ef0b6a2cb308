"""A column is as wide as what it will print: amounts, days and years whole, words where there is room."""

from crescere_kit.acts.writing.columns import larga, larghezze

PAGINA, CORICATA = 9300, 14232
VARIAZIONI = (
    ("Parte", "Codice", "Capitolo", "Descrizione", "Anno", "Attuale >", "Variazione >", "Dopo >", "Cassa >"),
    ("{%tr for r in prospetto %}",),
    (
        "{{ r.lato }}",
        "{{ r.codice }}",
        "{{ r.capitolo }}",
        "{{ r.descrizione }}",
        "{{ r.anno|anno }}",
        "{{ r.attuale|euro_o_nc }}",
        "{{ r.competenza|euro_segno }}",
        "{{ r.dopo|euro_o_nc }}",
        "{{ r.cassa|euro_segno }}",
    ),
    ("{%tr endfor %}",),
    ("=", "Totale", "", "", "", "", "", "{{ totale|euro }}", "", ""),
)
QUOTE = (
    ("Anno", "Quota >", "Copertura"),
    ("{{ q.anno|anno }}", "{{ q.importo|euro }}", "{{ q.mezzi|elenco }}"),
)
UN_IMPORTO = 13 * 95  # «+1.234.567,89» in Arial 8.5, without the margins of the cell


def test_amounts_are_whole_and_the_description_takes_what_is_left():
    quanto = larghezze(VARIAZIONI, CORICATA)
    assert all(uno > UN_IMPORTO for uno in quanto[5:])
    assert quanto[3] == max(quanto)
    assert CORICATA - len(quanto) < sum(quanto) <= CORICATA


def test_a_table_whose_amounts_would_be_broken_wants_a_page_on_its_side():
    assert larga(VARIAZIONI, PAGINA)
    assert not larga(VARIAZIONI, CORICATA)
    assert not larga(QUOTE, PAGINA)


def test_a_year_takes_less_than_an_amount_and_an_amount_less_than_a_phrase():
    anno, importo, frase = larghezze(QUOTE, PAGINA)
    assert anno < importo < frase


def test_a_page_too_narrow_is_still_shared_whole():
    assert PAGINA - 9 < sum(larghezze(VARIAZIONI, PAGINA)) <= PAGINA


def test_an_empty_column_of_controls_alone_divides_nothing_by_zero():
    assert larghezze((("",), ("{%tr for r in x %}",)), PAGINA) == [PAGINA]
