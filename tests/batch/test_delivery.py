"""Parcels of reports: left by machines, taken once by who started the batch."""

import pytest

from crescere_kit.batch.delivery import Consegna, ConsegnaImpossibile, prendi


@pytest.fixture
def rapporto(tmp_path):
    cartella = tmp_path / "macchina" / "rapporto"
    (cartella / "tabelle").mkdir(parents=True)
    (cartella / "borgo-2024.html").write_text("<p>Borgo</p>", encoding="utf-8")
    (cartella / "tabelle" / "borgo-2024.xlsx").write_bytes(b"\x00\x01")
    (cartella / "fuori").symlink_to("/etc/passwd")
    return cartella


@pytest.mark.parametrize("luogo", ["{qui}/consegna", "file://{qui}/consegna", "memory://consegna"])
def test_a_parcel_arrives_whole_wherever_it_is_left(rapporto, tmp_path, luogo):
    consegna = Consegna(luogo.format(qui=tmp_path))
    consegna.apri()
    consegna.controlla()
    arrivo = tmp_path / "lotto"
    arrivo.mkdir()
    (arrivo / "borgo-2024.html").write_text("vecchio", encoding="utf-8")

    consegna.ritira(consegna.porta(rapporto), arrivo)

    assert (arrivo / "borgo-2024.html").read_text(encoding="utf-8") == "<p>Borgo</p>"
    assert (arrivo / "tabelle" / "borgo-2024.xlsx").read_bytes() == b"\x00\x01"
    assert sorted(f.name for f in arrivo.iterdir()) == ["borgo-2024.html", "tabelle"]
    consegna.porta(rapporto)  # one that nobody takes
    consegna.chiudi()
    with pytest.raises(ConsegnaImpossibile, match="non si vede"):
        consegna.controlla()


def test_who_comes_when_the_batch_is_over_leaves_nothing(rapporto, tmp_path):
    consegna = Consegna(str(tmp_path / "consegna"))
    consegna.apri()
    consegna.chiudi()
    with pytest.raises(FileNotFoundError):
        consegna.porta(rapporto)
    assert not (tmp_path / "consegna").exists()


def test_a_place_of_which_nobody_has_heard_is_told_in_words():
    with pytest.raises(ConsegnaImpossibile, match="Non si può scrivere in «boh://qui»"):
        Consegna("boh://qui").apri()


def test_an_archive_at_an_address_becomes_a_private_folder_and_a_folder_stays_where_it_is(
    archivio_demo, tmp_path
):
    originale = archivio_demo.cartella
    assert prendi(str(originale), tmp_path) == originale
    copia = prendi(f"file://{originale}", tmp_path)
    assert copia.is_relative_to(tmp_path)
    assert {f.relative_to(copia) for f in copia.rglob("*.parquet")} == {
        f.relative_to(originale) for f in originale.rglob("*.parquet")
    }
