"""The cruscotto in a real browser, served by Voilà alone: what a ragioniera reads, prints, downloads."""

import io
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import openpyxl
import pytest
from moduli import compila
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

RADICE = Path(__file__).parents[2]
CRUSCOTTO = RADICE / "notebooks" / "app" / "cruscotto.ipynb"
ESTENSIONI = ("@jupyter-widgets/jupyterlab-manager", "@voila-dashboards/widgets-manager8")
pytestmark = pytest.mark.browser


@pytest.fixture
def dati(archivio_demo, tmp_path) -> Path:
    return archivio_demo.estrai("901001", tmp_path / "comune").cartella


@pytest.fixture
def voila(dati: Path, tmp_path: Path) -> Iterator[tuple[str, subprocess.Popen]]:
    modelli = tmp_path / "jupyter" / "voila" / "templates"
    modelli.mkdir(parents=True)
    (modelli / "crescere").symlink_to(RADICE / "templates" / "voila" / "crescere")
    if not (modelli / "crescere" / "static" / "vendor").is_dir():
        pytest.skip("the browser files are not installed: run `make`")
    with socket.socket() as libera:
        libera.bind(("127.0.0.1", 0))
        porta = libera.getsockname()[1]
    comando = [
        *(sys.executable, "-m", "voila", str(CRUSCOTTO), "--no-browser", f"--port={porta}"),
        *("--Voila.ip=127.0.0.1", "--VoilaConfiguration.template=crescere"),
        *(f"--VoilaConfiguration.extension_allowlist={nome}" for nome in ESTENSIONI),
    ]
    ambiente = os.environ | {"CRESCERE_DATI": str(dati), "JUPYTER_PATH": str(tmp_path / "jupyter")}
    with (tmp_path / "voila.log").open("w") as registro:
        processo = subprocess.Popen(comando, env=ambiente, cwd=tmp_path, stdout=registro, stderr=registro)
        try:
            yield f"http://127.0.0.1:{porta}/", processo
        finally:
            processo.terminate()
            processo.wait(20)


def aspetta(base: str) -> None:
    fine = time.monotonic() + 60
    while time.monotonic() < fine:
        try:
            return urlopen(f"{base}voila/static/voila.js", timeout=5).close()
        except OSError:
            time.sleep(0.2)
    raise TimeoutError("Voilà did not start in a minute")


@pytest.fixture
def pagina(chromium: Browser, voila) -> Iterator[Page]:
    base, _ = voila
    aspetta(base)
    contesto = chromium.new_context(locale="it-IT", viewport={"width": 1280, "height": 900})
    pagina = contesto.new_page()
    chieste, errori = [], []
    pagina.on(
        "request", lambda r: None if r.url.startswith((base, "data:", "blob:")) else chieste.append(r.url)
    )
    pagina.on("pageerror", lambda errore: errori.append(str(errore)))
    pagina.goto(f"{base}?anno=2024", wait_until="commit")
    pagina.get_by_label("Anno").wait_for(timeout=90_000)
    pagina.wait_for_function(
        "[...document.querySelectorAll('.disegno[data-figura]')].every(d => d.querySelector('.main-svg'))"
    )
    yield pagina
    contesto.close()
    assert [url for url in chieste if not url.startswith((base, "data:", "blob:"))] == []
    assert errori == []


def test_the_page_is_read_printed_downloaded_and_follows_the_year(pagina: Page, tmp_path: Path):
    assert pagina.get_by_role("heading", level=1).inner_text() == "Comune di Borgo Esempio: conti 2024"
    assert pagina.locator("html").get_attribute("lang") == "it"
    assert pagina.title() == "Comune di Borgo Esempio: conti 2024 – Crescere"
    figure = pagina.locator(".crescere-grafico").count()

    anno = pagina.get_by_label("Anno")
    anno.select_option("2022")
    pagina.get_by_role("heading", name="conti 2022").wait_for()
    assert pagina.get_by_role("heading", level=1).count() == 1  # the written page gave way to the live one

    pagina.get_by_role("button", name="Prepara l'Excel").click()
    with pagina.expect_download() as scaricato:
        pagina.get_by_role("link", name="Scarica i conti in Excel").click(timeout=90_000)
    assert scaricato.value.suggested_filename == "borgo-esempio-2022.xlsx"
    scaricato.value.save_as(tmp_path / "conti.xlsx")
    assert "indicatori" in openpyxl.load_workbook(tmp_path / "conti.xlsx").sheetnames

    stampa = PdfReader(io.BytesIO(pagina.pdf(format="A4")))
    assert len(stampa.pages) >= figure
    testo = "\n".join(foglio.extract_text() for foglio in stampa.pages)
    assert "Disavanzo a carico dell'esercizio" in testo  # the rows print closed, with their outcome
    assert "non calcolabili" in testo
    for comando in ("Prepara il PDF", "Scarica", "Aprire una riga"):
        assert comando not in testo
    pagina.set_viewport_size({"width": 320, "height": 800})
    pagina.wait_for_timeout(500)
    assert pagina.evaluate("document.documentElement.scrollWidth") == 320


def test_the_form_is_downloaded_filled_in_and_loaded_and_the_number_is_there(pagina: Page, tmp_path: Path):
    with pagina.expect_download() as scaricato:
        pagina.get_by_role("link", name="Scarica il modulo dell'ente").click()
    modulo = tmp_path / scaricato.value.suggested_filename
    scaricato.value.save_as(modulo)
    debito = ("Debito e cassa", "debito/residuo/valore", "valore")
    modulo.write_bytes(compila(modulo.read_bytes(), {debito: "molto"}))
    carica(pagina, modulo)
    pagina.get_by_text("«molto»").wait_for(timeout=90_000)
    modulo.write_bytes(compila(modulo.read_bytes(), {debito: 1234567.89}))
    carica(pagina, modulo)
    pagina.get_by_text(f"«{modulo.name}» caricato").wait_for(timeout=90_000)
    assert "conti 2024" in pagina.get_by_role("heading", level=1).inner_text()
    assert "1.234.567,89 €" in pagina.locator("#celle").inner_html()


def test_the_pdf_is_prepared_on_demand_and_downloaded(pagina: Page, tmp_path: Path):
    pagina.get_by_role("button", name="Prepara il PDF").click()
    collegamento = pagina.get_by_role("link", name="Scarica l'analisi in PDF")
    collegamento.wait_for(timeout=90_000)
    with pagina.expect_download() as scaricato:
        collegamento.click()
    assert scaricato.value.suggested_filename == "borgo-esempio-2024.pdf"
    scaricato.value.save_as(tmp_path / "analisi.pdf")
    assert PdfReader(tmp_path / "analisi.pdf").metadata.title == "Comune di Borgo Esempio: conti 2024"


def carica(pagina: Page, file: Path) -> None:
    with pagina.expect_file_chooser() as scelta:
        pagina.get_by_role("button", name="Carica il modulo compilato").click()
    scelta.value.set_files(file)


def test_a_page_left_open_says_that_the_server_is_gone(pagina: Page, voila):
    _, processo = voila
    processo.terminate()
    processo.wait(20)
    pagina.get_by_label("Anno").select_option("2021")
    pagina.get_by_text("Il server non risponde").wait_for(timeout=90_000)
    assert pagina.get_by_role("link", name="Riaprire la pagina").get_attribute("href") == "?anno=2021"
