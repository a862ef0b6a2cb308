"""The office fills in its form and loads it from the page: all of it, or every fault and nothing."""

from datetime import UTC, datetime

import pytest
from moduli import compila

from crescere_kit.app import Cruscotto, ModelloCruscotto


@pytest.fixture
def modello(archivio_demo, tmp_path):
    return ModelloCruscotto(archivio_demo.estrai("901001", tmp_path / "dati"), anno=2024)


OGGI = datetime.now(UTC)
RITARDO = ("Pagamenti", "pagamenti/ritardo/valore", "valore")


def compilato(modello, valore) -> bytes:
    """Fill in the delay of the payments, as with Excel."""
    return compila(modello.fascicolo.modulo().contenuto, {RITARDO: valore})


def test_a_filled_form_turns_what_was_unknown_into_numbers(modello):
    assert modello.fascicolo.conti.manuale("pagamenti", "ritardo").isna().all()
    modello.carica("modulo.xlsx", compilato(modello, 12))
    assert "caricato" in modello.esito
    assert modello.anno == 2024
    ritardo = modello.fascicolo.conti.manuale("pagamenti", "ritardo")
    assert ritardo[("901001", 2024)] == 12


def test_a_form_with_a_fault_is_refused_cell_by_cell_and_nothing_changes(modello):
    prima = modello.fascicolo
    modello.carica("modulo.xlsx", compilato(modello, "dodici"))
    assert "cella" in modello.esito
    assert "«dodici»" in modello.esito
    assert "Nessun dato è stato scritto" in modello.esito
    assert modello.fascicolo is prima


def test_the_form_of_another_comune_is_refused(modello, archivio_demo):
    altro = ModelloCruscotto(archivio_demo, comune="901002", anno=2024)
    modello.carica("modulo.xlsx", compilato(altro, 3))
    assert "Nessun dato è stato scritto" in modello.esito
    assert set(modello.fascicolo.conti.enti.index) == {"901001"}


@pytest.mark.parametrize("nome", ["../../registro.json", "modulo.exe", "..\\..\\x.csv", ""])
def test_a_file_of_another_kind_or_with_a_path_for_a_name_goes_nowhere(modello, nome):
    prima = sorted(modello.fascicolo.archivio.cartella.rglob("*"))
    modello.carica(nome, b"PK non una cartella")
    assert modello.esito
    assert "Traceback" not in modello.esito
    assert sorted(modello.fascicolo.archivio.cartella.rglob("*")) == prima


def test_the_page_says_how_it_went_and_lets_no_markup_through(modello):
    vista = Cruscotto(modello)
    vista.carico.value = (
        {"name": "<img>.csv", "type": "", "size": 1, "content": b"x", "last_modified": OGGI},
    )
    assert "&lt;img&gt;" in vista.annuncio.value
    assert "<img" not in vista.annuncio.value
    assert vista.carico.value == ()
