"""The panel keeps cents exact, the missing missing, and one comune like 7,900."""

from datetime import date

import pandas as pd
import pytest
from righe import ENTI, conti, modulo, rendiconto

from crescere_kit.accounts import Conti, Voce, VoceSconosciuta, nome_voce


def test_amounts_are_integer_cents_and_the_missing_is_missing():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 100, "2": 20}),
        *rendiconto("entrate", "accertamenti", {"1": 7}, istat="901002"),
    )
    titolo_2 = panel.accertamenti("2")
    assert titolo_2.dtype == "Int64"
    assert titolo_2["901001", 2023] == 20
    assert pd.isna(titolo_2["901002", 2023])


def test_a_sum_with_a_missing_addend_is_missing_not_smaller():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 100, "3": 5}))
    assert pd.isna(panel.accertamenti("1", "2", "3")["901001", 2023])
    assert panel.accertamenti("1", "3")["901001", 2023] == 105


def test_a_voce_that_nobody_filed_is_missing_for_everybody():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 100}))
    assert panel.impegni("1").isna().all()
    assert panel.dichiarato("1.1").dtype == "Float64"


def test_a_name_that_no_scheme_has_is_refused():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 100}))
    with pytest.raises(VoceSconosciuta, match="incassi"):
        panel.entrate("incassi", "1")
    with pytest.raises(VoceSconosciuta, match="«8»"):
        panel.accertamenti("8")


def test_declared_percentages_keep_their_decimals():
    panel = conti(("901001", 2023, "indicatori", "sintetici", "13.1", "percentuale", 1.0949))
    assert panel.dichiarato("13.1")["901001", 2023] == 1.0949


def test_the_value_of_years_before_is_of_the_same_ente():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 10}, anno=2021),
        *rendiconto("entrate", "accertamenti", {"1": 30}, anno=2023),
        *rendiconto("entrate", "accertamenti", {"1": 99}, istat="901002", anno=2021),
    )
    prima = panel.anni_prima(panel.accertamenti("1"), 2)
    assert prima["901001", 2023] == 10
    assert pd.isna(prima["901001", 2021])
    assert pd.isna(prima["901002", 2021])


def test_the_trace_tells_in_words_which_accounts_are_missing():
    panel, usate = conti(*rendiconto("entrate", "accertamenti", {"1": 10})).con_traccia()
    panel.accertamenti("1", "2")
    assert panel.manca(usate, "901001", 2023) == ["accertamenti: titolo 2 di entrata (rendiconto)"]
    assert len(panel.manca(usate, "901001", 2019)) == 2


def test_the_order_of_the_rows_does_not_matter():
    righe = [
        *rendiconto("spese", "impegni", {"1": 3, "2": 4}, istat="901002"),
        *rendiconto("entrate", "accertamenti", {"1": 1, "9": 2}, anno=2022),
    ]
    pd.testing.assert_frame_equal(conti(*righe).tavola, conti(*reversed(righe)).tavola)


def test_a_rendiconto_of_zeros_is_told_from_one_that_is_only_partly_known():
    titoli = {"entrate": ("accertamenti", "12345679"), "spese": ("impegni", "123457")}
    zeri = [
        r for lato, (fase, codici) in titoli.items() for r in rendiconto(lato, fase, dict.fromkeys(codici, 0))
    ]
    vuoto = conti(*zeri, *rendiconto("entrate", "accertamenti", {"1": 0}, istat="901002")).rendiconto_vuoto
    assert vuoto.to_dict() == {("901001", 2023): True, ("901002", 2023): False}


def test_texts_held_as_categories_in_any_order_give_the_same_panel():
    righe = pd.DataFrame(
        [("b", 2022, "2", 20), ("a", 2023, "1", 10), ("a", 2022, "2", 30)],
        columns=["istat", "anno", "codice", "importo"],
    ).assign(documento="rendiconto", lato="spese", fase="impegni", rapporto=pd.NA)
    categorie = {"istat": pd.CategoricalDtype(["b", "a"]), "codice": pd.CategoricalDtype(["2", "1"])}
    panel = Conti.da_righe(righe.astype({"importo": "Int64"} | categorie), ENTI)
    assert list(panel.tavola.index) == [("a", 2022), ("a", 2023), ("b", 2022)]
    assert panel.impegni("1")["a", 2023] == 10
    assert panel.impegni("2").dropna().to_dict() == {("a", 2022): 30, ("b", 2022): 20}


def test_a_part_of_the_panel_keeps_its_enti():
    panel = conti(
        *rendiconto("spese", "impegni", {"1": 3}, istat="901002"),
        *rendiconto("spese", "impegni", {"1": 4}, anno=2022),
    )
    parte = panel.solo(istat=["901001"], anni=[2022])
    assert list(parte.tavola.index) == [("901001", 2022)]
    assert list(parte.enti.index) == ["901001"]
    assert panel.anni("901002") == [2023]


def test_an_empty_archive_is_an_empty_panel():
    vuote = pd.DataFrame(
        columns=["istat", "anno", "documento", "lato", "codice", "fase", "importo", "rapporto"]
    ).astype({"anno": "int64", "importo": "Int64", "rapporto": "Float64"})
    panel = Conti.da_righe(vuote, ENTI)
    assert len(panel.accertamenti("1")) == 0


