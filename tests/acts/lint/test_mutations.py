"""One wrong letter in any name of any template is found: the measure of the lint."""

from pathlib import Path

import pytest
from modelli_word import SCHEMA, accessibile, byte, tabella
from mutazioni import prova

from crescere_kit.acts import catalogue, places

MODELLI = sorted(Path(places.modelli()).glob("*.docx"))


def ricco() -> bytes:
    """A template with hundreds of names: conditions, loops in loops, filters, header and footer."""
    documento = accessibile()
    documento.sections[0].header.paragraphs[0].text = "{{ ente.nome|maiuscolo }} ({{ ente.provincia }})"
    documento.sections[0].footer.paragraphs[0].text = "{{ seduta|data }}"
    for _ in range(12):
        for testo in (
            '{%p if urgente and organo == "giunta" and oggetto is not none %}',
            'Visto {{ oggetto }}, {{ sindaco|carica("di")|iniziale }} {{ sindaco|nome }}, {{ anno|numero }}',
            "{%p elif importo > 0 %}",
            "euro {{ importo|euro }} ({{ importo|lettere }}), {{ aliquota|pct }} per cento",
            "{%p else %}",
            '{% for r in righe if r.importo > 0 %}{{ loop.index|ordinale("f") }} {{ r.voce }}{% endfor %}',
            "{% for r in righe %}{% for p in r.parti %}{{ p.nome }}{% endfor %}{% endfor %}",
            "{%p endif %}",
            "presenti {{ presenti|elenco }}, {{ presenti|length|numero }}, {{ seduta|data_estesa }}",
        ):
            documento.add_paragraph(testo)
    intestazione = ("Voce", "Importo")
    corpo = ("{{ r.voce }}", "{{ r.importo|euro_segno }}")
    totale = ("Totale", "{{ importo|euro }}")
    tabella(documento, [intestazione, ("{%tr for r in righe %}", ""), corpo, ("{%tr endfor %}", ""), totale])
    return byte(documento)


def test_every_wrong_name_of_a_rich_template_is_found():
    esito = prova(ricco(), SCHEMA)
    assert esito.provate > 700
    assert (esito.sfuggite, esito.senza_sbaglio) == ((), ())


@pytest.mark.parametrize("file", MODELLI, ids=lambda file: file.stem)
def test_every_wrong_name_of_our_templates_is_found(file):
    esito = prova(file.read_bytes(), catalogue.definizione(file.stem).schema())
    assert esito.provate > 50
    assert (esito.sfuggite, esito.senza_sbaglio) == ((), ())


def test_our_templates_are_all_there():
    assert {file.stem for file in MODELLI} >= set(catalogue.CODICI)
