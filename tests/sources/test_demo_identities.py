"""The invented accounts obey the identities of D.Lgs. 118/2011 to the cent, as read back from the files."""

from collections import defaultdict

import lettura_semplice as semplice
import pytest

from crescere_kit.sources import demo

ANNI = [2021, 2022, 2023, 2024]
ENTRATE, SPESE = "Rendiconto SDB Entrate Riepilogo Titoli", "Rendiconto SDB Spese Riepilogo Titoli"
TIPOLOGIE, PROGRAMMI = "Rendiconto SDB Entrate", "Rendiconto SDB Spese"
MISSIONI, MACROAGGREGATI = "Rendiconto SDB Spese Riepilogo Missioni", "Rendiconto SDB Spese Macroaggregati"
RISULTATO = "Rendiconto SDB Allegato A Risultato di Amministrazione"
EQUILIBRI = "Rendiconto SDB Equilibri Enti Locali"
INIZIALI = {ENTRATE: "Residui Attivi al 1 Gennaio", SPESE: "Residui Passivi al 1 Gennaio"}
FINALI = {ENTRATE: "Totale Residui Attivi da Riportare", SPESE: "Totale Residui Passivi da Riportare"}
NON_SOMMANO = ("Codice", "Descrizione", "Esercizio", "Denominazione", "CF", "Data")


@pytest.fixture(scope="module")
def file(tmp_path_factory):
    """Five comuni: the example, the largest, the smallest, one in predissesto, one like many; no faults."""
    return semplice.membri(demo.scrivi(tmp_path_factory.mktemp("demo"), comuni=5, anni=ANNI))


@pytest.fixture(scope="module")
def equilibri(file):
    return {anno: prospetto(file, anno, EQUILIBRI, "Cod Voce Equilibri", "Importo") for anno in ANNI}


@pytest.fixture(scope="module")
def risultato(file):
    return {
        anno: prospetto(file, anno, RISULTATO, "Desc Voce Ris Amm Rend", "Totale di Gestione")
        for anno in ANNI
    }


def prospetto(file, anno, membro, chiave, valore):
    """{istat: {line: cents}}"""
    righe = defaultdict(dict)
    for (istat, riga), importo in semplice.colonna(file, anno, membro, chiave, valore).items():
        righe[istat][riga] = importo
    return righe


def somma(file, anno, membro, intestazione, titoli):
    """{istat: cents} over some titoli."""
    totale = defaultdict(int)
    for (istat, titolo), importo in semplice.colonna(
        file, anno, membro, "Codice Titolo", intestazione
    ).items():
        if titolo.lstrip("0") in titoli:
            totale[istat] += importo
    return totale


def importi(riga):
    return {nome: testo for nome, testo in riga.items() if nome and not nome.startswith(NON_SOMMANO)}


def sommate(righe, chiave):
    """{(istat, summary, column): cents}; nobody sums to zero by having no row."""
    totali = defaultdict(int)
    for riga in righe:
        for nome, testo in importi(riga).items():
            if testo and nome != "Fondo Puriennale Vincolato di Entrata":
                totali[semplice.istat(riga), chiave(riga), nome] += semplice.cents(testo)
    return {voce: totale for voce, totale in totali.items() if totale}


@pytest.mark.parametrize("membro", [ENTRATE, SPESE])
@pytest.mark.parametrize("anno", ANNI[1:])
def test_residui_roll_forward_from_one_year_to_the_next(file, membro, anno):
    prima = semplice.colonna(file, anno - 1, membro, "Codice Titolo", FINALI[membro])
    dopo = semplice.colonna(file, anno, membro, "Codice Titolo", INIZIALI[membro])
    assert len(prima) == 5 * (8 if membro == ENTRATE else 6)
    assert prima == dopo


@pytest.mark.parametrize("anno", ANNI[1:])
def test_the_cash_at_the_end_of_a_year_opens_the_next(risultato, anno):
    for istat, righe in risultato[anno].items():
        chiusura = risultato[anno - 1][istat]["Fondo di cassa al 31 dicembre"]
        assert righe["Fondo cassa al 1° gennaio"] == chiusura


@pytest.mark.parametrize("anno", ANNI[1:])
def test_the_fpv_of_spesa_is_the_fpv_of_entrata_of_the_next_year(equilibri, anno):
    for istat, righe in equilibri[anno].items():
        prima = equilibri[anno - 1][istat]
        assert (righe["A"], righe["Q"]) == (prima["D1"], prima["U1"])
        assert righe["Q"] > 0


