"""Each filter on the datum that it is for, and on the others."""

from datetime import date
from decimal import Decimal

import pytest

from crescere_kit.acts.lint.filters import FILTRI
from crescere_kit.acts.omissis import OMISSIS
from crescere_kit.acts.render.filters import NOMI, TipoErrato, ValoreVuoto, filtri
from crescere_kit.errors import ErroreSpiegato
from crescere_kit.euro import NON_CALCOLABILE

SINDACA = {"nome": "Maria", "cognome": "Rossi", "genere": "f", "carica": "Sindaco"}
D = Decimal
CASI = [
    ("euro", (D("1234.5"),), "1.234,50"),
    ("euro", (-7,), "-7,00"),
    ("euro_segno", (D("1234.5"),), "+1.234,50"),
    ("euro_segno", (D("-0.5"),), "−0,50"),
    ("euro_segno", (0,), "0,00"),
    ("lettere", (D("123"),), "centoventitré/00"),
    ("data", (date(2026, 3, 15),), "15/03/2026"),
    ("data_estesa", (date(2026, 1, 1),), "1° gennaio 2026"),
    ("pct", (D("8.6"),), "8,60"),
    ("pct", (D("8.645"),), "8,65"),
    ("pct", (D("8.645"), 1), "8,6"),
    ("numero", (1234,), "1.234"),
    ("anno", (2026,), "2026"),
    ("parere", ("PT",), "regolarità tecnica"),
    ("euro_o_nc", (D("1234.5"),), "1.234,50"),
    ("euro_o_nc", (None,), "n.c."),
    ("pct_o_nc", (None,), "n.c."),
    ("data_o_nc", (None,), "n.c."),
    ("numero_o_nc", (None,), "n.c."),
    ("numero_lettere", (21,), "ventuno"),
    ("ordinale", (3, "f"), "3ª"),
    ("ordinale_lettere", (23,), "ventitreesimo"),
    ("elenco", (["a", "b", "c"],), "a, b e c"),
    ("con", ("Giunta", "di"), "della Giunta"),
    ("concorda", (1, "voce", "voci"), "voce"),
    ("carica", (SINDACA,), "la Sindaca"),
    ("carica", (SINDACA, "di"), "della Sindaca"),
    ("ruolo", (SINDACA,), "Sindaca"),
    ("nome", (SINDACA,), "Maria Rossi"),
    ("giorni", (30,), "30 giorni"),
    ("maiuscolo", ("città",), "CITTÀ"),
    ("iniziale", ("la Sindaca",), "La Sindaca"),
    ("norma", ("tuel:175:4",), "art. 175, comma 4"),
    ("length", ([1, 2],), 2),
    ("join", (["a", "b"], "; "), "a; b"),
    ("first", ([1, 2],), 1),
    ("last", ([1, None],), None),
]


@pytest.mark.parametrize(("nome", "argomenti", "scritto"), CASI)
def test_what_each_filter_writes(nome, argomenti, scritto):
    esito = filtri(bozza=False)[nome](*argomenti)
    assert esito == scritto or (nome == "norma" and esito.startswith(scritto))


def test_every_filter_has_a_case_and_is_known_to_who_examines_templates():
    assert {nome for nome, _, _ in CASI} == NOMI == FILTRI.keys()


@pytest.mark.parametrize("nome", sorted(NOMI))
def test_no_filter_takes_an_empty_value_or_the_wrong_kind(nome):
    definitivi, di_bozza = filtri(bozza=False), filtri(bozza=True)
    if nome.endswith("_o_nc"):
        assert definitivi[nome](None) == di_bozza[nome](None) == NON_CALCOLABILE
    else:
        with pytest.raises(ValoreVuoto):
            definitivi[nome](None)
        assert di_bozza[nome](None) == "________"
    assert definitivi[nome](OMISSIS) is OMISSIS
    for sbagliato in (0.1, True, object()):
        with pytest.raises(TipoErrato):
            definitivi[nome](sbagliato)


def test_a_person_without_an_office_or_a_surname_is_an_empty_value():
    for nome, persona in (("carica", SINDACA | {"carica": ""}), ("nome", SINDACA | {"cognome": None})):
        with pytest.raises(ValoreVuoto):
            filtri(bozza=False)[nome](persona)


def test_a_list_with_what_is_not_text_is_refused():
    with pytest.raises(TipoErrato):
        filtri(bozza=False)["elenco"](["a", 1])


@pytest.mark.parametrize("importo", [D("NaN"), D("Infinity"), D("1e40")])
def test_an_amount_that_is_not_one_is_refused(importo):
    with pytest.raises(ErroreSpiegato):
        filtri(bozza=False)["euro"](importo)
