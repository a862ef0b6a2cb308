"""A report that prepares itself: planned by an autore, asked for at once, opened when it is ready."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def test_an_autore_plans_a_report_asks_for_it_now_and_opens_it(entra, hub):
    comune = hub.registro.comuni[1]
    pagina = entra("autore", comune.slug)
    errori = []
    pagina.on("pageerror", lambda errore: errori.append(str(errore)))
    pagina.context.on("weberror", lambda errore: errori.append(str(errore.error)))

    pagina.get_by_role("link", name=f"Relazioni programmate di {comune.nome}").click()
    expect(pagina.get_by_role("heading", level=1)).to_have_text(f"Relazioni programmate di {comune.nome}")
    expect(pagina.get_by_label("Giorno della settimana")).to_be_hidden()
    pagina.get_by_label("Relazione").select_option("Relazione completa")
    pagina.get_by_label("Quando").select_option("Ogni mese")
    pagina.get_by_label("Giorno del mese").select_option("1°")
    pagina.get_by_label("Ora").fill("06:00")
    pagina.get_by_role("button", name="Crea il piano").click()
    piano = pagina.locator(".piani > li", has_text="Relazione completa, ogni 1° del mese alle 6")
    expect(piano).to_contain_text("Prossima:")

    piano.get_by_role("button", name="Esegui adesso").click()
    expect(piano).to_contain_text("Pronta", timeout=180_000)  # the page follows by itself
    expect(piano.get_by_role("button", name="Esegui adesso")).to_be_visible()
    piano.get_by_role("link", name="Apri il rapporto").click()
    expect(pagina.get_by_role("heading", level=1).first).to_contain_text(comune.nome)
    pagina.locator(".disegno").first.scroll_into_view_if_needed()
    expect(pagina.locator(".disegno.js-plotly-plot .main-svg").first).to_be_visible()
    assert errori == []

    pagina.go_back()
    pagina.set_viewport_size({"width": 320, "height": 700})
    larghezza = pagina.evaluate("document.documentElement.scrollWidth")
    assert larghezza <= 320, "on a phone nothing is beyond the edge"


def test_a_lettore_sees_what_is_planned_and_has_no_button(entra, hub):
    comune = hub.registro.comuni[1]
    pagina = entra("lettore", comune.slug)
    pagina.get_by_role("link", name=f"Relazioni programmate di {comune.nome}").click()
    expect(pagina.get_by_role("heading", name="Relazione completa, ogni 1° del mese alle 6")).to_be_visible()
    expect(pagina.get_by_role("link", name="Apri il rapporto")).to_be_visible()
    expect(pagina.get_by_role("button")).to_have_count(0)