@pytest.mark.parametrize("anno", ANNI)
@pytest.mark.parametrize("membro", [ENTRATE, TIPOLOGIE])
def test_every_row_of_entrata_balances(file, anno, membro):
    for riga in file[anno, membro]:
        c = {nome: semplice.cents(testo) for nome, testo in importi(riga).items()}
        assert c["Totale Riscossioni"] == c["Riscossioni in C/Residui"] + c["Riscossioni in C/Competenza"]
        da_residui = c[INIZIALI[ENTRATE]] - c["Riscossioni in C/Residui"] + c["Riaccertamento Residui"]
        assert c["Residui Attivi da Esercizi Precedenti"] == da_residui >= 0
        da_competenza = c["Accertamenti"] - c["Riscossioni in C/Competenza"]
        assert c["Residui Attivi da Esercizio di Competenza"] == da_competenza >= 0
        assert c[FINALI[ENTRATE]] == da_residui + da_competenza


@pytest.mark.parametrize("anno", ANNI)
@pytest.mark.parametrize("membro", [SPESE, PROGRAMMI, MISSIONI, MACROAGGREGATI])
def test_every_row_of_spesa_balances(file, anno, membro):
    for riga in file[anno, membro]:
        c = {nome: semplice.cents(testo) for nome, testo in importi(riga).items() if testo}
        assert c["Totale Pagamenti"] == c["Pagamenti in C/Residui"] + c["Pagamenti in C/Competenza"]
        economie = c["Previsioni Definitive di Competenza"] - c["Impegni"] - c["Fondo Puriennale Vincolato"]
        assert c["Economie di Competenza"] == economie >= 0
        da_residui = c[INIZIALI[SPESE]] - c["Pagamenti in C/Residui"] + c["Riaccertamento Residui"]
        da_competenza = c["Impegni"] - c["Pagamenti in C/Competenza"]
        assert min(da_residui, da_competenza) >= 0
        assert c[FINALI[SPESE]] == da_residui + da_competenza


@pytest.mark.parametrize("anno", ANNI)
@pytest.mark.parametrize(
    ("parti", "riepilogo", "chiave"),
    [
        (TIPOLOGIE, ENTRATE, lambda r: (r.get("Codice Tipologia") or r["Codice Titolo"][-1])[0]),
        (MACROAGGREGATI, SPESE, lambda r: (r.get("Codice Macroaggregato") or r["Codice Titolo"][-1])[0]),
        (PROGRAMMI, SPESE, lambda r: r["Codice Titolo"][-1]),
        (PROGRAMMI, MISSIONI, lambda r: r["Codice Missione"]),
    ],
    ids=["tipologie", "macroaggregati", "programmi by titolo", "programmi by missione"],
)
def test_the_parts_sum_to_the_summary(file, anno, parti, riepilogo, chiave):
    totali = sommate(file[anno, riepilogo], chiave)
    assert sum(totali.values()) > 0
    assert sommate(file[anno, parti], chiave) == totali


@pytest.mark.parametrize("anno", ANNI)
def test_the_accounts_of_the_piano_dei_conti_are_within_their_parents(file, anno):
    contributi = semplice.colonna(file, anno, "Rendiconto DCA Entrate", "Codice Voce PDCI", "Accertamenti")
    padri = semplice.colonna(file, anno, TIPOLOGIE, "Codice Tipologia", "Accertamenti")
    for (istat, codice), importo in contributi.items():
        assert 0 <= importo <= padri[istat, codice.replace("E.", "").replace(".", "")[:3] + "00"]
    conti = semplice.colonna(file, anno, "Rendiconto DCA Spese", "Codice Voce PDCI", "Impegni")
    macro = semplice.colonna(file, anno, MACROAGGREGATI, "Codice Macroaggregato", "Impegni")
    for istat in {istat for istat, _ in conti}:
        assert 0 < conti[istat, "U.1.02.01.01.000"] < macro[istat, "102"]
        interessi = conti[istat, "U.1.07.06.02.000"] + conti[istat, "U.1.07.06.04.000"]
        assert 0 < interessi < macro[istat, "107"]


@pytest.mark.parametrize("anno", ANNI)
def test_the_equilibri_restate_the_titoli(file, equilibri, anno):
    accertate, impegnate = ((ENTRATE, "Accertamenti"), (SPESE, "Impegni"))
    attese = {
        "B": somma(file, anno, *accertate, "123"),
        "R": somma(file, anno, *accertate, "456"),
        "D": somma(file, anno, *impegnate, "1"),
        "U": somma(file, anno, *impegnate, "2"),
        "F1": somma(file, anno, *impegnate, "4"),
        "D1": somma(file, anno, SPESE, "Fondo Puriennale Vincolato", "1"),
        "U1": somma(file, anno, SPESE, "Fondo Puriennale Vincolato", "2"),
    }
    macro = semplice.colonna(file, anno, MACROAGGREGATI, "Codice Macroaggregato", "Impegni")
    for istat, righe in equilibri[anno].items():
        assert {riga: righe[riga] for riga in attese} == {riga: attese[riga][istat] for riga in attese}
        spese = {"E": "204", "V": "301", "X1": "302", "X2": "303", "Y": "304"}
        assert {r: righe[r] for r in spese} == {r: macro[istat, m] for r, m in spese.items()}


