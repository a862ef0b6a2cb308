"""Templates that want more than to print: each is refused, or prints nothing of what it wants."""

import pytest
from modelli_da_rendere import con_nota, letti, modello

from crescere_kit.acts.render import RenderingInterrotto, compila, rendi_sorvegliato
from crescere_kit.errors import ErroreSpiegato


class Oggetto:
    """What a careless caller could leave in the data."""

    _segreto = "SEGRETO"
    pubblico = "SEGRETO"

    def metodo(self) -> str:
        return "SEGRETO"


OSTILI = [
    "{{ manca }}",
    "{{ ente.manca }}",
    "{% if manca %}x{% endif %}",
    "{% for a in manca %}x{% endfor %}",
    "{{ ''.__class__.__mro__ }}",
    "{{ ''['__class__'] }}",
    "{{ ente['__class__'] }}",
    "{{ cycler.__init__.__globals__.os.popen('id').read() }}",
    "{{ joiner.__init__.__globals__ }}",
    "{{ lipsum.__globals__['os'].popen('id').read() }}",
    "{{ namespace(a=1).a }}",
    "{{ self.__init__ }}",
    "{{ self }}",
    "{{ loop }}",
    "{% for a in lista %}{{ loop }}{% endfor %}",
    "{% for a in lista %}{{ loop._iterable }}{% endfor %}",
    "{% for a in lista %}{{ loop.cycle('a') }}{% endfor %}",
    "{% for a in lista recursive %}{{ loop(lista) }}{% endfor %}",
    "{{ ''|attr('__class__') }}",
    "{{ '{0.__class__}'.format(obj) }}",
    "{{ '{a.__class__}'.format_map(ente) }}",
    "{{ '%s' % obj }}",
    "{{ obj }}",
    "{{ obj.metodo() }}",
    "{{ obj.metodo }}",
    "{{ obj.pubblico }}",
    "{{ obj._segreto }}",
    "{{ obj['_segreto'] }}",
    "{% for a in obj %}x{% endfor %}",
    "{{ lista.append(1) }}",
    "{{ lista|map('upper')|join }}",
    "{{ ente.pop('nome') }}",
    "{{ range(200000)|length }}",
    "{{ 9**(9**9) }}",
    "{{ 'a' * 50000000 }}",
    "{{ lista * 50000000 }}",
    "{{ ('a' ~ 'a') }}",
    "{{ ente + ente }}",
    "{{ -'a' }}",
    "{{ 1 // 0 }}",
    "{{ lista[::1] }}",
    "{% for a in range(100000) %}{% for b in range(100000) %}x{% endfor %}{% endfor %}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as o %}",
    "{% from 'os' import popen %}",
    "{% extends 'x' %}",
    "{% macro m() %}x{% endmacro %}{{ m() }}",
    "{% call obj.metodo() %}{% endcall %}",
    "{% block b %}x{% endblock %}",
    "{% set x = obj %}{{ x }}",
    "{% with x = obj %}{{ x }}{% endwith %}",
    "{% filter upper %}x{% endfilter %}",
    "{% autoescape false %}{{ html }}{% endautoescape %}",
    "{{ html|safe }}",
    "{% do lista.append(1) %}",
    "{% debug %}",
    "{{ ente|tojson }}",
    "{{ ente|pprint }}",
    "{{ manca is defined }}",
    "{{ obj is callable }}",
    "{{ ente.items() }}",
    "{% for a in ente.items %}x{% endfor %}",
    "{% for a in 'testo' %}x{% endfor %}",
    "{% for a in ente %}x{% endfor %}",
    "{{ " + "(" * 100_000,
    "{{ " + "[" * 300 + "]" * 300 + " }}",
    "{{ " + "-" * 5000 + "1 }}",
    "{% if 1 %}" * 300 + "{% endif %}" * 300,
    "{{ lista|first(" + "9" * 50 + ") }}",
    "{{ '\\x00' }}",
    "{% raw %}{{ 7*7 }}{% endraw %}",
    "{{r html }}",
    "{{p html }}",
]


def contesto() -> dict:
    return {
        "ente": {"nome": "Borgo"},
        "obj": Oggetto(),
        "lista": ["a", "b"],
        "html": "</w:t></w:r></w:p><w:p/>",
    }


@pytest.mark.parametrize("testo", OSTILI, ids=[f"{n}" for n in range(len(OSTILI))])
@pytest.mark.parametrize("bozza", [False, True])
def test_a_hostile_template_is_refused_with_a_sentence(testo, bozza):
    dati = contesto()
    with pytest.raises(ErroreSpiegato) as colto:
        compila(modello(testo)).rendi(dati, bozza=bozza)
    detto = str(colto.value)
    assert "SEGRETO" not in detto
    assert "Traceback" not in detto
    assert (dati["lista"], dati["ente"]) == (["a", "b"], {"nome": "Borgo"})


@pytest.mark.parametrize("testo", ["{{ ''.__class__ }}", "{{ 9**9 }}", "{{ lipsum() }}"])
def test_headers_notes_and_properties_are_no_weaker(testo):
    for byte in (modello("x", capo=testo), con_nota(testo), modello("x", titolo=testo)):
        with pytest.raises(ErroreSpiegato):
            compila(byte).rendi(contesto())


def test_a_comment_of_the_template_is_not_printed():
    assert letti(compila(modello("a{# {{ 7*7 }} #}b")).rendi({})) == ["ab"]


def test_a_template_that_never_ends_is_stopped():
    cicli = "".join(f"{{% for {nome} in righe %}}" for nome in "abc") + "{% if a == b %}{% endif %}"
    byte = modello(cicli + "{% endfor %}" * 3)
    with pytest.raises(RenderingInterrotto, match="fermato"):
        rendi_sorvegliato(byte, {"righe": list(range(2000))}, secondi=3)


def test_a_template_that_eats_memory_is_stopped():
    byte = modello("{% for a in righe %}{% for b in righe %}{{ testo }}{% endfor %}{% endfor %}")
    with pytest.raises(ErroreSpiegato, match=r"memoria|supera"):
        rendi_sorvegliato(byte, {"righe": list(range(60)), "testo": "x" * 2_000_000}, megabyte=400)


def test_fifty_megabytes_of_text_do_not_become_a_document():
    with pytest.raises(ErroreSpiegato, match=r"lungo|supera"):
        rendi_sorvegliato(modello("{{ testo }}"), {"testo": "a" * 50_000_000})


def test_under_watch_a_good_template_gives_the_same_bytes_and_the_same_errors():
    byte = modello("{{ a }}")
    assert rendi_sorvegliato(byte, {"a": "è"}) == compila(byte).rendi({"a": "è"})
    for dati in ({"a": None}, {}, {"a": "\x00"}):
        with pytest.raises(ErroreSpiegato) as qui:
            compila(byte).rendi(dati)
        with pytest.raises(type(qui.value)) as altrove:
            rendi_sorvegliato(byte, dati)
        assert str(altrove.value) == str(qui.value)
