"""Each rule of the lint: a template that breaks it, beside one that does not."""

from datetime import date

import pytest
from docx import Document
from modelli_word import PULITO, SCHEMA, accessibile, byte, con_xml, modello, nel_corpo, tabella

from crescere_kit.acts.lint import esamina
from crescere_kit.acts.lint.filters import FILTRI
from crescere_kit.acts.render import compila
from crescere_kit.acts.render.filters import NOMI

TESTA = ("Voce", "Importo")
CORPO = ("{{ r.voce }}", "{{ r.importo|euro }}")
INIZIO, FINE, TOTALE = (
    ("{%tr for r in righe %}", ""),
    ("{%tr endfor %}", ""),
    ("Totale", "{{ importo|euro }}"),
)
RIGHE = [TESTA, INIZIO, CORPO, FINE, TOTALE]


class Libreria:
    """A library of one norm, repealed."""

    def esiste(self, norma):
        return norma == "tuel:1"

    def in_vigore(self, norma, giorno):
        return norma == "tuel:1" and giorno < date(2026, 1, 1)


def codici(docx, schema=SCHEMA, giorno=date(2025, 6, 1)):
    return {r.codice for r in esamina(docx, schema, giorno=giorno, norme=Libreria())}


def in_cella(*paragrafi):
    """A table whose last cell holds these paragraphs."""
    documento = accessibile()
    cella = tabella(documento, [TESTA, ("a", "")]).cell(1, 1)
    cella.paragraphs[0].text = paragrafi[0]
    for testo in paragrafi[1:]:
        cella.add_paragraph(testo)
    return byte(documento)


def con_revisione(prima, dentro, dopo):
    """A paragraph with a tracked insertion in it."""
    corsa = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'
    inserito = f'<w:ins w:id="9" w:author="x">{corsa.format(dentro)}</w:ins>'
    return nel_corpo(modello(), f"<w:p>{corsa.format(prima)}{inserito}{corsa.format(dopo)}</w:p>")


def senza_titolo():
    documento = Document()
    documento.add_paragraph("Testo")
    return byte(documento)


def con_relazione(tipo, meta, fuori=True):
    modo = ' TargetMode="External"' if fuori else ""
    schema = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    riga = f'<Relationship Id="rId99" Type="{schema}/{tipo}" Target="{meta}"{modo}/></Relationships>'
    return con_xml(
        modello(), "word/_rels/document.xml.rels", lambda xml: xml.replace("</Relationships>", riga)
    )


