"""The ripiano of the disavanzo: quotas that add up, within the mandate, covered with what the law allows."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from atti import atto, esiti, fatti, frasi

CODICE = "ripiano_disavanzo"


def test_the_sample_passes_every_blocking_check():
    assert [uno.messaggio for tutti in esiti(CODICE).values() for uno in tutti if uno.ferma] == []


def test_the_disavanzo_is_the_negative_available_part_of_the_rendiconto():
    fatto = atto(CODICE)
    assert fatto.disavanzo == -fatti().rendiconto("risultato", "disponibile", "importo", 2025)
    assert fatto.disavanzo == Decimal("47823.26")
    assert fatto.totale_quote == Decimal("15941.08") + Decimal("15941.09") + Decimal("15941.09")
    assert any("lettera E" in cella.nome for cella in fatto.nota("disavanzo").celle)


def test_what_has_a_plan_of_its_own_is_not_covered_here():
    origini = [{"origine": "fcde_2019", "importo": "7.823,26"}]
    assert atto(CODICE, origini=origini).disavanzo_ordinario == Decimal("40000.00")


def test_the_plan_lasts_as_the_bilancio_or_until_the_mandate_ends():
    assert (atto(CODICE).anni_massimi, atto(CODICE).ultimo_anno) == (3, 2028)
    chi = fatti().anagrafica
    ente = chi.ente.model_copy(update={"fine_mandato": date(2027, 6, 10)})
    presto = fatti(anagrafica=chi.model_copy(update={"ente": ente}))
    assert (atto(CODICE, presto).anni_massimi, atto(CODICE, presto).ultimo_anno) == (2, 2027)
    assert frasi(CODICE, "RD-02", presto) == [
        "La quota del 2028 è fuori dal ripiano, che va dal 2026 al 2027."
    ]


def test_one_cent_more_than_the_disavanzo_is_refused():
    (frase,) = frasi(CODICE, "RD-01", quote__0__importo="15.941,09")
    assert frase == (
        "Le quote sommano 47.823,27 €, il disavanzo ordinario da ripianare è 47.823,26 €: la differenza è "
        "0,01 €."
    )


def test_a_quota_is_entered_in_full_in_the_budget():
    (frase,) = frasi(CODICE, "RD-03", quote__1__iscritta="10.000")
    assert frase == (
        "Nel 2027 il disavanzo iscritto in bilancio è 10.000,00 €, la quota 15.941,09 €: va iscritta tutta."
    )
    assert esiti(CODICE, quote__1__iscritta=None)["RD-03"][0].superato is None


def test_loans_and_tied_revenue_never_cover_a_disavanzo():
    (frase,) = frasi(CODICE, "RD-04", quote__2__copertura__0__mezzo="prestiti")
    assert frase == "La quota del 2028 è coperta con prestiti: il disavanzo non si ripiana così."
    assert "La copertura della quota" in frasi(CODICE, "RD-04", quote__2__copertura__0__importo="1")[0]


def test_a_heavy_disavanzo_asks_to_think_of_the_riequilibrio_without_stopping():
    (uno,) = esiti(CODICE)["RD-06"]
    assert (uno.superato, uno.ferma) == (False, False)
    assert "1,75 %" in uno.messaggio


def test_the_sindaco_reports_by_the_first_half_year_after_the_session():
    assert atto(CODICE).prima_relazione == date(2026, 6, 30)
    assert atto(CODICE, seduta_data=date(2026, 7, 1)).prima_relazione == date(2026, 12, 31)
