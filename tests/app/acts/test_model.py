"""The state of the page of the acts: what is wrong is said at its field, who may adopt is decided here."""

from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from atti import ISTAT, _conti, dati

from crescere_kit.acts import demo, people
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.desk import ANAGRAFICA as FILE_ANAGRAFICA
from crescere_kit.acts.desk import Scrivania
from crescere_kit.acts.register import Ufficio
from crescere_kit.app.acts.model import ANAGRAFICA, ModelloAtti
from crescere_kit.app.acts.view import Atti

OGGI = date(2026, 10, 12)


@pytest.fixture
def scrivania(tmp_path):
    conti = _conti()
    ufficio = Ufficio(tmp_path / "borgo-esempio", lambda: datetime(2026, 10, 12, 10, tzinfo=UTC))
    ente = conti.enti.loc[ISTAT]
    chi = demo.anagrafica(ISTAT, ente["nome"], ente["provincia"], int(ente["popolazione"]))
    people.scrivi(chi, ufficio.cartella / FILE_ANAGRAFICA)
    return Scrivania(conti, ISTAT, ufficio)


def modello(scrivania, ruolo="autore", chi="Anna"):
    return ModelloAtti(scrivania, chi, ruolo, oggi=lambda: OGGI)


def esempio():
    """The sample as the form gives it: plain data, days as text."""
    letto = definizione("var_urgenza").modello.model_validate(dati("var_urgenza"))
    return letto.model_dump(mode="json", exclude_computed_fields=True, exclude_none=True)


def test_an_act_just_chosen_has_the_members_of_the_giunta_and_the_day(scrivania):
    uno = modello(scrivania)
    uno.scegli("var_urgenza")
    assert len(uno.dati["presenze"]) == 5
    assert uno.lavoro.atto.seduta_data == OGGI
    assert uno.errore == ""


def test_what_cannot_be_read_is_said_at_its_field(scrivania):
    uno = modello(scrivania)
    uno.scegli("var_urgenza")
    righe = [{"lato": "spese", "codice": "1", "anno": "2026", "competenza": "mille"}]
    uno.scrivi(uno.dati | {"righe": righe})
    assert uno.lavoro is None
    assert uno.difetti["righe.0.competenza"].startswith("«mille» non è un importo")


def test_a_total_that_does_not_balance_is_said_at_the_rows(scrivania):
    uno = modello(scrivania)
    uno.scegli("var_urgenza")
    sbilanciato = esempio()
    sbilanciato["righe"][0]["competenza"] = "12.000,00"
    uno.scrivi(sbilanciato)
    assert "la differenza è -500,00 €" in uno.difetti["righe"]
    uno.scrivi(esempio())
    assert "righe" not in uno.difetti


def test_a_practice_goes_from_the_draft_to_its_number(scrivania):
    uno = modello(scrivania)
    uno.scegli("var_urgenza")
    uno.scrivi(esempio())
    uno.salva()
    for stato in ("istruttoria", "pareri", "proposta"):
        uno.avanza(stato)
        assert uno.errore == ""
    uno.adotta()
    assert (uno.errore, uno.detto) == ("", "Adottato: giunta n. 1/2026.")
    assert uno.aperta.numero.numero == 1
    assert scrivania.ufficio.verifica() == []
    ((scadenza,), oggi) = uno.scadenze
    assert (scadenza.codice, scadenza.pratica, oggi) == ("var_ratifica", uno.pratica, OGGI)
    copia, _ = uno.albo()
    assert copia == scrivania.ufficio.documento(uno.pratica, "albo.docx")
    assert uno.fascicolo(None)[:2] == b"PK"
    assert uno.documento() == scrivania.ufficio.documento(uno.pratica, "atto.docx")


def test_a_lettore_prepares_and_proposes_and_never_adopts(scrivania):
    uno = modello(scrivania, ruolo="lettore", chi="Lia")
    uno.scegli("var_urgenza")
    uno.scrivi(esempio())
    uno.salva()
    for stato in ("istruttoria", "pareri", "proposta"):
        uno.avanza(stato)
    uno.adotta()
    assert "lo adotta un autore" in uno.errore
    assert scrivania.ufficio.prossimo("giunta", 2026) == 1
    uno.avanza("pubblicata", dal=OGGI)
    assert "lo adotta un autore" in uno.errore


def test_two_people_on_one_practice_are_told_of_each_other(scrivania):
    anna, bruno = modello(scrivania), modello(scrivania, chi="Bruno")
    anna.scegli("var_urgenza")
    anna.salva()
    bruno.apri(anna.pratica)
    anna.scrivi(esempio())
    anna.salva()
    bruno.salva()
    assert "l'ha cambiata Anna" in bruno.errore


