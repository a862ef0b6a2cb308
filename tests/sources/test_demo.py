"""The invented region: believable, repeatable, with its faults where they were planted."""

import csv
import hashlib
import io

import lettura_semplice as semplice
import numpy as np
import pandas as pd
import pytest

from crescere_kit.accounts import slug
from crescere_kit.sources import demo
from crescere_kit.sources.demo.comuni import NOMI, nascono, tutti_i_nomi
from crescere_kit.sources.store import Archivio

ANNI = [2021, 2022, 2023, 2024]
COMUNI = 12  # the fewest that have every kind of fault
ENTRATE, SPESE = "Rendiconto SDB Entrate Riepilogo Titoli", "Rendiconto SDB Spese Riepilogo Titoli"


@pytest.fixture(scope="module")
def scritti(tmp_path_factory):
    return demo.scrivi(tmp_path_factory.mktemp("regione"), comuni=COMUNI, anni=ANNI)


@pytest.fixture(scope="module")
def caricata(scritti, tmp_path_factory):
    archivio = Archivio(tmp_path_factory.mktemp("dati"))
    archivio.importa(scritti)
    return archivio


@pytest.fixture(scope="module")
def grande():
    return demo.conti(comuni=120)


def guasto(cosa):
    return next(g for g in demo.guasti(COMUNI, ANNI) if cosa in g.cosa)


def titoli(scritti, membro, anno, istat):
    return [r for r in semplice.membri(scritti)[anno, membro] if semplice.istat(r) == istat]


def correnti(conti):
    return conti.accertamenti("1", "2", "3").astype("Float64")


def test_the_first_comune_is_borgo_esempio_with_8000_inhabitants(scritti):
    (elenco,) = [percorso for percorso in scritti if percorso.name == "anagrafe_comuni.csv"]
    prima = next(csv.DictReader(elenco.read_text(encoding="utf-8").splitlines()))
    assert (prima["codice_istat"], prima["denominazione"]) == ("901001", "Borgo Esempio")
    assert prima["popolazione_residente"] == "8000"


@pytest.mark.parametrize("quanti", [3, 40])
def test_the_smallest_and_the_largest_comuni_are_always_there(quanti):
    abitanti = demo.conti(comuni=quanti, anni=[2024]).enti["popolazione"]
    assert 170 in abitanti.to_list()
    assert abitanti.max() == 180_000


def test_half_of_the_comuni_have_about_2500_inhabitants_or_fewer():
    abitanti = nascono(404, demo.SEME).popolazione(2024)
    assert 1_800 < np.median(abitanti) < 3_200


def test_there_can_be_as_many_comuni_as_in_italy():
    nati = nascono(7_900, demo.SEME)
    assert len(set(nati.istat)) == len(set(nati.nomi)) == 7_900


def test_more_comuni_than_codes_are_refused_with_the_limit():
    with pytest.raises(ValueError, match="da 1 a 8991, non 9000"):
        nascono(9_000, demo.SEME)


def test_years_before_the_accounts_begin_are_refused():
    with pytest.raises(ValueError, match="dal 2014"):
        demo.conti(comuni=1, anni=[2010])


def test_the_provinces_are_codes_that_istat_does_not_use():
    codici = {codice[:3] for codice in nascono(404, demo.SEME).istat}
    assert codici == {"901", "902", "903"}


@pytest.mark.reale
def test_no_invented_name_is_a_real_place(dati_reali):
    elenco = pd.read_csv(dati_reali / "anagrafe_istat" / "istat_elenco_comuni_raw.csv", keep_default_na=False)
    veri = {slug(nome) for colonna in ("denominazione", "provincia") for nome in elenco[colonna]}
    inventati = [*tutti_i_nomi(), *NOMI["province"], *nascono(1, demo.SEME).nomi]
    assert veri.isdisjoint(slug(nome) for nome in inventati)
    assert set(elenco["sigla_provincia"]).isdisjoint(NOMI["sigle"])
    assert set(elenco["codice_istat"].astype(str).str.zfill(6).str[:3]).isdisjoint({"901", "902", "903"})


def test_no_two_invented_names_make_the_same_address():
    nomi = tutti_i_nomi()
    assert len({slug(nome) for nome in nomi}) == len(nomi)