@pytest.mark.parametrize("anno", ANNI)
def test_the_results_of_the_equilibri_are_their_sums(equilibri, anno):
    for e in equilibri[anno].values():
        g = e["A"] - e["AA"] + e["B"] + e["C"] - e["D"] - e["D1"] - e["E"] - e["E1"] - e["F1"] - e["F2"]
        o1 = g + e["H"] + e["I"] - e["L"] + e["M"]
        z1 = e["P"] + e["Q"] + e["R"] - e["C"] - e["I"] - e["S1"] - e["S2"] - e["T"] + e["L"] - e["M"]
        z1 += -e["U"] - e["U1"] - e["V"] + e["E"] + e["E1"]
        w1 = o1 + z1 + e["S1"] + e["S2"] + e["T"] - e["X1"] - e["X2"] - e["Y"]
        assert (e["G"], e["O1"], e["Z1"], e["W1"]) == (g, o1, z1, w1)
        assert e["W2"] == w1 - e["OA"] - e["OV"] - e["ZA"] - e["ZV"]
        assert e["W3"] == e["W2"] - e["OR"] - e["ZR"]


@pytest.mark.parametrize("anno", ANNI)
def test_the_result_of_administration_is_cash_plus_credits_less_debts_less_fpv(
    file, risultato, equilibri, anno
):
    riscosse = somma(file, anno, ENTRATE, "Totale Riscossioni", "12345679")
    pagate = somma(file, anno, SPESE, "Totale Pagamenti", "123457")
    attivi = somma(file, anno, ENTRATE, FINALI[ENTRATE], "12345679")
    passivi = somma(file, anno, SPESE, FINALI[SPESE], "123457")
    for istat, r in risultato[anno].items():
        cassa = r["Fondo cassa al 1° gennaio"] + riscosse[istat] - pagate[istat]
        assert r["Fondo di cassa al 31 dicembre"] == cassa > 0
        fpv = equilibri[anno][istat]["D1"] + equilibri[anno][istat]["U1"]
        risultato_a = cassa + attivi[istat] - passivi[istat] - fpv
        assert r["Risultato di amministrazione al 31 dicembre (A)"] == risultato_a
        b, c = r["Totale parte accantonata (B)"], r["Totale parte vincolata (C)"]
        d = r["Totale parte destinata agli investimenti (D)"]
        assert r["Totale parte disponibile (E=A-B-C-D)"] == risultato_a - b - c - d


@pytest.mark.parametrize("anno", ANNI[1:])
def test_the_disavanzo_to_recover_is_never_more_than_there_is(risultato, equilibri, anno):
    recuperi = []
    for istat, righe in equilibri[anno].items():
        disponibile = risultato[anno - 1][istat]["Totale parte disponibile (E=A-B-C-D)"]
        assert 0 <= righe["AA"] <= max(0, -disponibile)
        assert (righe["AA"] > 0) == (disponibile < 0)
        recuperi.append(righe["AA"])
    assert any(recuperi)


@pytest.mark.parametrize("anno", ANNI)
def test_the_final_budget_balances(file, equilibri, anno):
    previste = somma(file, anno, ENTRATE, "Previsioni Definitive di Competenza", "12345679")
    autorizzate = somma(file, anno, SPESE, "Previsioni Definitive di Competenza", "123457")
    for istat, e in equilibri[anno].items():
        assert previste[istat] + e["A"] + e["Q"] + e["H"] + e["P"] == autorizzate[istat] + e["AA"]


@pytest.mark.parametrize("anno", ANNI)
def test_partite_di_giro_and_anticipazione_are_equal_on_both_sides(file, anno):
    for in_entrata, in_uscita in (("9", "7"), ("7", "5")):
        accertate = somma(file, anno, ENTRATE, "Accertamenti", in_entrata)
        assert accertate == somma(file, anno, SPESE, "Impegni", in_uscita)


@pytest.mark.parametrize("anno", ANNI)
def test_the_first_budget_balances_year_by_year(file, equilibri, anno):
    for numero in "123":
        colonna = f"Previsioni in CC {numero} Anno"
        entra, esce = (
            semplice.colonna(
                file,
                anno + 1,
                f"Bilancio di Previsione SDB {lato} Riepilogo Titoli",
                "Codice Titolo",
                colonna,
            )
            for lato in ("Entrate", "Spese")
        )
        for istat, e in equilibri[anno].items():
            correnti = sum(entra[istat, f"0{titolo}"] for titolo in "123")
            fpv = e["D1"] if numero == "1" else 0
            assert correnti + fpv == esce[istat, "01"] + esce[istat, "04"] + e["AA"]
