"""The form arrives with what is known, says whose it is, and lets only its own cells be changed."""

import datetime as dt

import pytest
from moduli import ANNI, ISTAT, apri, del_modulo, indirizzo, letto, scritto, valori

from crescere_kit.sources import manuale
from crescere_kit.sources.manuale.fields import AnniSbagliati

NOTI = [
    (ISTAT, 2023, "manuale", "ente", "dissesto", "valore", 0),
    (ISTAT, 2024, "manuale", "scadenze", "bilancio_approvato", "valore", 20240315),
    (ISTAT, 2024, "manuale", "fondi", "riserva", "valore", 24_300_00),
    (ISTAT, 2024, "previsione", "spese", "M20.01", "competenza_1", 20_000_01),
    (ISTAT, 2024, "previsione", "entrate", "1", "competenza_1", 4_000_000_00),
    (ISTAT, 2024, "assestato", "entrate", "1", "competenza_1", 4_100_000_29),
    (ISTAT, 2023, "manuale", "dfb", "=1+1", "importo", 10_000_00),
    (ISTAT, 2023, "manuale", "dfb", "=1+1", "stato", 2),
    (ISTAT, 2021, "manuale", "fcde", "1010151", "accertamenti", 900_000_07),
    (ISTAT, 2021, "manuale", "fcde", "1010151", "riscossioni_competenza", 540_000_00),
    (ISTAT, 2021, "rendiconto", "entrate", "10101", "accertamenti", 3_000_000_00),
]


@pytest.fixture(scope="module")
def libro():
    return apri(scritto(*NOTI))


def valore(libro, foglio, riga, colonna):
    return libro[foglio][indirizzo(libro[foglio], riga, colonna)].value


def test_the_sheets_are_in_the_order_of_the_work(libro):
    assert libro.sheetnames[:5] == [
        "Leggimi",
        "Ente e scadenze",
        "Bilancio assestato",
        "Equilibri assestati",
        "Avanzo e fondi",
    ]
    assert libro.sheetnames[-2:] == ["Codici", "_modulo"]
    assert libro["_modulo"].sheet_state == "veryHidden"


def test_every_sheet_says_whose_it_is_and_of_which_years(libro):
    for foglio in libro.sheetnames[1:-2]:
        scheda = libro[foglio]
        assert scheda["B1"].value == "Borgo Esempio (codice ISTAT 901001)"
        assert scheda["B2"].value == f"{foglio}: rendiconto 2023, bilancio 2024-2026"


def test_the_first_sheet_tells_empty_from_zero_and_what_each_sheet_turns_on(libro):
    testi = [str(cella.value) for riga in libro["Leggimi"] for cella in riga if cella.value]
    assert any("vuota vuol dire «non si sa»" in testo and "Zero vuol dire zero" in testo for testo in testi)
    assert {"Mutui", "Fatture"} < set(testi)
    assert any("art. 204" in testo for testo in testi)


def test_what_is_known_is_written_in_its_cell(libro):
    assert valore(libro, "Ente e scadenze", "ente/dissesto/valore", "valore") == "no"
    giorno = valore(libro, "Ente e scadenze", "scadenze/bilancio_approvato/valore", "valore")
    assert giorno == dt.datetime(2024, 3, 15)  # noqa: DTZ001, as Excel has it
    assert valore(libro, "Avanzo e fondi", "fondi/riserva/valore", "valore") == 24_300
    assert valore(libro, "Bilancio assestato", "entrate/1", "competenza_1") == 4_100_000.29
    assert valore(libro, "FCDE", 1, "accertamenti 2021") == 900_000.07
    assert valore(libro, "FCDE", 1, "nome").startswith("1010151 Tassa smaltimento rifiuti")
    assert valore(libro, "Debiti fuori bilancio", 1, "stato") == "2 riconosciuto da finanziare"


def test_what_official_documents_say_stands_beside_and_is_not_an_answer(libro):
    assert valore(libro, "Avanzo e fondi", "fondi/riserva/valore", "ufficiale") == 20_000.01
    assert valore(libro, "Bilancio assestato", "entrate/1", "ufficiale competenza_1") == 4_000_000
    assert valore(libro, "Bilancio assestato", "spese/M20.01", "competenza_1") is None
    codici = {riga[1].value: [cella.value for cella in riga[2:]] for riga in libro["Codici"].iter_rows(6)}
    assert 3_000_000 in codici["10101 Imposte, tasse e proventi assimilati"]


def test_a_name_that_looks_like_a_formula_is_a_name(libro):
    cella = libro["Debiti fuori bilancio"]["B6"]
    assert cella.value == "=1+1"
    assert valori(letto(scritto(*NOTI)))[2023, del_modulo("dfb", "=1+1", "importo")] == 10_000_00


def test_only_the_cells_to_fill_in_can_be_changed(libro):
    scheda = libro["Avanzo e fondi"]
    assert scheda.protection.sheet
    campo = scheda[indirizzo(scheda, "fondi/riserva/valore", "valore")]
    etichetta = scheda[indirizzo(scheda, "fondi/riserva/valore", "voce")]
    assert (campo.protection.locked, etichetta.protection.locked) == (False, True)
    assert (scheda.freeze_panes, campo.number_format) == ("C6", "#,##0.00")
    mutui = libro["Mutui"]
    assert mutui.column_dimensions["B"].protection.locked is False
    assert mutui["B5"].protection.locked is True


def test_excel_offers_the_choices(libro):
    scelte = {
        convalida.formula1
        for foglio in ("Debiti fuori bilancio", "Servizi a domanda")
        for convalida in libro[foglio].data_validations.dataValidation
    }
    assert '"sì,no"' in scelte
    assert '"1 riconosciuto e finanziato,2 riconosciuto da finanziare,3 da riconoscere"' in scelte
    assert any(c.formula1 == "Codici!$B$6:$B$400" for c in libro["FCDE"].data_validations.dataValidation)


def test_keys_are_hidden_from_who_fills_in(libro):
    scheda = libro["Mutui"]
    assert scheda.column_dimensions["A"].hidden
    assert scheda.row_dimensions[4].hidden


@pytest.mark.parametrize(("rendiconto", "bilancio"), [(2023, 2023), (2023, 2022), (2023, 2030), (1999, 2000)])
def test_a_rendiconto_and_a_bilancio_that_do_not_follow_are_refused(rendiconto, bilancio):
    with pytest.raises(AnniSbagliati, match=f"{rendiconto} e {bilancio} non vanno"):
        manuale.Anni(rendiconto, bilancio)


def test_a_comune_of_which_nothing_is_known_gets_an_empty_form():
    assert valori(letto(scritto(anni=ANNI))) == {}
