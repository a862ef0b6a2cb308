"""Half-way through the year: everybody has declared, and what is missing is covered as the law allows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, dati, esiti, fatti, frasi

RESIDUI = {"residui_attivi_da_cancellare": "6.000,00", "residui_passivi_da_cancellare": "5.000,00"}


def misura(fonte="economie", importo="5.000", anno=2026):
    return [{"fonte": fonte, "anno": anno, "importo": importo}]


def test_each_titolo_is_set_beside_the_budget_as_this_act_changes_it():
    prima, _, terza, *_ = atto("salvaguardia_assestamento").andamento
    assert prima.stanziamento == fatti().previsto("entrate", "1", 2026)
    assert prima.differenza == prima.previsto - prima.stanziamento
    assert terza.stanziamento == fatti().previsto("entrate", "3", 2026) + 4000


def test_every_service_of_the_registry_declares():
    dichiarate = dati("salvaguardia_assestamento")["dichiarazioni"]
    assert frasi("salvaguardia_assestamento", "SE-01", dichiarazioni=dichiarate[:2]) == [
        "Manca la dichiarazione del servizio «Affari generali»."
    ]
    (doppia,) = frasi("salvaguardia_assestamento", "SE-01", dichiarazioni=[*dichiarate, dichiarate[0]])
    assert doppia == "Il servizio «Ragioneria» ha due dichiarazioni."


def test_a_declaration_says_something():
    (muta,) = frasi("salvaguardia_assestamento", "SE-01", dichiarazioni__0__debiti=None)
    assert muta.startswith("«Ragioneria» non dice se ha debiti fuori bilancio")
    (vuota,) = frasi("salvaguardia_assestamento", "SE-01", dichiarazioni__1__entrate_e_spese=" ")
    assert vuota == "«Lavori pubblici» non dice come vanno entrate e spese."


def test_every_titolo_of_the_budget_has_its_projection():
    proiezione = dati("salvaguardia_assestamento")["proiezione"][1:]
    (frase,) = frasi("salvaguardia_assestamento", "SE-01", proiezione=proiezione)
    assert frase == (
        "Manca la proiezione al 31 dicembre di entrate, titolo 1, che in bilancio ha 5.952.604,81 €."
    )


def test_the_gap_is_what_the_accounts_and_the_projection_say():
    # Titolo 1: 5.900.000,00 − 5.952.604,81; spese correnti: 8.980.000,00 − 8.991.518,66 (with this act).
    uno = atto("salvaguardia_assestamento", proiezione__0__previsto="5.900.000,00")
    assert uno.squilibrio == Decimal("41086.15")
    assert atto("salvaguardia_assestamento").squilibrio == 0
    # a residui balance of −1.000 and a FCDE short by 5.000 are part of it
    altro = atto("salvaguardia_assestamento", **RESIDUI, correzioni__0__valore="375.000,00")
    assert (altro.saldo_residui, altro.squilibrio) == (Decimal("-1000.00"), Decimal("6000.00"))


def test_a_gap_that_is_not_known_is_not_zero_and_stops():
    corretti = dati("salvaguardia_assestamento")["correzioni"][:2]
    (uno,) = esiti("salvaguardia_assestamento", correzioni=corretti)["SE-02"]
    assert uno.ferma
    assert uno.messaggio == ("Lo squilibrio non si calcola: non si conosce parte corrente, conto capitale.")


def test_what_is_missing_is_covered_within_three_years():
    manca = {"proiezione__0__previsto": "5.900.000,00"}
    scoperto = frasi("salvaguardia_assestamento", "SE-02", misure=misura(), **manca)
    assert scoperto == ["Lo squilibrio è 41.086,15 €, le misure 5.000,00 €."]
    assert frasi("salvaguardia_assestamento", "SE-02", misure=misura(importo="41.086,15"), **manca) == []
    tardi = frasi("salvaguardia_assestamento", "SE-02", misure=misura(importo="50.000", anno=2029), **manca)
    assert tardi == ["Una misura è fuori dagli anni dal 2026 al 2028."]


def test_what_is_sold_covers_only_the_capital_part():
    vende = misura("alienazioni", "41.086,15")
    (frase,) = frasi(
        "salvaguardia_assestamento", "SE-02", misure=vende, proiezione__0__previsto="5.900.000,00"
    )
    assert "coprono solo lo squilibrio in conto capitale, che è 0,00 €" in frase


def test_no_more_residui_are_cancelled_than_there_are():
    (frase,) = frasi("salvaguardia_assestamento", "SE-09", residui_attivi_da_cancellare="11.913.200,82")
    assert frase.endswith("nell'ultimo rendiconto sono 11.913.200,81 €.")


def test_loans_and_tied_revenue_do_not_bring_the_budget_back():
    for fonte in ("prestiti", "vincolate"):
        assert len(frasi("salvaguardia_assestamento", "SE-03", misure=misura(fonte))) == 1


def test_the_reserve_is_looked_at():
    assert len(frasi("salvaguardia_assestamento", "SE-04", riserva_verificata=False)) == 1


def test_the_assestamento_balances():
    assert len(frasi("salvaguardia_assestamento", "VU-01", righe__0__competenza="4.000,01")) == 1


def test_a_low_fcde_and_a_late_session_are_told():
    assert len(frasi("salvaguardia_assestamento", "SE-05", correzioni__0__valore="379.999,99")) == 1
    tardi = {"seduta_data": date(2026, 8, 3), "misure": misura("tributi")}
    assert len(frasi("salvaguardia_assestamento", "SE-08", **tardi)) == 1
    assert "Il termine era il 31/07/2026" in esiti("salvaguardia_assestamento", **tardi)["C-13"][0].messaggio


def test_the_debts_that_are_declared_are_added_up():
    uno = atto("salvaguardia_assestamento", dichiarazioni__0__debiti="1.200,00")
    assert uno.debiti == 1200
