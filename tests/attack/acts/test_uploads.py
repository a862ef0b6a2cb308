"""Hostile files in the place of a letterhead or of a wording: one sentence each, and nothing is kept."""

import io
import zipfile

import pytest
from carte import carta, modello
from scrivanie import scrivania

from crescere_kit.acts.own import CARTA
from crescere_kit.acts.own.package import ricomponi
from crescere_kit.acts.render.opening import apri
from crescere_kit.app.acts.templates_model import ModelloCarte


def con(parti: dict[str, bytes]) -> bytes:
    return ricomponi(apri(carta()) | parti)


def bomba() -> bytes:
    scritto = io.BytesIO()
    with zipfile.ZipFile(scritto, "w", zipfile.ZIP_DEFLATED) as pacco:
        pacco.writestr("[Content_Types].xml", b"<a/>")
        pacco.writestr("word/document.xml", b"0" * 300_000_000)
    return scritto.getvalue()


OSTILI = {
    "vuoto": b"",
    "non è un docx": b"%PDF-1.7",
    "bomba": bomba,
    "macro": lambda: con({"word/vbaProject.bin": b"x"}),
    "entità": lambda: con({"word/header1.xml": b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>'}),
    "nome che esce": lambda: con({"../../fuori.xml": b"<a/>"}),
    "codice": lambda: modello("{{ ''.__class__.__mro__ }}"),
    "ciclo": lambda: modello("{% for a in range(10**9) %}{{ a }}{% endfor %}"),
    "oggetti del programma": lambda: modello("{{ cycler.__init__.__globals__.os }}"),
    "troppo grande": lambda: con({"word/media/foto.png": bytes(range(256)) * 100_000}),
}


@pytest.mark.parametrize("codice", [CARTA, "fgdc"])
@pytest.mark.parametrize("nome", OSTILI)
def test_a_hostile_upload_is_one_sentence_and_leaves_nothing(nome, codice, tmp_path):
    file = OSTILI[nome]
    carte = ModelloCarte(scrivania(tmp_path), "Anna", True)
    carte.apri(codice)
    carte.carica(file() if callable(file) else file)
    if codice == CARTA and nome in ("codice", "ciclo", "oggetti del programma") and not carte.errore:
        assert "{{" not in carte.anteprima  # the body of a letterhead is never rendered
        assert "prova" not in carte.anteprima
        return
    assert carte.errore
    assert "Traceback" not in carte.errore
    assert (carte.versioni, carte.in_uso, carte.anteprima) == ([], None, "")
    assert list(tmp_path.rglob("fuori.xml")) == []
