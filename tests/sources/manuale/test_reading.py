"""What the office wrote is read to the cent; what is wrong is told cell by cell, and then nothing is read."""

import datetime as dt
import io
import re
import zipfile

import pytest
from moduli import (
    ANNI,
    ISTAT,
    apri,
    compila,
    del_modulo,
    indirizzo,
    letto,
    riga,
    salva,
    scritto,
    valori,
)
from righe import conti

from crescere_kit.accounts import Voce
from crescere_kit.sources import manuale, spreadsheet
from crescere_kit.sources.faults import FileRifiutato

MODULO = scritto()
FONDI, ENTE, DEBITO = "Avanzo e fondi", "Ente e scadenze", "Debito e cassa"
RISERVA = (FONDI, "fondi/riserva/valore", "valore")
MUTUO = riga(
    "Mutui",
    1,
    nome="CDP 4512",
    capitale_residuo=500_000,
    tasso=0.04,  # the cell shows it as 4,00 %
    rate_anno="2 semestrale",
    rate_residue=40,
    tipo="1 rata costante (francese)",
)


def difetti(contenuto, **detto):
    """The faults as the person reads them, without the file's name."""
    trovati = letto(contenuto, **detto)
    assert len(trovati.righe) == 0
    return [riga.strip(" -") for riga in str(FileRifiutato(trovati.difetti)).splitlines()[2:]]


def test_what_is_written_is_read():
    compilato = compila(
        MODULO,
        {
            (ENTE, "ente/dissesto/valore", "valore"): "no",
            (ENTE, "scadenze/bilancio_approvato/valore", "valore"): dt.date(2024, 3, 15),
            RISERVA: 24_300.29,
            (DEBITO, "tesoreria/anticipazione_giorni/valore", "valore"): 45,
            ("Pagamenti", "pagamenti/ritardo/valore", "valore"): -3.5,
            ("Tributi e servizi", "tributi/imu_aliquota/valore", "valore"): 0.0106,
            ("Bilancio assestato", "entrate/1", "competenza_2"): 4_100_000,
            ("Bilancio assestato", "spese/M20.02", "cassa_1"): 0,
            ("Equilibri assestati", "equilibri_previsti/D_fcde", "competenza_3"): 380_000,
            **riga(
                "Debiti fuori bilancio", 1, nome="Sentenza Rossi", importo=1_000, stato="3 da riconoscere"
            ),
        },
    )
    assert valori(letto(compilato)) == {
        (2023, del_modulo("ente", "dissesto")): 0,
        (2024, del_modulo("scadenze", "bilancio_approvato")): 20240315,
        (2024, del_modulo("fondi", "riserva")): 24_300_29,
        (2023, del_modulo("tesoreria", "anticipazione_giorni")): 45,
        (2023, del_modulo("pagamenti", "ritardo")): -3.5,
        (2024, del_modulo("tributi", "imu_aliquota")): pytest.approx(1.06),
        (2024, Voce("assestato", "entrate", "1", "competenza_2")): 4_100_000_00,
        (2024, Voce("assestato", "spese", "M20.02", "cassa_1")): 0,
        (2024, Voce("assestato", "equilibri_previsti", "D_fcde", "competenza_3")): 380_000_00,
        (2023, del_modulo("dfb", "Sentenza Rossi", "importo")): 1_000_00,
        (2023, del_modulo("dfb", "Sentenza Rossi", "stato")): 3,
    }


def test_an_empty_cell_is_unknown_and_zero_is_zero():
    letti = valori(letto(compila(MODULO, {RISERVA: 0})))
    assert letti == {(2024, del_modulo("fondi", "riserva")): 0}


