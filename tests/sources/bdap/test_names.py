"""Official names tell year, table and region."""

import pytest

from crescere_kit.sources import maps
from crescere_kit.sources.bdap.names import (
    NomeUfficiale,
    analizza,
    avviso_sconosciuti,
    da_leggere,
    stessa_regione,
    trova_membro,
)

MAPPE = maps.carica()


def test_an_official_name_has_three_parts():
    nome = analizza("2024_Rendiconto SDB Entrate Riepilogo Titoli_CALABRIA.csv")
    assert nome == NomeUfficiale("Rendiconto SDB Entrate Riepilogo Titoli", 2024, "CALABRIA")
    assert analizza("2024_Rendiconto - Schemi di bilancio_VALLE D'AOSTA.zip").regione == "VALLE D'AOSTA"


def test_a_table_may_come_without_its_year():
    assert analizza("Rendiconto SDB Spese_TOSCANA.csv") == NomeUfficiale(
        "Rendiconto SDB Spese", None, "TOSCANA"
    )


@pytest.mark.parametrize(
    ("titolo", "membro"),
    [
        ("Rendiconto SDB Spese", "spese_programmi"),
        ("Rendiconto SDB Spese Riepilogo Titoli", "spese_titoli"),
        ("Rendiconto SDB Spese Riepilogo Missioni", "spese_missioni"),
        ("Rendiconto SDB Entrate", "entrate_tipologie"),
        ("Bilancio di Previsione SDB Entrate Riepilogo Titoli", "previsione_entrate"),
        ("Rendiconto SDB Allegato a1 Elenco Quote Accantonate", "quote_accantonate"),
    ],
)
def test_a_table_is_found_by_its_whole_name(titolo, membro):
    assert trova_membro(NomeUfficiale(titolo, 2024, None), MAPPE).membro == membro


def test_pdfs_and_the_twins_of_the_summaries_are_not_accounts():
    assert da_leggere("2024_Rendiconto SDB Spese_CALABRIA.csv")
    assert not da_leggere("2024_Rendiconto SDB Spese_CALABRIA.pdf")
    assert not da_leggere("2024_Rendiconto SDB Spese Riepilogo Titoli - Voce di Riepilogo_CALABRIA.csv")
    assert not da_leggere("._2024_Rendiconto SDB Spese_CALABRIA.csv")


def test_an_unknown_table_is_said_with_the_nearest_one():
    nomi = ["2024_Rendiconto SDB Spese Riepilogo Titolo_CALABRIA.csv", "2024_zzz_CALABRIA.csv"]
    assert avviso_sconosciuti("a.zip", nomi, MAPPE).startswith(
        "In «a.zip» non sono stati letti, perché non conosciuti: «Rendiconto SDB Spese Riepilogo Titolo» "
        "(simile a «Rendiconto SDB Spese Riepilogo Titoli»), «zzz»."
    )


def test_a_region_is_the_same_however_it_is_spelled():
    assert stessa_regione("FRIULI VENEZIA GIULIA", "Friuli-Venezia Giulia")
    assert stessa_regione("VALLE D'AOSTA", "Valle d'Aosta/Vallée d'Aoste")
    assert not stessa_regione("CALABRIA", "CAMPANIA")
