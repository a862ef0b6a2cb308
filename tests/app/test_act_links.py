"""Names of acts lead to where they are prepared only where that place is; nothing else becomes a link."""

import pytest

from crescere_kit.app import act_links
from crescere_kit.app.page import pagina
from crescere_kit.reports import act_names, apri

HUB = {
    "SERVER_SOFTWARE": "voila/0.5",
    "VOILA_BASE_URL": "/user/borgo-esempio/cruscotto/",
    "CRESCERE_COMUNE": "901001",
}


def test_behind_the_hub_the_acts_are_beside_the_cruscotto():
    assert act_links.porta(HUB) == "/user/borgo-esempio/cruscotto/atti"


@pytest.mark.parametrize(
    "cambi",
    [
        {"SERVER_SOFTWARE": ""},
        {"CRESCERE_COMUNE": ""},
        {"VOILA_BASE_URL": "/"},
        {"VOILA_BASE_URL": "//altrove.example/user/x/"},
        {"VOILA_BASE_URL": '/user/"><script>/'},
    ],
)
def test_where_there_is_no_door_the_acts_are_words(cambi):
    assert act_links.porta(HUB | cambi) is None
    nome = act_names.segnati(["fgdc"])
    assert act_links.collega(nome, None) == nome


def test_a_name_becomes_a_link_and_says_if_the_plan_asks():
    scritto = act_names.segnati(["fgdc"]) + act_names.segnati(["tari"], "piano")
    collegato = act_links.collega(scritto, "/user/b/cruscotto/atti")
    assert '<a href="/user/b/cruscotto/atti?atto=fgdc">' in collegato
    assert '<a href="/user/b/cruscotto/atti?atto=tari&amp;da=piano">' in collegato


def test_what_data_say_is_never_a_link():
    ostile = '&lt;span data-atto="fgdc"&gt;x&lt;/span&gt; <span data-atto="fg\'dc">x</span>'
    assert act_links.collega(ostile, "/atti") == ostile


def test_the_page_of_a_comune_leads_to_the_acts_of_its_criticita_and_of_its_plan(archivio_demo):
    fascicolo = apri("901001", archivio=archivio_demo)
    critica = next(una for una in fascicolo.voci_critiche() if una.atti)
    misura = fascicolo.piano_scelto.misure[0]
    con_porta = pagina(fascicolo, "/user/borgo-esempio/cruscotto/atti")
    assert f'/cruscotto/atti?atto={critica.atti[0]}">' in con_porta
    assert f'/cruscotto/atti?atto={misura.atti[0]}&amp;da=piano">' in con_porta
    assert "?atto=" not in pagina(fascicolo)
