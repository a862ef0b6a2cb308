"""A tidy panel is read whole or refused, with every fault in one sentence."""

import gzip

import numpy as np
import pytest

from crescere_kit.projection.forecast import panel_file
from crescere_kit.sources.faults import FileRifiutato

BUONO = "ente,anno,voce,valore\n" + "".join(
    f"{ente},{anno},{voce},{valore}\n"
    for ente in ("001", "002")
    for anno, valore in ((2020, 10.5), (2021, -3), (2023, 0))
    for voce in ("tributi", "popolazione")
)


def scrivi(cartella, testo, nome="pannello.csv"):
    file = cartella / nome
    file.write_bytes(gzip.compress(testo.encode()) if nome.endswith("gz") else testo.encode())
    return file


@pytest.mark.parametrize("nome", ["pannello.csv", "pannello.csv.gz"])
def test_a_panel_is_read_plain_or_compressed(tmp_path, nome):
    serie = panel_file.leggi(scrivi(tmp_path, BUONO, nome))
    assert (serie.enti, serie.voci, serie.anni) == (("001", "002"), ("tributi",), (2020, 2021, 2022, 2023))
    assert serie.valori[1, 0].tolist() == pytest.approx([10.5, -3, np.nan, 0], nan_ok=True)
    assert serie.abitanti(2020).tolist() == [10.5, 10.5]


def test_a_file_with_semicolons_is_read_too(tmp_path):
    assert panel_file.leggi(scrivi(tmp_path, BUONO.replace(",", ";"))).voci == ("tributi",)


@pytest.mark.parametrize(
    ("testo", "frase"),
    [
        (BUONO.replace("voce", "item", 1), "atteso anche la colonna «voce»"),
        (BUONO.replace("-3", "tre"), r"righe 4-5, 10-11, colonna «valore»: trovato «tre», atteso un numero"),
        (BUONO.replace("2023", "l'anno scorso"), "colonna «anno»: trovato «l'anno scorso», atteso un anno"),
        (BUONO.replace("001,2020,tributi,10.5", "001,2020,tributi,inf"), "trovato «inf»"),
        (BUONO.replace("001,2020,tributi", ",2020,tributi"), "colonna «ente»: trovato «», atteso un nome"),
        (BUONO + "001,2020,tributi,11\n", "riga 14: trovato di nuovo tributi di 001 nel 2020"),
        (
            "ente,anno,voce,valore\n1,2020,a,5\n1,2021,a,6\n",
            "Trovato al massimo 2 anni per voce, atteso una voce con almeno 3",
        ),
        ("ente,anno,voce,valore\n", "la sola intestazione"),
        ("", "un file vuoto"),
    ],
)
def test_each_fault_is_one_sentence(tmp_path, testo, frase):
    with pytest.raises(FileRifiutato, match=frase) as rifiuto:
        panel_file.leggi(scrivi(tmp_path, testo))
    assert "Traceback" not in str(rifiuto.value)


def test_a_cut_gzip_is_said_to_be_cut(tmp_path):
    file = tmp_path / "rotto.csv.gz"
    file.write_bytes(gzip.compress(BUONO.encode())[:-20])
    with pytest.raises(FileRifiutato, match="gzip interrotto"):
        panel_file.leggi(file)


def test_a_missing_file_and_a_missing_voce_are_named(tmp_path):
    with pytest.raises(panel_file.FileIntrovabile, match="non c'è"):
        panel_file.leggi(tmp_path / "nessuno.csv")
    serie = panel_file.leggi(scrivi(tmp_path, BUONO))
    with pytest.raises(panel_file.VoceAssente, match="Forse: «tributi»"):
        panel_file.scegli(serie, ["tributari"])
