"""The form goes into the archive, replaces the one before as a whole, and leaves official tables alone."""

import datetime as dt
import hashlib

import pytest
from moduli import ISTAT, compila, del_modulo, riga, scritto
from ufficiali import ENTRATE, csv, entrata, zip_di

from crescere_kit.accounts import Voce
from crescere_kit.reports import Fascicolo
from crescere_kit.sources import FileRifiutato, manuale
from crescere_kit.sources.store import Archivio

RISERVA = ("Avanzo e fondi", "fondi/riserva/valore", "valore")
ASSESTATO = ("Bilancio assestato", "entrate/1", "competenza_1")
DISSESTO = ("Ente e scadenze", "ente/dissesto/valore", "valore")


@pytest.fixture
def archivio(tmp_path):
    archivio = Archivio(tmp_path / "dati")
    archivio.importa([zip_di(tmp_path, {ENTRATE: csv(entrata())})])  # Borgo Esempio, rendiconto 2024
    return archivio


@pytest.fixture
def carica(archivio, tmp_path):
    """Load a form with these cells; its years are those of the archive unless said."""

    def carica(celle, rendiconto=2024, **altro):
        file = tmp_path / "modulo.xlsx"
        modulo = scritto(anni=manuale.Anni(rendiconto, rendiconto + 1))
        file.write_bytes(compila(modulo, celle))
        return archivio.importa([file], **altro)

    return carica


def valore(archivio, anno, voce):
    return archivio.conti().voce(*voce).get((ISTAT, anno))


def test_a_form_stands_beside_the_official_accounts(archivio, carica, tmp_path):
    caricamento = carica({RISERVA: 24_300, ASSESTATO: 5_000, DISSESTO: "no"})
    assert {fonte.formato for fonte in caricamento.fonti} == {"modulo"}
    assert valore(archivio, 2025, del_modulo("fondi", "riserva")) == 24_300_00
    assert valore(archivio, 2025, Voce("assestato", "entrate", "1", "competenza_1")) == 5_000_00
    assert valore(archivio, 2024, Voce("rendiconto", "entrate", "1", "accertamenti")) == 100_00
    file, sha256, numero = archivio.provenienza(ISTAT, 2025, del_modulo("fondi", "riserva"))
    assert file == "modulo.xlsx » Avanzo e fondi"
    assert sha256 == hashlib.sha256((tmp_path / "modulo.xlsx").read_bytes()).hexdigest()
    assert numero > 5


def test_an_emptied_cell_takes_its_value_away(archivio, carica):
    carica(
        {RISERVA: 24_300, ASSESTATO: 5_000, **riga("Servizi a domanda", 1, nome="Mensa", proventi=1, costi=2)}
    )
    avvisi = carica({RISERVA: 24_300, ASSESTATO: None}).avvisi
    assert valore(archivio, 2025, del_modulo("fondi", "riserva")) == 24_300_00
    conti = archivio.conti()
    assert conti.codici("assestato", "entrate") == []
    assert conti.codici("manuale", "servizi") == []
    assert conti.accertamenti("1").to_dict()[ISTAT, 2024] == 100_00
    assert any("1 comuni, 1 importi cambiati" in avviso for avviso in avvisi)


def test_an_emptied_form_leaves_no_year_behind(archivio, carica):
    carica({RISERVA: 24_300})
    assert sorted(archivio.stato()["anno"].unique()) == [2024, 2025]
    carica({})
    assert sorted(archivio.stato()["anno"].unique()) == [2024]


