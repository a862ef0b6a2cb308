"""The comuni of a batch, from the command line and from the file of an office."""

import pytest

from crescere_kit.cli.batch_comuni import ElencoRifiutato, scelti


@pytest.mark.parametrize(
    ("scritto", "attesi"),
    [
        ("tutti", None),
        (" Tutti ", None),
        ("078001, borgo-esempio ,,Rocca Zanomira", ["078001", "borgo-esempio", "Rocca Zanomira"]),
    ],
)
def test_all_the_comuni_or_those_that_are_named(scritto, attesi):
    assert scelti(scritto) == attesi


@pytest.mark.parametrize(
    ("contenuto", "attesi"),
    [
        (b"078001\n\n# i nuovi\nborgo-esempio\n", ["078001", "borgo-esempio"]),
        ("\ufeffISTAT;Comune\r\n78001;Acri\r\n4001;Acceglio\r\n".encode(), ["078001", "004001"]),
        ("Comune\tAbitanti\nForl\u00ec\t117000\n".encode("cp1252"), ["Forl\u00ec"]),
        (b'"Rocca Zanomira","TO"\n', ["Rocca Zanomira"]),
    ],
    ids=["a line each", "from a spreadsheet that lost the zeros", "in the letters of Windows", "quoted"],
)
def test_a_file_has_a_comune_per_line_as_offices_keep_it(tmp_path, contenuto, attesi):
    file = tmp_path / "Comuni.CSV"
    file.write_bytes(contenuto)
    assert scelti(str(file)) == attesi


def test_a_list_that_is_not_there_or_names_nobody_is_said_in_a_sentence(tmp_path):
    vuoto = tmp_path / "vuoto.txt"
    cartella = tmp_path / "cartella.csv"
    cartella.mkdir()
    vuoto.write_text("istat\n", encoding="utf-8")
    for scritto, frase in (
        (",", "serve almeno un comune"),
        (str(vuoto), "non ha comuni: scriverne uno per riga"),
        (str(tmp_path / "assente.txt"), "non c'è: controllare il nome"),
        (str(cartella), "non si legge, .*: controllare"),
    ):
        with pytest.raises(ElencoRifiutato, match=frase):
            scelti(scritto)
