"""An official archive is read as it is published: every table, nothing invented."""

import pytest
from ufficiali import (
    CONTI,
    ENTRATE,
    EQUILIBRI,
    INDICATORI,
    MACROAGGREGATI,
    MISSIONI,
    PARAMETRI,
    PROGRAMMI,
    RISULTATO,
    SINTETICI,
    SOGGETTO,
    SPESE,
    TIPOLOGIE,
    altro_comune,
    csv,
    entrata,
    risultato,
    spesa,
    zip_di,
)

from crescere_kit.sources import bdap, maps

MAPPE = maps.carica()


def leggi(cartella, membri, **altro):
    letto = bdap.leggi(zip_di(cartella, membri, **altro), MAPPE)
    assert letto.difetti == []
    return letto


def valori(letto, membro):
    righe = letto.righe[letto.righe["membro"] == membro]
    return dict(zip(zip(righe["codice"], righe["fase"], strict=True), righe["importo"], strict=True))


def test_a_summary_becomes_one_amount_per_titolo_and_fase(tmp_path):
    letto = leggi(tmp_path, {ENTRATE: csv(entrata())})
    assert valori(letto, "entrate_titoli") == {
        ("1", "previsioni_competenza"): 12000,
        ("1", "riscossioni_residui"): 1000,
        ("1", "riscossioni_competenza"): 6000,
        ("1", "riscossioni"): 7000,
        ("1", "accertamenti"): 10000,
    }
    assert set(letto.righe["istat"]) == {"901001"}
    assert set(letto.righe["anno"]) == {2024}


def test_each_amount_remembers_file_and_row(tmp_path):
    letto = leggi(tmp_path, {ENTRATE: csv(entrata("01"), entrata("02"))})
    secondo = letto.righe[letto.righe["codice"] == "2"].iloc[0]
    assert secondo["riga"] == 3
    assert secondo["file"] == f"2024_Rendiconto - Schemi di bilancio_ESEMPIO.zip » {ENTRATE}"


def test_an_empty_amount_is_missing_and_a_zero_is_zero(tmp_path):
    letto = leggi(
        tmp_path, {ENTRATE: csv(entrata(**{"Previsioni Definitive di Competenza": "", "Accertamenti": "0"}))}
    )
    letti = valori(letto, "entrate_titoli")
    assert ("1", "previsioni_competenza") not in letti
    assert letti["1", "accertamenti"] == 0


def test_negative_amounts_are_real(tmp_path):
    letto = leggi(tmp_path, {ENTRATE: csv(entrata() | {"Riaccertamento Residui": "-5.1"})})
    assert valori(letto, "entrate_titoli")["1", "riaccertamento"] == -510


@pytest.mark.parametrize("tipo", ["ELREGI", "ELPROV", "ELUNCO", ""])
def test_who_is_not_a_comune_is_left_out(tmp_path, tipo):
    estranea = entrata(**{"Codice Tipologia Soggetto": tipo, "Accertamenti": "999.00"})
    letto = leggi(tmp_path, {ENTRATE: csv(estranea, entrata())})
    assert valori(letto, "entrate_titoli")["1", "accertamenti"] == 10000


@pytest.mark.parametrize(("codifica", "fine"), [("utf-8-sig", "\r\n"), ("utf-8", "\n"), ("cp1252", "\r\n")])
def test_every_published_encoding_is_read(tmp_path, codifica, fine):
    nome = {"Descrizione Comune": "SANT'ANGELÒ"}
    letto = leggi(tmp_path, {ENTRATE: csv(entrata(**nome), codifica=codifica, fine=fine)})
    assert letto.enti["nome"].to_dict() == {"901001": "Sant'Angelò"}


def test_the_typo_and_the_right_spelling_are_the_same_column(tmp_path):
    giusta = {
        ("Fondo Pluriennale Vincolato" if k == "Fondo Puriennale Vincolato" else k): v
        for k, v in spesa().items()
    }
    for riga in (spesa(), giusta):
        assert valori(leggi(tmp_path, {SPESE: csv(riga)}), "spese_titoli")["1", "fpv"] == 1000


