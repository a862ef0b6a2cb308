"""The laboratorio: what the shelf of the community and the hub refuse to whoever may run code in a comune."""

import json

import pytest

from crescere_kit import community

NOTEBOOK = {
    "cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Prova", "id": "a"}],
    "metadata": {},
    "nbformat": 4,
    "nbformat_minor": 5,
}


@pytest.fixture(scope="module")
def slug(acceso) -> str:
    return acceso.slug[0]


@pytest.fixture(scope="module")
def scheda(hub, tmp_path_factory):
    """Something that another comune has shared."""
    file = tmp_path_factory.mktemp("da-pubblicare") / "analisi.ipynb"
    file.write_text(json.dumps(NOTEBOOK), "utf-8")
    return community.pubblica(
        file,
        titolo="Analisi",
        nota="Una prova",
        autore="Dario",
        comune="Altro",
        cartella=hub.stato / "comunita",
    )


def contenuti(persona, slug, metodo, percorso, corpo=None):
    base = f"/user/{slug}"
    persona.porta(f"{base}/lab")
    intestazioni = {"X-XSRFToken": persona.xsrf(f"{base}/"), "Referer": persona.base + base}
    return persona.sessione.request(
        metodo, f"{persona.base}{base}/api/contents/{percorso}", json=corpo, headers=intestazioni, timeout=30
    )


@pytest.mark.parametrize("ruolo", ["autore", "esperto"])
def test_what_is_shared_can_be_read_from_the_laboratorio_and_not_changed(acceso, slug, scheda, ruolo):
    persona = acceso.persona(ruolo, slug)
    file = f"comunita/{scheda.id}/{scheda.file}"
    assert contenuti(persona, slug, "GET", file).status_code == 200
    scritto = {"type": "notebook", "content": NOTEBOOK}
    assert contenuti(persona, slug, "PUT", file, scritto).status_code == 403
    assert contenuti(persona, slug, "PUT", "comunita/nuovo.ipynb", scritto).status_code == 403
    assert contenuti(persona, slug, "POST", "comunita", {"type": "notebook"}).status_code == 403
    assert contenuti(persona, slug, "DELETE", file).status_code == 403
    assert contenuti(persona, slug, "PATCH", file, {"path": "preso.ipynb"}).status_code == 403


def test_there_are_no_terminals_and_no_voila_in_the_laboratorio(acceso, slug):
    autore = acceso.persona("autore", slug)
    autore.porta(f"/user/{slug}/lab")
    for percorso in ("api/terminals", "voila/render/01_conti.ipynb", "voila/tree"):
        assert autore.get(f"/user/{slug}/{percorso}").status_code == 404


def test_code_in_the_laboratorio_can_ask_the_hub_nothing(acceso, slug):
    """A notebook finds its server's token in the environment: the token opens no door."""
    autore = acceso.persona("autore", slug)
    altro = acceso.slug[1]
    codice = f"""
import os, requests
api, gettone = os.environ["JUPYTERHUB_API_URL"], os.environ["JUPYTERHUB_API_TOKEN"]
chi = {{"Authorization": "token " + gettone}}
def chiedi(metodo, percorso):
    return requests.request(metodo, api + percorso, headers=chi).status_code
print([chiedi(*domanda) for domanda in [
    ("GET", "/users"), ("GET", "/users/{altro}"), ("POST", "/users/{altro}/server"), ("GET", "/groups"),
    ("POST", "/groups/esperti:{altro}/users"), ("GET", "/proxy"), ("POST", "/users/{slug}/tokens"),
]])
"""
    assert set(json.loads(esegui(autore, slug, codice))) <= {403, 404}


def esegui(persona, slug, codice) -> str:
    """Run code as a notebook of the laboratorio does, and return what it prints."""
    base = f"/user/{slug}"
    persona.porta(f"{base}/lab")
    intestazioni = {"X-XSRFToken": persona.xsrf(f"{base}/"), "Referer": persona.base + base}
    kernel = persona.sessione.post(
        f"{persona.base}{base}/api/kernels", json={"name": "python3"}, headers=intestazioni, timeout=30
    ).json()["id"]
    canale = persona.canale(f"{base}/api/kernels/{kernel}/channels?session_id=e")
    testata = {"msg_id": "e", "msg_type": "execute_request", "session": "e", "username": "", "version": "5.3"}
    contenuto = {"code": codice, "silent": False, "store_history": False, "user_expressions": {}}
    canale.send(
        json.dumps(
            {"header": testata, "parent_header": {}, "metadata": {}, "content": contenuto, "channel": "shell"}
        )
    )
    stampato, messaggio = "", {}
    try:
        while messaggio.get("msg_type") != "execute_reply":
            messaggio = json.loads(canale.recv())
            stampato += messaggio["content"].get("text", "")
            assert messaggio["msg_type"] != "error", messaggio["content"]
    finally:
        canale.close()
        persona.sessione.delete(
            f"{persona.base}{base}/api/kernels/{kernel}", headers=intestazioni, timeout=30
        )
    return stampato


def copia(persona, comune, id_, **altro):
    campi = {"comune": comune, "id": id_, "_xsrf": persona.xsrf(), **altro}
    return persona.post("/hub/casa/copia", campi, headers={"Referer": f"{persona.base}/hub/casa"})


def test_an_autore_copies_what_is_shared_with_one_click_and_twice_makes_two(hub, scheda):
    autore = hub.persona("autore", hub.slug[0])
    assert "Analisi" in autore.get("/hub/casa").text
    for _ in range(2):
        risposta = copia(autore, hub.slug[0], scheda.id)
        assert risposta.status_code == 200
        assert "Copiato nel laboratorio" in risposta.text
    arrivati = hub.stato / "comuni" / hub.slug[0] / "laboratorio" / "dalla_comunita"
    assert {file.name for file in arrivati.iterdir()} >= {"analisi.ipynb", "analisi-2.ipynb"}


def test_nobody_copies_into_a_laboratorio_where_they_do_not_work(hub, scheda):
    assert copia(hub.persona("lettore", hub.slug[0]), hub.slug[0], scheda.id).status_code == 403
    assert copia(hub.persona("autore", hub.slug[0]), hub.slug[1], scheda.id).status_code == 403
    assert copia(hub.persona("esperto", hub.slug[0]), hub.slug[2], scheda.id).status_code == 403
    assert copia(hub.persona("autore", hub.slug[0]), "../..", scheda.id).status_code == 403


@pytest.mark.parametrize("id_", ["../comuni", "niente", "..", "/etc/passwd", ""])
def test_only_what_is_on_the_shelf_can_be_copied(hub, id_):
    assert copia(hub.persona("autore", hub.slug[0]), hub.slug[0], id_).status_code in (400, 404)


def test_another_site_cannot_make_a_person_copy(hub, scheda):
    autore = hub.persona("autore", hub.slug[0])
    campi = {"comune": hub.slug[0], "id": scheda.id}
    assert autore.post("/hub/casa/copia", campi).status_code == 403
