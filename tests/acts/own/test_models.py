"""A comune uploads its letterhead and its wording, puts them in use, and goes back."""

import io
from types import SimpleNamespace

import docx
import pytest
from carte import carta, modello
from registri import Orologio

from crescere_kit.acts.own import CARTA, ModelliPropri
from crescere_kit.acts.register import RegistroGuasto, RegistroRifiuta, Ufficio
from crescere_kit.acts.render.faults import ModelloNonValido


@pytest.fixture
def ufficio(tmp_path):
    return Ufficio(tmp_path, Orologio())


@pytest.fixture
def propri(ufficio):
    return ModelliPropri(
        ufficio, esame=lambda docx, schema, *, giorno: [], anteprima=lambda docx: "<p>prova</p>"
    )


def test_the_version_says_what_changed(propri):
    testi = [
        "{{ ente.nome }}",
        "Comune: {{ ente.nome }}",
        "{{ ente.nome }} {{ importo|euro }}",
        "senza campi",
    ]
    caricati = [propri.carica("fgdc", modello(testo), "Anna") for testo in testi]
    assert [(c.versione, c.perche) for c in caricati] == [
        ("1.0.0", "È la prima versione."),
        ("1.0.1", "Cambia solo il testo: i campi sono gli stessi."),
        ("1.1.0", "Cambiano i campi: usa anche importo."),
        ("1.2.0", "Cambiano i campi: non stampa più ente.nome, importo."),
    ]
    assert caricati[0].anteprima == "<p>prova</p>"


def test_a_wording_is_used_when_somebody_says_so_and_rolled_back(propri, ufficio):
    uno, due = modello("uno"), modello("due")
    propri.carica("fgdc", uno, "Anna")
    assert propri.modello_attivo("fgdc") is None
    propri.attiva("fgdc", "1.0.0", "Anna")
    propri.carica("fgdc", due, "Bruno")
    assert propri.modello_attivo("fgdc") == uno
    propri.attiva("fgdc", "1.0.1", "Bruno")
    assert propri.modello_attivo("fgdc") == due
    assert propri.ripristina("fgdc", "Anna") == "1.0.0"
    assert propri.modello_attivo("fgdc") == uno
    propri.attiva("fgdc", None, "Anna")
    assert propri.modello_attivo("fgdc") is None
    assert [m.chi for m in propri.versioni("fgdc")] == ["Anna", "Bruno"]
    assert ufficio.verifica() == []


def test_the_letterhead_dresses_our_template_and_the_comune_s(propri):
    propri.carica_carta(carta(), "Anna", campione=modello())
    nostro = modello("nostro")
    assert propri.per("fgdc", nostro) == nostro
    propri.attiva(CARTA, "1.0.0", "Anna")
    propri.carica("fgdc", modello("suo"), "Anna")
    for attesa in ("nostro", "suo"):
        documento = docx.Document(io.BytesIO(propri.per("fgdc", nostro)))
        assert documento.sections[0].header.paragraphs[0].text == "COMUNE DI BORGO ESEMPIO"
        assert documento.paragraphs[1].text == attesa
        propri.attiva("fgdc", "1.0.0", "Anna")


def test_a_template_with_errors_is_refused_and_one_with_warnings_is_kept(ufficio):
    rilievi = [SimpleNamespace(codice="L02", gravita="errore", messaggio="il campo «entte» non c'è.")]
    propri = ModelliPropri(ufficio, esame=lambda *_, **__: rilievi, anteprima=lambda _: "")
    with pytest.raises(ModelloNonValido, match="L02: il campo «entte» non c'è"):
        propri.carica("fgdc", modello(), "Anna")
    assert propri.versioni("fgdc") == []
    rilievi[0].gravita = "avviso"
    assert [r.codice for r in propri.carica("fgdc", modello(), "Anna").avvisi] == ["L02"]
    assert propri.versioni("fgdc")[0].avvisi == 1


def test_what_makes_no_sense_gets_a_sentence(propri):
    with pytest.raises(ModelloNonValido, match="pesa 9 MB e ne può pesare 8"):
        propri.carica("fgdc", b"x" * 9 * 1024 * 1024, "Anna")
    with pytest.raises(RegistroRifiuta, match=r"non ha una versione 3.0.0"):
        propri.attiva("fgdc", "3.0.0", "Anna")
    with pytest.raises(RegistroRifiuta, match="non è mai stato cambiato"):
        propri.ripristina("fgdc", "Anna")
    with pytest.raises(RegistroRifiuta, match="si carica come carta intestata"):
        propri.carica(CARTA, carta(), "Anna")
    uguale = modello()  # made once: Word files carry the second in which they were written
    propri.carica("fgdc", uguale, "Anna")
    with pytest.raises(RegistroRifiuta, match=r"è già la versione 1.0.0"):
        propri.carica("fgdc", uguale, "Anna")


def test_a_template_that_was_touched_on_the_disk_is_found(propri, ufficio, tmp_path):
    propri.carica("fgdc", modello(), "Anna")
    propri.attiva("fgdc", "1.0.0", "Anna")
    next((tmp_path / "modelli").iterdir()).write_bytes(b"altro")
    assert "Riga 1" in str(ufficio.verifica()[0])
    with pytest.raises(RegistroGuasto, match="è stato cambiato"):
        propri.modello_attivo("fgdc")
