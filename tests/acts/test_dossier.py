"""What the package says of an act is what the register says: its organ, its number, its days."""

from datetime import date

import pytest
from atti import dati, fatti
from lxml import etree

from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.acts.dossier import Fascicolo
from crescere_kit.acts.files import albo
from crescere_kit.acts.production import lavora
from crescere_kit.acts.register import Numero, Pratica

QUANDO = date(2026, 10, 12)
AKN = {"a": "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"}


def fascicolo(codice, **cambi):
    lavoro = lavora(definizione(codice), dati(codice), fatti())
    organo = "determinazione" if lavoro.atto.organo == "responsabile" else lavoro.atto.organo
    settore = "Lavori pubblici" if organo == "determinazione" else ""
    pratica = Pratica(
        id="2026-0007",
        codice=codice,
        stato="adottata",
        versione=5,
        aperta_da="Anna",
        aperta_il=None,
        cambiata_da="Anna",
        cambiata_il=None,
        oggetto="",
        dati="",
        **({"numero": Numero(organo, 2026, 12, settore), "data": QUANDO} | cambi),
    )
    contesto = lavoro.atto.model_dump(mode="json")
    return Fascicolo(
        lavoro, pratica, lavoro.bozza(), None, b"{}", contesto, lavoro.versioni(), lambda: albo(lavoro)
    )


@pytest.mark.parametrize("codice", CODICI)
def test_every_act_has_all_its_files(codice):
    pacco = fascicolo(codice).pacco()
    assert pacco.assenti == {"pdf": "Il PDF non è stato fatto."}
    assert all((pacco.albo, pacco.agid, pacco.akn))


def test_a_determinazione_says_the_settore_whose_number_it_took():
    pacco = fascicolo("var_responsabile").pacco()
    assert pacco.nome == "determinazione-2026-12"
    metadati = etree.fromstring(pacco.agid)
    assert metadati.findtext(".//CodiceRegistro") == "DETERMINAZIONE Lavori pubblici"
    assert metadati.findtext("TipologiaDocumentale") == "Determinazione"
    scritto = etree.fromstring(pacco.akn)
    assert (
        scritto.find(".//a:FRBRWork/a:FRBRuri", AKN).get("value")
        == "/akn/it-901001/act/determinazione/lavori-pubblici/2026-10-12/12"
    )


def test_the_days_at_the_albo_are_in_the_xml():
    uno = fascicolo("var_urgenza", immediata=False, pubblicata_dal=date(2026, 10, 14))
    giorni = {
        voce.get("name"): voce.get("date")
        for voce in etree.fromstring(uno.pacco().akn).findall(".//a:FRBRWork/a:FRBRdate", AKN)
    }
    assert giorni["adozione"] == "2026-10-12"
    assert giorni["pubblicazione"] == "2026-10-14"
    assert giorni["esecutivita"] == "2026-10-25"  # after the tenth day from publication


def test_without_number_no_file_names_the_act():
    pacco = fascicolo("var_urgenza", numero=None, data=None).pacco()
    assert pacco.nome == "bozza-2026-0007"
    assert set(pacco.assenti) == {"pdf", "agid", "akn"}
    assert pacco.agid is pacco.akn is None