def test_a_form_written_with_what_is_known_is_read_back_the_same():
    noti = [
        (ISTAT, 2023, "manuale", "ente", "riequilibrio", "valore", 1),
        (ISTAT, 2023, "manuale", "ente", "fine_mandato", "valore", 20270610),
        (ISTAT, 2023, "manuale", "contenzioso", "Bianchi", "importo", 12_345_67),
        (ISTAT, 2023, "manuale", "pagamenti", "importo_pagato", "valore", 15_000_00),
        (ISTAT, 2023, "manuale", "pagamenti", "importo_per_giorni", "valore", -175_000_01),
        (ISTAT, 2024, "manuale", "debito", "interessi_in_essere", "valore", 165_000_03),
        (ISTAT, 2024, "manuale", "mutui", "CDP 1", "capitale_residuo", 9_999_999_99),
        (ISTAT, 2024, "manuale", "mutui", "CDP 1", "rate_anno", 2),
        (ISTAT, 2024, "manuale", "mutui", "CDP 1", "rate_residue", 7),
        (ISTAT, 2024, "manuale", "mutui", "CDP 1", "tipo", 3),
        (ISTAT, 2024, "manuale", "mutui", "CDP 1", "variabile", 1),
        (ISTAT, 2024, "assestato", "equilibri_previsti", "fondo_cassa", "competenza_1", 1_01),
    ]
    noti += [
        (ISTAT, anno, "manuale", "fcde", "30200 / Multe", fase, 1_000_00 + anno)
        for anno in range(2019, 2024)
        for fase in ("accertamenti", "riscossioni_competenza", "residui_finali")
    ]
    percentuali = {("contenzioso", "Bianchi", "rischio"): 33.333333, ("mutui", "CDP 1", "tasso"): 4.125}
    attesi = {(anno, Voce(*voce)): valore for _, anno, *voce, valore in noti}
    panel = conti(*noti)
    for (lato, codice, fase), punti in percentuali.items():
        anno = 2023 if lato == "contenzioso" else 2024
        attesi[anno, del_modulo(lato, codice, fase)] = punti
        panel = panel.scritti(ISTAT, anno, {del_modulo(lato, codice, fase): punti})
    riletti = valori(letto(manuale.scrivi(panel, ISTAT, ANNI)))
    assert riletti == {chiave: pytest.approx(valore, rel=1e-12) for chiave, valore in attesi.items()}


def test_every_value_says_its_sheet_and_row():
    righe = letto(compila(MODULO, {RISERVA: 1})).righe
    scheda = apri(MODULO)[FONDI]
    numero = int(indirizzo(scheda, "fondi/riserva/valore", "valore")[1:])
    assert righe[["file", "riga"]].to_numpy().tolist() == [["modulo.xlsx » Avanzo e fondi", numero]]


SBAGLIATE = {
    RISERVA: ("circa mille", "trovato «circa mille», atteso un importo in euro"),
    (FONDI, "fondi/fgdc/valore", "valore"): (-1, "trovato «-1», atteso un importo in euro con al più due"),
    (FONDI, "fondi/obiettivi_fp/valore", "valore"): (1.234, "trovato «1,234», atteso un importo"),
    (FONDI, "fcde_totale/stanziato_1/valore", "valore"): (
        "=A1+1",
        "trovato una formula non calcolata, atteso il suo risultato",
    ),
    (ENTE, "ente/dissesto/valore", "valore"): ("forse", "trovato «forse», atteso sì o no"),
    (ENTE, "scadenze/bilancio_approvato/valore", "valore"): (
        dt.date(1924, 3, 15),
        "trovato la data 15/03/1924, atteso una data fra il 2014 e il 2034",
    ),
    (DEBITO, "tesoreria/anticipazione_giorni/valore", "valore"): (
        400,
        "trovato «400», atteso un numero fra 0 e 366",
    ),
    ("Tributi e servizi", "tributi/imu_aliquota/valore", "valore"): (
        1.06,
        "trovato «106 %», atteso una percentuale fra 0 e 100",
    ),
}


def test_each_cell_that_cannot_be_is_told_with_its_address():
    libro = apri(MODULO)
    trovati = difetti(compila(MODULO, {cella: valore for cella, (valore, _) in SBAGLIATE.items()}))
    assert len(trovati) == len(SBAGLIATE)
    for (foglio, riga_, colonna), (_, frase) in SBAGLIATE.items():
        atteso = f"foglio «{foglio}», cella {indirizzo(libro[foglio], riga_, colonna)}: {frase}"
        assert any(difetto.startswith(atteso) for difetto in trovati), trovati