def test_the_registry_of_the_ente_is_written_from_the_page(scrivania):
    uno = modello(scrivania)
    uno.scegli(ANAGRAFICA)
    uno.scrivi(uno.dati | {"ente": uno.dati["ente"] | {"dipendenti": "51"}})
    uno.salva()
    assert uno.detto == "Anagrafica salvata."
    assert scrivania.anagrafica().ente.dipendenti == 51


def test_a_wrong_registry_is_not_written_and_says_where(scrivania):
    uno = modello(scrivania)
    uno.scegli(ANAGRAFICA)
    uno.scrivi(uno.dati | {"ente": uno.dati["ente"] | {"codice_fiscale": "12345"}})
    assert "carattere di controllo" in uno.difetti["ente.codice_fiscale"]
    uno.salva()
    assert "carattere di controllo" in uno.errore
    assert scrivania.anagrafica().ente.codice_fiscale is None


def test_a_practice_that_is_opened_stays_open_in_the_view(scrivania):
    prima = modello(scrivania)
    prima.scegli("var_urgenza")
    prima.salva()
    vista = Atti(modello(scrivania, ruolo="lettore"))
    vista.aperte.value = prima.pratica
    assert vista.modello.pratica == prima.pratica
    assert vista.scelta.value == "var_urgenza"
    assert "Storia della pratica" in vista.storia.value
    assert vista.bottoni["Adotta"].disabled
    vista.scelta.value = ""
    assert vista.modello.pratica == ""


def test_the_view_follows_what_is_written_in_the_form(scrivania):
    vista = Atti(modello(scrivania))
    vista.scelta.value = "var_urgenza"
    assert "non lasciano scadenze aperte" in vista.scadenze.value
    vista.bottoni["Copia per l'albo"].click()
    assert "Scarica la copia per l&#x27;albo" in vista.scaricati.value
    vista.campi["motivo_urgenza"].ingresso.value = "la strada è franata"
    assert "la strada è franata" in vista.anteprima.value
    vista.campi["righe"].aggiungi({"lato": "spese", "codice": "1", "anno": 2026, "competenza": "10,00"})
    assert "la differenza è -10,00 €" in vista.campi["righe"].difetto.value


class Menu:
    """A menu as the browser holds it: what is chosen there, then what the page tells it, in order."""

    def __init__(self, vero):
        self.vero, self.stato = vero, vero.get_state()
        vero._send = lambda detto, buffers=None: self.senti(detto)

    def senti(self, detto):
        if detto["method"] == "update":
            self.stato.update(detto["state"])
            self.visti.append(self.mostra)

    def sceglie(self, posto):
        self.stato["index"], self.visti = posto, []
        self.vero.set_state({"index": posto})

    @property
    def mostra(self):
        return self.stato["_options_labels"][self.stato["index"]]


def test_the_menu_stays_on_the_practice_that_is_opened_while_others_change_the_list(scrivania):
    anna = modello(scrivania)
    anna.scegli("fgdc")
    anna.salva()
    vista = Atti(modello(scrivania, ruolo="lettore"))
    anna.avanza("istruttoria")
    pratiche, atti = Menu(vista.aperte), Menu(vista.scelta)
    atti.visti = []
    pratiche.sceglie(1)
    assert pratiche.mostra == "2026-0001 – Fondo di garanzia debiti commerciali (istruttoria)"
    assert "—" not in pratiche.visti
    assert atti.mostra == "Fondo di garanzia debiti commerciali"
    assert vista.modello.pratica == anna.pratica
    assert "Storia della pratica" in vista.storia.value
    atti.sceglie(1)
    assert (vista.modello.codice, pratiche.mostra) == ("var_urgenza", "—")


def test_an_act_just_saved_is_the_practice_that_the_menu_shows(scrivania):
    vista = Atti(modello(scrivania))
    Menu(vista.scelta).sceglie(1)
    pratiche = Menu(vista.aperte)
    pratiche.visti = []
    vista.bottoni["Salva la bozza"].click()
    assert pratiche.mostra == "2026-0001 – Variazione d'urgenza al bilancio (bozza)"
    vista.bottoni["Salva la bozza"].click()
    assert vista.modello.detto == "Pratica 2026-0001 salvata."


def test_an_act_that_the_plan_asks_for_opens_with_its_amounts(scrivania):
    vista = Atti(modello(scrivania))
    righe = [{"lato": "spese", "codice": "1", "anno": 2026, "competenza": "-1000.5", "descrizione": "Meno"}]
    avanzo = [{"quota": "lib", "importo": "900", "finalita": "Riequilibrio"}]
    vista.inizia("salvaguardia_assestamento", {"righe": righe, "avanzo": avanzo})
    assert vista.modello.errore == ""
    assert vista.scelta.value == "salvaguardia_assestamento"
    atto = vista.modello.lavoro.atto
    assert (atto.righe[0].competenza, atto.avanzo[0].importo) == (Decimal("-1000.50"), Decimal("900.00"))