def test_the_same_seed_writes_the_same_bytes(scritti, tmp_path):
    ancora = demo.scrivi(tmp_path, comuni=COMUNI, anni=ANNI)
    impronte = [
        [hashlib.sha256(p.read_bytes()).hexdigest() for p in percorsi] for percorsi in (scritti, ancora)
    ]
    assert impronte[0] == impronte[1]


def test_another_seed_gives_other_accounts():
    uno, due = (demo.conti(comuni=4, anni=[2024], seme=seme) for seme in (1, 2))
    assert (uno.accertamenti("1") != due.accertamenti("1")).all()


def test_a_comune_has_the_same_accounts_however_many_follow():
    pochi, molti = (demo.conti(comuni=quanti, anni=[2023, 2024], dettaglio=True) for quanti in (4, 30))
    istat = pochi.enti.index
    pd.testing.assert_frame_equal(pochi.tavola, molti.solo(istat=istat).tavola)


def test_a_year_has_the_same_accounts_whatever_years_are_asked():
    uno, tanti = (demo.conti(comuni=4, anni=anni).solo(anni=[2024]) for anni in ([2024], range(2020, 2025)))
    assert uno.risultato("disponibile").equals(tanti.risultato("disponibile"))


@pytest.mark.parametrize(("seme", "comuni"), [(1, 1), (2, 4), (3, 14)])
def test_the_region_enters_through_the_readers_without_a_fault(tmp_path, seme, comuni):
    percorsi = demo.scrivi(tmp_path / "file", comuni=comuni, seme=seme, anni=[2023, 2024])
    archivio = Archivio(tmp_path / "dati")
    archivio.importa(percorsi)
    assert len(archivio.enti()) == comuni


def test_the_archive_holds_what_was_invented(caricata):
    inventati = demo.conti(comuni=COMUNI, anni=ANNI, dettaglio=True)
    letti = caricata.conti()
    attesi = inventati.tavola.dropna(axis="columns", how="all").sort_index(axis="columns")
    pd.testing.assert_frame_equal(letti.tavola.sort_index(axis="columns")[attesi.columns], attesi)
    pd.testing.assert_frame_equal(letti.enti, inventati.enti)


def test_the_late_comune_has_everything_but_its_last_rendiconto(scritti):
    tardi = guasto("non ancora trasmesso")
    assert tardi.anno == ANNI[-1]
    assert not titoli(scritti, ENTRATE, tardi.anno, tardi.istat)
    assert titoli(scritti, ENTRATE, tardi.anno - 1, tardi.istat)
    assert titoli(scritti, "Bilancio di Previsione SDB Entrate Riepilogo Titoli", tardi.anno, tardi.istat)


def test_one_comune_is_absent_from_one_member_only(scritti):
    assente = guasto("assente")
    assert not titoli(scritti, SPESE, assente.anno, assente.istat)
    assert titoli(scritti, SPESE, assente.anno - 1, assente.istat)
    assert titoli(scritti, "Rendiconto SDB Spese", assente.anno, assente.istat)


def test_one_comune_sent_zeros_for_a_year(scritti):
    zeri = guasto("a zero")
    righe = titoli(scritti, ENTRATE, zeri.anno, zeri.istat)
    assert [riga["Accertamenti"] for riga in righe] == ["0.00"] * 8
    prima = titoli(scritti, ENTRATE, zeri.anno - 1, zeri.istat)
    assert "0.00" not in [riga["Accertamenti"] for riga in prima[:3]]


def test_one_comune_did_not_declare_its_debts(scritti):
    muto = guasto("non dichiarati")
    membro = "Rendiconto PDI Sintetici Allegato 2-a"
    tipologie = {
        r["Codice Tipologia Indicatore Sintetico 2)a"] for r in titoli(scritti, membro, muto.anno, muto.istat)
    }
    assert "13" not in tipologie
    assert "01" in tipologie


def test_siope_is_cumulated_and_december_is_the_cash_of_the_rendiconto(scritti):
    rendiconto = semplice.colonna(
        semplice.membri(scritti), 2024, ENTRATE, "Codice Titolo", "Totale Riscossioni"
    )
    (percorso,) = [p for p in scritti if p.name.startswith("2024 -") and p.name.endswith("di Entrata.csv")]
    mesi = {}
    for riga in csv.DictReader(io.StringIO(percorso.read_text(encoding="utf-8")), delimiter=";"):
        istat = riga["Codice istat provincia"] + riga["Codice istat comune"]
        chiave = istat, riga["Codice Titolo CG"].replace("E", "0")
        mesi.setdefault(chiave, []).append(semplice.cents(riga["Importo cumulato"]))
    assert all(len(m) == 12 and m == sorted(m) for m in mesi.values())
    assert {chiave: m[-1] for chiave, m in mesi.items() if chiave in rendiconto} == {
        chiave: importo for chiave, importo in rendiconto.items() if importo
    }


