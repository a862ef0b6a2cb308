"""The files of an act: the copy for the albo, and the package with all of them."""

import hashlib
import io
import json
import zipfile

import pytest
from atti import dati, fatti
from docx import Document
from lxml import etree

from crescere_kit.acts import albo_copy, files
from crescere_kit.acts.catalogue import definizione
from crescere_kit.acts.outputs import agid
from crescere_kit.acts.outputs.last_look import Residuo
from crescere_kit.acts.production import adotta, lavora
from crescere_kit.acts.register import Ufficio

URGENZA = definizione("var_urgenza")
CF = "RSSMRA80A01H501U"
PDF = b"%PDF-1.7 prova"


def testo(documento):
    return "\n".join(uno.text for uno in Document(io.BytesIO(documento)).paragraphs)


def al_lavoro(**cambi):
    return lavora(URGENZA, dati("var_urgenza", **cambi), fatti())


@pytest.fixture
def ufficio(tmp_path):
    return Ufficio(tmp_path / "borgo-esempio")


def adottato(ufficio, **cambi):
    lavoro = al_lavoro(**cambi)
    scritti = lavoro.atto.model_dump(mode="json", exclude_computed_fields=True)
    id_ = ufficio.apri_bozza("var_urgenza", scritti, "Anna")
    for stato in ("istruttoria", "pareri", "proposta"):
        ufficio.avanza(id_, stato, "Anna", esiti=lavoro.esiti_della_proposta)
    adotta(ufficio, id_, lavoro, "Anna")
    return ufficio.pratica(id_), lavoro


def aperto(byte):
    with zipfile.ZipFile(io.BytesIO(byte)) as archivio:
        return {nome: archivio.read(nome) for nome in archivio.namelist()}


def perche(dentro):
    return json.loads(dentro["indice.json"])["assenti"]


def test_the_copy_for_the_albo_has_no_codice_fiscale_and_says_so():
    copia, versione = files.albo(al_lavoro(motivo_urgenza=f"danni al fondo di {CF}"))
    assert CF not in testo(copia)
    assert "danni al fondo di [omissis]" in testo(copia)
    assert [uno.campo for uno in versione.omissis] == ["motivo_urgenza"]


def test_a_template_that_prints_a_codice_fiscale_of_its_own_is_not_published():
    modello = Document(io.BytesIO(URGENZA.modello_word()))
    modello.add_paragraph(f"Responsabile {CF}")
    scritto = io.BytesIO()
    modello.save(scritto)
    con_il_suo = lavora(URGENZA, dati("var_urgenza"), fatti(), scritto.getvalue())
    with pytest.raises(files.CopiaNonPubblicabile, match="vi compare un codice fiscale"):
        files.albo(con_il_suo)


def test_the_package_of_a_draft_says_what_waits_for_the_number(ufficio):
    dentro = aperto(files.fascicolo(ufficio, None, al_lavoro(), None))
    assert set(dentro) == {
        "indice.json",
        "bozza-var_urgenza.docx",
        "albo/bozza-var_urgenza.docx",
        "controlli.json",
        "contesto.json",
        "omissis.json",
    }
    assert set(perche(dentro)) == {"pdf", "agid", "akn"}
    assert "quando ha il suo numero" in perche(dentro)["akn"]


def test_the_package_of_an_adopted_act_holds_what_was_frozen_and_proves_it(ufficio):
    pratica, lavoro = adottato(ufficio)
    dentro = aperto(files.fascicolo(ufficio, pratica, lavoro, PDF))
    assert perche(dentro) == {}
    assert dentro["giunta-2026-1.docx"] == ufficio.documento(pratica.id, "atto.docx")
    assert "n. 1 del 12/10/2026" in testo(dentro["albo/giunta-2026-1.docx"])
    indice = json.loads(dentro["indice.json"])
    assert (indice["atto"], indice["versioni"]["modello_di"]) == ("giunta-2026-1", "Crescere")
    assert {uno["nome"]: uno["sha256"] for uno in indice["file"]} == {
        nome: hashlib.sha256(byte).hexdigest() for nome, byte in dentro.items() if nome != "indice.json"
    }
    assert json.loads(dentro["contesto.json"])["numero"] == 1


