"""The view shows what the model says, and lets no markup through."""

import re
import shutil

import pytest

from crescere_kit import printing
from crescere_kit.app import Cruscotto, ModelloCruscotto
from crescere_kit.app.page import pagina
from crescere_kit.sources.store import Archivio

CARICA = "Carica il modulo compilato"
PDF = "Prepara il PDF"
EXCEL = "Prepara l'Excel"
LEVE = "Leve e scenari"
VISTA = "application/vnd.jupyter.widget-view+json"


@pytest.fixture(scope="module")
def un_comune(archivio_demo, tmp_path_factory):
    return archivio_demo.estrai("901001", tmp_path_factory.mktemp("un_comune"))


def test_a_tenant_chooses_only_the_year(un_comune, archivio_demo):
    uno, molti = Cruscotto(ModelloCruscotto(un_comune)), Cruscotto(ModelloCruscotto(archivio_demo))
    assert [scelta.description for scelta in uno.comandi.children] == ["Anno", CARICA, PDF, EXCEL, LEVE]
    assert [scelta.description for scelta in molti.comandi.children] == [
        "Comune",
        "Anno",
        CARICA,
        PDF,
        EXCEL,
        LEVE,
    ]


def test_choosing_a_year_shows_its_page(un_comune):
    vista = Cruscotto(ModelloCruscotto(un_comune))
    vista.scelta_anno.value = 2022
    assert "conti 2022" in vista.contenuto.value
    assert 'role="status"' in vista.annuncio.value


def test_the_first_page_travels_as_html_and_the_live_one_follows(un_comune):
    vista = Cruscotto(ModelloCruscotto(un_comune), scritta=True)
    bundle = vista._repr_mimebundle_()
    assert VISTA in bundle
    assert "conti 2025" in bundle["text/html"]
    assert vista.contenuto.value == ""
    vista.scelta_anno.value = 2022
    assert "conti 2022" in vista.contenuto.value


def test_in_the_laboratorio_the_widgets_carry_the_page(un_comune):
    assert "text/html" not in Cruscotto(ModelloCruscotto(un_comune))._repr_mimebundle_()


def test_an_error_reaches_the_person_as_one_sentence(tmp_path):
    vista = Cruscotto(ModelloCruscotto(Archivio(tmp_path)))
    assert 'role="alert"' in vista.avviso.value
    assert "Traceback" not in vista.avviso.value


def test_a_callback_that_fails_leaves_the_page_and_says_so(un_comune, tmp_path):
    copia = shutil.copytree(un_comune.cartella, tmp_path / "dati")
    vista = Cruscotto(ModelloCruscotto(Archivio(copia)))
    vista.modello.fascicolo = None
    vista.modello.comune = "un-altro"
    assert "un-altro" in vista.avviso.value


def test_one_part_that_fails_spoils_no_other(un_comune, monkeypatch):
    fascicolo = ModelloCruscotto(un_comune).fascicolo
    monkeypatch.setattr(type(fascicolo), "equilibri", lambda self: 1 / 0)
    html = pagina(fascicolo)
    assert html.count('role="alert"') == 1
    assert "ZeroDivisionError" not in html
    assert "Entrate 2025 per titolo" in html


def test_the_page_asks_nothing_from_outside_and_runs_nothing(un_comune):
    html = pagina(ModelloCruscotto(un_comune).fascicolo)
    assert set(re.findall(r"(?:href|src)=\"(#|data:|[a-z]+:)", html)) == {"#", "data:"}
    assert "<script" not in html
    assert not re.search(r"<[^>]+\son\w+=", html)


def test_the_most_serious_comes_before_the_tables(un_comune):
    html = pagina(ModelloCruscotto(un_comune).fascicolo)
    posti = [html.index(f'<section id="{ancora}"') for ancora in ("sintesi", "criticita", "entrate-spese")]
    assert posti == sorted(posti)


def test_every_link_of_the_index_leads_somewhere(un_comune):
    html = pagina(ModelloCruscotto(un_comune).fascicolo)
    rimandi = set(re.findall(r'href="#([^"]+)"', html))
    assert set(re.findall(r'<section id="([^"]+)"', html)) <= rimandi
    assert rimandi <= set(re.findall(r' id="([^"]+)"', html))


def test_the_pdf_is_prepared_when_it_is_asked_and_its_link_goes_with_the_next_choice(un_comune, monkeypatch):
    chiesti = []
    monkeypatch.setattr(printing, "esporta_pdf", lambda f: chiesti.append((f.slug, f.anno)) or b"%PDF-1.7")
    vista = Cruscotto(ModelloCruscotto(un_comune, anno=2024))
    assert chiesti == []
    vista.stampa.click()
    assert chiesti == [("borgo-esempio", 2024)]
    assert 'download="borgo-esempio-2024.pdf" href="data:application/pdf;base64,JVBERi0xLjc="' in (
        vista.annuncio.value
    )
    assert not vista.stampa.disabled
    vista.scelta_anno.value = 2022
    assert "application/pdf" not in vista.annuncio.value


def test_the_first_page_does_not_wait_for_a_workbook_that_nobody_asked_for(un_comune):
    vista = Cruscotto(ModelloCruscotto(un_comune, anno=2024))
    assert 'download="borgo-esempio-2024.xlsx"' not in vista.contenuto.value
    vista.excel.click()
    assert 'download="borgo-esempio-2024.xlsx"' in vista.annuncio.value
    assert not vista.excel.disabled


def test_a_pdf_that_cannot_be_prepared_is_one_sentence(un_comune, monkeypatch):
    def manca(fascicolo):
        raise printing.StampaNonPronta("Il PDF non si può preparare.")

    monkeypatch.setattr(printing, "esporta_pdf", manca)
    vista = Cruscotto(ModelloCruscotto(un_comune))
    vista.stampa.click()
    assert '<div class="crescere-avviso" role="alert"><p>Il PDF non si può preparare.</p>' in (
        vista.annuncio.value
    )
    assert not vista.stampa.disabled
