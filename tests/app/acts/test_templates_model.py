"""A comune dresses its acts from the page: what is uploaded is examined, used, listed and rolled back."""

from datetime import UTC, date, datetime

import pytest
from carte import carta, modello
from scrivanie import scrivania as aperta

from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.own import CARTA
from crescere_kit.app.acts.model import ModelloAtti
from crescere_kit.app.acts.templates_model import ModelloCarte
from crescere_kit.app.acts.templates_view import Carte
from crescere_kit.app.acts.view import Atti


@pytest.fixture
def scrivania(tmp_path):
    return aperta(tmp_path)


def test_the_letterhead_is_put_around_the_act_on_the_desk_and_taken_away(scrivania):
    atti = Atti(ModelloAtti(scrivania, "Anna", "autore", oggi=lambda: date(2026, 10, 12)))
    atti.scelta.value = "fgdc"
    atti.apri_carte.click()
    (carte,) = atti.carte.children
    file = {"name": "carta.docx", "content": carta("Comune di Prova"), "type": "", "size": 1}
    carte.carico.value = (file | {"last_modified": datetime.now(UTC)},)
    assert carte.modello.errore == ""
    assert "In uso la versione 1.0.0" in carte.annuncio.value
    assert "Comune di Prova" in carte.anteprima.value
    assert "Comune di Prova" in atti.anteprima.value
    assert carte.carico.value == ()
    carte.versione.value = ""
    carte.usa.click()
    assert "In uso il modello di Crescere." in carte.annuncio.value
    assert "Comune di Prova" not in atti.anteprima.value
    assert "1.0.0" in carte.elenco.value
    atti.apri_carte.click()
    assert atti.carte.children == ()


def test_the_versions_are_listed_with_their_hash_and_one_is_in_use(scrivania):
    carte = Carte(ModelloCarte(scrivania, "Anna", True))
    carte.modello.apri("fgdc")
    carte.modello.carica(definizione("fgdc").modello_word())
    carte.scelta.value = "fgdc"
    (versione,) = carte.modello.versioni
    assert versione.sha256 in carte.elenco.value
    assert (carte.modello.in_uso, carte.versione.value) == ("1.0.0", "1.0.0")
    assert "Anna" in carte.elenco.value


def test_a_wording_with_a_wrong_name_is_refused_in_words(scrivania):
    carte = ModelloCarte(scrivania, "Anna", True)
    carte.apri("fgdc")
    carte.carica(modello("Il Comune di {{ ente.nomme }}"))
    assert "Il modello non si può usare: L" in carte.errore
    assert "nomme" in carte.errore
    assert (carte.versioni, carte.in_uso) == ([], None)


def test_a_lettore_looks_at_templates_and_changes_none(scrivania):
    ModelloCarte(scrivania, "Anna", True).carica(carta())
    lettore = ModelloCarte(scrivania, "Lia", False)
    lettore.carica(carta("Altra"))
    assert "li cambia un autore del comune" in lettore.errore
    lettore.usa(None)
    assert "li cambia un autore del comune" in lettore.errore
    assert (lettore.in_uso, len(lettore.versioni)) == ("1.0.0", 1)
    assert Atti(ModelloAtti(scrivania, "Lia", "lettore")).apri_carte.disabled


def test_a_version_that_is_not_there_is_not_put_in_use(scrivania):
    carte = ModelloCarte(scrivania, "Anna", True)
    carte.usa("9.9.9")
    assert "non ha una versione 9.9.9" in carte.errore
    assert (carte.codice, carte.in_uso) == (CARTA, None)
