"""The sheets hold everything that the ente is asked, once."""

from collections import Counter

from moduli import ANNI

from crescere_kit.accounts import nome_voce
from crescere_kit.accounts.voci import controlla, manuali, unita
from crescere_kit.sources import maps
from crescere_kit.sources.manuale.fields import NOME_LIBERO, Anni, campi
from crescere_kit.sources.manuale.layout import fogli


def tutti():
    return [campo for foglio in fogli(ANNI) for campo in foglio.campi]


def test_every_voce_of_the_form_has_its_cell_and_only_one():
    attesi = Counter((campo.voce, campo.anno) for voce in manuali() for campo in campi(voce, ANNI))
    scritti = Counter((campo.voce, campo.anno) for campo in tutti() if campo.voce.documento == "manuale")
    assert scritti == attesi
    assert set(attesi.values()) == {1}


def test_every_cell_is_of_an_account_and_has_its_unit():
    for campo in tutti():
        voce = campo.voce._replace(codice="un nome") if campo.voce.codice == NOME_LIBERO else campo.voce
        controlla(voce)
        assert campo.unita == unita(voce)
        assert campo.aiuto
        assert campo.titolo


def test_what_an_official_document_says_near_it_is_an_account():
    ufficiali = [campo.ufficiale for campo in tutti() if campo.ufficiale]
    assert len(ufficiali) > 100
    assert all(nome_voce(voce) for voce in ufficiali)


def test_every_note_is_about_a_voce_that_exists():
    voci = {(voce.lato, voce.codice, voce.fase) for voce in manuali()}
    note = [(nota["lato"], nota["codice"], nota["fase"]) for nota in maps.righe("modulo_voci.csv")]
    assert set(note) <= voci
    assert len(note) == len(set(note))


def test_the_fcde_asks_the_years_that_its_methods_look_at():
    anni = Anni(2023, 2025)
    assert anni.triennio == (2025, 2026, 2027)
    fcde = next(foglio for foglio in fogli(anni) if foglio.nome == "FCDE")
    per_fase = {
        fase: [campo.anno for campo in fcde.campi if campo.voce.fase == fase]
        for fase in ("accertamenti", "riscossioni_anno_dopo", "residui_finali", "accantonato", "previsione_1")
    }
    assert per_fase == {
        "accertamenti": [2018, 2019, 2020, 2021, 2022, 2023],
        "riscossioni_anno_dopo": [2018, 2019, 2020, 2021, 2022],
        "residui_finali": [2019, 2020, 2021, 2022, 2023],
        "accantonato": [2023],
        "previsione_1": [2025],
    }


def test_no_choice_holds_the_comma_that_parts_them_in_excel():
    assert [scelta for campo in tutti() for scelta in campo.scelte if "," in scelta] == []


def test_excel_takes_every_list_of_choices():
    assert max(len(",".join(campo.scelte)) for campo in tutti()) <= 255


def test_keys_and_titles_tell_cells_apart():
    for foglio in fogli(ANNI):
        for quali in ([c.chiave for c in foglio.colonne], [c.titolo for c in foglio.colonne]):
            assert len(quali) == len(set(quali)), foglio.nome
        righe = [riga.chiave for riga in foglio.righe]
        assert len(righe) == len(set(righe))
        assert len(foglio.nome) <= 31
