"""The FCDE of the bilancio: the worked example to the cent, and no fund smaller for what is not known."""

import pytest
import vettori_fcde as esempio
from righe import conti, rendiconto
from vettori_fcde import BILANCIO, ISTAT, TARI, cella, righe

from crescere_kit.indicators import compute, fcde

ACQUA = "Acquedotto"
NOME = "«1010151 Tassa smaltimento rifiuti solidi urbani (qui è iscritta la TARI)»"


def calcola(panel):
    return compute.calcola(panel, fcde.INDICATORI)


def indicatori(cambia=None, senza=(), altre=()):
    return calcola(conti(*righe(cambia, senza), *altre))


def valore(codice, cambia=None, senza=(), altre=(), anno=BILANCIO):
    return indicatori(cambia, senza, altre).valore(ISTAT, anno, codice)


def acqua(**fasi):
    """A second entrata, collected for half in every year."""
    storia = {cella("accertamenti", anno, ACQUA): 100_000 for anno in range(2021, 2027)}
    storia |= {cella("riscossioni_competenza", anno, ACQUA): 50_000 for anno in range(2021, 2027)}
    return storia | {cella(fase, BILANCIO, ACQUA): euro for fase, euro in fasi.items()}


@pytest.mark.parametrize(("codice", "cents"), esempio.ATTESI.items())
def test_the_worked_example_is_right_to_the_cent(codice, cents):
    assert valore(codice).valore == cents


def test_a_fund_equal_to_the_minimum_is_enough_and_a_cent_less_is_not():
    stanziato = (BILANCIO, "fcde_totale", "stanziato_1", "valore")
    assert (valore("FCDE_SCARTO_1").valore, valore("FCDE_SCARTO_1").esito) == (0, "nella norma")
    scarto = valore("FCDE_SCARTO_1", {stanziato: 379_574.46})
    assert (scarto.valore, scarto.esito, scarto.regola.verifica) == (-1, "oltre il limite", "V")


@pytest.mark.parametrize(
    ("metodo", "cents"), [(1, 379_574_47), (2, 380_000_00), (3, 200_000_00), (4, 350_000_00)]
)
def test_each_entrata_has_the_method_that_the_ente_chose(metodo, cents):
    assert valore("FCDE_MINIMO_1", {cella("metodo", BILANCIO): metodo}).valore == cents


def test_the_entrate_add_up_each_with_its_method():
    due = acqua(previsione_1=80_000, metodo=2) | {cella("metodo", BILANCIO): 4}
    assert valore("FCDE_MINIMO_1", due).valore == 350_000_00 + 40_000_00
    assert valore("FCDE_M1", due).valore == 379_574_47 + 40_000_00


def test_the_second_and_third_year_have_their_own_previsione():
    anni = {cella("previsione_2", BILANCIO): 500_000, cella("previsione_3", BILANCIO): 0}
    assert valore("FCDE_MINIMO_2", anni).valore == 189_787_23
    assert valore("FCDE_MINIMO_3", anni).valore == 0


def test_the_law_of_2019_asked_for_less_of_the_fund_each_year():
    fasi = {"accertamenti": 100_000, "riscossioni_competenza": 60_000}
    storia = {cella(fase, anno): euro for fase, euro in fasi.items() for anno in range(2014, 2019)}
    previsti = {cella(f"previsione_{anno}", 2019): 100_000 for anno in (1, 2, 3)}
    trovati = indicatori(storia | previsti)
    minimi = [trovati.valore(ISTAT, 2019, f"FCDE_MINIMO_{anno}").valore for anno in (1, 2, 3)]
    assert minimi == [34_000_00, 38_000_00, 40_000_00]  # 85, 95 e 100 %


def test_before_the_last_rendiconto_the_series_ends_one_year_earlier():
    # Nothing of 2026 is known: the five years are 2021-2025, 2.807.000 collected of 4.600.000.
    dopo = tuple(cella(fase, 2026) for fase in esempio.PER_ANNO)
    prima = valore("FCDE_MINIMO_1", senza=dopo)
    assert prima.valore == round(1_000_000_00 * (1 - 2_807 / 4_600))
    assert prima.nota.startswith("rendiconti dal 2021 al 2025, 1 entrata, metodo: media dei totali")
    assert "107-bis" in prima.nota
    assert "107-bis" not in valore("FCDE_MINIMO_1").nota


def test_a_year_without_accertamenti_leaves_the_totals_and_not_the_ratios():
    vuoto = {cella("accertamenti", 2024): 0, cella("riscossioni_competenza", 2024): 0}
    assert valore("FCDE_M1", vuoto).valore == round(1_000_000_00 * (1 - 2_305 / 3_760))
    m2 = valore("FCDE_M2", vuoto)
    assert (m2.valore, m2.motivo) == (None, f"{NOME}: accertamenti a zero del 2024")


def test_more_collected_than_assessed_is_a_whole_and_not_a_negative_fund():
    tutto = {cella("riscossioni_competenza", anno): 2_000_000 for anno in esempio.ANNI}
    assert [valore(codice, tutto).valore for codice in ("FCDE_M1", "FCDE_M2")] == [0, 0]


def test_a_missing_year_is_named_and_the_fund_is_never_smaller():
    due = acqua(previsione_1=80_000)
    senza = (cella("accertamenti", 2023, ACQUA), cella("riscossioni_competenza", 2025, ACQUA))
    for codice in ("FCDE_M1", "FCDE_M2", "FCDE_MINIMO_1", "FCDE_SCARTO_1"):
        trovato = valore(codice, due, senza)
        assert (trovato.valore, trovato.esito) == (None, "n.c.")
        assert trovato.motivo == "«Acquedotto»: mancano accertamenti o riscossioni del 2023 e del 2025"


