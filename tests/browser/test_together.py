"""An esperto and the staff of a comune in the same laboratorio, each in their own browser."""

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as Lento

from crescere_kit import community
from crescere_kit.community import Scheda
from hub_config.registry import Comune

pytestmark = pytest.mark.browser

NOTEBOOK = "01_conti.ipynb"
UN_PO = 20_000
DAVANTI = ".jp-NotebookPanel:not(.lm-mod-hidden)"  # the laboratorio reopens the notebooks of the last time


def apri_notebook(pagina: Page, hub, comune: Comune, notebook: str = NOTEBOOK) -> None:
    """Follow a link to a notebook, as from a message: the first time, confirm where one is entering."""
    hub.persona("autore", comune.slug).accendi(comune.slug, "")
    pagina.goto(f"{hub.base}/user/{comune.slug}/lab/tree/{notebook}")
    conferma = pagina.get_by_role("heading", name=f"Entro nel laboratorio del Comune di {comune.nome}")
    cella = pagina.locator(f"{DAVANTI} .jp-Cell").first
    conferma.or_(cella).first.wait_for()
    if conferma.is_visible():
        pagina.get_by_role("button", name="Entra").click()
    expect(cella).to_be_visible()


def scrivi(pagina: Page, testo: str) -> None:
    """Type at the end of the first cell of code, as a person does."""
    cella = pagina.locator(f"{DAVANTI} .jp-CodeCell .cm-content").first
    try:
        cella.click(timeout=UN_PO)
    except Lento:  # on a loaded machine the notebook may stay hidden after it opened: a person reloads
        pagina.reload()
        cella.click()
    pagina.keyboard.press("Control+End")
    pagina.keyboard.type(testo, delay=5)


def test_an_esperto_opens_the_laboratori_assigned_and_finds_the_notebooks(entra, apri, hub):
    primo, secondo, terzo = hub.registro.comuni
    pagina = entra("esperto", primo.slug)
    expect(pagina.locator(".comuni h2")).to_have_text([primo.nome, secondo.nome])
    for comune in (primo, secondo):
        pagina.goto(f"{hub.base}/hub/casa")
        apri(pagina, "laboratorio", comune.nome)
        elenco = pagina.locator(".jp-DirListing-itemText")
        for nome in (
            "01_conti.ipynb",
            "02_indicatori.ipynb",
            "03_criticita.ipynb",
            "07_relazione.ipynb",
            "comunita",
        ):
            expect(elenco.get_by_text(nome, exact=True)).to_be_visible()
    assert pagina.goto(f"{hub.base}/user/{terzo.slug}/lab").status in (403, 404)


def test_a_notebook_of_the_laboratorio_runs_on_the_comune_s_accounts(entra, hub):
    comune = hub.registro.comuni[0]
    pagina = entra("esperto", comune.slug)
    apri_notebook(pagina, hub, comune)
    expect(pagina.locator("#jp-main-statusbar")).to_contain_text("Idle")  # connected, not only started
    pagina.locator(f"{DAVANTI} .jp-NotebookPanel-toolbar [data-jp-item-name='restart-and-run']").click()
    pagina.locator(".jp-Dialog .jp-mod-accept").click()
    expect(pagina.locator(f"{DAVANTI} .jp-OutputArea-output").first).to_be_visible()
    expect(
        pagina.locator(f"{DAVANTI} .jp-OutputArea-output").filter(has_text=comune.nome).first
    ).to_be_visible()
    assert pagina.locator(f"{DAVANTI} .jp-OutputArea-output[data-mime-type*='error']").count() == 0


def test_two_people_in_one_notebook_see_each_other_s_typing(entra, hub):
    comune = hub.registro.comuni[0]
    pagine = []
    for ruolo in ("esperto", "autore"):
        pagina = entra(ruolo, comune.slug)
        apri_notebook(pagina, hub, comune)
        pagine.append(pagina)
    esperto, autore = pagine
    scrivi(esperto, "  # nota dell'esperto")
    expect(autore.locator(f"{DAVANTI} .jp-Notebook")).to_contain_text("# nota dell'esperto")
    scrivi(autore, " e risposta dell'autore")
    expect(esperto.locator(f"{DAVANTI} .jp-Notebook")).to_contain_text(
        "# nota dell'esperto e risposta dell'autore"
    )
    file = hub.stato / "comuni" / comune.slug / "laboratorio" / NOTEBOOK
    expect(esperto.locator(f"{DAVANTI} .jp-Notebook")).to_be_visible()
    for _ in range(100):
        if "risposta dell'autore" in file.read_text("utf-8"):
            break
        esperto.wait_for_timeout(100)
    assert "# nota dell'esperto e risposta dell'autore" in file.read_text("utf-8")


@pytest.fixture(scope="module")
def scheda(hub) -> Scheda:
    """A notebook that the second comune has shared."""
    comune = hub.registro.comuni[1]
    return community.pubblica(
        hub.stato / "comuni" / comune.slug / "laboratorio" / "02_indicatori.ipynb",
        titolo="Indicatori commentati",
        nota="Con le note del nostro ufficio",
        autore="Ufficio tributi",
        comune=comune.nome,
        cartella=hub.stato / "comunita",
    )


def test_what_a_comune_shares_is_copied_with_one_click(entra, hub, scheda):
    comune = hub.registro.comuni[0]
    pagina = entra("autore", comune.slug)
    voce = pagina.locator(".condivisi > li").filter(has_text=scheda.titolo)
    expect(voce).to_contain_text(f"Ufficio tributi, {scheda.comune}")
    voce.get_by_role("button", name="Copia").click()
    expect(pagina.get_by_role("status")).to_contain_text(f"Copiato nel laboratorio di {comune.nome}")
    copie = hub.stato / "comuni" / comune.slug / "laboratorio" / "dalla_comunita"
    assert any(copia.name.startswith("02") for copia in copie.iterdir())


def test_typing_in_what_is_shared_changes_it_for_nobody(entra, hub, scheda):
    comune = hub.registro.comuni[0]
    condiviso = hub.stato / "comunita" / scheda.id / scheda.file
    prima = condiviso.read_bytes()
    pagina = entra("autore", comune.slug)
    apri_notebook(pagina, hub, comune, f"comunita/{scheda.id}/{scheda.file}")
    scrivi(pagina, "  # scarabocchio")
    pagina.keyboard.press("Control+s")
    pagina.wait_for_timeout(4000)
    assert condiviso.read_bytes() == prima
