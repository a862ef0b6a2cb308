"""A zip is opened only if it is whole, plain, and of a size that accounts can have."""

import struct
import zipfile
from dataclasses import replace

import pytest
from ufficiali import zip_di

from crescere_kit.sources.bdap import zips
from crescere_kit.sources.bdap.zips import FileIllegibile, Limiti

TESTO = b"a;b\r\n" + b"1;2\r\n" * 2000  # 10 kB


def apri(percorso, limiti=None):
    with zips.apri(percorso, limiti) as (membri, difetti):
        return {membro.nome: membro.leggi() for membro in membri}, difetti


def i_difetti(percorso, limiti=None):
    membri, difetti = apri(percorso, limiti)
    assert membri == {}
    return [(difetto.trovato, difetto.atteso) for difetto in difetti]


def test_the_files_of_a_zip_come_out_by_name_even_from_folders(tmp_path):
    membri, difetti = apri(zip_di(tmp_path, {"2024/dati/uno.csv": TESTO, "due.csv": b"x"}))
    assert membri == {"uno.csv": TESTO, "due.csv": b"x"}
    assert difetti == []


def test_a_zip64_is_read(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO}, force_zip64=True)
    assert b"\x01\x00\x10\x00" in percorso.read_bytes()  # the extra field of ZIP64
    assert apri(percorso) == ({"uno.csv": TESTO}, [])


def test_a_truncated_zip_is_said_and_nothing_of_it_is_read(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO})
    percorso.write_bytes(percorso.read_bytes()[:-40])
    assert i_difetti(percorso) == [
        ("uno zip tronco o rovinato: scaricarlo di nuovo", "un archivio zip intero")
    ]


def test_a_file_called_zip_that_is_not_one_is_said(tmp_path):
    percorso = tmp_path / "a.zip"
    percorso.write_bytes(b"<html>404</html>")
    assert i_difetti(percorso)[0][0] == "un file che non è uno zip, malgrado il nome"
    percorso.write_bytes(b"")
    assert i_difetti(percorso)[0][0] == "un file vuoto"


def test_a_corrupted_file_is_named(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO})
    contenuto = bytearray(percorso.read_bytes())
    contenuto[60] ^= 0xFF
    percorso.write_bytes(bytes(contenuto))
    with zips.apri(percorso) as (membri, _), pytest.raises(FileIllegibile) as colto:
        membri[0].leggi()
    assert colto.value.difetto.file.endswith("» uno.csv")
    assert colto.value.difetto.trovato.startswith("un file rovinato: ")


def test_a_checksum_that_does_not_match_is_named(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO})
    contenuto = percorso.read_bytes()
    with zipfile.ZipFile(percorso) as archivio:
        crc = struct.pack("<I", archivio.getinfo("uno.csv").CRC)
    percorso.write_bytes(contenuto.replace(crc, b"\x01\x02\x03\x04"))
    with zips.apri(percorso) as (membri, _), pytest.raises(FileIllegibile) as colto:
        membri[0].leggi()
    assert colto.value.difetto.trovato == "un file rovinato: non corrisponde al suo codice di controllo"


def test_a_zip_bomb_is_refused_without_being_opened(tmp_path):
    percorso = tmp_path / "bomba.zip"
    with (
        zipfile.ZipFile(percorso, "w", zipfile.ZIP_DEFLATED) as archivio,
        archivio.open("b.csv", "w") as aperto,
    ):
        for _ in range(40):
            aperto.write(bytes(1 << 20))
    assert percorso.stat().st_size < 1 << 16
    ((trovato, atteso),) = i_difetti(percorso)
    assert trovato.startswith("un file che si gonfia 1")
    assert trovato.endswith("volte, fino a 40 MB")
    assert atteso == "un CSV, che si comprime al più 250 volte"


def test_a_zip_that_lies_about_its_size_gives_no_more_than_it_declares(tmp_path):
    """The bomb declares 10 bytes: the reader stops there and finds that they are not the file."""
    percorso = zip_di(tmp_path, {"b.csv": bytes(5 << 20)})
    percorso.write_bytes(percorso.read_bytes().replace(struct.pack("<I", 5 << 20), struct.pack("<I", 10)))
    with zips.apri(percorso) as (membri, _), pytest.raises(FileIllegibile):
        membri[0].leggi()


def test_size_and_number_of_files_are_limited(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO, "due.csv": TESTO})
    stretti = replace(Limiti(), file=1, byte=15_000, byte_per_file=9_000)
    trovati = [trovato for trovato, _ in i_difetti(percorso, stretti)]
    assert trovati == ["2 file", "19 kB una volta aperto", "9 kB una volta aperto", "9 kB una volta aperto"]


@pytest.mark.parametrize(
    ("nome", "trovato"),
    [
        ("../fuori.csv", "il percorso «../fuori.csv»"),
        ("a/../../b.csv", "il percorso «a/../../b.csv»"),
        ("/etc/a.csv", "il percorso «/etc/a.csv»"),
        ("C:/a.csv", "il percorso «C:/a.csv»"),
        ("dentro.zip", "uno zip dentro lo zip"),
    ],
)
def test_dangerous_names_are_refused(tmp_path, nome, trovato):
    assert i_difetti(zip_di(tmp_path, {nome: TESTO}))[0][0] == trovato


def test_an_encrypted_file_is_refused(tmp_path):
    percorso = zip_di(tmp_path, {"uno.csv": TESTO})
    contenuto = bytearray(percorso.read_bytes())
    for firma, dove in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        contenuto[contenuto.index(firma) + dove] |= 1
    percorso.write_bytes(bytes(contenuto))
    assert i_difetti(percorso) == [("un file protetto da parola d'ordine", "un file in chiaro")]


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_files_with_one_name_are_refused(tmp_path):
    percorso = tmp_path / "doppio.zip"
    with zipfile.ZipFile(percorso, "w") as archivio:
        archivio.writestr("uno.csv", "a")
        archivio.writestr("uno.csv", "b")
    assert i_difetti(percorso) == [("due file con lo stesso nome", "un file solo")]
