"""The templates that Crescere ships have no errors on the day they are tested."""

from datetime import UTC, datetime

import pytest

from crescere_kit.acts import catalogue, norms
from crescere_kit.acts.lint import ERRORE, esamina


@pytest.mark.parametrize("codice", catalogue.CODICI)
def test_a_template_of_the_catalogue_has_no_errors(codice):
    atto = catalogue.definizione(codice)
    oggi = datetime.now(UTC).date()
    rilievi = esamina(atto.modello_word(), atto.schema(), giorno=oggi, norme=norms)
    assert [r.messaggio for r in rilievi if r.gravita == ERRORE] == []
