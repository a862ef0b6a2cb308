"""The projection of a comune: what it says, how sure it is, what it does with accounts that are not whole."""

from dataclasses import replace

import numpy as np
import pytest

from crescere_kit.accounts import Conti
from crescere_kit.indicators.compute import calcola
from crescere_kit.indicators.disavanzo import riconciliazione
from crescere_kit.projection import (
    Forzatura,
    Ipotesi,
    ProiezioneImpossibile,
    Scenario,
    Variazione,
    predefiniti,
    probability,
    proietta,
)
from crescere_kit.projection.forecast import impara
from crescere_kit.projection.forecast.voci import dei_conti
from crescere_kit.projection.lines import LINEE, del_titolo

ISTAT = "901001"


@pytest.fixture(scope="module")
def regione(archivio_demo):
    return archivio_demo.conti()


@pytest.fixture(scope="module")
def modello(regione):
    return impara(dei_conti(regione))


@pytest.fixture(scope="module")
def una(regione, modello):
    return proietta(regione.uno(ISTAT), modello=modello)


def senza_anni(conti: Conti, *anni: int) -> Conti:
    tenuti = [anno for anno in conti.anni(ISTAT) if anno not in anni]
    return conti.uno(ISTAT).solo(anni=tenuti)


def senza(conti: Conti, lato: str, *codici: str) -> Conti:
    restano = conti.colonne.solo(lambda voce: voce.lato != lato or voce.codice not in codici)
    return replace(conti, colonne=restano)


def test_one_comune_is_projected_as_it_is_among_many(regione, modello, una):
    fra_tanti = proietta(regione, modello=modello)
    assert len(fra_tanti.istat) == len(regione.enti)
    posto = fra_tanti.istat.index(ISTAT)
    assert fra_tanti.futuro.corrente[posto].tolist() == una.futuro.corrente[0].tolist()
    assert fra_tanti.uno(ISTAT).saldi() == una.saldi()


def test_the_same_accounts_give_the_same_bands(regione, modello, una):
    assert proietta(regione.uno(ISTAT), modello=modello).saldi() == una.saldi()


def test_the_bands_hold_the_central_path_and_the_wider_holds_the_narrower(una):
    for saldi in una.saldi().values():
        for saldo in saldi:
            (basso_80, alto_80), (basso, alto) = saldo.bande[80], saldo.bande[50]
            assert basso_80 <= basso <= saldo.valore <= alto <= alto_80


def test_no_path_builds_more_than_the_ente_has_ever_built(regione, una):
    storia = regione.uno(ISTAT).accertamenti("4").dropna()
    percorsi = una.campioni.linee["capitale"]
    piu_alto = max(storia.max(), una.futuro.linee["capitale"].max())
    assert storia.min() - 1 <= percorsi.min() <= percorsi.max() <= piu_alto + 1
    assert np.ptp(percorsi[0, :, 0]) > 0


def test_the_lines_make_the_titoli_and_the_titoli_the_balance(una):
    futuro, righe = una.futuro, una.futuro.prospetti["equilibri"]
    for passo in (0, 1):
        correnti = sum(futuro.linee[codice][0, 0, passo] for codice in del_titolo("entrate", "1", "2", "3"))
        assert righe["B"][0, 0, passo] == pytest.approx(correnti, abs=2)
    quadratura = calcola(una.conti, [riconciliazione])
    assert {quadratura.valore(ISTAT, anno, "RICONCILIAZIONE").valore for anno in una.anni()[1:]} == {0}


def test_every_line_says_how_it_was_had(una):
    assert [riga.codice for riga in una.righe()] == list(LINEE)
    assert all(riga.perche for riga in una.righe())
    assert all(riga.errore for riga in una.righe() if "statistica" in riga.natura)


def test_a_line_that_the_accounts_do_not_tell_apart_says_where_it_is(una):
    imu = next(riga for riga in una.righe() if riga.codice == "imu")
    assert imu.valori == (None, None)
    assert imu.perche == "compresa in «Altri tributi»: i conti caricati non la dividono"


