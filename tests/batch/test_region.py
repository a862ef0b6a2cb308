"""The page that closes a batch: it follows what became of the reports, and changes nothing of them."""

import hashlib
import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from quaderni import quaderno

from crescere_kit import batch
from crescere_kit.batch import region
from crescere_kit.batch.options import Scelte
from crescere_kit.batch.outcome import Rapporto
from crescere_kit.batch.request import Richiesta
from crescere_kit.reports.style import statici


def pagina(cartella: Path, nome: str = "regione.html") -> BeautifulSoup:
    return BeautifulSoup((cartella / nome).read_text(encoding="utf-8"), "html.parser")


def manifesto(cartella: Path) -> dict:
    return json.loads((cartella / "lotto.json").read_text(encoding="utf-8"))


def stati(cartella: Path) -> dict[str, str]:
    righe = pagina(cartella).select(".crescere-elenco tbody tr")
    return {riga.find_all(["th", "td"])[1].get_text(): riga.find_all("td")[3].get_text() for riga in righe}


def test_the_page_says_who_failed_follows_what_is_done_again_and_goes_when_it_is_not_wanted(
    archivio_demo, tmp_path, monkeypatch
):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    if not (statici() / "vendor").is_dir():
        pytest.skip("the browser files are not installed: run `make`")
    guasto, r = tmp_path / "guasto", tmp_path / "r"
    guasto.touch()
    rompe = f"import os\nassert comune != '901002' or not os.path.exists({str(guasto)!r}), 'manca un foglio'"
    file = quaderno(tmp_path, rompe)

    def passa(**scelte: object) -> batch.Esito:
        chiesti = ["901001", "901002"]
        tutte = Scelte(modo="freddo", formati=("html", "ipynb", "xlsx"), **{"regione": True} | scelte)
        return batch.esegui(file, chiesti, None, r, scelte=tutte)

    esito = passa()
    assert (len(esito.riusciti), len(esito.falliti), esito.regione.errore) == (1, 1, "")
    assert stati(r) == {"901001": "riuscito", "901002": "fallito"}
    assert "manca un foglio" in pagina(r).get_text()
    assert "Per leggere un lotto" not in pagina(r).get_text()  # that is for who has the notebook open
    link = {a.get_text(): a["href"] for a in pagina(r).select("a")}
    assert (link["Borgo Esempio"], link["Tutti i rapporti"]) == ("borgo-esempio-2025.html", "index.html")
    assert pagina(r, "index.html").find("a", string="La regione in una pagina")["href"] == "regione.html"
    assert pagina(r, "index.html").find("a", string="xlsx", attrs={"aria-label": "La regione, xlsx"})
    scritta = manifesto(r)["regione"]
    assert [scritta[nome] for nome in ("stato", "html", "ipynb", "xlsx")] == [
        "riuscito", "regione.html", "regione.ipynb", "regione.xlsx",
    ]  # fmt: skip
    for nome, impronta in scritta["impronte"].items():
        assert hashlib.sha256((r / nome).read_bytes()).hexdigest() == impronta

    guasto.unlink()
    assert passa(solo_falliti=True).regione.errore == ""
    assert set(stati(r).values()) == {"riuscito"}
    quando = manifesto(r)["regione"]["finito"]
    assert passa().regione.finito == quando  # nothing has changed: it is not written again

    with monkeypatch.context() as senza:
        senza.setattr(region, "_NOTEBOOK", "08_reggione")
        esito = passa()
    assert "«08_reggione» non c'è. Forse «08_regione»" in esito.regione.errore
    assert [r.istat for r in esito.riusati] == ["901001", "901002"]
    assert manifesto(r)["regione"]["stato"] == "fallito"
    assert "La pagina della regione non è riuscita." in pagina(r, "index.html").get_text()
    assert not list(r.glob("regione.*"))  # the old one told of another batch

    def fermata(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as presto:
        presto.setattr(region, "_esegui", fermata)
        assert passa().regione.errore.startswith("È stata interrotta")
    assert manifesto(r)["finito"] is True

    assert passa(regione=False).regione is None
    assert "regione" not in manifesto(r)
    assert "regione" not in pagina(r, "index.html").get_text()


@pytest.mark.parametrize(
    ("notebook", "comuni", "chiesta", "attesa"),
    [
        ("07_relazione", ("901001", "901002"), None, True),
        ("07_relazione", ("901001", ""), None, False),  # one comune, and one that does not exist
        ("07_relazione", ("901001", "901002"), False, False),
        ("07_relazione", ("901001",), True, True),
        ("prova", ("901001", "901002"), None, False),  # it may tell of something else
        ("prova", ("901001", "901002"), True, True),
        ("prova", ("",), True, False),
    ],
)
def test_several_comuni_with_a_notebook_of_ours_have_it_unless_it_is_said_otherwise(
    tmp_path, notebook, comuni, chiesta, attesa
):
    file = quaderno(tmp_path) if notebook == "prova" else notebook
    richiesta = Richiesta.di(file, None, {}, Scelte(regione=chiesta))
    assert region._serve(richiesta, [Rapporto(istat, istat) for istat in comuni]) is attesa


def test_of_an_old_page_only_what_we_wrote_is_taken_away(tmp_path):
    nomi = ("regione.html", "regione.xlsx", "borgo-2024.html")
    for nome in nomi:
        (tmp_path / nome).write_text("x", encoding="utf-8")
    impronte = dict.fromkeys((*nomi, "regione.ipynb", "../regione.html"), hashlib.sha256(b"x").hexdigest())
    (tmp_path / "regione.xlsx").write_text("corretto a mano", encoding="utf-8")
    letta = region.letta({"regione": {"impronte": impronte}})
    region.togli(tmp_path, letta)
    region.togli(tmp_path, None)
    assert sorted(file.name for file in tmp_path.iterdir()) == ["borgo-2024.html", "regione.xlsx"]
    assert [region.letta(testata) for testata in ({}, {"regione": 1}, {"regione": {"impronte": []}})] == [
        None
    ] * 3
    assert region.con({"regione": {}, "anno": 1}, None) == {"anno": 1}