def test_a_date_written_as_a_bare_number_is_refused_and_said_which_it_would_be():
    libro = apri(MODULO)
    cella = libro[ENTE][indirizzo(libro[ENTE], "scadenze/bilancio_approvato/valore", "valore")]
    cella.value, cella.number_format = 45366, "General"
    (difetto,) = difetti(salva(libro))
    assert "trovato «45366», atteso una data, come 31/12/2024 (come data questo numero è il" in difetto


RIGHE_SBAGLIATE = (
    ({"nome": "CDP"}, "trovato una riga con il solo nome, atteso almeno un valore"),
    ({"importo": 5, "rischio": 0.5}, "trovato una riga senza nome, atteso il nome"),
    ({"nome": "Rossi", "importo": 5}, "una cella vuota in una riga cominciata, atteso «Probabilità di"),
    ({"nome": "Verdi", "importo": 5, "rischio": 1.2}, "trovato «120 %», atteso una percentuale fra 0 e 100"),
    ({"nome": "x" * 61, "importo": 5, "rischio": 0.5}, "atteso un nome di al più 60 caratteri"),
    ({"nome": "*", "importo": 5, "rischio": 0.5}, "trovato «*», atteso un nome"),
)


def test_a_row_of_a_list_is_whole_or_is_refused():
    celle = {}
    for numero, (valori_, _) in enumerate(RIGHE_SBAGLIATE, 1):
        celle |= riga("Contenzioso", numero * 2, **valori_)
    trovati = difetti(compila(MODULO, celle))
    assert len(trovati) == len(RIGHE_SBAGLIATE)
    for numero, (_, frase) in enumerate(RIGHE_SBAGLIATE, 1):
        dove = re.compile(rf"foglio «Contenzioso», cella [A-Z]{5 + numero * 2}: .*{re.escape(frase)}")
        assert any(dove.match(difetto) for difetto in trovati), (frase, trovati)


def test_two_rows_of_a_list_with_one_name_are_refused():
    celle = riga("Contenzioso", 1, nome="Rossi", importo=1, rischio=0.5)
    celle |= riga("Contenzioso", 3, nome="ROSSI", importo=2, rischio=0.5)
    (difetto,) = difetti(compila(MODULO, celle))
    assert difetto.startswith("foglio «Contenzioso», cella B8: trovato «ROSSI», atteso un nome diverso da")


ENTRATE = {
    1010152: "1010152",
    "1010151 Tassa smaltimento rifiuti solidi urbani (qui è iscritta la TARI)": "1010151",
    "1010151 / TARI ordinaria": "1010151 / TARI ordinaria",
    "30200/ multe": "30200 / multe",
}


def test_an_entrata_is_written_by_its_code():
    celle = {}
    for numero, nome in enumerate(ENTRATE, 1):
        celle |= riga("FCDE", numero, nome=nome, previsione_1=1_000)
    assert valori(letto(compila(MODULO, celle))) == {
        (2024, del_modulo("fcde", codice, "previsione_1")): 1_000_00 for codice in ENTRATE.values()
    }


ENTRATE_SBAGLIATE = {
    "1010150": "un codice di tipologia o di categoria di entrata (forse «1010151»).",
    "TARI": "un codice di tipologia o di categoria di entrata.",
    "1010151 TARI": "il solo codice, oppure «1010151 / nome».",
    "1": "un codice di tipologia o di categoria di entrata.",
}


def test_an_entrata_that_is_not_in_the_classification_is_refused():
    celle = {}
    for numero, nome in enumerate(ENTRATE_SBAGLIATE, 1):
        celle |= riga("FCDE", numero, nome=nome, previsione_1=1)
    trovati = difetti(compila(MODULO, celle))
    assert sorted(difetto.partition(": ")[2] for difetto in trovati) == sorted(
        f"trovato «{nome}», atteso {frase}" for nome, frase in ENTRATE_SBAGLIATE.items()
    )