@pytest.mark.parametrize(
    ("voce", "parole"),
    [
        (Voce("rendiconto", "spese", "1", "impegni"), "impegni: titolo 1 di spesa (rendiconto)"),
        (
            Voce("rendiconto", "equilibri", "AA", "importo"),
            "Recupero disavanzo di amministrazione esercizio precedente (prospetto degli equilibri)",
        ),
        (Voce("indicatori", "sintetici", "13.1", "percentuale"), "indicatore 13.1 dichiarato dall'ente"),
        (Voce("siope", "uscite", "2", "cassa"), "pagamenti dell'anno: titolo 2 di spesa (siope)"),
    ],
)
def test_every_voce_has_a_name_in_words(voce, parole):
    assert nome_voce(voce) == parole


def test_what_the_ente_writes_itself_has_a_name_and_its_own_unit():
    panel = conti(
        ("901001", 2023, "manuale", "pagamenti", "stock_scaduto", "valore", 250_00),
        ("901001", 2023, "manuale", "dfb", "Sentenza 12/2023", "importo", 75_000_00),
    )
    assert panel.manuale("pagamenti", "stock_scaduto")["901001", 2023] == 250_00
    assert panel.manuale("pagamenti", "ritardo").dtype == "Float64"
    assert panel.codici("manuale", "dfb") == ["Sentenza 12/2023"]
    voce = Voce("manuale", "dfb", "Sentenza 12/2023", "importo")
    assert nome_voce(voce) == "Importo del debito fuori bilancio di «Sentenza 12/2023» (modulo dell'ente)"


def test_the_form_of_the_ente_has_only_the_rows_it_has():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 100}))
    with pytest.raises(VoceSconosciuta, match="stocco"):
        panel.manuale("pagamenti", "stocco")


def test_the_assestato_takes_the_place_of_what_was_first_approved():
    panel = conti(
        ("901001", 2023, "previsione", "entrate", "1", "competenza_1", 100),
        ("901002", 2023, "previsione", "entrate", "1", "competenza_1", 7),
        ("901001", 2023, "assestato", "entrate", "1", "competenza_1", 90),
    )
    assert panel.previsione("entrate", "competenza_1", "1").tolist() == [90, 7]


def test_a_list_of_the_form_is_read_row_by_row_of_each_ente():
    panel = conti(
        *modulo("contenzioso", "Rossi", importo=100_00, rischio=60.0),
        *modulo("contenzioso", "Bianchi", importo=30_00),
        *modulo("contenzioso", "Rossi", di=("901002", 2022), importo=7_00, rischio=5.0),
        *modulo("partecipate", "Acque S.p.A.", perdita=1),
    )
    cause = panel.elenco("contenzioso")
    assert len(cause) == 3
    assert cause.loc["901001", 2023, "Rossi"].tolist() == [100_00, 60.0]
    assert pd.isna(cause.loc[("901001", 2023, "Bianchi"), "rischio"])
    assert panel.per_ente(cause["importo"]).to_dict() == {("901001", 2023): 130_00, ("901002", 2022): 7_00}
    assert pd.isna(panel.per_ente(cause["rischio"])["901001", 2023])


def test_a_list_that_the_ente_did_not_write_has_no_sum_and_not_zero():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 1}))
    assert panel.elenco("dfb").empty
    assert panel.per_ente(panel.elenco("dfb")["importo"]).isna().all()


def test_the_trace_of_a_list_names_its_rows():
    panel, usate = conti(*modulo("partecipate", "Acque S.p.A.", perdita=100, quota=20.0)).con_traccia()
    panel.elenco("partecipate")
    assert [voce.fase for voce in usate] == ["perdita", "quota"]


def test_the_day_of_the_analysis_follows_the_panel_and_its_parts():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 1}))
    assert panel.giorno is None
    letto, _ = panel.al(date(2024, 5, 1)).solo(["901001"]).con_traccia()
    assert letto.giorno == date(2024, 5, 1)


def test_the_inhabitants_are_those_of_the_ente_of_each_row():
    panel = conti(
        *rendiconto("entrate", "accertamenti", {"1": 1}, istat="901002", anno=2022),
        *rendiconto("entrate", "accertamenti", {"1": 1}, istat="999999"),
    )
    assert panel.popolazione().loc["901002"].tolist() == [900]
    assert panel.popolazione().loc["999999"].isna().all()


def test_what_is_computed_once_is_told_to_everyone_who_asks_for_it():
    panel = conti(*rendiconto("entrate", "accertamenti", {"1": 100}))
    volte = []

    def somma(letti):
        volte.append(1)
        return letti.anni_prima(letti.accertamenti("1"), 1)

    for _ in range(2):
        letto, traccia = panel.con_traccia()
        letto.ricorda("somma", somma)
        assert traccia == [Voce("rendiconto", "entrate", "1", "accertamenti")]
        assert traccia.indietro == {1}
    assert volte == [1]