def test_twins_pdfs_and_tables_not_needed_are_skipped(tmp_path):
    letto = leggi(tmp_path, {
        ENTRATE: csv(entrata()),
        ENTRATE.replace("_ESEMPIO", " - Voce di Riepilogo_ESEMPIO"): b"non un csv",
        ENTRATE.replace(".csv", ".pdf"): b"%PDF",
        "2024_Rendiconto SDB Allegato a1 Elenco Quote Accantonate_ESEMPIO.csv": b"x",
    })  # fmt: skip
    assert set(letto.righe["membro"]) == {"entrate_titoli"}
    assert letto.avvisi == []


def test_a_table_nobody_knows_is_said_and_not_lost_in_silence(tmp_path):
    letto = leggi(
        tmp_path,
        {ENTRATE: csv(entrata()), "2024_Rendiconto SDB Entrate Riepilogo Categorie_ESEMPIO.csv": b"x"},
    )
    (avviso,) = letto.avvisi
    assert "Riepilogo Categorie" in avviso
    assert "(simile a «Rendiconto SDB Entrate Riepilogo Titoli»)" in avviso


def test_tables_in_a_folder_and_zip64_are_read(tmp_path):
    letto = leggi(tmp_path, {f"2024/ESEMPIO/{ENTRATE}": csv(entrata())}, force_zip64=True)
    assert len(letto.righe) == 5


def test_one_table_out_of_its_zip_is_read_too(tmp_path):
    percorso = tmp_path / ENTRATE
    percorso.write_bytes(csv(entrata()))
    letto = bdap.leggi(percorso, MAPPE)
    assert letto.difetti == []
    assert set(letto.righe["file"]) == {ENTRATE}


def test_every_official_spelling_of_a_code_leads_to_ours(tmp_path):
    sintetica = entrata() | {"Codice Tipologia": "0101"}
    intera = entrata("1", Accertamenti="0") | {"Codice Tipologia": "1010400"}
    programma = spesa({"Codice Missione": "1", "Codice Programma": "0103", "Codice Titolo": "1"})
    macro = spesa({"Codice Titolo": "01", "Codice Macroaggregato": "03"})
    letto = leggi(tmp_path, {
        TIPOLOGIE: csv(sintetica, intera),
        PROGRAMMI: csv(programma),
        MACROAGGREGATI: csv(macro),
        MISSIONI: csv(spesa({"Codice Missione": "1"})),
    })  # fmt: skip
    codici = letto.righe.groupby("membro", observed=True)["codice"].agg(lambda c: sorted(set(c)))
    assert codici.to_dict() == {
        "entrate_tipologie": ["10101", "10104"],
        "spese_macroaggregati": ["103"],
        "spese_missioni": ["M01"],
        "spese_programmi": ["M01.03.1"],
    }


def test_a_line_seen_in_real_files_is_known_by_its_code_whatever_the_label(tmp_path):
    letto = leggi(tmp_path, {RISULTATO: csv(risultato("0491", "Fondo cred. dubbia esig.", "33.00"))})
    assert valori(letto, "risultato") == {("fcde", "importo"): 3300}


def test_a_line_never_seen_is_known_by_its_label_whatever_the_code(tmp_path):
    righe = [
        risultato("1234", "FONDO CONTENZIOSO", "2.00"),
        risultato("0915", "Risultato di amministrazione al 31 dicembre 2024 (A)(2)", "9.00"),
        risultato("0918", "Vincoli derivanti da trasferimenti", "1.00"),
    ]
    assert valori(leggi(tmp_path, {RISULTATO: csv(*righe)}), "risultato") == {
        ("contenzioso", "importo"): 200,
        ("risultato", "importo"): 900,
    }


