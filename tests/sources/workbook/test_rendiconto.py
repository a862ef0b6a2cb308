"""The rendiconto downloaded from BDAP enters the panel by its labels, or every fault is shown."""

import pytest
import vettori
from rendiconto_bdap import DI_CUI, EQUILIBRI, FILE, QUADRO, RISULTATO, scrivi

from crescere_kit.accounts import Voce, nome_voce
from crescere_kit.accounts.voci import controlla, righe_prospetto
from crescere_kit.sources import FileRifiutato, leggi, maps
from crescere_kit.sources.store import Archivio
from crescere_kit.sources.whose import Dichiarato

ANNO, ISTAT = vettori.ANNO, vettori.ISTAT
VINCOLATE = "- Risorse vincolate di parte corrente nel bilancio (-)"
O2 = "O2) EQUILIBRIO DI BILANCIO DI PARTE CORRENTE"
H = "H) Utilizzo risultato di amministrazione per spese correnti e per rimborso dei prestiti (+)"


@pytest.fixture
def carica(tmp_path):
    def carica_con(nome=FILE, dichiarato=None, noti=vettori.ENTI, mappe=None, **modi):
        (tmp_path / nome).write_bytes(scrivi(**modi))
        return leggi([tmp_path / nome], anagrafe_nota=noti, dichiarato=dichiarato, mappe=mappe)

    return carica_con


@pytest.fixture
def perche(carica):
    def perche_no(**modi):
        with pytest.raises(FileRifiutato) as colto:
            carica(**modi)
        return [riga.removeprefix("  - ") for riga in str(colto.value).splitlines()[2:]]

    return perche_no


def euro(caricamento, lato, codice, fase="importo"):
    """The one amount of a voce, in euro."""
    righe = caricamento.righe
    giusta = (righe["lato"] == lato) & (righe["codice"] == codice) & (righe["fase"] == fase)
    (cents,) = righe.loc[giusta, "importo"]
    return cents / 100


def test_the_example_is_read_to_the_cent_and_without_a_word(carica):
    caricamento = carica()
    assert caricamento.avvisi == []
    assert {(r.istat, r.anno, r.documento) for r in caricamento.righe.itertuples()} == {
        (ISTAT, ANNO, "rendiconto")
    }
    attesi = {
        "G": 370_000,
        "O1": 430_000,
        "O2": 30_000,
        "O3": -50_000,
        "Z1": 190_000,
        "Z2": 20_000,
        "Z3": 20_000,
    }
    attesi |= {
        "W1": 620_000,
        "W2": 50_000,
        "W3": -30_000,
        "A": 120_000,
        "C": 0,
        "variazione_correnti": 80_000,
    }
    assert {codice: euro(caricamento, "equilibri", codice) for codice in attesi} == attesi
    attesi = {
        "cassa_iniziale": 500_000,
        "riscossioni": 7_940_000,
        "pagamenti": 8_100_000,
        "fondo_cassa": 340_000,
    }
    attesi |= {
        "residui_attivi": 8_380_000,
        "residui_passivi": 3_760_000,
        "fpv_corrente": 100_000,
        "fpv_capitale": 700_000,
    }
    attesi |= {
        "risultato": 4_160_000,
        "fcde": 3_300_000,
        "fal": 250_000,
        "contenzioso": 200_000,
        "vincolata": 420_000,
    }
    attesi |= {"accantonata": 3_850_000, "destinata": 90_000, "disponibile": -200_000}
    assert {codice: euro(caricamento, "risultato", codice) for codice in attesi} == attesi


def test_the_quadro_gives_the_titoli_of_entrate_and_spese(carica):
    caricamento = carica()
    assert euro(caricamento, "entrate", "1", "accertamenti") == 4_000_000
    assert euro(caricamento, "entrate", "1", "riscossioni") == 3_300_000
    assert euro(caricamento, "entrate", "7", "accertamenti") == 900_000
    assert euro(caricamento, "spese", "2", "impegni") == 1_550_000
    assert euro(caricamento, "spese", "2", "pagamenti") == 950_000
    assert euro(caricamento, "spese", "1", "fpv") == 100_000


def test_all_the_rows_of_the_prospects_are_read(carica):
    righe = carica().righe
    for lato in ("equilibri", "risultato"):
        assert set(righe.loc[righe["lato"] == lato, "codice"]) == set(righe_prospetto(lato))


def test_each_amount_keeps_its_sheet_and_row(carica):
    righe = carica().righe
    w1 = righe[(righe["lato"] == "equilibri") & (righe["codice"] == "W1")].iloc[0]
    assert (w1["file"], w1["riga"], w1["membro"]) == (f"{FILE} » {EQUILIBRI}", 58, "equilibri")
    assert set(righe.loc[righe["lato"] == "entrate", "membro"]) == {"entrate_titoli"}


