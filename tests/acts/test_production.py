"""From data to documents: a draft with blanks, a text with its number, nothing adopted that should not be."""

from __future__ import annotations

import json
from datetime import date
from io import BytesIO

import docx
import pytest
from atti import ISTAT, dati, fatti

from crescere_kit.acts import people
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.production import DOCX, SCHEDA, NonAdottabile, adotta, lavora
from crescere_kit.acts.register import Ufficio
from crescere_kit.acts.register.refusals import NumeroGiaPreso

URGENZA = definizione("var_urgenza")


def testo(documento: bytes) -> str:
    letto = docx.Document(BytesIO(documento))
    celle = [cella.text for tabella in letto.tables for riga in tabella.rows for cella in riga.cells]
    return "\n".join([*(uno.text for uno in letto.paragraphs), *celle])


@pytest.fixture
def ufficio(tmp_path):
    return Ufficio(tmp_path / "borgo-esempio")


def pronta(ufficio, **cambi):
    """A practice ready for adoption, and what is on its desk."""
    scritti = dati("var_urgenza", **cambi)
    lavoro = lavora(URGENZA, scritti, fatti())
    pratica = ufficio.apri_bozza(
        "var_urgenza", lavoro.atto.model_dump(mode="json", exclude_computed_fields=True), "Anna"
    )
    for stato in ("istruttoria", "pareri", "proposta"):
        ufficio.avanza(pratica, stato, "Anna", esiti=lavoro.esiti_della_proposta)
    return pratica, lavoro


def test_a_draft_shows_blanks_where_nothing_is_known_yet():
    bozza = lavora(URGENZA, dati("var_urgenza", seduta_data=None), fatti()).bozza()
    assert "n. ________ del ________" in testo(bozza)


def test_the_text_says_the_amounts_in_digits_and_in_words_and_the_day_of_the_ratifica():
    scritto = testo(lavora(URGENZA, dati("var_urgenza"), fatti()).bozza())
    assert "euro 12.500,00 (dodicimilacinquecento/00)" in scritto
    assert "entro l'11/12/2026" in scritto
    assert "art. 175, comma 4, d.lgs. 18 agosto 2000, n. 267 (TUEL)" in scritto


def test_an_adopted_act_carries_its_number_and_is_frozen_with_its_checks(ufficio):
    pratica, lavoro = pronta(ufficio)
    numero = adotta(ufficio, pratica, lavoro, "Anna")
    assert (numero.organo, numero.anno, numero.numero) == ("giunta", 2026, 1)
    assert "della Giunta comunale n. 1 del 12/10/2026" in testo(ufficio.documento(pratica, DOCX))
    controlli = json.loads(ufficio.documento(pratica, SCHEDA))["controlli"]
    assert {"VU-01", "VU-03", "C-03"} <= {uno["id"] for uno in controlli}
    assert ufficio.versioni(pratica)["modello_di"] == "Crescere"
    assert ufficio.verifica() == []


def test_what_the_act_makes_due_is_in_the_register(ufficio):
    pratica, lavoro = pronta(ufficio)
    adotta(ufficio, pratica, lavoro, "Anna")
    (scadenza,) = ufficio.scadenze()
    assert (scadenza.codice, scadenza.giorno) == ("var_ratifica", date(2026, 12, 11))


def test_an_act_that_a_check_stops_takes_no_number(ufficio):
    pratica, _ = pronta(ufficio)
    guasto = lavora(URGENZA, dati("var_urgenza", righe__0__competenza="12.500,01"), fatti())
    with pytest.raises(NonAdottabile, match="la differenza è 0,01 €"):
        adotta(ufficio, pratica, guasto, "Anna")
    assert ufficio.prossimo("giunta", 2026) == 1


def test_who_loses_the_race_for_a_number_takes_the_next_and_prints_it(ufficio, monkeypatch):
    pratica, lavoro = pronta(ufficio)
    altra, suo = pronta(ufficio)
    vero, chiamate = ufficio.prossimo, []

    def in_ritardo(*serie):
        chiamate.append(serie)
        if len(chiamate) == 1:
            adotta(Ufficio(ufficio.cartella), altra, suo, "Bruno")
            return 1
        return vero(*serie)

    monkeypatch.setattr(ufficio, "prossimo", in_ritardo)
    assert adotta(ufficio, pratica, lavoro, "Anna").numero == 2
    assert "n. 2 del 12/10/2026" in testo(ufficio.documento(pratica, DOCX))


def test_a_number_taken_by_another_has_an_error_of_its_own(ufficio):
    pratica, lavoro = pronta(ufficio)
    adotta(ufficio, pratica, lavoro, "Anna")
    altra, _ = pronta(ufficio)
    with pytest.raises(NumeroGiaPreso):
        ufficio.adotta(
            altra,
            "Anna",
            date(2026, 10, 12),
            {DOCX: lavoro.bozza()},
            {},
            {},
            organo="giunta",
            esiti=lavoro.esiti,
            numero=1,
        )


def test_the_same_data_give_the_same_bytes():
    primo, secondo = (lavora(URGENZA, dati("var_urgenza"), fatti()).bozza() for _ in range(2))
    assert primo == secondo


def test_a_desk_without_registry_knows_only_what_the_accounts_say(tmp_path):
    scrivania = Scrivania(fatti().conti, ISTAT, Ufficio(tmp_path / "borgo-esempio"))
    chi = scrivania.anagrafica()
    assert (chi.ente.denominazione, chi.incarichi) == ("Comune di Borgo Esempio", [])


def test_a_registry_is_written_and_read_back_the_same(tmp_path):
    file = tmp_path / "anagrafica.toml"
    people.scrivi(fatti().anagrafica, file)
    assert people.leggi(file) == fatti().anagrafica
