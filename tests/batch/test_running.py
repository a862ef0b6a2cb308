"""Real runs: each comune is a process, so they are few and each is asked many questions."""

import json
import os
from pathlib import Path

import pytest
from quaderni import quaderno, uscite

from crescere_kit import batch
from crescere_kit.batch.lineage import pacchetti
from crescere_kit.batch.manifest import CartellaOccupata, Manifesto
from crescere_kit.batch.options import SceltaRifiutata
from crescere_kit.batch.request import CartellaDiAltri
from crescere_kit.reports.style import statici

BORGO = "901001"
DAL_DISCO = {"modo": "freddo"}  # these notebooks leave signs on the disk, which a forked child may not


@pytest.fixture(autouse=True)
def _dati(archivio_demo, monkeypatch):
    monkeypatch.setenv("CRESCERE_DATI", str(archivio_demo.cartella))
    if not (statici() / "vendor").is_dir():
        pytest.skip("the browser files are not installed: run `make`")


def manifesto(cartella: Path) -> dict:
    return json.loads((cartella / "lotto.json").read_text(encoding="utf-8"))


def test_the_relazione_is_written_and_who_fails_stops_nobody(tmp_path):
    (tmp_path / "appunti.txt").write_text("miei", encoding="utf-8")
    esito = batch.esegui("07_relazione", ["borgo-esenpio", "901001"], 2024, tmp_path)

    assert [r.nome for r in esito.riusciti] == ["Borgo Esempio"]
    assert "Forse: " in esito.falliti[0].errore
    assert (tmp_path / "appunti.txt").read_text(encoding="utf-8") == "miei"
    assert not [file for file in tmp_path.iterdir() if file.name.startswith(".")]

    rapporto = (tmp_path / "borgo-esempio-2024.html").read_text(encoding="utf-8")
    assert "Comune di Borgo Esempio: conti 2024" in rapporto
    assert rapporto.count("data-figura=") == 6
    assert "fascicolo." not in rapporto
    for nome in ("grafici.js", "conti.css", "vendor/plotly-basic.min.js", "vendor/plotly-LICENSE.txt"):
        assert (tmp_path / "risorse" / nome).is_file()

    indice = esito.indice.read_text(encoding="utf-8")
    assert 'href="borgo-esempio-2024.html"' in indice
    assert "borgo-esenpio" in indice

    scritto = manifesto(tmp_path)
    assert scritto["finito"] is True
    assert [(r["istat"], r["stato"]) for r in scritto["rapporti"]] == [("", "fallito"), (BORGO, "riuscito")]


def test_the_manifest_tells_where_a_report_comes_from(tmp_path, archivio_demo, file_demo, monkeypatch):
    archivio = archivio_demo.cartella
    monkeypatch.chdir(archivio.parent)
    monkeypatch.setenv("CRESCERE_DATI", archivio.name)  # as «dati», which is where the archive is by default
    file = quaderno(tmp_path, "(comune, anno, soglia, nota)", "import os\nos.environ['CRESCERE_DATI']")
    ostile = "x = __import__('os').getcwd()"
    esito = batch.esegui(file, [BORGO], None, tmp_path / "r", {"soglia": 5, "nota": ostile})
    assert uscite(tmp_path / "r" / esito.riusciti[0].ipynb) == [
        f"('901001', 2025, 5.0, {ostile!r})",
        repr(str(archivio)),
    ]
    assert os.environ["CRESCERE_DATI"] == archivio.name

    scritto = manifesto(tmp_path / "r")
    (rapporto,) = scritto["rapporti"]
    ufficiali = {fonte.nome: fonte.sha256 for fonte in archivio_demo.fonti().itertuples()}
    fonti = {fonte["file"]: fonte["sha256"] for fonte in scritto["fonti"][rapporto["dati"]]}
    assert fonti
    assert fonti.items() <= ufficiali.items()
    assert (scritto["notebook"], scritto["parametri"]) == ("prova", {"soglia": 5.0, "nota": ostile})
    assert scritto["pacchetti"] == pacchetti()
    assert scritto["pacchetti"]["pandas"]
    assert (
        len(scritto["impronta_notebook"])
        == len(scritto["impronta_programma"])
        == len(rapporto["chiave"])
        == 64
    )
    assert set(rapporto["impronte"]) == {rapporto["html"], rapporto["ipynb"]}
    assert (rapporto["tentativi"], rapporto["macchina"]) == (1, scritto["macchina"])
    assert scritto["utente"]