def test_cells_that_moved_and_extra_rows_change_nothing(carica):
    def valori(caricamento):
        righe = caricamento.righe.astype({"codice": "str", "lato": "str", "fase": "str"})
        return righe.set_index(["lato", "codice", "fase"])["importo"].sort_index()

    mosse = carica(
        sposta=7,
        fogli=(RISULTATO, EQUILIBRI, QUADRO),
        aggiungi={O2: [("Nota: approvato dal Consiglio", None), ("di cui PNRR", 0)]},
    )
    assert valori(mosse).equals(valori(carica()))


def test_a_note_beside_an_amount_is_not_an_amount(carica):
    assert euro(carica(celle={(EQUILIBRI, 57, 4): "cfr. nota 3 del 2024"}), "equilibri", "W1") == 620_000


def test_a_letter_may_have_a_cell_of_its_own(carica):
    caricamento = carica(lettere=True)
    assert euro(caricamento, "equilibri", "B") == 6_000_000
    assert euro(caricamento, "equilibri", "W3") == -30_000


def test_an_amount_written_as_text_is_an_amount(carica):
    assert euro(carica(cambia={VINCOLATE: "60.000,00"}), "equilibri", "vincolate_correnti") == 60_000


def test_words_in_the_place_of_an_amount_are_a_fault(perche):
    (riga,) = perche(cambia={VINCOLATE: "mille"})
    assert riga.startswith("foglio «7 Equilibri», cella B27: trovato «mille», atteso un importo in euro")


def test_a_row_that_is_not_there_is_a_fault_with_the_nearest_name(perche):
    nuovo, noto = "O2) EQUILIBRIO DEL BILANCIO CORRENTE", "O2) Equilibrio di bilancio di parte corrente"
    manca, sconosciuta = perche(rinomina={O2: nuovo})
    dove = "foglio «7 Equilibri»"
    assert manca == f"{dove}: trovato nessuna riga così, atteso la riga «{noto}» (forse «{nuovo}»)."
    assert sconosciuta == (
        f"{dove}, cella A28: trovato «{nuovo}», atteso una riga conosciuta del prospetto (forse «{noto}»), "
        "o da aggiungere in «mappe/workbook_righe.csv»."
    )


def test_a_row_added_to_the_archives_own_map_is_known(carica, tmp_path):
    intestazione = ";".join(maps.righe("workbook_righe.csv")[0])
    riga = "equilibri;equilibri;O2) Equilibrio del bilancio corrente;voce;O2;importo;;2019;si;"
    (tmp_path / "workbook_righe.csv").write_text(f"{intestazione}\n{riga}\n", encoding="utf-8")
    caricamento = carica(rinomina={O2: "O2) EQUILIBRIO DEL BILANCIO CORRENTE"}, mappe=maps.carica(tmp_path))
    assert euro(caricamento, "equilibri", "O2") == 30_000


def test_an_unknown_row_with_an_amount_is_a_fault(perche):
    (riga,) = perche(aggiungi={O2: [("O2-bis) Altre poste", 12.34)]})
    assert "cella A29: trovato «O2-bis) Altre poste», atteso una riga conosciuta" in riga


def test_a_row_repeated_with_another_amount_is_a_fault(perche):
    altra = [("S1) Entrate Titolo 5.02 per Riscossione crediti di breve termine", 5)]
    (riga,) = perche(aggiungi={"Risorse vincolate nel bilancio": altra})
    assert (
        "trovato «S1) Entrate Titolo 5.02» 5,00 €, atteso 0,00 € come in foglio «7 Equilibri», cella B36"
        in riga
    )


def test_totals_that_do_not_add_are_faults_of_their_cell(perche):
    (riga,) = perche(cambia={H: 50_000.01})
    assert riga == (
        "foglio «7 Equilibri», cella B25: trovato 430.000,00 €, "
        "atteso 430.000,01 € (equilibri: O1 = G + H + I − L + M)."
    )


def test_the_prospects_are_compared_with_each_other(perche):
    (riga,) = perche(cambia={"Titolo 2 - Trasferimenti correnti": 800_000.5})
    assert "cella B7: trovato 6.000.000,00 €, atteso 6.000.000,50 €" in riga


def test_a_row_that_the_panel_has_not_explains_a_total_and_is_told(carica):
    nuova = "Q1) Fondo pluriennale vincolato per spese titolo 2.04 iscritto in entrata (+)"
    avvisi = carica(
        aggiungi={"R) Entrate Titoli 4.00-5.00-6.00 (+)": [(nuova, 1_000)]},
        cambia={
            "Z1) RISULTATO DI COMPETENZA IN C/CAPITALE (Z1 = P+Q+R-C-I-S1-S2-T+L-M-U-U1-V+E+E1)": 191_000,
        },
    ).avvisi
    assert (
        f"«{FILE}», foglio «7 Equilibri», cella A34: «{nuova}» (1.000,00 €) non è tra i dati caricati"
        in avvisi[0]
    )
    assert any("191.000,00 € invece di 190.000,00 € (equilibri: Z1 =" in avviso for avviso in avvisi)


