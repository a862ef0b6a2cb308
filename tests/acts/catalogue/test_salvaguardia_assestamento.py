"""Half-way through the year: everybody has declared, and what is missing is covered as the law allows."""

from __future__ import annotations

from datetime import date

from atti import atto, esiti, fatti, frasi


def misura(fonte="economie", importo="5.000", anno=2026):
    return [{"fonte": fonte, "anno": anno, "importo": importo}]


def test_each_titolo_is_set_beside_the_budget():
    (una,) = atto("salvaguardia_assestamento").andamento
    assert una.stanziamento == fatti().previsto("entrate", "1", 2026)
    assert una.differenza == una.previsto - una.stanziamento


def test_every_responsabile_declares():
    (frase,) = frasi("salvaguardia_assestamento", "SE-01", servizi=3)
    assert frase == "Hanno dichiarato 2 responsabili su 3 servizi."


def test_what_is_missing_is_covered_within_three_years():
    scoperto = frasi("salvaguardia_assestamento", "SE-02", squilibrio="5.000,01", misure=misura())
    assert scoperto == ["Lo squilibrio è 5.000,01 €, le misure 5.000,00 €."]
    tardi = frasi("salvaguardia_assestamento", "SE-02", squilibrio="5.000", misure=misura(anno=2029))
    assert len(tardi) == 1


def test_loans_and_tied_revenue_do_not_bring_the_budget_back():
    for fonte in ("prestiti", "vincolate"):
        assert len(frasi("salvaguardia_assestamento", "SE-03", misure=misura(fonte))) == 1


def test_the_reserve_is_looked_at():
    assert len(frasi("salvaguardia_assestamento", "SE-04", riserva_verificata=False)) == 1


def test_the_assestamento_balances():
    assert len(frasi("salvaguardia_assestamento", "VU-01", righe__0__competenza="4.000,01")) == 1


def test_a_low_fcde_and_a_late_session_are_told():
    assert len(frasi("salvaguardia_assestamento", "SE-05", fcde_stanziato="379.999,99")) == 1
    tardi = {"seduta_data": date(2026, 8, 3), "misure": misura("tributi")}
    assert len(frasi("salvaguardia_assestamento", "SE-08", **tardi)) == 1
    assert "Il termine era il 31/07/2026" in esiti("salvaguardia_assestamento", **tardi)["C-13"][0].messaggio


def test_the_debts_that_are_declared_are_added_up():
    uno = atto("salvaguardia_assestamento", dichiarazioni__0__debiti="1.200,00")
    assert uno.debiti == 1200