def test_a_second_run_writes_again_only_what_has_changed(tmp_path, archivio_demo):
    primo, secondo, terzo = archivio_demo.enti().index[:3]
    segno = tmp_path / "passaggi"
    conta = f"with open({str(segno)!r}, 'a') as f:\n    f.write(comune + '\\n')"
    guasto = tmp_path / "guasto"
    rompe = f"import os\nif comune == {secondo!r} and os.path.exists({str(guasto)!r}):\n    1 / 0"
    file = quaderno(tmp_path, conta, rompe)
    guasto.touch()
    r = tmp_path / "r"

    def passa(*comuni: str, **scelte: object) -> tuple[list[str], batch.Esito]:
        segno.write_text("", encoding="utf-8")
        esito = batch.esegui(
            file, comuni or (primo, secondo), None, r, scelte=batch.Scelte(**DAL_DISCO, **scelte)
        )
        return sorted(segno.read_text(encoding="utf-8").split()), esito

    passati, esito = passa(magazzino=tmp_path / "m")
    assert passati == [primo, secondo]
    assert [f.istat for f in esito.falliti] == [secondo]
    assert esito.falliti[0].errore.startswith("Cella 4 («    1 / 0»): errore del programma ZeroDivisionError")
    assert (r / esito.falliti[0].ipynb).is_file()

    passati, esito = passa()  # a failed one is tried again, a good one is not
    assert passati == [secondo]
    assert ([f.istat for f in esito.riusati], [f.istat for f in esito.falliti]) == ([primo], [secondo])

    guasto.unlink()
    passati, esito = passa(primo, secondo, terzo, solo_falliti=True)
    assert (passati, [f.istat for f in esito.riusciti]) == ([secondo], [secondo])

    (r / f"{esito.riusciti[0].slug}-2025.html").write_text("toccato", encoding="utf-8")
    assert passa()[0] == [secondo]

    assert passa(rifai=True)[0] == [primo, secondo]
    assert [r["istat"] for r in manifesto(r)["rapporti"]] == [primo, secondo]

    r = tmp_path / "altra"
    passati, esito = passa(magazzino=tmp_path / "m")  # kept from the first run
    assert passati == [secondo]
    assert [f.istat for f in esito.riusati] == [primo]
    assert len(list(r.glob("*-2025.html"))) == 2


def test_a_process_that_dies_is_tried_again_and_the_reason_is_kept(tmp_path):
    segno = tmp_path / "segno"
    muore = (
        f"import os\nif not os.path.exists({str(segno)!r}):\n"
        f"    open({str(segno)!r}, 'w').close()\n    os.kill(os.getpid(), 9)"
    )
    file, due_volte = quaderno(tmp_path, muore, "6 * 7"), batch.Scelte(**DAL_DISCO)
    esito = batch.esegui(file, [BORGO], None, tmp_path / "r", scelte=due_volte)
    (rapporto,) = esito.riusciti
    assert rapporto.tentativi == 2
    assert len(rapporto.motivi) == 1
    assert rapporto.motivi[0].endswith(".")
    assert uscite(tmp_path / "r" / rapporto.ipynb) == ["42"]

    segno.unlink()
    una_volta = batch.Scelte(tentativi=1, **DAL_DISCO)
    esito = batch.esegui(
        quaderno(tmp_path, "'prima'", muore), [BORGO], None, tmp_path / "s", scelte=una_volta
    )
    (rapporto,) = esito.falliti
    assert (rapporto.tentativi, rapporto.motivi) == (1, ())
    assert uscite(tmp_path / "s" / rapporto.ipynb)[0] == "'prima'"


def test_a_report_that_takes_too_long_is_stopped_and_says_so(tmp_path):
    file = quaderno(tmp_path, "'prima'", "while True:\n    pass")
    scelte = batch.Scelte(limiti=batch.Limiti(secondi=4))
    esito = batch.esegui(file, [BORGO], None, tmp_path / "r", scelte=scelte)
    (rapporto,) = esito.falliti
    assert "4 secondi" in rapporto.errore
    assert rapporto.tentativi == 1
    assert uscite(tmp_path / "r" / rapporto.ipynb)[0] == "'prima'"


def test_an_explained_error_of_a_cell_is_its_sentence(tmp_path):
    file = quaderno(tmp_path, "from crescere_kit import apri\n\napri(comune, 1999)")
    esito = batch.esegui(file, [BORGO], 2024, tmp_path / "rapporti")
    assert esito.falliti[0].errore.startswith(
        "Cella 3 («apri(comune, 1999)»): Di Borgo Esempio non ci sono dati per il 1999."
    )


def test_what_cannot_be_asked_stops_everything_before_a_folder_is_made(tmp_path):
    file, r = quaderno(tmp_path), tmp_path / "rapporti"
    for parametri in ({"x = 1 #": 1}, {"soglia": "alta"}, {"comune": BORGO}, {"anno": 2024}):
        with pytest.raises(batch.ParametroRifiutato):
            batch.esegui(file, [BORGO], None, r, parametri)
    with pytest.raises(SceltaRifiutata, match=r"Il formato «htm» non c'è\. Forse «html»\?"):
        batch.Scelte(formati=("htm",))
    with pytest.raises(SceltaRifiutata, match="Con --posti serve un numero maggiore di zero"):
        batch.Scelte(posti=0)
    assert not r.exists()


def test_a_folder_has_one_batch_at_a_time_and_one_notebook(tmp_path):
    r = tmp_path / "r"
    r.mkdir()
    altrui = Manifesto(r)
    with pytest.raises(CartellaOccupata, match="Un altro lotto sta scrivendo"):
        batch.esegui(quaderno(tmp_path), [BORGO], None, r)
    altrui.inizia({"notebook": "07_relazione"})
    altrui.close()
    with pytest.raises(CartellaDiAltri, match="ha già i rapporti di «07_relazione»"):
        batch.esegui(quaderno(tmp_path), [BORGO], None, r)
    with pytest.raises(SceltaRifiutata, match="serve una cartella dove un lotto è già passato"):
        batch.esegui(
            quaderno(tmp_path), [BORGO], None, tmp_path / "s", scelte=batch.Scelte(solo_falliti=True)
        )


def test_two_runs_in_one_folder_do_not_share_the_sockets_of_their_kernels(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    file = quaderno(tmp_path, "import os\n\nassert not [nome for nome in os.listdir() if '-ipc' in nome]\n5")
    esito = batch.esegui(file, [BORGO], 2024, tmp_path / "rapporti")
    assert [rapporto.errore for rapporto in esito.falliti] == []