ROTTI = {
    "L01 inserted": ("L01", con_revisione("{{ ente", ".nome", " }}")),
    "L01 deleted": (
        "L01",
        nel_corpo(
            modello(),
            '<w:p><w:r><w:t>{{ ente.</w:t></w:r><w:del w:id="1" w:author="x">'
            "<w:r><w:delText>x</w:delText></w:r>"
            "</w:del><w:r><w:t>nome }}</w:t></w:r></w:p>",
        ),
    ),
    "L02 name": ("L02", modello("{{ ente.nme }}")),
    "L02 top": ("L02", modello("{{ enet.nome }}")),
    "L02 filter": ("L02", modello("{{ importo|eruo }}")),
    "L02 test": ("L02", modello("{% if oggetto is nonne %}a{% endif %}")),
    "L02 loop": ("L02", modello("{% for r in righe %}{{ r.vce }}{% endfor %}")),
    "L02 after the loop": ("L02", modello("{% for r in righe %}{{ r.voce }}{% endfor %}{{ r.voce }}")),
    "L02 dead branch": ("L02", modello("{% if false %}{{ manca }}{% endif %}")),
    "L02 amount bare": ("L02", modello("{{ importo }}")),
    "L02 date bare": ("L02", modello("{{ seduta }}")),
    "L02 list bare": ("L02", modello("{{ righe }}")),
    "L02 yes or no": ("L02", modello("{{ urgente }}")),
    "L02 text as euro": ("L02", modello("{{ oggetto|euro }}")),
    "L02 amount as day": ("L02", modello("{{ importo|data }}")),
    "L02 argument": ("L02", modello('{{ ente.nome|con("de") }}')),
    "L02 too many": ("L02", modello("{{ importo|euro(2) }}")),
    "L02 not a list": ("L02", modello("{% for r in ente %}{% endfor %}")),
    "L02 shadow": ("L02", modello("{% for ente in righe %}{{ ente.voce }}{% endfor %}")),
    "L02 choice": ("L02", modello('{% if organo == "gunta" %}a{% endif %}')),
    "L02 comparison": ("L02", modello('{% if importo > "a" %}a{% endif %}')),
    "L02 picture text": (
        "L02",
        nel_corpo(modello(), '<w:p><w:bookmarkStart w:id="1" w:name="{{ manca }}"/></w:p>'),
    ),
    "L03 call": ("L03", modello("{{ ente.nome.upper() }}")),
    "L03 set": ("L03", modello("{% set x = 1 %}")),
    "L03 macro": ("L03", modello("{% macro x() %}{% endmacro %}")),
    "L03 include": ("L03", modello('{% include "/etc/passwd" %}')),
    "L03 power": ("L03", modello("{{ (9**9)|numero }}")),
    "L03 product": ("L03", modello("{{ (anno * 2)|numero }}")),
    "L03 sum of amounts": ("L03", modello("{{ (importo + importo)|euro }}")),
    "L03 concat": ("L03", modello("{{ oggetto ~ oggetto }}")),
    "L03 four loops": (
        "L03",
        modello("{% for a in righe %}" * 1 + "{% for b in righe %}{% for c in righe %}{% for d in righe %}"),
    ),
    "L03 syntax": ("L03", modello("{{ ente. }}")),
    "L03 columns": ("L03", modello(righe=[("{%tc for r in righe %}", "b"), ("c", "d")])),
    "L04 no-break space": ("L04", modello("{{ ente.nome\u00a0}}")),
    "L04 zero width": ("L04", modello("{{ ente\u200b.nome }}")),
    "L04 dash": ("L04", modello("{{ (anno – 1)|numero }}")),
    "L05 space": ("L05", modello("{% p if urgente %}", "a", "{% p endif %}")),
    "L05 no space": ("L05", modello("{%pif urgente %}", "a", "{%pendif %}")),
    "L05 no table": ("L05", modello("{%tr if urgente %}", "a", "{%tr endif %}")),
    "L06": ("L06", modello("{%p if urgente %} urgenza", "a", "{%p endif %}")),
    "L07": ("L07", modello(righe=[TESTA, (INIZIO[0], "perso"), CORPO, FINE, TOTALE])),
    "L07 same row": ("L07", modello(righe=[TESTA, (INIZIO[0], "{%tr endfor %}")])),
    "L08 cells": ("L08", modello(righe=[TESTA, ("{% if urgente %}a", "b{% endif %}")])),
    "L08 levels": ("L08", modello("{%p if urgente %}", "a", "b{% endif %}")),
    "L08 paragraphs": ("L08", modello("a{% if urgente %}", "b{% endif %}")),
    "L08 never closed": ("L08", modello("{% if urgente %}a")),
    "L08 never opened": ("L08", modello("a{% endif %}")),
    "L08 crossed": ("L08", modello("{% if urgente %}{% for r in righe %}{% endif %}{% endfor %}")),
    "L09": ("L09", in_cella("{%p if urgente %}", "a", "{%p endif %}")),
    "L09 loop": ("L09", in_cella("{%p for r in righe %}", "{{ r.voce }}", "{%p endfor %}")),
    "L10": ("L10", modello(righe=[INIZIO, CORPO, FINE])),
    "L11 one brace": ("L11", modello("{ ente.nome }")),
    "L11 unclosed": ("L11", modello("{{ ente.nome }")),
    "L11 three": ("L11", modello("{{{ ente.nome }}}")),
    "L11 round": ("L11", modello("(% if urgente %)")),
    "L11 two paragraphs": ("L11", modello("{{ ente.", "nome }}")),
    "L12 unknown": ("L12", modello('{{ "tuel:9"|norma }}')),
    "L14 words only": ("L14", modello("{{ importo|lettere }}")),
    "L14 no total": ("L14", modello(righe=RIGHE[:4])),
    "L15 nothing": ("L15", senza_titolo()),
    "L15 table": ("L15", modello(righe=RIGHE, intestazione=False)),
    "L16": ("L16", modello("{{ oggetto|safe }}")),
    "L17 macro": ("L17", con_xml(modello(), "word/vbaProject.bin", b"\xd0\xcf")),
    "L17 object": ("L17", con_xml(modello(), "word/embeddings/oleObject1.bin", b"x")),
    "L17 template": ("L17", con_relazione("attachedTemplate", "file:///x.dotm")),
    "L17 picture": ("L17", con_relazione("image", "http://esempio.invalid/a.png")),
    "L17 chunk": ("L17", con_relazione("aFChunk", "altro.html", fuori=False)),
    "L17 script": ("L17", con_relazione("hyperlink", "javascript:alert(1)")),
    "L17 link": ("L17", con_relazione("hyperlink", "https://esempio.invalid")),
}
SANI = {
    "clean": modello(*PULITO),
    "loop": modello("{% for r in righe %}{{ loop.index|numero }}. {{ r.voce }}{% endfor %}"),
    "list": modello("{{ presenti|elenco }} e {{ presenti|length|numero }}"),
    "nested": modello(
        "{% for r in righe %}{% for p in r.parti %}{{ p.nome }} {{ (p.quota + 1)|numero }}"
        "{% endfor %}{% endfor %}"
    ),
    "first": modello("{{ righe[0].voce }} {{ (righe|first).voce }}"),
    "person": modello('{{ sindaco|carica }} {{ sindaco|carica("di")|maiuscolo }} {{ sindaco.cognome }}'),
    "choice": modello(
        '{% if organo == "giunta" %}a{% elif organo in ("consiglio",) %}b{% else %}c{% endif %}'
    ),
    "none": modello("{% if oggetto is none or not urgente %}a{% endif %}{{ 'a' if urgente else 'b' }}"),
    "smart quotes": modello("{{ ente.nome|con(“di”) }}"),
    "dash in a text": modello('{{ presenti|join(" – ") }}'),
    "p": modello("{%p if urgente %}", "a", "{%p else %}", "b", "{%p endif %}"),
    "table": modello(righe=RIGHE),
    "totals apart": modello(righe=[TESTA, INIZIO, CORPO, FINE, ("", "{{ 'a' if urgente else 'totale' }}")]),
    "cell": in_cella("{%p if urgente %}", "a", "{%p endif %}", "sempre"),
    "cell with else": in_cella("{%p if urgente %}", "a", "{%p else %}", "b", "{%p endif %}"),
    "words": modello("euro {{ importo|euro }} ({{ importo|lettere }})"),
    "norm": modello('{{ "tuel:1"|norma }}'),
    "split runs": nel_corpo(
        modello(),
        "<w:p><w:r><w:t>{</w:t></w:r><w:r><w:t>{ ente.no</w:t></w:r><w:r><w:t>me }}</w:t></w:r></w:p>",
    ),
    "revision beside": con_revisione("{{ ente.nome }}", " aggiunto", ""),
    "minus": modello("{{ (-anno)|numero }}"),
    "only braces": modello("si scrive {_{ campo }_}"),
    "note": modello("{# ricordarsi dei pareri #}"),
}


