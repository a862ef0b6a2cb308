"""Who may not get in, and how the login behaves with whoever tries."""

import stat
from urllib.parse import urljoin

import pytest


def test_nobody_logs_in_as_a_comune(hub):
    password = [hub.password(persona.username) for persona in hub.registro.persone[:2]]
    for slug in hub.slug:
        for parola in ["", slug, *password]:
            estraneo = hub.sconosciuto(slug)
            risposta = estraneo.entra(parola)
            assert risposta.status_code != 302
            assert estraneo.get("/hub/casa").url.startswith(f"{hub.base}/hub/login")


@pytest.mark.parametrize(
    "pagina", ["/hub/signup", "/hub/authorize", "/hub/authorize/anna.bianchi", "/hub/confirm/x"]
)
@pytest.mark.parametrize("chi", ["nobody", "autore"])
def test_there_is_no_way_to_open_or_approve_an_account(hub, pagina, chi):
    persona = hub.sconosciuto() if chi == "nobody" else hub.persona("autore", hub.slug[0])
    persona.get("/hub/login")
    assert persona.get(pagina).status_code == 404
    campi = {"username": "intruso", "signup_password": "x" * 20, "_xsrf": persona.xsrf()}
    assert persona.post(pagina, campi).status_code == 404


def test_a_person_lands_on_the_page_of_their_comuni(hub):
    persona = hub.sconosciuto(hub.chi("lettore", hub.slug[1]))
    assert persona.entra(hub.password(persona.username)).headers["Location"] == "/hub/casa"


@pytest.mark.parametrize(
    "prossima", ["https://altrove.example", "//altrove.example", "/\\altrove.example", "%2F%2Fa.example"]
)
def test_the_login_sends_nobody_outside(hub, prossima):
    persona = hub.sconosciuto(hub.chi("lettore", hub.slug[1]))
    arrivo = persona.entra(hub.password(persona.username), prossima).headers["Location"]
    assert urljoin(hub.base, arrivo).startswith(f"{hub.base}/")
    assert not arrivo.startswith(("//", "/\\"))


def test_a_login_without_its_own_form_is_refused(hub):
    persona = hub.sconosciuto(hub.chi("lettore", hub.slug[1]))
    campi = {"username": persona.username, "password": hub.password(persona.username)}
    assert persona.post("/hub/login", campi, allow_redirects=False).status_code == 403


def test_five_wrong_passwords_close_the_door_even_to_the_right_one(hub):
    persona = hub.sconosciuto(hub.chi("lettore", hub.slug[2]))
    for _ in range(5):
        assert "Nome utente o password non corretti" in persona.entra("sbagliata").text
    assert persona.entra(hub.password(persona.username)).status_code != 302


@pytest.mark.parametrize("password", ["", "x" * 5000, "\0", "è" * 60])
def test_a_strange_password_is_only_a_wrong_one(hub, password):
    risposta = hub.sconosciuto("nessuno").entra(password)
    assert risposta.status_code in (200, 403)
    assert "Nome utente o password non corretti" in risposta.text


def test_secrets_on_disk_are_closed(hub):
    aperti = [
        file
        for file in [
            hub.stato,
            *(hub.stato / "segreti").iterdir(),
            hub.stato / "jupyterhub.sqlite",
            hub.stato / "hub.log",
        ]
        if stat.S_IMODE(file.stat().st_mode) & 0o077
    ]
    assert aperti == []


@pytest.mark.parametrize(
    "pagina",
    ["/hub/login", "/hub/casa", "/hub/niente", "/hub/change-password", "/user/nessuno/lab", "/hub/home"],
)
@pytest.mark.parametrize("chi", ["nobody", "autore"])
def test_every_page_a_person_may_meet_is_italian_and_cannot_be_framed(hub, pagina, chi):
    persona = hub.sconosciuto() if chi == "nobody" else hub.persona("autore", hub.slug[0])
    risposta = persona.get(pagina)
    assert '<html lang="it">' in risposta.text
    assert "JupyterHub" not in risposta.text
    assert "frame-ancestors 'none'" in risposta.headers["Content-Security-Policy"]
    assert (
        "script-src" not in risposta.headers["Content-Security-Policy"]
    )  # default-src 'self': no inline script