def test_what_somebody_decides_takes_the_place_of_the_line_and_moves_the_balance(una):
    primo = una.anni()[1]
    fondo = next(riga for riga in una.righe() if riga.codice == "fsc")
    deciso = Forzatura("fsc", primo, fondo.valori[0] - 100_000_00, "taglio comunicato")
    con = una.con(Scenario("Taglio", forzature=(deciso,)))
    righe = {riga.codice: riga for riga in con.righe()}
    assert righe["fsc"].natura == ("decisa", "calcolata")
    assert righe["fsc"].motivo == f"{primo}: taglio comunicato"
    assert con.corrente()[0] == pytest.approx(una.corrente()[0] - 100_000_00, abs=1)
    assert con.corrente()[1] == una.corrente()[1]


def test_a_line_inside_another_is_not_decided_twice_and_a_measure_on_it_goes_to_the_other(una):
    primo = una.anni()[1]
    deciso = una.con(Scenario("IMU", forzature=(Forzatura("imu", primo, 10**8, "stima dell'ufficio"),)))
    assert deciso.corrente().tolist() == una.corrente().tolist()
    (frase,) = deciso.avvertenze()
    assert frase.startswith("La decisione su «IMU ordinaria» non è stata usata")
    assert frase.endswith("«Altri tributi». Decidere quella.")
    mossa = una.con(Scenario("IMU", variazioni=(Variazione("imu", primo, 10**7, "aliquota"),)))
    righe = {riga.codice: riga for riga in mossa.righe()}
    prima = next(riga for riga in una.righe() if riga.codice == "altri_tributi")
    assert righe["imu"].valori == (None, None)
    assert righe["altri_tributi"].valori[0] == prima.valori[0] + 10**7


def test_a_measure_adds_to_the_line(una):
    secondo = una.anni()[2]
    misura = Variazione("beni_servizi", secondo, 50_000_00, "tariffe")
    con = una.con(Scenario("Tariffe", variazioni=(misura,)))
    in_piu = [(con.futuro.linee[fondo] - una.futuro.linee[fondo])[0, 0, 1] for fondo in ("fcde", "riserva")]
    assert in_piu[0] > 0  # part of what is charged will not be collected
    assert (con.corrente() - una.corrente())[1] == pytest.approx(50_000_00 - sum(in_piu), abs=2)


def test_the_prudent_scenario_collects_less_and_ends_with_less_cash(una):
    prudente = una.con(predefiniti()["prudente"])
    assert prudente.scenario.ipotesi == Ipotesi(riscossione_punti=-5, utenze_percento=10, tasso_punti=1)
    assert (prudente.futuro.mossi.cassa < una.futuro.mossi.cassa).all()
    assert (prudente.corrente() <= una.corrente()).all()


def test_a_probability_reads_of_the_past_all_that_its_indicators_look_back_at(una):
    """What is multiplied by a thousand says of the two years what all the accounts say."""
    tracce = [una.indicatori.tracce[codice] for codice in probability.CON_PROBABILITA]
    pochi = probability.che_servono(tracce, una.conti, una.anni()[0])
    assert len(pochi) < len(una.conti)
    assert len(pochi.colonne) < len(una.conti.colonne)
    elenco = [una.indicatori.indicatore(codice) for codice in probability.CON_PROBABILITA]
    letti = calcola(pochi, elenco)
    for codice in probability.CON_PROBABILITA:
        for anno in una.anni()[1:]:
            intero, corto = (tutti.valore(ISTAT, anno, codice) for tutti in (una.indicatori, letti))
            assert (corto.valore, corto.limite, corto.esito) == (intero.valore, intero.limite, intero.esito)


def test_the_probability_of_a_breach_goes_with_the_room_that_is_left(una):
    primo, secondo = una.anni()[1:]
    assert all(0 <= quanto <= 1 for quanto in una.rischi.values())
    largo = una.con(Scenario("Largo", forzature=(Forzatura("disavanzo", primo, 0, "estinto"),)))
    stretto = una.con(Scenario("Stretto", forzature=(Forzatura("disavanzo", primo, 10**9, "maggiore"),)))
    assert largo.probabilita(ISTAT, "PREV_O_1", primo) < stretto.probabilita(ISTAT, "PREV_O_1", primo) == 1
    assert stretto.probabilita(ISTAT, "P5", primo) == 1
    assert largo.probabilita(ISTAT, "P5", primo) == 0
    assert una.probabilita(ISTAT, "P6", secondo) is None


def test_criticita_of_the_future_are_found_by_the_same_signs(una):
    primo = una.anni()[1]
    stretto = una.con(Scenario("Stretto", forzature=(Forzatura("disavanzo", primo, 10**9, "maggiore"),)))
    titoli = {rilievo.titolo for rilievo in stretto.rilievi(ISTAT, primo)}
    assert {
        "Disavanzo pesante sull'esercizio",
        "Bilancio di previsione in squilibrio corrente, primo anno",
    } <= titoli


