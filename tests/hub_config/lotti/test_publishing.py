import json
import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from hub_config.lotti import publishing


@pytest.fixture
def comune(tmp_path: Path) -> Path:
    cartella = tmp_path / "comuni" / "borgo-esempio"
    (cartella / "laboratorio").mkdir(parents=True)
    (tmp_path / "segreto.html").write_text("segreto", "utf-8")
    publishing.prepara(cartella)
    return cartella


def rapporto(comune: Path, nome: str, **manifesto) -> Path:
    cartella = comune / "rapporti" / nome
    cartella.mkdir()
    (cartella / "pagina.html").write_text("ciao", "utf-8")
    (cartella / "lotto.json").write_text(json.dumps({"rapporti": [manifesto]}), "utf-8")
    return cartella


def test_a_report_appears_whole_and_is_seen_from_the_laboratorio(comune):
    rapporto(comune, ".in-lavorazione-1")
    publishing.pubblica(comune, ".in-lavorazione-1", "2026-12-01_07_relazione_1")
    visto = comune / "laboratorio" / "rapporti" / "2026-12-01_07_relazione_1" / "pagina.html"
    assert visto.read_text("utf-8") == "ciao"


def test_the_same_job_published_again_replaces_its_report(comune):
    rapporto(comune, "r_1")
    rapporto(comune, ".in-lavorazione-1").joinpath("nuovo.html").touch()
    publishing.pubblica(comune, ".in-lavorazione-1", "r_1")
    assert sorted(f.name for f in (comune / "rapporti").iterdir()) == ["r_1"]
    assert (comune / "rapporti" / "r_1" / "nuovo.html").exists()


def test_what_two_reports_have_in_common_is_kept_once(comune):
    for nome, diverso in (("r_1", "uno"), ("r_2", "due")):
        (rapporto(comune, nome) / "risorse").mkdir()
        (comune / "rapporti" / nome / "risorse" / "plotly.js").write_text("uguale", "utf-8")
        (comune / "rapporti" / nome / "pagina.html").write_text(diverso, "utf-8")
    publishing.condividi(comune, "r_2", "r_1")
    prima, dopo = comune / "rapporti" / "r_1", comune / "rapporti" / "r_2"
    assert (dopo / "risorse" / "plotly.js").samefile(prima / "risorse" / "plotly.js")
    assert (dopo / "pagina.html").read_text("utf-8") == "due"
    publishing.togli(comune, "r_1")
    assert (dopo / "risorse" / "plotly.js").read_text("utf-8") == "uguale"


def test_an_older_report_turned_into_a_link_is_not_shared_with(comune):
    segreto = comune.parents[1] / "segreto.html"
    (rapporto(comune, "r_2") / "pagina.html").write_text("segreto", "utf-8")
    rapporto(comune, "r_1").joinpath("pagina.html").unlink()
    (comune / "rapporti" / "r_1" / "pagina.html").symlink_to(segreto)
    publishing.condividi(comune, "r_2", "r_1")
    publishing.condividi(comune, "r_2", "mai-esistito")
    assert not (comune / "rapporti" / "r_2" / "pagina.html").samefile(segreto)


def test_the_name_says_the_day_of_the_office(comune):
    quasi_mezzanotte = datetime(2026, 11, 30, 23, 30, tzinfo=UTC)
    assert publishing.nome(12, "07_relazione", quasi_mezzanotte) == "2026-12-01_07_relazione_12"


@pytest.mark.parametrize(
    "percorso",
    [
        "../segreto.html",
        "r_1/../../../../segreto.html",
        "/etc/passwd",
        "",
        "r_1",
        "r_1/.nascosto.html",
        "r_1/fuori.html",
        "r_1/via/segreto.html",
        "altrove/segreto.html",
        "r_1/tubo.html",
        "r_1/non-c-e.html",
        "r_1/a\x00.html",
    ],
)
def test_nothing_but_the_files_of_the_folder_is_opened(comune, percorso):
    cartella = rapporto(comune, "r_1")
    (cartella / ".nascosto.html").touch()
    (cartella / "fuori.html").symlink_to(comune.parents[1] / "segreto.html")
    (cartella / "via").symlink_to(comune.parents[1])
    (comune / "rapporti" / "altrove").symlink_to(comune.parents[1])
    os.mkfifo(cartella / "tubo.html")
    with pytest.raises(FileNotFoundError):
        publishing.apri(comune, percorso)
    with publishing.apri(comune, "r_1/pagina.html") as file:
        assert file.read() == b"ciao"


def test_a_folder_replaced_by_a_link_leads_nowhere_and_loses_nothing_elsewhere(comune):
    altro = comune.parent / "valle-chiara"
    altro.mkdir()
    publishing.prepara(altro)
    rapporto(altro, "r_1")
    (comune / "rapporti").rmdir()
    (comune / "rapporti").symlink_to(altro / "rapporti")
    with pytest.raises(FileNotFoundError):
        publishing.apri(comune, "r_1/pagina.html")
    with pytest.raises(OSError, match="rapporti"):
        publishing.pubblica(comune, "r_1", "r_2")
    publishing.togli(comune, "r_1")
    assert (altro / "rapporti" / "r_1" / "pagina.html").exists()


def test_a_link_with_the_name_of_an_old_report_is_removed_and_what_it_points_to_stays(comune):
    prezioso = comune / "dati"
    prezioso.mkdir()
    (prezioso / "conti").touch()
    (comune / "rapporti" / "r_1").symlink_to(prezioso)
    publishing.togli(comune, "r_1", "mai-esistito")
    assert not (comune / "rapporti" / "r_1").is_symlink()
    assert (prezioso / "conti").exists()


@pytest.mark.parametrize(
    ("manifesto", "pagina"),
    [
        ({"html": "borgo-2025.html"}, "borgo-2025.html"),
        ({"html": "../../segreto.html"}, "index.html"),
        ({"html": "//altrove.example/"}, "index.html"),
        ({"html": "borgo/pagina.html"}, "borgo/pagina.html"),
        ({"html": ["x"]}, "index.html"),
        ({}, "index.html"),
    ],
)
def test_the_manifest_is_believed_only_when_it_names_a_page_of_its_folder(comune, manifesto, pagina):
    rapporto(comune, "r_1", **manifesto)
    assert publishing.contenuto(comune, "r_1").pagina == pagina


@pytest.mark.parametrize("testo", ["", "[]", "{", '{"rapporti": []}', '{"rapporti": [1]}', "[" * 5000])
def test_a_manifest_that_is_none_says_nothing(comune, testo):
    (rapporto(comune, "r_1") / "lotto.json").write_text(testo, "utf-8")
    assert publishing.contenuto(comune, "r_1") == publishing.Contenuto("index.html", "")
