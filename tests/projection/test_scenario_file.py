"""A scenario goes from a comune to another as a file, and a bad file is one sentence."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crescere_kit.projection.lines import LINEE
from crescere_kit.projection.scenario import Forzatura, Ipotesi, Scenario, predefiniti
from crescere_kit.projection.scenario_file import ScenarioNonValido, leggi, scrivi

PIENO = Scenario(
    'Più «incassi» \\ "veri"',
    "Con l'ufficio tributi",
    Ipotesi(riscossione_punti=2.5, tasso_punti=1),
    (Forzatura("fsc", 2027, 99_000_010, "tabella del Ministero"),),
    (("imu", 1.0), ("addizionale", 0.1)),
)


def test_what_is_written_is_read_back():
    assert leggi(scrivi(PIENO)) == PIENO


@given(nome=st.text(min_size=1, max_size=60), cents=st.integers(-(10**13), 10**13))
def test_any_name_and_any_amount_come_back(nome, cents):
    ripulito = " ".join(nome.encode("utf-8", "ignore").decode().split())
    if not ripulito:
        return
    scenario = Scenario(ripulito, forzature=(Forzatura("tari", 2026, cents, "perché sì"),))
    assert leggi(scrivi(scenario)) == scenario


def test_the_prudent_one_collects_less_and_pays_more():
    assert predefiniti()["prudente"].ipotesi == Ipotesi(
        riscossione_punti=-5, utenze_percento=10, tasso_punti=1
    )
    assert predefiniti()["base"].ipotesi == Ipotesi()


@pytest.mark.parametrize(
    ("testo", "detto"),
    [
        ("nome =", "non è scritto in TOML"),
        ("[" * 5000, "non è scritto in TOML"),
        ("descrizione = 'x'", "Manca «nome» per lo scenario"),
        ("nome = 'x'\ncomando = 'rm'", "Lo scenario ha «comando», che non esiste"),
        ("nome = 'x'\nipotesi = 3", "deve essere una parte [ipotesi]"),
        ("nome = 'x'\n[ipotesi]\ntasso_punti = 'molto'", "«ipotesi.tasso_punti» deve essere un numero"),
        ("nome = 'x'\n[ipotesi]\ntasso_punti = inf", "«ipotesi.tasso_punti» deve essere un numero"),
        ("nome = 'x'\n[ipotesi]\ntasso = 1", "La parte [ipotesi] ha «tasso», che non esiste"),
        ("nome = 'x'\nforzature = 3", "Le forzature si scrivono come [[forzature]]"),
        (
            "nome = 'x'\n[[forzature]]\nlinea = 'oro'\nanno = 2026\nimporto = 1\nmotivo = 'm'",
            "«oro», che non c'è",
        ),
        ("nome = 'x'\n[[forzature]]\nlinea = 'fsc'\nanno = 26\nimporto = 1\nmotivo = 'm'", "per quale anno"),
        ("nome = 'x'\n[[forzature]]\nlinea = 'fsc'\nanno = 2026\nmotivo = 'm'", "deve essere un numero"),
        ("nome = 'x'\n[[forzature]]\nlinea = 'fsc'\nanno = 2026\nimporto = 1", "Manca «motivo»"),
        ("nome = 'x'\n[leve]\nimu = 1e400", "«leve.imu» deve essere un numero"),
        ("nome = '" + "x" * 70_000 + "'", "pesa più di 64 kB"),
    ],
)
def test_a_file_that_is_no_scenario_is_refused_in_one_sentence(testo, detto):
    with pytest.raises(ScenarioNonValido) as errore:
        leggi(testo.encode())
    assert detto in str(errore.value)
    assert "\n" not in str(errore.value)


@given(st.binary(max_size=300))
def test_any_bytes_are_a_scenario_or_a_refusal(contenuto):
    try:
        detto = leggi(contenuto).nome
    except ScenarioNonValido as errore:
        detto = str(errore)
    assert detto
    assert "\n" not in detto


def test_every_line_lands_in_an_account_and_each_account_has_one_line_for_the_rest():
    resti = Counter((una.lato, una.conto) for una in LINEE.values() if una.dentro == "*")
    conti = {(una.lato, una.conto) for una in LINEE.values() if una.lato in ("entrate", "spese")}
    assert resti == Counter(conti)