def test_the_margin_is_how_much_worse_the_unlucky_fifth_is(una):
    gap, margine = una.fabbisogno()
    assert gap.tolist() == np.maximum(-una.corrente(), 0).tolist()
    peggio = (una.campioni.corrente[0] < una.corrente() - margine).mean(axis=0)
    assert peggio == pytest.approx([0.2, 0.2], abs=0.01)


def test_with_two_rendiconti_it_says_that_no_tendency_can_be_seen(regione, modello):
    poche = proietta(senza_anni(regione, *range(2019, 2024)), modello=modello)
    assert poche.avvertenze()[0].startswith("Ci sono solo 2 rendiconti")
    assert not np.isnan(poche.corrente()).any()


def test_one_rendiconto_alone_still_projects(regione):
    sola = proietta(senza_anni(regione, *range(2019, 2025)))
    assert sola.avvertenze()[0].startswith("C'è un solo rendiconto")


def test_a_year_missing_in_the_middle_is_said(regione, modello):
    bucata = proietta(senza_anni(regione, 2022), modello=modello)
    assert bucata.avvertenze() == ["Manca il rendiconto 2022: le tendenze sono stimate sugli altri anni."]


def test_without_inhabitants_it_says_what_cannot_be_told(regione, modello):
    solo = regione.uno(ISTAT)
    deserto = replace(solo, enti=solo.enti.assign(popolazione=0))
    frasi = proietta(deserto, modello=modello).avvertenze()
    assert frasi == [
        "Non si conoscono gli abitanti: ciò che ne dipende (soglie per classe, valori per abitante) è n.c."
    ]


def test_a_comune_twice_as_large_since_a_merger_is_said(regione, modello):
    solo = fusione = regione.uno(ISTAT)
    for anno in (anno for anno in solo.anni(ISTAT) if anno >= 2023):
        suoi = solo.colonne.riga(solo.posto(ISTAT, anno)).items()
        triplo = {voce: valore * 3 for voce, valore in suoi if voce.documento == "rendiconto"}
        fusione = fusione.scritti(ISTAT, anno, triplo)
    fusa = proietta(fusione, modello=modello)
    assert any(frase.startswith("Dal 2023 i conti sono a un altro livello") for frase in fusa.avvertenze())


def test_a_decision_that_breaks_the_balance_is_said(una):
    primo = una.anni()[1]
    spesa = una.futuro.linee["investimenti"][0, 0, 0] + 1_000_000_00
    troppo = una.con(Scenario("Troppo", forzature=(Forzatura("investimenti", primo, round(spesa), "opera"),)))
    (frase,) = troppo.avvertenze()
    assert frase.startswith(f"Nel {primo} gli investimenti superano le loro risorse di 1.000.000,00 €")
    assert troppo.saldi()["W"][0].gap >= 1_000_000_00


def test_a_balance_that_cannot_be_known_is_n_c_with_its_reason(regione, modello):
    senza_prospetti = senza(regione.uno(ISTAT), "equilibri", "AA", "A", "D1", "C", "E")
    cieca = proietta(senza(senza_prospetti, "risultato", "fpv_corrente", "disponibile"), modello=modello)
    saldo = cieca.saldi()["O"][0]
    assert (saldo.valore, saldo.gap, saldo.bande) == (None, None, {})
    assert cieca.avvertenze()[0].startswith(
        "L'equilibrio non si può calcolare: manca «Disavanzo da recuperare»"
    )
    assert "il fondo pluriennale vincolato" in cieca.avvertenze()[0]
    assert "Fondo di riserva" not in cieca.avvertenze()[0]  # it is unknown only because the rest is
    assert cieca.movimenti(ISTAT, cieca.anni()[1]) == []


def test_a_bilancio_without_rendiconto_is_no_start(regione):
    with pytest.raises(ProiezioneImpossibile, match="parte dall'ultimo rendiconto e non ce n'è nessuno"):
        proietta(senza_anni(regione, *range(2019, 2026)))


def test_the_past_may_be_projected_as_if_it_were_now(regione, modello):
    allora = proietta(regione.uno(ISTAT), modello=modello, anno=2023)
    assert allora.anni() == (2023, 2024, 2025)