def test_the_form_of_the_year_after_leaves_what_the_year_before_said_of_the_same_year(archivio, carica):
    carica({RISERVA: 24_300, **riga("FCDE", 1, nome="30200", previsione_1=1_000)})
    storia = {"nome": "30200", "accertamenti 2025": 900, "riscossioni_competenza 2025": 500}
    carica({DISSESTO: "sì", **riga("FCDE", 1, **storia)}, rendiconto=2025)
    assert valore(archivio, 2025, del_modulo("fondi", "riserva")) == 24_300_00
    assert valore(archivio, 2025, del_modulo("fcde", "30200", "previsione_1")) == 1_000_00
    assert valore(archivio, 2025, del_modulo("fcde", "30200", "accertamenti")) == 900_00
    assert valore(archivio, 2025, del_modulo("ente", "dissesto")) == 1


def test_interest_written_later_prevails_on_what_the_loans_of_the_year_before_gave(archivio, carica):
    mutuo = {"nome": "CDP", "capitale_residuo": 1_000, "tasso": 0.05, "rate_anno": 1, "rate_residue": 3}
    interessi = ("Debito e cassa", "debito/interessi_in_essere/valore", "valore")
    voce = del_modulo("debito", "interessi_in_essere")
    carica(riga("Mutui", 1, **mutuo, tipo=3))
    assert [valore(archivio, anno, voce) for anno in (2025, 2026, 2027)] == [50_00] * 3
    carica({interessi: 70}, rendiconto=2025)  # its bilancio is the 2026
    assert [valore(archivio, anno, voce) for anno in (2025, 2026)] == [50_00, 70_00]
    assert archivio.conti().tavola.index.get_level_values("anno").max() == 2026


def test_invoices_leave_only_their_totals_in_the_archive(archivio, carica):
    fattura = {"importo": 10, "scadenza": dt.date(2024, 1, 1), "pagamento": dt.date(2024, 1, 11)}
    carica({**riga("Fatture", 1, riferimento="Ditta Rossi 12/2024", **fattura)})
    assert valore(archivio, 2024, del_modulo("pagamenti", "importo_per_giorni")) == 100_00
    scritti = [file.read_bytes() for file in archivio.cartella.rglob("*") if file.is_file()]
    assert not any(b"Rossi" in contenuto for contenuto in scritti)


def test_a_form_and_the_person_who_loads_it_agree_on_whose_it_is(archivio, carica):
    assert not any("non sono serviti" in a for a in carica({RISERVA: 1}, comune="901001", anno=2024).avvisi)
    with pytest.raises(FileRifiutato, match="quello del 2023, come indicato"):
        carica({RISERVA: 2}, anno=2023)
    assert valore(archivio, 2025, del_modulo("fondi", "riserva")) == 1_00


def test_a_comune_left_out_loses_nothing(archivio, carica):
    carica({RISERVA: 1})
    assert len(carica({}, escludi=["901001"]).righe) == 0
    assert valore(archivio, 2025, del_modulo("fondi", "riserva")) == 1_00


def test_the_form_of_a_comune_never_heard_of_brings_its_name(tmp_path):
    file = tmp_path / "modulo.xlsx"
    file.write_bytes(compila(scritto(), {RISERVA: 1}))
    archivio = Archivio(tmp_path / "nuovo")
    archivio.importa([file])
    assert archivio.enti()["nome"].to_dict() == {ISTAT: "Borgo Esempio"}


def test_what_was_loaded_is_in_the_next_form(archivio, carica, tmp_path):
    carica({RISERVA: 24_300.29, DISSESTO: "sì"})
    fascicolo = Fascicolo(archivio.conti([ISTAT]), ISTAT, 2024, archivio)
    prima = archivio.conti().tavola
    file = tmp_path / "di nuovo.xlsx"
    file.write_bytes(fascicolo.modulo().contenuto)
    archivio.importa([file])
    assert archivio.conti().tavola.equals(prima)


def test_another_workbook_is_not_taken_for_the_form(tmp_path):
    import openpyxl

    file = tmp_path / "altro.xlsx"
    openpyxl.Workbook().save(file)
    with pytest.raises(FileRifiutato, match="di cui nessun prospetto è riconosciuto"):
        Archivio(tmp_path / "dati").importa([file])
