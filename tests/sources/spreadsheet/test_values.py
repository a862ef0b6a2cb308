"""A cell becomes an amount, a percentage, a date … exactly, or a fault that says where it is."""

import datetime as dt
import math

import pytest
from fogli import xlsx

from crescere_kit.sources import spreadsheet
from crescere_kit.sources.faults import FileRifiutato
from crescere_kit.sources.spreadsheet import values
from crescere_kit.sources.spreadsheet.sheets import Cella


def cella(valore, **altro):
    return Cella("modulo.xlsx", "Personale", 12, 3, valore, **altro)


def buono(esito):
    valore, difetto = esito
    assert difetto is None
    return valore


def frase(esito):
    valore, difetto = esito
    assert valore is None
    return str(FileRifiutato([difetto])).splitlines()[-1].removeprefix("  - ")


def test_a_fault_names_the_sheet_and_the_cell():
    assert frase(values.cents(cella("mille"))) == (
        "foglio «Personale», cella C12: trovato «mille», "
        "atteso un importo in euro con al più due decimali, come 1.234,56."
    )


def test_equal_faults_down_a_column_take_one_line():
    difetti = [values.intero(Cella("m.xlsx", "Mutui", riga, 2, "x"))[1] for riga in (4, 5, 6)]
    assert "foglio «Mutui», righe 4-6, colonna B: trovato «x»" in str(FileRifiutato(difetti))


@pytest.mark.parametrize(
    ("scritto", "cents"),
    [
        (1234.56, 123_456),
        (0.1 + 0.2, 30),
        (1234.5600000000002, 123_456),
        (2.675, None),
        (1234.567, None),
        (-5, -500),
        (9_999_999_999.99, 999_999_999_999),
        ("1.234,56", 123_456),
        ("€ 1.234", 123_400),
        ("-12,5 €", -1_250),
        ("1234.56", None),
        ("1.23,00", None),
        ("12,345", None),
        ("1e3", None),
        (True, None),
        (math.nan, None),
        (math.inf, None),
        (1e300, None),
        (dt.date(2024, 1, 1), None),
    ],
)
def test_an_amount_is_exact_to_the_cent(scritto, cents):
    valore, difetto = values.cents(cella(scritto))
    assert valore == cents
    assert (difetto is None) == (cents is not None)


def test_the_noise_of_a_long_sum_is_not_a_third_decimal():
    somma = sum([1_000_000.01] * 1_000)
    assert somma != 1_000_000_010
    assert buono(values.cents(cella(somma))) == 100_000_001_000


def test_an_amount_cannot_be_negative_where_the_form_says_so():
    assert "«-5», atteso un importo in euro" in frase(values.cents(cella(-5.0), negativi=False))
    assert frase(values.cents(cella(-5.0), negativi=False)).endswith(", non negativo.")


def test_an_amount_shown_as_a_percentage_is_a_fault():
    assert "trovato «5 %»" in frase(values.cents(cella(0.05, percento=True)))


def test_a_percentage_is_the_one_that_is_seen():
    assert buono(values.percentuale(cella(35.33))) == 35.33
    assert buono(values.percentuale(cella(0.3533, percento=True))) == 35.33
    assert buono(values.percentuale(cella("35,33 %"))) == 35.33
    assert "come 35,33" in frase(values.percentuale(cella("35.33")))


def test_days_may_have_decimals_and_a_word():
    assert buono(values.giorni(cella(45.5))) == 45.5
    assert buono(values.giorni(cella("-3 gg"))) == -3
    assert "un numero di giorni" in frase(values.giorni(cella(dt.timedelta(days=3))))


def test_a_whole_number_has_no_decimals():
    assert buono(values.intero(cella(12.0))) == 12
    assert buono(values.intero(cella("1.234"))) == 1234
    assert "trovato «12,5»" in frase(values.intero(cella(12.5)))
    assert "non negativo" in frase(values.intero(cella(-1), negativi=False))


@pytest.mark.parametrize(
    "scritta",
    [
        dt.date(2024, 12, 31),
        dt.datetime(2024, 12, 31),  # noqa: DTZ001 - a date of Excel has no time zone
        "31/12/2024",
        "31.12.2024",
        "2024-12-31",
        20241231.0,
    ],
)
def test_a_date_is_year_month_and_day(scritta):
    assert buono(values.data(cella(scritta))) == 20241231


def test_a_date_that_became_a_number_says_which_date_it_would_be():
    assert frase(values.data(cella(45657.0))) == (
        "foglio «Personale», cella C12: trovato «45657», atteso una data, come 31/12/2024 "
        "(come data questo numero è il 31/12/2024)."
    )


@pytest.mark.parametrize("scritta", ["30/02/2024", "12/2024", 12.5, True, dt.date(1024, 1, 1), "31/12/24"])
def test_what_is_no_date_is_a_fault(scritta):
    assert "atteso una data" in frase(values.data(cella(scritta)))


@pytest.mark.parametrize("scritto", ["sì", "SI", "Si'", "x", True, 1.0, "1", "VERO"])
def test_yes_is_written_in_many_ways(scritto):
    assert buono(values.si_no(cella(scritto))) == 1


@pytest.mark.parametrize("scritto", ["no", "NO.", False, 0.0, "0", "falso"])
def test_no_too(scritto):
    assert buono(values.si_no(cella(scritto))) == 0


def test_maybe_is_neither():
    assert "trovato «forse», atteso sì o no" in frase(values.si_no(cella("forse")))
    assert "trovato «2», atteso sì o no" in frase(values.si_no(cella(2.0)))


def test_a_text_is_one_line_and_a_number_is_as_it_is_seen():
    assert buono(values.testo(cella("  Mutuo\nCDP \x07 n. 4 "))) == "Mutuo CDP n. 4"
    assert buono(values.testo(cella(12.0))) == "12"
    assert buono(values.testo(cella(1.5))) == "1,5"
    assert "la data 31/12/2024, atteso un testo" in frase(values.testo(cella(dt.date(2024, 12, 31))))
    assert "al più 2000 caratteri" in frase(values.testo(cella("x" * 2_001)))


def test_an_empty_cell_is_unknown_and_no_fault():
    funzioni = (
        values.cents,
        values.percentuale,
        values.giorni,
        values.intero,
        values.data,
        values.si_no,
        values.testo,
    )
    for funzione in funzioni:
        assert funzione(cella(None)) == (None, None)


def test_a_formula_not_computed_says_how_to_mend_it():
    foglio = spreadsheet.apri(xlsx(Mutui={"B3": ("=1+1", 0)}), "m.xlsx").fogli[0]
    assert frase(values.cents(foglio.cella(3, 2))) == (
        "foglio «Mutui», cella B3: trovato una formula non calcolata, atteso il suo risultato: "
        "aprire il file con Excel o LibreOffice, salvarlo e ricaricarlo."
    )


def test_an_error_of_excel_is_a_fault_whatever_was_expected():
    assert "trovato l'errore #REF!" in frase(values.testo(cella(None, guasto="l'errore #REF!")))