def test_a_line_that_the_prospect_prints_twice_is_read_once(tmp_path):
    def riga(codice, importo):
        voce = "S1) Entrate Titolo 5.02 per Riscossione crediti di breve termine"
        return SOGGETTO | {"Cod Voce Equilibri": codice, "Desc Voce Equilibri": voce, "Importo": importo}

    letto = leggi(tmp_path, {EQUILIBRI: csv(riga("10", "4.00"), riga("20", "4.00"))})
    assert valori(letto, "equilibri") == {("S1", "importo"): 400}
    difetti = bdap.leggi(
        zip_di(tmp_path, {EQUILIBRI: csv(riga("10", "4.00"), riga("20", "5.00"))}), MAPPE
    ).difetti
    assert [(d.riga, d.trovato) for d in difetti] == [
        (3, "un'altra riga per «S1» del comune 901001, già alla riga 2")
    ]


def test_parametri_are_answers_and_indicatori_are_percentage_points(tmp_path):
    def parametro(codice, risposta):
        voci = {
            "Codice Parametro": codice,
            "Descrizione Parametro": f"{codice} limite superato",
            "Parametro Deficitario": risposta,
        }
        return SOGGETTO | voci

    def indicatore(tipologia, numero, valore):
        return SOGGETTO | {
            "Codice Tipologia Indicatore Sintetico 2)a": tipologia,
            "Codice Indicatore Sintetico 2)a": numero,
            "Indicatore Tutte Le Missioni": valore,
        }

    letto = leggi(tmp_path, {PARAMETRI: csv(parametro("P1", "NO"), parametro("P2", "SI"))})
    assert valori(letto, "parametri") == {("P1", "deficitario"): 0, ("P2", "deficitario"): 1}
    righe = [indicatore("01", "01", "35.333333"), indicatore("10", "3", "-1"), indicatore("9", "5", "")]
    sintetici = leggi(tmp_path, {SINTETICI: csv(*righe)}, nome=INDICATORI).righe
    assert dict(zip(sintetici["codice"], sintetici["rapporto"], strict=True)) == {
        "1.1": 35.333333,
        "10.3": -1.0,
    }
    assert sintetici["importo"].isna().all()


def test_the_accounts_that_serve_are_summed_from_the_highest_level_present(tmp_path):
    def conto(codice, impegni, **altro):
        return SOGGETTO | {"Codice Voce PDCI": codice, "Impegni": impegni} | altro

    figlie = [
        conto("U.1.07.06.02.001", "1.00"),
        conto("U.1.07.06.02.999", "2.00"),
        conto("U.1.03.02.05.004", "50.00"),
    ]
    madre = altro_comune(conto("U.1.07.06.02.000", "4.00"))
    figlia = altro_comune(conto("U.1.07.06.02.001", "4.00"))
    righe = leggi(tmp_path, {CONTI: csv(*figlie, madre, figlia)}).righe
    letti = dict(zip(zip(righe["istat"], righe["codice"], strict=True), righe["importo"], strict=True))
    assert letti == {("901001", "U.1.07.06.02"): 300, ("901002", "U.1.07.06.02"): 400}


def test_the_fpv_of_personnel_is_where_p1_looks_for_it(tmp_path):
    macro = spesa({"Codice Titolo": "01", "Codice Macroaggregato": "101"}) | {
        "Fondo Puriennale Vincolato di Entrata": "4.00"
    }
    righe = leggi(tmp_path, {MACROAGGREGATI: csv(macro)}).righe
    fpv = righe[righe["lato"] == "fpv"]
    assert dict(zip(fpv["codice"], fpv["importo"], strict=True)) == {"entrata_101": 400, "spesa_101": 1000}
    assert valori(leggi(tmp_path, {MACROAGGREGATI: csv(macro)}), "spese_macroaggregati")["101", "fpv"] == 1000


def test_a_comune_that_had_ceased_is_said(tmp_path):
    letto = leggi(tmp_path, {ENTRATE: csv(entrata(**{"Data Cessazione Soggetto": "31/12/2019"}))})
    assert letto.avvisi == ["Borgo Esempio (901001) risulta cessato nel 2019, ma ha dati del 2024."]


def test_a_comune_may_be_left_out(tmp_path):
    percorso = zip_di(tmp_path, {ENTRATE: csv(entrata(), altro_comune(entrata(Accertamenti="abc")))})
    letto = bdap.leggi(percorso, MAPPE, frozenset({"901002"}))
    assert letto.difetti == []
    assert letto.enti.index.to_list() == ["901001"]