def test_of_a_year_of_the_fcde_both_sides_are_written():
    celle = riga("FCDE", 1, **{"nome": "30200", "accertamenti 2021": 100})
    (difetto,) = difetti(compila(MODULO, celle))
    assert difetto.endswith("atteso «Riscossioni c/competenza 2021», perché c'è «Accertamenti 2021».")


def test_loans_give_the_interest_that_was_not_written():
    esito = letto(compila(MODULO, MUTUO))
    interessi = del_modulo("debito", "interessi_in_essere")
    calcolati = {anno: valore for (anno, voce), valore in valori(esito).items() if voce == interessi}
    assert calcolati[2024] == 19_834_44
    assert sorted(calcolati) == [2024, 2025, 2026]
    assert any("19.834,44 € nel 2024" in avviso for avviso in esito.avvisi)
    righe = esito.righe[esito.righe["codice"] == "interessi_in_essere"]
    assert set(righe["file"]) == {"modulo.xlsx » Mutui"}


def test_the_interest_that_was_written_prevails_on_the_loans():
    scritti = {(DEBITO, "debito/interessi_in_essere/valore", "valore"): 20_000}
    esito = letto(compila(MODULO, MUTUO | scritti))
    interessi = {c: v for c, v in valori(esito).items() if c[1].codice == "interessi_in_essere"}
    assert interessi == {(2024, del_modulo("debito", "interessi_in_essere")): 20_000_00}
    assert esito.avvisi == []


def test_interest_that_only_the_loans_gave_is_left_to_be_worked_out_again():
    letti = valori(letto(compila(MODULO, MUTUO)))
    righe = [(ISTAT, anno, *voce, valore) for (anno, voce), valore in letti.items() if voce.fase != "tasso"]
    panel = conti(*righe)
    panel = panel.scritti(ISTAT, 2024, {del_modulo("mutui", "CDP 4512", "tasso"): 4.0})
    scheda = apri(manuale.scrivi(panel, ISTAT, ANNI))[DEBITO]
    chiave = "debito/interessi_in_essere/valore"
    assert scheda[indirizzo(scheda, chiave, "valore")].value is None
    assert scheda[indirizzo(scheda, chiave, "ufficiale")].value == 19_834.44


def test_a_loan_that_cannot_be_is_refused():
    mutui = dict(MUTUO)
    for numero, (chiave, valore) in enumerate([("rate_residue", 0), ("rate_residue", 601), ("tipo", 4)], 2):
        mutui |= {(foglio, numero, colonna): v for (foglio, _, colonna), v in MUTUO.items()}
        mutui |= riga("Mutui", numero, nome=f"CDP {numero}", **{chiave: valore})
    trovati = difetti(compila(MODULO, mutui))
    assert sorted(re.search(r"cella [A-Z]+([0-9]+)", difetto)[1] for difetto in trovati) == ["7", "8", "9"]


# --- whose form it is


def test_the_form_of_another_comune_or_year_is_refused():
    assert letto(MODULO, comune="borgo esempio", anno=2023).difetti == []
    (comune,) = difetti(MODULO, comune="Serra Prova")
    assert comune == (
        "Trovato il modulo di Borgo Esempio (codice ISTAT 901001), atteso quello di «Serra Prova», "
        "come indicato."
    )
    (anno,) = difetti(MODULO, anno=2024)
    assert anno == "Trovato il modulo del rendiconto 2023, atteso quello del 2024, come indicato."


def modificato(**cambia):
    """The form after something was done to its sheets."""
    libro = apri(MODULO)
    for foglio, che_cosa in cambia.items():
        che_cosa(libro[foglio.replace("_", " ").strip() if foglio != "_modulo" else foglio])
    return salva(libro)


def imposta(cella, valore):
    return lambda scheda: setattr(scheda[cella], "value", valore)