def test_its_metadata_and_its_xml_speak_of_the_same_act(ufficio):
    pratica, lavoro = adottato(ufficio)
    dentro = aperto(files.fascicolo(ufficio, pratica, lavoro, PDF))
    metadati = etree.fromstring(dentro["metadati-agid.xml"])
    assert metadati.findtext("IdDoc/ImprontaCrittograficaDelDocumento/Impronta") == agid.impronta(PDF)
    assert metadati.findtext(".//NumeroRegistrazioneDocumento") == "1"
    nome = b"akn/it-901001/act/deliberazione/giunta-comunale/2026-10-12/1"
    assert nome in dentro["akoma-ntoso.xml"]


def test_the_same_act_gives_the_same_package(ufficio):
    pratica, lavoro = adottato(ufficio)
    assert files.fascicolo(ufficio, pratica, lavoro, PDF) == files.fascicolo(
        ufficio, pratica, al_lavoro(), PDF
    )


def test_the_copy_for_the_albo_is_frozen_with_the_act_and_given_again_identical(ufficio):
    pratica, lavoro = adottato(ufficio, motivo_urgenza=f"danni al fondo di {CF}")
    altro = al_lavoro(motivo_urgenza="un motivo che la Giunta non ha mai letto, scritto dopo")
    copia, versione = files.albo_dell_adottato(ufficio, pratica, altro)
    assert copia == ufficio.documento(pratica.id, "albo.docx")
    assert hashlib.sha256(copia).hexdigest() == pratica.documenti["albo.docx"].sha256
    assert "danni al fondo di [omissis]" in testo(copia)
    assert [uno.campo for uno in versione.omissis] == ["motivo_urgenza"]
    assert CF.encode() not in ufficio.documento(pratica.id, "omissis.json")
    assert files.albo_dell_adottato(ufficio, pratica, lavoro) == (copia, versione)


def test_an_act_whose_copy_cannot_be_made_is_adopted_and_the_reason_is_kept(ufficio, monkeypatch):
    monkeypatch.setattr(
        albo_copy, "residui", lambda *_: [Residuo("word/document.xml", "Vi compare un IBAN.")]
    )
    pratica, lavoro = adottato(ufficio)
    assert "albo.docx" not in pratica.documenti
    with pytest.raises(files.CopiaNonPubblicabile, match="Vi compare un IBAN"):
        files.albo_dell_adottato(ufficio, pratica, lavoro)


def test_when_the_data_changed_after_adoption_no_copy_is_made_of_another_act(ufficio, monkeypatch):
    monkeypatch.setattr(albo_copy, "da_conservare", lambda _: {})  # as acts were adopted before
    pratica, _ = adottato(ufficio)
    altro = al_lavoro(motivo_urgenza="un motivo che la Giunta non ha mai letto, scritto dopo")
    dentro = aperto(files.fascicolo(ufficio, pratica, altro, None))
    assert "albo/giunta-2026-1.docx" not in dentro
    assert "non direbbe più quello che dice l'atto" in perche(dentro)["albo"]


def test_an_attachment_without_its_hash_stops_only_the_metadata(ufficio):
    pratica, lavoro = adottato(ufficio, allegati=[{"titolo": "Relazione tecnica"}])
    dentro = aperto(files.fascicolo(ufficio, pratica, lavoro, PDF))
    assert set(perche(dentro)) == {"agid"}
    assert "«Relazione tecnica»" in perche(dentro)["agid"]


def test_a_debtor_is_a_code_in_the_copy_for_the_albo_and_a_name_in_the_act():
    entrata = lavora(
        definizione("det_accertamento"), dati("det_accertamento", debitore="Ugo Inventato"), fatti()
    )
    copia, versione = files.albo(entrata)
    assert "Ugo Inventato" in testo(entrata.bozza())
    assert "Ugo Inventato" not in testo(copia)
    assert "Debitore 1" in testo(copia)
    assert "debitore" in {uno.campo for uno in versione.omissis}
