"""The manifest says what happened, whatever killed the batch, and one batch at a time has a folder."""

import json

import pytest

from crescere_kit.batch.manifest import CartellaOccupata, Manifesto, ManifestoRovinato
from crescere_kit.batch.outcome import FALLITO, Rapporto

UNO = Rapporto("borgo", "901001", "borgo", "Borgo", 2024, motivi=("morto",), impronte={"a.html": "ab"})
ALTRO = Rapporto("901002", "901002", "colle", "Colle", 2024, stato=FALLITO, errore="perché")


def letto(cartella) -> dict:
    return json.loads((cartella / "lotto.json").read_text(encoding="utf-8"))


def test_what_was_noted_is_found_again_even_if_nobody_closed_it(tmp_path):
    primo = Manifesto(tmp_path)
    primo.inizia({"notebook": "x"})
    primo.aggiungi(UNO)
    primo.aggiungi(ALTRO)
    with (tmp_path / "lotto.jsonl").open("ab") as diario:
        diario.write(b'{"comune": "a met')  # as a kill leaves it
    assert len(letto(tmp_path)["rapporti"]) < 2  # the manifest was behind, the journal was not
    primo.close()
    secondo = Manifesto(tmp_path)
    assert list(secondo.rapporti.values()) == [UNO, ALTRO]
    assert secondo.testata["notebook"] == "x"
    secondo.inizia({"notebook": "x"})
    assert (tmp_path / "lotto.jsonl").read_bytes() == b""
    assert [r["istat"] for r in letto(tmp_path)["rapporti"]] == ["901001", "901002"]
    secondo.close()


def test_the_last_word_on_an_item_is_the_one_that_counts(tmp_path):
    manifesto = Manifesto(tmp_path)
    manifesto.inizia({})
    manifesto.aggiungi(ALTRO)
    manifesto.aggiungi(Rapporto("colle", "901002", "colle", "Colle", 2024))
    manifesto.scrivi(finito=True)
    assert [(r["comune"], r["stato"]) for r in letto(tmp_path)["rapporti"]] == [("colle", "riuscito")]
    manifesto.close()


def test_a_second_batch_in_the_same_folder_is_refused(tmp_path):
    primo = Manifesto(tmp_path)
    with pytest.raises(CartellaOccupata, match="Un altro lotto sta scrivendo in"):
        Manifesto(tmp_path)
    primo.close()
    Manifesto(tmp_path).close()


@pytest.mark.parametrize("contenuto", ["", "[]", '{"rapporti": 3}', "miei appunti"])
def test_a_manifest_that_others_wrote_is_not_overwritten(tmp_path, contenuto):
    (tmp_path / "lotto.json").write_text(contenuto, encoding="utf-8")
    with pytest.raises(ManifestoRovinato, match="non è il manifesto di un lotto"):
        Manifesto(tmp_path)
    assert (tmp_path / "lotto.json").read_text(encoding="utf-8") == contenuto


def test_a_manifest_of_an_earlier_version_is_read(tmp_path):
    (tmp_path / "lotto.json").write_text(
        '{"notebook": "x", "rapporti": [{"comune": "a", "istat": "901001", "anno": 2024, "nuovo": 1}]}',
        encoding="utf-8",
    )
    manifesto = Manifesto(tmp_path)
    assert [r.chiave for r in manifesto.rapporti.values()] == [""]
    manifesto.close()
