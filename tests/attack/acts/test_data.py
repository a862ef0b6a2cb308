"""Data that look like something else: they come out as they were typed, or are refused by name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markupsafe import Markup
from modelli_da_rendere import con_nota, letti, modello, titolo

from crescere_kit.acts.render import DatoNonStampabile, compila

INERTI = [
    "{{ 7*7 }}",
    "{% if x %}",
    "{% for a in b %}",
    "{# commento #}",
    "{_{ x }_}",
    "{_% x %_}",
    "}}{{",
    "R&D",
    "Rossi & Bianchi",
    "importo <= 40.000",
    "<select> voce",
    "<w:p><w:r><w:t>dentro</w:t></w:r></w:p>",
    "</w:t></w:r></w:p>",
    "]]>",
    "<!DOCTYPE a [<!ENTITY b 'c'>]>&b;",
    "&amp; &lt; &#65;",
    "<?xml version='1.0'?>",
    "d'Angelo dell'Aquila «così» \"detto\" “scritto” ’",
    "\u202eorecnarF\u202c \u200f\u200e \u061c",
    "emoji 👩‍⚖️🇮🇹 \U0001f600",
    "zero\u200bwidth\u00a0nbsp\ufeffbom \u2028 \u2029",
    "a" * 50_000,
    "è" * 50_000,
    "  spazi  dentro  e ai lati ",
    '=HYPERLINK("http://x")',
    "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe",
    "%s %(a)s {0.__class__} ${x} $(id) `id`",
    "\t tab e \n righe \n\n",
]
VIETATI = [*map(chr, (0, 1, 8, 11, 12, 27, 31, 127, 0x85, 0x9F, 0xD800, 0xFFFE, 0xFFFF))]


@pytest.mark.parametrize("dato", INERTI, ids=range(len(INERTI)))
def test_what_is_typed_is_what_is_printed(dato):
    reso = compila(modello("prima {{ a }} dopo", capo="{{ a }}")).rendi({"a": dato})
    assert letti(reso) == [f"prima {dato} dopo"]
    assert letti(reso, "word/header1.xml") == [dato]
    assert letti(compila(con_nota("{{ a }}")).rendi({"a": dato}), "word/footnotes.xml") == [dato]


@pytest.mark.parametrize("dato", INERTI, ids=range(len(INERTI)))
def test_the_title_of_the_file_is_what_is_typed(dato):
    assert titolo(compila(modello("x", titolo="{{ a }}")).rendi({"a": dato})) == dato.replace("\n", " ")


@pytest.mark.parametrize("segno", VIETATI, ids=[f"U+{ord(s):04X}" for s in VIETATI])
def test_a_control_character_is_refused_by_the_name_of_its_field(segno):
    with pytest.raises(DatoNonStampabile, match=r"«ente\.nome».*carattere di controllo"):
        compila(modello("{{ ente.nome }}")).rendi({"ente": {"nome": f"Borgo{segno}"}})
    with pytest.raises(DatoNonStampabile, match=r"«ente\.nome»"):
        compila(modello("x", titolo="{{ ente.nome }}")).rendi({"ente": {"nome": f"Borgo{segno}"}})


def test_data_that_say_they_are_safe_are_escaped_all_the_same():
    for filtro in ("", "|maiuscolo", "|iniziale"):
        reso = compila(modello(f"{{{{ a{filtro} }}}}")).rendi({"a": Markup("<W:P/>&AMP;")})
        assert letti(reso) == ["<W:P/>&AMP;"]


def test_data_pass_through_filters_without_becoming_markup():
    reso = compila(modello("{{ a|elenco }} {{ a|join('<') }} {{ a|first }}")).rendi({"a": ["<b>", "&c;"]})
    assert letti(reso) == ["<b> e &c; <b><&c; <b>"]


_TESTO = st.text(st.characters(exclude_categories=("Cc", "Cs", "Cn")), max_size=80)


@settings(max_examples=150, deadline=None)
@given(_TESTO)
def test_any_text_comes_out_as_it_is(dato):
    assert letti(compila(modello("[{{ a }}]")).rendi({"a": dato})) == [f"[{dato}]"]
