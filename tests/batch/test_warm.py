"""The warm way of a batch beside the cold one: the same notebook comes out, and the same sentences."""

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from crescere_kit.batch.execution import EsecutoreFreddo, Letture, Limiti, esecutore
from crescere_kit.batch.warm import EsecutoreCaldo

PARAMETRI = new_code_cell("comune = ''", metadata={"tags": ["parameters"]})
SPECIE = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}


@pytest.fixture(scope="module")
def letture(archivio_demo, tmp_path_factory):
    cartella = tmp_path_factory.mktemp("lotto")
    (cartella / "lotto.json").write_text("il manifesto", encoding="utf-8")
    return Letture(str(archivio_demo.cartella), str(cartella))


@pytest.fixture(scope="module")
def caldo(letture):
    pronto = esecutore("caldo", letture)
    yield pronto
    pronto.chiudi()


def quaderno(*sorgenti):
    celle = [PARAMETRI, *(new_code_cell(sorgente, id=f"c{i}") for i, sorgente in enumerate(sorgenti))]
    return new_notebook(cells=celle, metadata=SPECIE)


def senza_tempi(eseguito):
    celle = [
        (c.source, c.get("outputs"), c.get("execution_count"), c.metadata.papermill.status)
        for c in eseguito.quaderno.cells
    ]
    return [eseguito.errore, eseguito.ripetibile, eseguito.quaderno.metadata.papermill.parameters, celle]


@pytest.mark.parametrize(
    "sorgenti",
    [
        (
            "import pandas as pd\ndisplay(comune)\npd.DataFrame({'a': [1.5, None]})",
            "print(comune)",
            "f'{comune!r}'",
        ),
        (
            "1",
            "from crescere_kit.errors import ErroreSpiegato\nraise ErroreSpiegato('Manca il rendiconto.')",
            "2",
        ),
    ],
    ids=["well", "badly"],
)
def test_the_warm_way_gives_what_the_cold_one_gives(caldo, sorgenti):
    chiesto = quaderno(*sorgenti)
    a_caldo = caldo.esegui(chiesto, {"comune": "078001"}, Limiti())
    nbformat.validate(a_caldo.quaderno)
    a_freddo = EsecutoreFreddo().esegui(chiesto, {"comune": "078001"}, Limiti())
    for uno in (a_caldo, a_freddo):
        for cella in uno.quaderno.cells:
            for uscita in cella.outputs:
                uscita.pop("traceback", None)
    assert senza_tempi(a_caldo) == senza_tempi(a_freddo)
    assert a_caldo.cpu > 0
    assert a_caldo.memoria > 0


def test_a_limit_that_is_passed_is_not_tried_again_and_a_fall_is(caldo):
    lento = caldo.esegui(quaderno("while True: pass"), {}, Limiti(secondi=1))
    assert lento.errore == "Cella 2 («while True: pass»): il notebook non è finito in 1 secondi"
    assert not lento.ripetibile
    caduto = caldo.esegui(quaderno("import os\nos.kill(os.getpid(), 9)"), {}, Limiti())
    assert "è stato ucciso" in caduto.errore
    assert caduto.ripetibile


def test_widgets_are_drawn_by_a_kernel(caldo):
    eseguito = caldo.esegui(quaderno("import ipywidgets\nipywidgets.IntSlider(4)"), {}, Limiti())
    assert eseguito.errore == ""
    assert "application/vnd.jupyter.widget-view+json" in eseguito.quaderno.cells[1].outputs[0].data


def test_what_the_first_notebook_imported_is_ready_for_the_second():
    caldo = EsecutoreCaldo()
    domanda = quaderno("import sys\n'colorsys' in sys.modules", "import colorsys")
    volte = [caldo.esegui(domanda, {}, Limiti()).quaderno.cells[1].outputs[0].data for _ in range(2)]
    assert [una["text/plain"] for una in volte] == ["False", "True"]
    caldo.chiudi()


def test_a_report_knows_where_the_accounts_are_and_no_secret(caldo, monkeypatch, archivio_demo):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "segreto")
    domanda = "import os\nfrom crescere_kit import apri\n'JUPYTERHUB_API_TOKEN' in os.environ, apri().istat"
    eseguito = caldo.esegui(quaderno(domanda), {}, Limiti())
    primo = archivio_demo.enti().index[0]
    assert eseguito.errore == ""
    assert eseguito.quaderno.cells[1].outputs[0].data["text/plain"] == f"(False, '{primo}')"


def test_a_notebook_starts_in_the_folder_that_it_was_given_and_reads_it(caldo, letture):
    domanda = quaderno(
        "import os\nprint(open('lotto.json').read(), os.getcwd(), os.environ['CRESCERE_DATI'])"
    )
    for come in (caldo, EsecutoreFreddo(letture=letture)):
        detto = come.esegui(domanda, {}, Limiti()).quaderno.cells[1].outputs[0].text
        assert detto == f"il manifesto {letture.cartella} {letture.archivio}\n"
    scrive = caldo.esegui(quaderno("open('lotto.json', 'a')"), {}, Limiti())
    assert "PermissionError" in scrive.errore or not caldo._recinto  # a machine may have no fence