def test_a_form_of_another_version_is_refused():
    (difetto,) = difetti(modificato(_modulo=imposta("B2", "9")))
    assert difetto.startswith("Trovato un modulo della versione «9», atteso la versione 1: scaricarne")


@pytest.mark.parametrize("cella", ["B3", "B5", "B6"])
def test_a_form_whose_hidden_sheet_was_changed_is_refused(cella):
    (difetto,) = difetti(modificato(_modulo=imposta(cella, "boh")))
    assert difetto.startswith("Trovato un foglio nascosto che è stato cambiato")


def test_a_form_without_its_hidden_sheet_does_not_say_whose_it_is():
    libro = apri(MODULO)
    libro.remove(libro["_modulo"])
    (difetto,) = difetti(salva(libro))
    assert difetto.startswith("Trovato un modulo senza il foglio nascosto che dice di quale comune")


def test_a_sheet_that_was_renamed_or_removed_is_missed():
    libro = apri(MODULO)
    libro["Contenzioso"].title = "Contenziosi"
    libro.remove(libro["Fatture"])
    assert difetti(salva(libro)) == [
        "Trovato nessun foglio «Fatture», atteso tutti i fogli del modulo, con il loro nome.",
        (
            "Trovato nessun foglio «Contenzioso», atteso tutti i fogli del modulo, con il loro nome "
            "(forse «Contenziosi»)."
        ),
    ]


def test_a_sheet_added_by_the_office_is_left_alone_and_said():
    libro = apri(MODULO)
    libro.create_sheet("Appunti")["A1"] = "ciao"
    assert letto(salva(libro)).avvisi == ["Il foglio «Appunti» non è del modulo: non è stato letto."]


def test_what_is_locked_must_be_as_it_was():
    cambiate = {
        "B6": "le scritte del modulo non si cambiano",
        "E5": "atteso «Valore»: le scritte",
        "A7": "nessuna riga «Ente in riequilibrio",
        "C4": "nessuna colonna «Unità»",
        "B1": "atteso «Borgo Esempio (codice ISTAT 901001)», il comune di questo modulo",
    }
    libro = apri(MODULO)
    for cella in cambiate:
        libro[ENTE][cella] = "altro"
    trovati = difetti(salva(libro))
    assert len(trovati) == len(cambiate)
    assert all(any(frase in difetto for difetto in trovati) for frase in cambiate.values()), trovati


def test_a_sheet_that_lost_its_keys_is_refused():
    (difetto,) = difetti(modificato(Ente_e_scadenze=imposta("A4", "altro")))
    assert "il foglio senza la riga nascosta" in difetto


def test_a_row_added_above_or_a_row_copied_is_told_from_the_others():
    libro = apri(compila(MODULO, {RISERVA: 5}))
    libro[FONDI].insert_rows(8)
    assert valori(letto(salva(libro))) == {(2024, del_modulo("fondi", "riserva")): 5_00}
    scheda = libro[FONDI]
    scheda["A8"], scheda["B8"] = scheda["A9"].value, scheda["B9"].value
    (difetto,) = difetti(salva(libro))
    assert "una riga copiata dalla riga 8" in difetto


def test_a_form_with_macros_is_refused():
    memoria = io.BytesIO(MODULO)
    with zipfile.ZipFile(memoria, "a") as aperto:
        aperto.writestr("xl/vbaProject.bin", b"...")
    (difetto,) = difetti(memoria.getvalue())
    assert difetto.startswith("Trovato un file Excel con macro (.xlsm)")


def test_a_form_is_recognised_even_when_its_marker_is_gone():
    libro = apri(MODULO)
    libro.remove(libro["_modulo"])
    assert manuale.e_un_modulo(spreadsheet.apri(salva(libro), "x.xlsx"))
    altro = apri(MODULO)
    for foglio in altro.sheetnames[1:]:
        altro.remove(altro[foglio])
    assert not manuale.e_un_modulo(spreadsheet.apri(salva(altro), "x.xlsx"))
