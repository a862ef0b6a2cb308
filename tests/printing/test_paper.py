"""On paper nothing opens: what is closed goes, but for the law of what is beyond or near its limit."""

import pytest

from crescere_kit.printing.paper import su_carta
from crescere_kit.tables import Importo, Tabella

SPIEGA = (
    "<p>Formula &lt;b&gt;</p><p>Limite 1 %</p>"
    '<div class="crescere-tabella"><p>conti</p></div><p>File 1: x</p>'
)


def riga(esito: str) -> str:
    return (
        "<li><details><summary><span class=nome>P5 Disavanzo</span> <span class=valore>1,78 %</span> "
        f'<span class=limite>limite 1,20 %</span> <span class="esito {esito}">parola</span></summary>'
        f'<div class="spiegazione">{SPIEGA}</div></details></li>'
    )


@pytest.mark.parametrize(("esito", "spiegata"), [("oltre", True), ("vicino", True), ("bene", False)])
def test_an_indicator_is_a_row_and_beyond_its_limit_it_says_formula_and_law(esito, spiegata):
    html = su_carta(f'<ul class="crescere-righe">{riga(esito)}</ul>')
    assert '<th scope="row">P5 Disavanzo</th><td class="numero">1,78 %</td><td>1,20 %</td>' in html
    assert ("<p>Formula &lt;b&gt;</p><p>Limite 1 %</p>" in html) is spiegata
    assert "conti" not in html
    assert "File 1" not in html


def test_a_parametro_beyond_its_limit_says_formula_and_law():
    def scheda(esito):
        dettaglio = f"<details><summary>Come si calcola</summary>{SPIEGA}</details>"
        parola = f'<p><span class="esito {esito}">x</span></p>'
        return f'<ul class="crescere-schede"><li>{parola}{dettaglio}</li></ul>'

    assert "Limite 1 %" in su_carta(scheda("oltre"))
    assert "Limite 1 %" not in su_carta(scheda("bene"))
    assert "Come si calcola" not in su_carta(scheda("oltre"))


def test_what_could_not_be_computed_is_counted():
    html = su_carta(
        f'<details class="crescere-ignoti"><summary>3 non calcolabili</summary>'
        f'<ul class="crescere-righe">{riga("ignoto")}</ul></details>'
    )
    assert html == '<p class="ignoti">3 non calcolabili: il perché di ognuno si legge nella pagina.</p>'


def test_a_number_that_opens_on_its_origin_is_a_number():
    tabella = Tabella("t", ("a", "b"), (("<i>", Importo(123456, "da «file», riga 3")),))
    html = su_carta(tabella._repr_html_())
    assert '<th scope="row">&lt;i&gt;</th><td class="numero">1.234,56 €</td>' in html
    assert "riga 3" not in html
