"""Templates rendered: what is in the data is in the document, and nothing else happens."""

import io
import zipfile
from datetime import date
from decimal import Decimal

import docx
import pytest
from modelli_da_rendere import W, cambiato, con_nota, con_tabella, letti, modello, parte, titolo

from crescere_kit.acts.omissis import OMISSIS
from crescere_kit.acts.render import CampoVuoto, DatoNonStampabile, ModelloNonValido, compila


def test_text_goes_where_the_template_says():
    byte = modello("Il {{ ente }} delibera.", "{{ importo|euro }} ({{ importo|lettere }})", capo="{{ ente }}")
    reso = compila(byte).rendi({"ente": "Comune di Borgo", "importo": Decimal("118.00")})
    assert letti(reso) == ["Il Comune di Borgo delibera.", "118,00 (centodiciotto/00)"]
    assert letti(reso, "word/header1.xml") == ["Comune di Borgo"]


def test_word_and_python_docx_open_what_is_written():
    reso = compila(modello("{{ a }}")).rendi({"a": "x"})
    assert [p.text for p in docx.Document(io.BytesIO(reso)).paragraphs] == ["x"]


def test_the_same_data_give_the_same_bytes_and_the_same_template_is_compiled_once():
    byte = modello("{{ a }}", titolo="{{ a }}")
    assert compila(byte) is compila(bytes(bytearray(byte)))
    assert compila(byte).rendi({"a": "x"}) == compila(byte).rendi({"a": "x"})


def test_paragraphs_and_rows_are_chosen_and_repeated():
    byte = con_tabella(
        ("Voce", "Euro"),
        ("{%tr for r in righe %}", ""),
        ("{{ r.nome }}", "{{ r.euro|euro }}"),
        ("{%tr endfor %}", ""),
    )
    reso = compila(byte).rendi({"righe": [{"nome": f"v{n}", "euro": n} for n in range(3)]})
    assert letti(reso) == ["Voce", "Euro", "v0", "0,00", "v1", "1,00", "v2", "2,00"]
    scelto = modello(
        "{%p if a %}", "sì", "{%p else %}", "no", "{%p endif %}", "{{ 'uno' if n == 1 else 'molti' }}"
    )
    assert letti(compila(scelto).rendi({"a": False, "n": 1})) == ["no", "uno"]


def test_a_new_line_is_a_break_and_a_tab_is_a_tab():
    assert letti(compila(modello("{{ a }}")).rendi({"a": "uno\r\ndue\ntre\rquattro\tcinque"})) == [
        "uno\ndue\ntre\nquattro\tcinque"
    ]


def test_the_title_of_the_file_has_no_escapes():
    reso = compila(modello("x", titolo="{{ t }}")).rendi({"t": "Variazione d'urgenza <= 40.000 & altro"})
    assert titolo(reso) == "Variazione d'urgenza <= 40.000 & altro"


def test_the_caller_sets_properties_of_the_file():
    reso = compila(modello("x")).rendi(
        {}, proprieta={"titolo": "Rendiconto & altro", "creato": date(2026, 4, 30)}
    )
    proprieta = docx.Document(io.BytesIO(reso)).core_properties
    assert (proprieta.title, proprieta.created.date()) == ("Rendiconto & altro", date(2026, 4, 30))
    with pytest.raises(ModelloNonValido, match="titolo"):
        compila(modello("x")).rendi({}, proprieta={"inventata": "x"})


def test_a_footnote_is_rendered_once_whatever_the_sections():
    reso = compila(con_nota("Nota: {{ a }}")).rendi({"a": "{{ 7*7 }} {% if %}"})
    assert letti(reso, "word/footnotes.xml") == ["Nota: {{ 7*7 }} {% if %}"]


def test_braces_that_are_only_braces_come_out():
    reso = compila(modello("{_{ x }_} {_% if %_} {{ a }}")).rendi({"a": "{_{ y }_}"})
    assert letti(reso) == ["{{ x }} {% if %} {_{ y }_}"]


def test_an_empty_field_is_named_and_a_draft_leaves_a_line():
    byte = modello("{{ a.b|euro }} {{ a.c }} {{ a.d.e|data }}{% for r in a.f %}x{% endfor %}")
    contesto = {"a": {"b": None, "c": None, "d": None, "f": None}}
    with pytest.raises(CampoVuoto, match=r"a\.b") as colto:
        compila(byte).rendi(contesto)
    assert colto.value.campo == "a.b"
    assert letti(compila(byte).rendi(contesto, bozza=True)) == ["________ ________ ________"]
    with pytest.raises(CampoVuoto, match=r"a\.c"):
        compila(byte).rendi({"a": {"b": 1, "c": None}})


@pytest.mark.parametrize(
    ("valore", "consiglio"),
    [
        (1, "numero"),
        (Decimal("1.5"), "euro"),
        (0.1, "float"),
        (date(2026, 1, 2), "data"),
        (True, "if"),
        (["a"], "elenco"),
        ({"a": 1}, "quale"),
    ],
)
def test_only_text_is_printed_without_a_filter(valore, consiglio):
    with pytest.raises(ModelloNonValido, match=f"«x».*{consiglio}"):
        compila(modello("{{ x }}")).rendi({"x": valore})
    with pytest.raises(ModelloNonValido, match="«x»"):
        compila(modello("{{ x }}")).rendi({"x": valore}, bozza=True)