@pytest.mark.parametrize("caso", ROTTI)
def test_a_template_that_breaks_a_rule_is_told_so(caso):
    atteso, docx = ROTTI[caso]
    assert atteso in codici(docx)


@pytest.mark.parametrize("caso", SANI)
def test_a_template_that_follows_the_rules_is_left_in_peace(caso):
    assert esamina(SANI[caso], SCHEMA, giorno=date(2025, 6, 1), norme=Libreria()) == []


@pytest.mark.parametrize("caso", SANI)
def test_what_the_lint_accepts_the_renderer_compiles(caso):
    compila(SANI[caso])


def test_the_filters_of_the_renderer_are_those_of_the_lint():
    assert set(FILTRI) == set(NOMI)


def test_a_norm_no_longer_in_force_on_the_day_of_the_act_is_refused():
    docx = modello('{{ "tuel:1"|norma }}')
    assert codici(docx, giorno=date(2025, 12, 31)) == set()
    assert codici(docx, giorno=date(2026, 1, 1)) == {"L12"}


@pytest.mark.parametrize("campo", ["DDE", "DDEAUTO", "INCLUDETEXT", "INCLUDEPICTURE", "LINK"])
def test_a_field_that_fetches_is_found_even_when_cut_in_pieces(campo):
    pezzi = "".join(f"<w:r><w:instrText>{p}</w:instrText></w:r>" for p in (campo[:2], campo[2:] + ' "c:\\x"'))
    intero = f'<w:p><w:fldSimple w:instr=" {campo} x "><w:r><w:t>a</w:t></w:r></w:fldSimple></w:p>'
    assert codici(nel_corpo(modello(), f"<w:p>{pezzi}</w:p>")) == {"L17"}
    assert codici(nel_corpo(modello(), intero)) == {"L17"}
    pagina = "<w:p><w:r><w:instrText> PAGE </w:instrText></w:r></w:p>"
    assert codici(nel_corpo(modello(), pagina)) == set()


