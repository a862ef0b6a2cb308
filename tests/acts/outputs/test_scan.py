"""Personal data are found where they stand in a text, and what is not personal stays."""

import tomllib
from pathlib import Path

import pytest

from crescere_kit.acts.outputs import scan

PRIVACY = Path(scan.__file__).with_name("privacy.toml")


@pytest.mark.parametrize(
    ("testo", "tipo"),
    [
        ("C.F. RSSMRA80A01H501U, nato a", "cf"),
        ("cf rss mra 80a01 h501 u", "cf"),
        ("(RSSMRA80A01H501U)", "cf"),
        ("sul conto IT60X0542811101000000123456.", "iban"),
        ("IT60 X054 2811 1010 0000 0123 456", "iban"),
        ("chiamare 333 1234567 dopo le 9", "telefono"),
        ("cell. 3331234567", "telefono"),
        ("333/1234567", "telefono"),
        ("+39 0965 123456", "telefono"),
        ("tel. 0965/123456", "telefono"),
        ("0965-123456", "telefono"),
        ("mario.rossi@example.org,", "posta"),
    ],
)
def test_what_is_personal_is_found(testo, tipo):
    pulito, trovati = scan.togli(testo)
    assert [uno.tipo for uno in trovati] == [tipo]
    assert "[omissis]" in pulito
    assert not any(pezzo in pulito for pezzo in ("RSSMRA", "0542811", "1234567", "123456", "rossi@"))


@pytest.mark.parametrize(
    "testo",
    [
        "RSSMRA80A01H501X",  # the check character does not hold
        "IT61X0542811101000000123456",
        "Partita IVA 01234567897",  # of a firm
        "P.IVA 03331234567",
        "euro 3.331.234,56 e 3.331.234.567,00",
        "capitolo 3010333, protocollo 8812/2026",
        "determinazione n. 333/2026",
        "CUP J31B21000000001 e CIG 3331234567A",
        "protocollo@pec.comune.roccabruna.example",
        "ufficio@regione.calabria.it e info@governo.gov.it",
        "dal 01/01/2026 al 31/12/2026, art. 175, comma 4",
    ],
)
def test_what_is_not_personal_stays(testo):
    assert scan.togli(testo) == (testo, [])


def test_several_data_in_one_text_are_all_taken():
    testo = "Rossi (RSSMRA80A01H501U), tel. 333 1234567, IT60X0542811101000000123456"
    assert scan.togli(testo)[0] == "Rossi ([omissis]), tel. [omissis], [omissis]"


def test_words_of_health_and_need_are_told_as_they_stand():
    assert scan.parole_da_rivedere("Contributo per la Disabilità, con ISEE basso") == [
        ("Disabilità", "salute"),
        ("ISEE", "disagio"),
    ]
    assert scan.parole_da_rivedere("Ammalò il bilancio: terreni invenduti e tecnici") == []


def test_every_reason_cites_its_norm():
    voci = tomllib.loads(PRIVACY.read_text(encoding="utf-8"))
    for nome, voce in voci.items():
        assert voce["perche"], nome
        assert voce["norma"], nome
        assert voce["verifica"] in {"K", "?"}, nome