def test_a_missing_previsione_is_named():
    trovato = valore("FCDE_MINIMO_2", acqua(previsione_1=80_000, previsione_2=80_000))
    assert trovato.motivo == f"{NOME}: manca la previsione del 2028"


def test_an_entrata_of_past_years_without_a_previsione_is_not_forgotten():
    assert valore("FCDE_MINIMO_1", acqua()).motivo == "«Acquedotto»: manca la previsione del 2027"
    assert valore("FCDE_MINIMO_1", acqua(previsione_1=0)).valore == 379_574_47


def test_a_long_list_of_faults_is_cut():
    quattro = {cella("previsione_1", BILANCIO, f"Voce {n}"): 1_000 for n in range(4)}
    assert valore("FCDE_MINIMO_1", quattro).motivo.endswith("; e 2 altre entrate")


def test_who_named_no_entrata_reads_what_to_write():
    altre = [(ISTAT, 2035, "manuale", "fondi", "riserva", "valore", 0)]
    trovato = valore("FCDE_MINIMO_1", altre=altre, anno=2035)
    assert trovato.motivo.startswith("il modulo dell'ente non dice quali entrate")


def test_a_method_that_does_not_exist_is_not_guessed():
    assert (
        valore("FCDE_MINIMO_1", {cella("metodo", BILANCIO): 7}).motivo
        == f"{NOME}: non c'è un metodo numero 7"
    )


def test_the_rendiconto_answers_for_an_official_code_where_the_form_is_silent():
    fasi = ("accertamenti", "riscossioni_competenza")
    senza = tuple(cella(fase, anno) for fase in fasi for anno in esempio.ANNI)
    ufficiali = [
        riga
        for fase in fasi
        for anno in esempio.ANNI
        for riga in rendiconto("entrate", fase, {TARI: esempio.PER_ANNO[fase][anno] * 100}, ISTAT, anno)
    ]
    assert valore("FCDE_M1", senza=senza, altre=ufficiali).valore == 379_574_47


def test_the_bilancio_answers_for_the_previsione_and_the_fund_where_the_form_is_silent():
    senza = (cella("previsione_1", BILANCIO), (BILANCIO, "fcde_totale", "stanziato_1", "valore"))
    altre = [
        (ISTAT, BILANCIO, "previsione", "entrate", TARI, "competenza_1", 900_000_00),
        (ISTAT, BILANCIO, "assestato", "entrate", TARI, "competenza_1", 1_000_000_00),
        (ISTAT, BILANCIO, "previsione", "spese", "M20.02", "competenza_1", 300_000_00),
    ]
    assert valore("FCDE_MINIMO_1", senza=senza, altre=altre).valore == 379_574_47
    assert valore("FCDE_SCARTO_1", senza=senza, altre=altre).valore == 300_000_00 - 379_574_47
    manca = valore("FCDE_SCARTO_1", senza=senza, altre=altre[:2])
    assert manca.motivo.startswith("manca il FCDE stanziato")


@pytest.mark.parametrize(
    ("cambia", "motivo"),
    [
        (
            {cella("progetto_riscossione", BILANCIO): 0},
            "il progetto di rafforzamento della riscossione non risulta attivato",
        ),
        (
            {cella("riscossioni_competenza", 2026): 588_000},  # 60 %: la media di 65, 60 e 60 è 61,67 %
            "l'ultima riscossione (60,00 %) non supera la media degli ultimi 3 anni (61,67 %)",
        ),
    ],
)
def test_the_metodo_accelerato_has_its_conditions(cambia, motivo):
    trovato = valore("FCDE_ACC", cambia)
    assert (trovato.valore, trovato.motivo) == (None, f"{NOME}: {motivo}")


@pytest.mark.parametrize(
    ("anno", "assestato", "vale"), [(2025, True, False), (2026, False, False), (2026, True, True)]
)
def test_the_metodo_accelerato_starts_with_the_assestamento_of_2026(anno, assestato, vale):
    spostate = [(istat, suo - BILANCIO + anno, *voce) for istat, suo, *voce in righe()]
    if assestato:
        spostate.append((ISTAT, anno, "assestato", "spese", "1", "competenza_1", 0))
    trovato = calcola(conti(*spostate)).valore(ISTAT, anno, "FCDE_ACC")
    assert trovato.valore == (350_000_00 if vale else None)
    assert vale or trovato.motivo.endswith(f"il metodo accelerato non vale per il bilancio {anno}")


def test_a_rendiconto_filed_at_zero_is_no_year_of_the_series():
    zeri = [
        (ISTAT, 2026, "rendiconto", lato, titolo, fase, 0)
        for lato, fase, titoli in (("entrate", "accertamenti", "12345679"), ("spese", "impegni", "123457"))
        for titolo in titoli
    ]
    senza = tuple(cella(fase, 2026) for fase in esempio.PER_ANNO)
    assert valore("FCDE_MINIMO_1", senza=senza, altre=zeri).nota.startswith("rendiconti dal 2021 al 2025")


def test_a_comune_alone_has_the_fund_it_has_among_many():
    altro = righe(acqua(previsione_1=80_000), istat="901002")
    panel = conti(*righe(), *altro)
    insieme = calcola(panel).valori
    assert insieme.loc[(ISTAT, BILANCIO), "FCDE_M1"] == 379_574_47
    assert insieme.loc[("901002", BILANCIO), "FCDE_M1"] == 419_574_47
    assert calcola(panel.solo([ISTAT])).valori.loc[(ISTAT, BILANCIO), "FCDE_M1"] == 379_574_47