def test_a_field_that_nothing_prints_is_a_warning_and_an_exempt_one_is_not():
    schema = {
        "type": "object",
        "properties": {"a": {"type": "string"}, "b": {"type": "string", "x-stampa": False}},
    }
    rilievi = esamina(modello(), schema)
    assert [(r.codice, r.gravita) for r in rilievi] == [("L13", "avviso")]
    assert (
        rilievi[0].messaggio
        == "Nel modello: il campo «a» è previsto dall'atto e il modello non lo stampa mai."
    )
    assert esamina(modello("{{ a }}"), schema) == []


def test_a_field_with_free_keys_is_a_warning_because_nobody_can_know():
    rilievi = esamina(modello("{{ note.prima }}"), SCHEMA)
    assert [(r.codice, r.gravita) for r in rilievi] == [("L02", "avviso")]


def test_headers_footers_and_properties_are_read_too():
    documento = accessibile()
    documento.sections[0].header.paragraphs[0].text = "{{ ente.nme }}"
    documento.sections[0].footer.paragraphs[0].text = "{{ ente.proincia }}"
    documento.core_properties.subject = "{{ ogetto }}"
    messaggi = [r.messaggio for r in esamina(byte(documento), SCHEMA)]
    assert messaggi == [
        "Nelle proprietà del documento: il campo «ogetto» non esiste. Forse «oggetto»?",
        "Nel piè di pagina, paragrafo 1: il campo «ente.proincia» non esiste. Forse «ente.provincia»?",
        "Nell'intestazione, paragrafo 1: il campo «ente.nme» non esiste. Forse «ente.nome»?",
    ]


def test_the_message_points_at_the_paragraph_with_what_is_around_it():
    [rilievo] = esamina(modello("Vista la legge", "", "Il comune di {{ ente.nme }}", "delibera"), SCHEMA)
    assert (rilievo.parte, rilievo.paragrafo) == ("word/document.xml", 4)
    assert rilievo.vicini == ("Vista la legge", "Il comune di {{ ente.nme }}", "delibera")
    assert rilievo.messaggio == (
        "Nel documento, paragrafo 4, dopo «Vista la legge»: "
        "il campo «ente.nme» non esiste. Forse «ente.nome»?"
    )


def test_without_a_schema_names_are_left_out_and_the_rest_is_still_checked():
    assert codici(modello("{{ qualunque.cosa }}"), None) == set()
    assert codici(modello("{{ cosa|eruo }}"), None) == {"L02"}
    assert codici(modello("{{ cosa() }}"), None) == {"L03"}


def test_the_language_and_the_title_are_asked_one_by_one():
    documento = accessibile()
    documento.core_properties.title = ""
    [rilievo] = esamina(byte(documento), SCHEMA)
    assert rilievo.messaggio.startswith("Nel file: il documento non ha un titolo")


def test_an_italian_word_calls_its_headings_otherwise():
    def italiano(xml):
        return xml.replace('w:styleId="Title"', 'w:styleId="Titolo"')

    docx = con_xml(modello(), "word/styles.xml", italiano)
    docx = con_xml(docx, "word/document.xml", lambda xml: xml.replace('w:val="Title"', 'w:val="Titolo"'))
    assert codici(docx) == set()


def test_a_tag_in_a_text_box_is_one_more_paragraph():
    testo = "<w:txbxContent><w:p><w:r><w:t>{{ manca }}</w:t></w:r></w:p></w:txbxContent>"
    scatola = f"<w:p><w:r><w:pict>{testo}</w:pict></w:r></w:p>"
    [rilievo] = esamina(nel_corpo(modello(), scatola), SCHEMA)
    assert (rilievo.codice, rilievo.paragrafo) == ("L02", 3)
