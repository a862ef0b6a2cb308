"""Every role at every door of a real hub: what must open opens, and nothing else does."""

import pytest

PORTE = {
    "cruscotto": "/user/{slug}/cruscotto/",
    "laboratorio": "/user/{slug}/lab",
    "file": "/user/{slug}/api/contents",
}
QUI, LI, ALTROVE = 0, 1, 2
APERTE = {
    ("lettore", QUI): {"cruscotto"},
    ("autore", QUI): {"cruscotto", "laboratorio", "file"},
    ("esperto", QUI): {"cruscotto", "laboratorio", "file"},
    ("esperto", LI): {"cruscotto", "laboratorio", "file"},
}


@pytest.mark.parametrize("porta", PORTE)
@pytest.mark.parametrize("dove", [QUI, LI, ALTROVE], ids=["own comune", "second comune", "third comune"])
@pytest.mark.parametrize("ruolo", ["lettore", "autore", "esperto"])
def test_a_role_opens_its_doors_and_no_other(acceso, ruolo, dove, porta):
    persona = acceso.persona(ruolo, acceso.slug[QUI])
    risposta = persona.porta(PORTE[porta].format(slug=acceso.slug[dove]))
    if porta in APERTE.get((ruolo, dove), set()):
        assert risposta.status_code == 200
        assert f"/user/{acceso.slug[dove]}/" in risposta.url
    else:
        assert risposta.status_code in (403, 404)


@pytest.mark.parametrize("porta", PORTE)
def test_an_esperto_not_assigned_there_stays_out_though_the_server_is_running(acceso, porta):
    altro = acceso.persona("esperto", acceso.slug[ALTROVE])
    assert altro.porta(PORTE[porta].format(slug=acceso.slug[QUI])).status_code in (403, 404)


@pytest.mark.parametrize("porta", PORTE)
def test_who_has_not_logged_in_meets_the_login_page(acceso, porta):
    risposta = acceso.sconosciuto().get(PORTE[porta].format(slug=acceso.slug[QUI]))
    assert risposta.status_code == 403 or risposta.url.startswith(f"{acceso.base}/hub/login")


@pytest.mark.parametrize(
    ("ruolo", "server", "atteso"),
    [
        ("lettore", "/users/{qui}/server", 404),
        ("lettore", "/users/{qui}/servers/altro", 404),
        ("lettore", "/users/{li}/servers/cruscotto", 404),
        ("autore", "/users/{qui}/servers/altro", 404),
        ("autore", "/users/{li}/server", 404),
        ("esperto", "/users/{altrove}/server", 404),
    ],
)
def test_nobody_starts_a_server_that_is_not_theirs(hub, ruolo, server, atteso):
    qui, li, altrove = hub.slug
    percorso = server.format(qui=qui, li=li, altrove=altrove)
    assert hub.persona(ruolo, qui).api("POST", percorso).status_code == atteso


def test_a_person_has_no_server_of_their_own(hub):
    persona = hub.persona("esperto", hub.slug[0])
    assert persona.api("POST", f"/users/{persona.username}/server").status_code in (403, 404)
    assert persona.get(f"/user/{persona.username}/lab").status_code in (403, 404)


def test_a_lettore_wakes_the_cruscotto_and_cannot_put_it_to_sleep(acceso):
    lettore = acceso.persona("lettore", acceso.slug[0])
    assert lettore.api("DELETE", f"/users/{acceso.slug[0]}/servers/cruscotto").status_code in (403, 404)


@pytest.mark.parametrize("metodo", ["GET", "POST", "DELETE"])
@pytest.mark.parametrize("ruolo", ["lettore", "autore", "esperto"])
def test_people_are_told_nothing_about_others_and_change_nothing(hub, ruolo, metodo):
    persona = hub.persona(ruolo, hub.slug[0])
    altra = hub.chi("lettore", hub.slug[1])
    for percorso in (
        "/users",
        f"/users/{altra}",
        f"/users/{persona.username}/tokens",
        f"/users/{hub.slug[1]}/tokens",
        "/groups",
        f"/groups/esperti:{hub.slug[2]}/users",
        "/proxy",
        "/services",
        "/shutdown",
        f"/shares/{hub.slug[0]}/cruscotto",
    ):
        corpo = None if metodo == "GET" else {"users": [persona.username], "usernames": [persona.username]}
        assert persona.api(metodo, percorso, json=corpo).status_code in (403, 404, 405), percorso


def test_the_proxy_s_own_control_is_not_reachable_from_outside(hub):
    assert hub.sconosciuto().get("/api/routes").status_code in (403, 404)
