"""Tables of public offices are read as they are: encodings, quotes, broken rows."""

import pytest

from crescere_kit.sources import delimited


def leggi(testo, codifica="utf-8"):
    return delimited.leggi(testo.encode(codifica), "prova.csv", ";")


@pytest.mark.parametrize("codifica", ["utf-8", "utf-8-sig", "cp1252", "latin-1"])
def test_every_encoding_met_is_read(codifica):
    tabella = leggi('"nome";"n"\r\n"Nardò";"1"\r\n', codifica)
    assert tabella.dati.to_dict("list") == {"nome": ["Nardò"], "n": ["1"]}
    assert tabella.difetti == []


def test_an_empty_field_stays_empty_and_a_zero_stays_zero():
    dati = leggi("a;b\n;0\n").dati
    assert dati.to_dict("list") == {"a": [""], "b": ["0"]}


def test_a_separator_inside_quotes_is_text():
    assert leggi('"a";"b"\n"x;y";"il ""Borgo"""\n').dati.to_dict("list") == {
        "a": ["x;y"],
        "b": ['il "Borgo"'],
    }


def test_a_row_with_too_few_fields_is_a_fault_and_the_others_keep_their_number():
    tabella = leggi("a;b;c\n1;2;3\n4;5\n6;7;8\n")
    (difetto,) = tabella.difetti
    assert (difetto.file, difetto.riga, difetto.trovato) == ("prova.csv", 3, "2 colonne")
    assert difetto.atteso == "3 come nell'intestazione"
    assert tabella.dati.index.to_list() == [2, 4]


def test_blank_lines_are_no_fault_and_are_counted():
    tabella = leggi("a;b\n1;2\n\n3;4\n\n")
    assert tabella.difetti == []
    assert tabella.dati.index.to_list() == [2, 4]


def test_a_header_alone_has_no_rows():
    assert leggi("a;b\n").dati.empty
    assert list(leggi("a;b").dati.columns) == ["a", "b"]


@pytest.mark.parametrize(
    ("contenuto", "cosa"),
    [
        (b"", "un file vuoto"),
        (b"  \r\n", "un file vuoto"),
        (b"PK\x03\x04xxxx", "un archivio zip o un foglio Excel"),
        (b"%PDF-1.7", "un PDF"),
        (b"<!DOCTYPE html><html>", "una pagina web"),
        (b"a\x00\x01\x02", "un file binario"),
    ],
)
def test_a_file_that_is_not_a_table_says_what_it_is(contenuto, cosa):
    tabella = delimited.leggi(contenuto, "prova.csv", ";")
    assert tabella.dati.empty
    assert [(d.trovato, d.atteso) for d in tabella.difetti] == [
        (cosa, "un file CSV con intestazione e righe")
    ]


def test_quotes_that_never_close_are_a_fault():
    assert leggi('a;b\n"1;2\n3;4\n').difetti
