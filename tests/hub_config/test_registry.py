from datetime import date

import pytest

from hub_config import registry
from hub_config.registry import RegistroErrato


def aggiungi(cartella, nome, riga):
    with (cartella / nome).open("a", encoding="utf-8") as file:
        file.write(riga + "\n")


def difetti(cartella) -> str:
    with pytest.raises(RegistroErrato) as rifiuto:
        registry.leggi(cartella)
    return str(rifiuto.value)


def test_a_group_holds_who_has_the_role_in_that_comune(registro):
    gruppi = registry.leggi(registro).gruppi(date(2026, 3, 1))
    assert gruppi["lettori:borgo-esempio"] == {"anna.bianchi"}
    assert gruppi["esperti:valle-chiara"] == {"gina.neri"}
    assert gruppi["autori:borgo-esempio"] == set()


@pytest.mark.parametrize(
    ("giorno", "dentro"),
    [
        (date(2025, 12, 31), False),
        (date(2026, 1, 1), True),
        (date(2026, 6, 30), True),
        (date(2026, 7, 1), False),
    ],
)
def test_an_incarico_holds_from_its_first_day_to_its_last(registro, giorno, dentro):
    membri = registry.leggi(registro).gruppi(giorno)["esperti:borgo-esempio"]
    assert membri == ({"gina.neri"} if dentro else set())


def test_a_suspended_comune_is_not_served_and_has_no_groups(registro):
    letto = registry.leggi(registro)
    assert [comune.slug for comune in letto.comuni] == ["borgo-esempio", "valle-chiara"]
    assert not any("monte-alto" in nome for nome in letto.gruppi(date(2026, 3, 1)))


def test_nobody_may_be_called_as_a_comune(registro):
    aggiungi(registro, "persone.csv", "valle-chiara,,Valle Chiara")
    assert "persone.csv, riga 4: «valle-chiara» è il nome di un comune" in difetti(registro)


def test_an_unknown_comune_and_an_unknown_person_are_both_named(registro):
    aggiungi(registro, "incarichi.csv", "carlo.rossi,atlantide,autore,,")
    testo = difetti(registro)
    assert "incarichi.csv, riga 5: la persona «carlo.rossi» non è in persone.csv" in testo
    assert "incarichi.csv, riga 5: il comune «atlantide» non è in comuni.csv" in testo


@pytest.mark.parametrize("slug", ["Borgo", "-borgo", "borgo-", "borgo esempio", "è", "a" * 64, ""])
def test_a_slug_that_cannot_be_a_host_name_is_refused(registro, slug):
    aggiungi(registro, "comuni.csv", f"{slug},Altro,904001,904,1,1,attivo")
    assert f"comuni.csv, riga 5: lo slug «{slug}» non va bene" in difetti(registro)


def test_a_person_written_twice_is_refused_on_both_lines(registro):
    aggiungi(registro, "persone.csv", "anna.bianchi,,Anna Bianchi")
    testo = difetti(registro)
    assert "persone.csv, riga 2: la persona «anna.bianchi» compare 2 volte" in testo
    assert "persone.csv, riga 4: la persona «anna.bianchi» compare 2 volte" in testo


def test_an_unknown_role_says_which_roles_there_are(registro):
    aggiungi(registro, "incarichi.csv", "anna.bianchi,borgo-esempio,sindaco,,")
    assert "«sindaco» non esiste; i ruoli sono lettore, autore, esperto" in difetti(registro)


def test_a_date_that_is_not_one_and_a_period_backwards_are_refused(registro):
    aggiungi(registro, "incarichi.csv", "anna.bianchi,borgo-esempio,autore,31/01/2026,")
    aggiungi(registro, "incarichi.csv", "anna.bianchi,borgo-esempio,autore,2026-02-01,2026-01-01")
    testo = difetti(registro)
    assert "riga 5: le date dal e al si scrivono come 2026-01-31" in testo
    assert "riga 6: l'incarico finisce (2026-01-01) prima di cominciare (2026-02-01)" in testo


def test_a_role_of_the_region_names_no_comune(registro):
    aggiungi(registro, "incarichi.csv", "anna.bianchi,borgo-esempio,regione,,")
    assert "il ruolo «regione» non riguarda un comune" in difetti(registro)


def test_a_missing_file_and_wrong_columns_are_said_together(registro):
    (registro / "persone.csv").unlink()
    (registro / "comuni.csv").write_text("slug;nome\n", "utf-8")
    testo = difetti(registro)
    assert "persone.csv: il file manca" in testo
    assert "comuni.csv: le colonne devono essere slug, nome, istat" in testo


def test_a_file_saved_by_an_old_spreadsheet_is_refused_in_words(registro):
    (registro / "persone.csv").write_bytes("username,cf_hash,nome\nanna.bianchi,,Niccolò\n".encode("latin-1"))
    assert "persone.csv: il file non è scritto in UTF-8" in difetti(registro)
