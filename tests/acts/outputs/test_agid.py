"""The AgID metadata say what the act is, and which bytes it is made of."""

import base64
import hashlib
from dataclasses import replace
from datetime import date

import pytest
from lxml import etree

from crescere_kit.acts.outputs.agid import (
    Amministrazione,
    Documento,
    FileAllegato,
    MetadatiIncompleti,
    PersonaFisica,
    Registro,
    impronta,
    metadati,
)

ENTE = Amministrazione("Comune di Roccabruna", "c_x999", aoo=("Protocollo", "AOO1"))
ATTO = Documento(
    contenuto=b"abc",
    identificativo="giunta-2026-12",
    nome="atto.pdf",
    formato="application/pdf",
    tipologia="Deliberazione di Giunta",
    oggetto="Variazione d'urgenza & < 5.000 euro",
    registro=Registro("GIUNTA", 12, date(2026, 3, 15)),
    ente=ENTE,
    persone=(PersonaFisica("D'Angelo", "Anna", "RUP"),),
    allegati=(FileAllegato("all-a", "Prospetto delle variazioni", b""),),
    software=("Crescere", "0.1.0", ""),
)
NELL_ORDINE = [
    "IdDoc",
    "ModalitaDiFormazione",
    "TipologiaDocumentale",
    "DatiDiRegistrazione",
    "Soggetti",
    "ChiaveDescrittiva",
    "Allegati",
    "Classificazione",
    "Riservato",
    "IdentificativoDelFormato",
    "Verifica",
    "Agg",
    "NomeDelDocumento",
    "VersioneDelDocumento",
]


def albero(documento=ATTO):
    return etree.fromstring(metadati(documento))


def test_the_impronta_is_the_known_hash_of_those_bytes_in_base64():
    # SHA-256 of «abc», from the examples of FIPS 180
    nota = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
    assert impronta(b"abc") == base64.b64encode(bytes.fromhex(nota)).decode()
    assert albero().findtext("IdDoc/ImprontaCrittograficaDelDocumento/Impronta") == impronta(b"abc")
    assert albero().findtext("IdDoc/ImprontaCrittograficaDelDocumento/Algoritmo") == "SHA-256"


def test_the_elements_come_in_the_order_of_the_scheme():
    assert [uno.tag for uno in albero()] == NELL_ORDINE


def test_number_register_object_and_people_are_what_was_given():
    scritto = albero()
    registro = scritto.find("DatiDiRegistrazione/TipoRegistro/Repertorio_Registro")
    assert [uno.text for uno in registro] == ["Repertorio\\Registro", "2026-03-15", "12", "GIUNTA"]
    assert scritto.findtext("ChiaveDescrittiva/Oggetto") == "Variazione d'urgenza & < 5.000 euro"
    assert scritto.findtext("Soggetti/Ruolo/RUP/RUP/Cognome") == "D'Angelo"
    assert scritto.findtext("Soggetti/Ruolo/Autore/PAI/IPAAmm/CodiceIPA") == "c_x999"
    assert scritto.findtext("Soggetti/Ruolo/Produttore/SW/DenominazioneSistema") == "Crescere 0.1.0"


def test_attachments_are_counted_and_each_has_its_impronta():
    scritto = albero()
    assert scritto.findtext("Allegati/NumeroAllegati") == "1"
    del_niente = base64.b64encode(hashlib.sha256(b"").digest()).decode()
    assert (
        scritto.findtext("Allegati/IndiceAllegati/IdDoc/ImprontaCrittograficaDelDocumento/Impronta")
        == del_niente
    )


def test_what_is_not_known_is_not_written():
    scritto = albero(replace(ATTO, ente=replace(ENTE, aoo=None)))
    assert scritto.find(".//IPAAOO") is None
    assert scritto.find("TempoDiConservazione") is None
    assert list(scritto.find("Agg")) == []
    pieno = albero(replace(ATTO, fascicolo="2026/4", conservazione_anni=10, note="Copia", riservato=True))
    assert pieno.findtext("Agg/TipoAgg/IdAggregazione") == "2026/4"
    assert [pieno.findtext(nome) for nome in ("TempoDiConservazione", "Note", "Riservato")] == [
        "10",
        "Copia",
        "true",
    ]


def test_the_same_act_gives_the_same_bytes():
    assert metadati(ATTO) == metadati(replace(ATTO))
    assert metadati(ATTO).startswith(b"<?xml version='1.0' encoding='UTF-8'?>")


def test_all_that_lacks_is_told_at_once():
    vuoto = replace(ATTO, oggetto="", registro=None, ente=replace(ENTE, codice_ipa=""))
    with pytest.raises(MetadatiIncompleti) as errore:
        metadati(vuoto)
    for pezzo in ("l'oggetto", "il codice IPA dell'ente", "il numero di registro"):
        assert pezzo in str(errore.value)


def test_a_control_character_is_refused_by_name():
    with pytest.raises(MetadatiIncompleti, match="«Oggetto» contiene un carattere di controllo"):
        metadati(replace(ATTO, oggetto="a\x00b"))


def test_of_an_attachment_that_is_not_at_hand_its_hash_is_enough():
    a_mano = FileAllegato("all-a", "Prospetto", b"abc")
    di_altri = FileAllegato("all-a", "Prospetto", sha256=hashlib.sha256(b"abc").hexdigest())
    primo, secondo = (metadati(replace(ATTO, allegati=(uno,))) for uno in (a_mano, di_altri))
    assert primo == secondo
