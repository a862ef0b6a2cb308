"""The panel shows what its model says, every field has a name, and files go in and out of it."""

from datetime import UTC, datetime

import ipywidgets as widgets
import pytest
from righe import conti

from crescere_kit.app import Cruscotto, ModelloCruscotto, levers_panel
from crescere_kit.app.levers import ModelloLeve
from crescere_kit.app.levers_panel import PannelloLeve
from crescere_kit.euro import euro
from crescere_kit.reports import Fascicolo, apri


@pytest.fixture(scope="module")
def fascicolo(archivio_demo):
    return apri("901001", archivio=archivio_demo)


@pytest.fixture
def pannello(fascicolo):
    return PannelloLeve(ModelloLeve(fascicolo))


def tutti(widget):
    yield widget
    for figlio in getattr(widget, "children", ()):
        yield from tutti(figlio)


def carica(pannello, contenuto: bytes) -> None:
    pannello.carico.value = (
        {
            "name": "s.toml",
            "type": "",
            "size": len(contenuto),
            "content": memoryview(contenuto),
            "last_modified": datetime(2026, 1, 1, tzinfo=UTC),
        },
    )


def test_every_field_has_a_name(pannello):
    campi = [w for w in tutti(pannello) if not isinstance(w, widgets.HTML | widgets.Box)]
    assert len(campi) > 8
    assert all(campo.description for campo in campi)


def test_moving_a_field_changes_the_answer(pannello):
    prima = pannello.risposta.value
    pannello.ipotesi["riscossione_punti"].value = -20
    pannello.leve["beni_servizi"].value = 1.5
    risposta = pannello.modello.risposta
    assert pannello.risposta.value != prima
    assert 'role="status"' in pannello.risposta.value
    for importo in (*risposta.leve, *risposta.manca):
        assert euro(importo) in pannello.risposta.value


def test_a_hypothesis_that_moves_nothing_here_is_said(pannello):
    assert pannello.modello.senza_effetto == ("utenze_percento", "tasso_punti")
    detto = "".join(w.value for w in tutti(pannello) if isinstance(w, widgets.HTML))
    assert "Senza effetto con i dati caricati: Utenze, % oltre l" in detto


def test_a_plan_is_shown_with_what_refusing_each_measure_costs(pannello):
    pannello.bottoni["Chiedi un piano"].click()
    assert "Le misure del piano" in pannello.esito.value
    assert "rinunciar" in pannello.esito.value


def test_the_scenario_goes_out_as_a_file_and_comes_back(pannello, fascicolo):
    pannello.nome.value = "Taglio delle utenze"
    pannello.ipotesi["utenze_percento"].value = -10
    pannello.bottoni["Salva lo scenario"].click()
    assert 'download="scenario.toml" href="data:application/toml;base64,' in pannello.esito.value
    altro = PannelloLeve(ModelloLeve(fascicolo))
    carica(altro, pannello.modello.salva())
    assert (altro.nome.value, altro.ipotesi["utenze_percento"].value) == ("Taglio delle utenze", -10)
    assert "Taglio delle utenze" in altro.esito.value
    assert altro.carico.value == ()


def test_a_hostile_name_stays_text_and_a_bad_file_is_said_at_once(pannello):
    carica(pannello, b"nome = '<img src=x onerror=alert(1)>'")
    assert "<img" not in pannello.esito.value
    carica(pannello, b"non e' toml")
    assert 'role="alert"' in pannello.avviso.value


def test_without_a_rendiconto_the_reason_stands_in_place_of_the_levers():
    panel = conti(("901001", 2025, "siope", "entrate", "1", "cassa", 150_000)).solo(["901001"])
    pannello, detto = levers_panel.apri(Fascicolo(panel, "901001", 2025), print)
    assert pannello is None
    assert "ultimo rendiconto" in detto


def test_the_page_opens_closes_and_follows_the_levers(archivio_demo, tmp_path):
    vista = Cruscotto(ModelloCruscotto(archivio_demo.estrai("901001", tmp_path)))
    assert vista.leve.children == ()
    vista.apri_leve.click()
    pannello = vista.leve.children[0]
    pannello.nome.value = "Di prova"
    pannello.ipotesi["utenze_percento"].value = 30
    pannello.bottoni["Mostra nella pagina"].click()
    assert "secondo lo scenario «Di prova»" in vista.contenuto.value
    vista.scelta_anno.value = 2024
    assert vista.leve.children == ()
