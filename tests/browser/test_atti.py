"""Staff prepare a variazione d'urgenza: a wrong total is explained, the right one is downloaded."""

import io
import re

import docx
import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

pytestmark = pytest.mark.browser


@pytest.fixture
def comune(hub):
    return hub.registro.comuni[0]


@pytest.fixture
def pagina_atti(entra, apri, hub, comune):
    pagina = entra("autore", comune.slug)
    apri(pagina, "cruscotto", comune.nome)
    pagina.goto(f"{hub.base}/user/{comune.slug}/cruscotto/atti")
    pagina.get_by_role("combobox", name="Atto").wait_for()
    return pagina


def scrivi(pagina, nome, valore, posto=0):
    campo = pagina.get_by_label(re.compile(f"^{re.escape(nome)}( \\*)?$")).nth(posto)
    campo.fill(valore)
    campo.press("Tab")


def passo(pagina, nome):
    pagina.get_by_role("button", name=re.compile(rf"\d\. {nome}$")).click()
    pagina.get_by_role("heading", name=re.compile(rf"\d\. {nome}$")).wait_for()


def riga(pagina, posto, lato, importo):
    pagina.get_by_role("button", name="Aggiungi una riga").first.click()
    pagina.get_by_role("heading", name=f"Riga {posto + 1}").first.wait_for()
    pagina.get_by_label(re.compile(r"^Parte( \*)?$")).nth(posto).select_option(lato)
    scrivi(pagina, "Codice di bilancio", "3" if lato == "entrate" else "1", posto)
    scrivi(pagina, "Anno", "2026", posto)
    scrivi(pagina, "Variazione di competenza", importo, posto)


def test_a_variation_is_prepared_explained_and_downloaded(pagina_atti):
    pagina = pagina_atti
    pagina.get_by_role("combobox", name="Atto").select_option(label="Variazione d'urgenza al bilancio")
    expect(pagina.get_by_text("Scheda dei controlli").first).to_be_visible()
    passo(pagina, "Motivi")
    scrivi(pagina, "Motivo dell'urgenza", "la strada per Piano è franata e va riaperta")
    passo(pagina, "Variazione")
    riga(pagina, 0, "entrate", "12.500,00")
    riga(pagina, 1, "spese", "12.000,00")
    expect(pagina.locator(".difetto", has_text="la differenza è 500,00 €").first).to_be_visible()
    scrivi(pagina, "Variazione di competenza", "12.500,00", 1)
    expect(pagina.locator(".difetto", has_text="la differenza è")).to_have_count(0)
    expect(pagina.locator(".crescere-anteprima")).to_contain_text("euro 12.500,00 (dodicimilacinquecento/00)")
    scarica(pagina, "Copia per l'albo", "Scarica la copia per l'albo")
    word = scarica(pagina, "Scarica il Word", "Scarica il documento Word")
    testo = "\n".join(uno.text for uno in docx.Document(io.BytesIO(word)).paragraphs)
    assert "la strada per Piano è franata" in testo
    assert "12.500,00" in testo
    pdf = PdfReader(io.BytesIO(scarica(pagina, "Prepara il PDF", "Scarica il PDF")))
    assert "dodicimilacinquecento" in "".join(foglio.extract_text() for foglio in pdf.pages)


def scarica(pagina, bottone, collegamento):
    pagina.get_by_role("button", name=bottone).click()
    with pagina.expect_download() as scaricato:
        pagina.get_by_role("link", name=re.compile(collegamento)).click(timeout=60_000)
    return scaricato.value.path().read_bytes()


def test_a_draft_is_saved_and_found_again_by_another_person(pagina_atti, entra, apri, hub, comune):
    pagina = pagina_atti
    pagina.get_by_role("combobox", name="Atto").select_option(label="Fondo di garanzia debiti commerciali")
    expect(pagina.get_by_text("Scheda dei controlli").first).to_be_visible()
    pagina.get_by_role("button", name="Salva la bozza").click()
    expect(pagina.get_by_text(re.compile(r"Aperta la pratica \d{4}-\d{4}"))).to_be_visible()
    altra = entra("lettore", comune.slug)
    apri(altra, "cruscotto", comune.nome)
    porta = f"/user/{comune.slug}/cruscotto/atti"
    expect(altra.locator(f'a[href^="{porta}?atto="]').first).to_be_attached()
    altra.goto(f"{hub.base}{porta}")
    pratiche = altra.get_by_role("combobox", name="Pratiche")
    pratiche.select_option(index=1)
    expect(altra.get_by_text("Storia della pratica")).to_be_visible()
    expect(pratiche.locator("option:checked")).to_have_text(re.compile(r"^\d{4}-\d{4}\s–\sFondo"))
    expect(altra.get_by_text(re.compile(f"autore-{comune.slug}: aperta"))).to_be_visible()
    expect(altra.get_by_role("button", name="Adotta")).to_be_disabled()