def test_the_size_of_the_budget_is_that_of_a_comune(grande):
    testa = (
        correnti(grande) / 100 / grande.tavola.index.get_level_values("istat").map(grande.enti["popolazione"])
    )
    testa = testa[(testa > 0).fillna(False).to_numpy(bool)]
    assert testa.quantile(0.05) > 900
    assert 1_050 < testa.median() < 1_250
    assert testa.quantile(0.95) < 1_500


def test_staff_costs_between_a_fifth_and_a_third_of_current_revenue(grande):
    personale = grande.impegni("101").astype("Float64") / correnti(grande).replace(0, pd.NA)
    assert personale.min() > 0.18
    assert personale.max() < 0.34
    assert 0.22 < personale.median() < 0.28


def test_weak_comuni_collect_less_and_carry_more_residui(grande):
    residui = grande.entrate("residui_finali", "1", "3").astype("Float64") / correnti(grande).replace(
        0, pd.NA
    )
    per_comune = residui.groupby(level="istat").median()
    disavanzo = (grande.equilibri("AA") > 0).groupby(level="istat").any()
    assert per_comune[disavanzo].median() > 1.4 * per_comune[~disavanzo].median()


def test_a_few_comuni_are_structurally_deficitari_and_most_are_not(grande):
    parametri = sum(grande.voce("indicatori", "parametri", f"P{n}", "deficitario") for n in range(1, 9))
    deficitari = (parametri >= 4).groupby(level="istat").any()
    assert 3 <= deficitari.sum() <= 25
    assert deficitari["901002"]  # the one in predissesto that every region has


def test_a_comune_in_predissesto_recovers_a_disavanzo_and_owes_its_treasurer(grande):
    piano = grande.solo(istat=["901002"], anni=[2022, 2023, 2024])
    assert (piano.equilibri("AA") > 0).all()
    assert (piano.risultato("disponibile") < 0).all()
    assert (piano.risultato("fal") > 0).all()
    assert (piano.spese("residui_finali", "5") > 0).any()


def test_a_comune_declares_what_its_accounts_say(grande):
    def punti(numeratore):
        return (100 * numeratore.astype("Float64") / correnti(grande).replace(0, pd.NA)).astype(float)

    personale = grande.impegni("101", "U.1.02.01.01")
    personale += grande.voce("rendiconto", "fpv", "spesa_101", "importo")
    personale -= grande.voce("rendiconto", "fpv", "entrata_101", "importo")
    rigide = punti(grande.equilibri("AA", "F1") + personale + grande.impegni("107"))
    disavanzo = punti(grande.equilibri("AA"))
    for codice, valore in (("1.1", rigide), ("12.4", disavanzo)):
        dichiarato = grande.dichiarato(codice).astype(float)
        assert dichiarato.notna().sum() > 800
        assert (dichiarato - valore).abs().max() <= 0.005 + 1e-9


def test_the_parameters_say_si_where_the_indicator_is_over_its_limit(grande):
    disavanzo, risposta = (
        grande.dichiarato("12.4"),
        grande.voce("indicatori", "parametri", "P5", "deficitario"),
    )
    assert ((disavanzo > 1.21) <= (risposta == 1)).all()
    assert ((disavanzo < 1.19) <= (risposta == 0)).all()
    assert {0, 1} == set(risposta.dropna())


def test_the_comune_that_filed_only_zeros_is_told_when_its_file_is_loaded(tmp_path):
    file = demo.scrivi(tmp_path / "file", comuni=10, anni=range(2021, 2023))
    (vuoto,) = [guasto for guasto in demo.guasti(10, range(2021, 2023)) if "zero" in guasto.cosa]
    avvisi = Archivio(tmp_path / "dati").importa(file).avvisi
    (detto,) = [avviso for avviso in avvisi if "importi a zero" in avviso]
    assert detto.startswith(f"Il rendiconto {vuoto.anno} di ")
    assert f"({vuoto.istat})" in detto
