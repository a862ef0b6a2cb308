"""A real Chromium, without network but for this machine, in the hands of the people of the demo."""

import shutil
from collections.abc import Callable, Iterator

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

SOLO_QUI = "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1"
PAZIENZA = 60_000


@pytest.fixture(scope="module")
def chromium() -> Iterator[Browser]:
    """One browser per module: while it lives, its event loop would be in the way of other tests."""
    eseguibile = shutil.which("chromium") or shutil.which("google-chrome")
    if eseguibile is None:
        pytest.skip("Chromium is not installed: `make test` installs it, or `apt install chromium`")
    expect.set_options(timeout=PAZIENZA)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=eseguibile, args=["--no-sandbox", "--disable-dev-shm-usage", SOLO_QUI]
        )
        yield browser
        browser.close()


@pytest.fixture
def entra(chromium: Browser, hub) -> Iterator[Callable[..., Page]]:
    """Log a person in through the form; at the end, no page has asked anything of the outside world."""
    contesti, fuori = [], []

    def annota(richiesta):
        if not richiesta.url.startswith((hub.base, hub.base.replace("http", "ws"), "data:", "blob:")):
            fuori.append(richiesta.url)

    def entra(ruolo: str, slug: str) -> Page:
        username = hub.chi(ruolo, slug)
        contesto = chromium.new_context(locale="it-IT", viewport={"width": 1280, "height": 900})
        contesto.set_default_timeout(PAZIENZA)
        contesto.on("request", annota)
        contesti.append(contesto)
        pagina = contesto.new_page()
        pagina.goto(hub.base)
        pagina.get_by_label("Nome utente").fill(username)
        pagina.get_by_label("Password").fill(hub.password(username))
        pagina.get_by_role("button", name="Entra").click()
        pagina.wait_for_url("**/hub/casa")
        return pagina

    yield entra
    for contesto in contesti:
        contesto.close()
    assert fuori == []


@pytest.fixture
def apri() -> Callable[[Page, str, str], None]:
    """Open a door from the page of one's comuni, confirming the first time."""

    def apri(pagina: Page, porta: str, nome: str) -> None:
        pagina.get_by_role("link", name=f"Apri il {porta} di {nome}").click()
        conferma = pagina.get_by_role("heading", name=f"Entro nel {porta} del Comune di {nome}")
        pronta = pagina.locator("body.crescere[data-base-url], #jp-main-dock-panel")
        conferma.or_(pronta).first.wait_for()
        if conferma.is_visible():
            pagina.get_by_role("button", name="Entra").click()
        pronta.first.wait_for()

    return apri