def test_a_row_without_an_amount_stays_unknown(carica):
    caricamento = carica(cambia={VINCOLATE: None})
    righe = caricamento.righe
    assert not ((righe["codice"] == "vincolate_correnti") & (righe["lato"] == "equilibri")).any()
    (avviso,) = caricamento.avvisi
    assert avviso.startswith(
        f"«{FILE}», foglio «7 Equilibri», cella A27: «Risorse vincolate di parte corrente"
    )
    assert avviso.endswith("è senza importo e resta n.c.")


def test_a_prospect_that_is_not_there_is_told(carica):
    assert carica(fogli=(EQUILIBRI, RISULTATO)).avvisi == [f"«{FILE}»: manca il quadro generale riassuntivo."]


def test_the_year_of_the_sheets_must_be_that_of_the_name(perche):
    (riga,) = perche(anno=2022)
    assert "cella A2: trovato l'anno 2022, atteso l'anno 2023" in riga


def test_without_a_year_in_the_name_the_sheets_say_it(carica):
    assert set(carica(nome="scaricato.xlsx").righe["anno"]) == {2023}


def test_the_person_may_say_comune_and_year(carica):
    righe = carica(titolo="Rendiconto della gestione", dichiarato=Dichiarato(ISTAT, 2023)).righe
    assert set(righe["istat"]) == {ISTAT}


def test_a_workbook_that_does_not_say_whose_it_is_asks(perche):
    (riga,) = perche(titolo="Rendiconto della gestione")
    assert "non dice di quale comune è" in riga
    assert "«--comune NOME O CODICE ISTAT»" in riga


def test_the_workbook_of_another_comune_is_refused(perche):
    (riga,) = perche(
        titolo="Comune di Altrove (VD)", fogli=(EQUILIBRI,), dichiarato=Dichiarato("Esempio", 2023)
    )
    assert "cella A1: trovato «Comune di Altrove», atteso il comune indicato da chi carica, Esempio" in riga


def test_a_formula_not_computed_is_not_zero(perche):
    (riga,) = perche(celle={(EQUILIBRI, 26, 1): "=1+1"})
    assert "cella B27: trovato una formula non calcolata" in riga


def test_a_workbook_that_holds_no_prospect_says_which_sheets_it_has(perche):
    (riga,) = perche(fogli=())
    assert "nessun prospetto è riconosciuto (fogli: «Indice», «12 All. a1»)" in riga


@pytest.mark.parametrize(
    ("nome", "contenuto", "frase"),
    [
        ("Rend. 2023.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "un vecchio file di Excel"),
        ("a.xlsx", b"", "un file vuoto"),
    ],
)
def test_what_is_no_workbook_is_refused_in_one_sentence(tmp_path, nome, contenuto, frase):
    (tmp_path / nome).write_bytes(contenuto)
    with pytest.raises(FileRifiutato, match=frase):
        leggi([tmp_path / nome])


def test_a_workbook_never_takes_the_place_of_the_tables_of_bdap(tmp_path):
    archivio = Archivio(tmp_path / "archivio")
    archivio.importa(vettori.scrivi(tmp_path))
    (tmp_path / FILE).write_bytes(scrivi())
    with pytest.raises(FileRifiutato, match="che l'archivio ha già da OpenBDAP") as colto:
        archivio.importa([tmp_path / FILE])
    assert [(d.file, d.istat) for d in colto.value.difetti] == [(FILE, ISTAT)]


def test_the_tables_of_bdap_take_the_place_of_a_workbook(tmp_path):
    archivio = Archivio(tmp_path / "archivio")
    (tmp_path / FILE).write_bytes(scrivi(titolo="Rendiconto"))
    archivio.importa([tmp_path / FILE], comune=ISTAT, anno=ANNO)
    avvisi = archivio.importa(vettori.scrivi(tmp_path)).avvisi
    assert any(FILE in avviso and "sono sostituiti" in avviso for avviso in avvisi)
    residui = archivio.conti().voce("rendiconto", "entrate", "1", "residui_iniziali")
    assert residui.loc[(ISTAT, ANNO)] == 350_000_000


def test_the_map_speaks_of_voci_that_exist():
    solite = {"entrate": "accertamenti", "spese": "impegni"}
    voci = [
        Voce("rendiconto", riga["lato"], riga["codice"], riga["fase"] or solite[riga["lato"]])
        for riga in maps.righe("workbook_righe.csv")
        if riga["codice"]
    ]
    assert len(voci) > 50
    assert all(nome_voce(voce) for voce in voci)
    assert [controlla(voce) for voce in voci] == [None] * len(voci)


def test_the_same_di_cui_is_told_apart_by_the_row_before(carica):
    avanti = "F1) Spese Titolo 4.00 - Quote di capitale amm.to dei mutui e prestiti obbligazionari (-)"
    caricamento = carica(senza=(DI_CUI,), aggiungi={avanti: [(DI_CUI, 7)], H: [(DI_CUI, 8)]})
    assert euro(caricamento, "equilibri", "F1_anticipate") == 7
