"""The fields of a template are found wherever Word put its tags."""

from carte import modello

from crescere_kit.acts.own.wording import campi


def test_fields_are_the_paths_of_the_tags_without_filters_and_words_of_the_language():
    testo = "{{ente.nome}} {%p if avanzo and not anni[0] == 'ente.cap' %}{{ righe|join(', ') }} {{ x|data }}"
    assert campi(modello(testo)) == {"ente.nome", "avanzo", "anni", "righe", "x"}