def test_what_the_data_do_not_have_is_named():
    for testo, nome in (
        ("{{ manca }}", "manca"),
        ("{{ ente.manca }}", "ente.manca"),
        ("{% if manca %}{% endif %}", "if manca"),
        ("{{ manca|euro }}", "manca|euro"),
    ):
        with pytest.raises(ModelloNonValido, match=f"«{nome.replace('|', '[|]')}»"):
            compila(modello("prima {{ ente.nome }}", testo)).rendi({"ente": {"nome": "x"}}, bozza=True)


def test_what_is_left_out_is_printed_whatever_the_filter():
    byte = modello(
        "{{ a|euro }} {{ p|nome }} {{ p.nome }} {{ p|carica('di') }}{% for r in l %}{{ r }}{% endfor %}"
    )
    reso = compila(byte).rendi({"a": OMISSIS, "p": OMISSIS, "l": OMISSIS})
    assert letti(reso) == ["[omissis] [omissis] [omissis] [omissis]"]


def test_a_cell_left_without_a_paragraph_gets_one():
    byte = con_tabella(("a", "b"))
    tratto = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"
    prima = tratto.format("b")
    dopo = "".join(tratto.format(testo) for testo in ("{%p if x %}", "b", "{%p endif %}"))
    reso = compila(cambiato(byte, document=(prima, dopo))).rendi({"x": False})
    assert [cella[-1].tag for cella in parte(reso).iter(f"{W}tc")] == [f"{W}p", f"{W}p"]


def test_a_table_left_without_rows_is_taken_away():
    byte = con_tabella(("{%tr for r in righe %}",), ("{{ r }}",), ("{%tr endfor %}",))
    assert list(parte(compila(byte).rendi({"righe": []})).iter(f"{W}tbl")) == []
    assert len(list(parte(compila(byte).rendi({"righe": ["a"]})).iter(f"{W}tr"))) == 1


@pytest.mark.parametrize(
    "testo",
    [
        "{{r x }}",
        "{{p x }}",
        "{{ x ",
        "{% if x %}",
        "".join(f"{{% for {nome} in x %}}" for nome in "abcd") + "{% endfor %}" * 4,
        "{{ x|inventato }}",
        "{{ x is defined }}",
        "{{ x|default('') }}",
        "{{ x|safe }}",
        "{% set y = x %}",
        "{% autoescape false %}{{ x }}{% endautoescape %}",
        "{{ " + "(" * 5000 + "x" + ")" * 5000 + " }}",
    ],
)
def test_what_a_template_may_not_say_is_refused_before_any_data(testo):
    with pytest.raises(ModelloNonValido):
        compila(modello(testo))


def test_data_are_never_printed_in_an_attribute_or_in_a_field_of_word():
    for dove in (
        '<w:instrText xml:space="preserve">{{ a }}</w:instrText>',
        '<w:fldSimple w:instr="{{ a }}"/>',
    ):
        byte = cambiato(modello("QUI"), document=("<w:t>QUI</w:t>", dove))
        with pytest.raises(ModelloNonValido, match="non sta nel testo"):
            compila(byte)


def test_a_choice_that_starts_in_a_table_and_ends_out_of_it_is_refused():
    fuori = "<w:p><w:r><w:t>{% endif %}</w:t></w:r></w:p><w:sectPr"
    byte = cambiato(con_tabella(("{% if x %}", "b")), document=("<w:sectPr", fuori))
    with pytest.raises(ModelloNonValido, match="comincia in un paragrafo"):
        compila(byte).rendi({"x": False})


def test_a_document_with_macros_is_not_rendered():
    byte = cambiato(
        modello("x"),
        **{"[Content_Types]": ("wordprocessingml.document.main+xml", "wordprocessingml.template.main+xml")},
    )
    with pytest.raises(ModelloNonValido, match="senza macro"):
        compila(byte)


def test_a_control_character_is_refused_with_the_name_of_its_field():
    byte = modello("{% for r in righe %}{{ r.nome }}{% endfor %}")
    with pytest.raises(DatoNonStampabile, match=r"righe, riga 2\.nome"):
        compila(byte).rendi({"righe": [{"nome": "a"}, {"nome": "b\x0b"}]})


def test_comments_and_images_stay_as_they_are():
    byte = modello("{{ a }}")
    with (
        zipfile.ZipFile(io.BytesIO(byte)) as prima,
        zipfile.ZipFile(io.BytesIO(compila(byte).rendi({"a": "x"}))) as dopo,
    ):
        assert prima.namelist() == dopo.namelist()
        diverse = [n for n in prima.namelist() if prima.read(n) != dopo.read(n)]
        assert diverse == ["word/document.xml"]
        assert {uno.date_time for uno in dopo.infolist()} == {(1980, 1, 1, 0, 0, 0)}
