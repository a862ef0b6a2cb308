import pytest
from jupyterhub.app import JupyterHub
from jupyterhub.proxy import ConfigurableHTTPProxy
from traitlets.config import Config

from hub_config import configure
from hub_config.login import AccessoDalRegistro
from hub_config.registry import leggi
from hub_config.spawner import ComuneSpawner


@pytest.fixture
def c(impostazioni) -> Config:
    config = Config()
    configure.apply(impostazioni, config)
    return config


def test_only_the_people_of_the_registry_may_enter_and_no_comune(c):
    assert c.Authenticator.allowed_users == {"anna.bianchi", "gina.neri"}
    assert c.Authenticator.blocked_users == {"borgo-esempio", "valle-chiara"}
    assert c.Authenticator.allow_all is False
    assert c.Authenticator.allow_existing_users is False
    assert c.Authenticator.admin_users == set()
    assert c.JupyterHub.admin_access is False


def test_there_is_no_sign_up_and_five_wrong_passwords_close_the_door(c):
    assert c.NativeAuthenticator.enable_signup is False
    assert c.NativeAuthenticator.open_signup is False
    assert c.NativeAuthenticator.allowed_failed_logins == 5
    assert c.NativeAuthenticator.seconds_before_next_try == 1200
    assert c.NativeAuthenticator.minimum_password_length == 12


def test_groups_are_loaded_empty_so_that_the_start_asks_nothing_for_each_person(c):
    assert set(c.JupyterHub.load_groups["lettori:borgo-esempio"]) == set()
    assert "esperti:valle-chiara" in c.JupyterHub.load_groups
    assert not any(ruolo.get("users") for ruolo in c.JupyterHub.load_roles)


def test_the_only_named_server_is_one_per_comune(c):
    assert c.JupyterHub.allow_named_servers is True
    assert c.JupyterHub.named_server_limit_per_user == 1
    assert c.JupyterHub.spawner_class is ComuneSpawner


def test_servers_inherit_nothing_of_the_hub_s_environment(c):
    assert c.Spawner.env_keep == []
    assert c.Spawner.disable_user_config is True


def test_a_permission_taken_away_is_forgotten_in_thirty_seconds(c):
    assert c.Spawner.args == ["--HubOAuth.cache_max_age=30"]


def test_a_person_lands_on_the_page_of_their_comuni(c):
    assert c.JupyterHub.default_url == "/hub/casa"
    assert c.JupyterHub.template_vars["comuni"] == {
        "borgo-esempio": "Borgo Esempio",
        "valle-chiara": "Valle Chiara",
    }


def test_the_proxy_has_its_own_secret(c):
    assert c.ConfigurableHTTPProxy.auth_token == "gettone"


def test_applying_twice_is_as_applying_once(impostazioni, c):
    due_volte = Config()
    configure.apply(impostazioni, due_volte)
    configure.apply(impostazioni, due_volte)
    for config in (c, due_volte):
        del config["JupyterHub"]["tornado_settings"]["crescere"]["registro"]
    assert due_volte == c


def test_every_name_we_set_is_one_that_the_hub_knows(c):
    classi = {
        "JupyterHub": JupyterHub,
        "Spawner": ComuneSpawner,
        "ComuneSpawner": ComuneSpawner,
        "Authenticator": AccessoDalRegistro,
        "NativeAuthenticator": AccessoDalRegistro,
        "AccessoDalRegistro": AccessoDalRegistro,
        "ConfigurableHTTPProxy": ConfigurableHTTPProxy,
    }
    assert set(c) == set(classi)
    ignoti = [
        f"{nome}.{v}" for nome, valori in c.items() for v in valori if not classi[nome].class_traits().get(v)
    ]
    assert ignoti == []


def test_a_registry_with_faults_stops_the_configuration(impostazioni):
    (impostazioni.registro / "persone.csv").unlink()
    with pytest.raises(ValueError, match=r"persone\.csv: il file manca"):
        configure.apply(impostazioni, Config())


def test_what_pages_are_told_is_the_registry_that_was_read(c, impostazioni):
    assert c.JupyterHub.tornado_settings["crescere"]["registro"] == leggi(impostazioni.registro)


def test_the_service_of_planned_reports_is_given_no_power_over_the_hub(c, impostazioni):
    [servizio] = c.JupyterHub.services
    assert servizio["name"] == "programmate"
    assert not {"admin", "api_token", "oauth_client_allowed_scopes"} & set(servizio)
    assert not [ruolo for ruolo in c.JupyterHub.load_roles if ruolo.get("services")]
    assert servizio["environment"] == {"CRESCERE_HUB": str(impostazioni.stato)}
