from contextvars import copy_context

import pytest
from jupyterhub.singleuser.extension import JupyterHubUser

from hub_config import viewer
from hub_config.cruscotto import Cruscotto, configurazione
from hub_config.viewer import ConnessioneDelLettore, KernelDelCruscotto

AMBIENTE = {
    "JUPYTERHUB_SERVICE_URL": "http://127.0.0.1:1234/user/borgo-esempio/cruscotto/",
    "JUPYTERHUB_SERVICE_PREFIX": "/user/borgo-esempio/cruscotto/",
    "CRESCERE_COMUNE": "borgo-esempio",
    "CRESCERE_NOME": "Borgo Esempio",
    "CRESCERE_MINUTI_INATTIVITA": "15",
}


@pytest.fixture
def c():
    return configurazione(AMBIENTE)


def test_it_listens_only_where_the_hub_said(c):
    assert (c.Voila.ip, c.Voila.port, c.Voila.port_retries) == ("127.0.0.1", 1234, 0)
    assert c.Voila.config_file_paths == []


def test_the_page_shows_no_code_and_no_tracebacks_and_takes_no_template_from_the_address(c):
    assert c.VoilaConfiguration.strip_sources is True
    assert c.VoilaConfiguration.show_tracebacks is False
    assert c.VoilaConfiguration.allow_template_override == "NO"
    assert c.VoilaConfiguration.allow_theme_override == "NO"
    assert c.VoilaConfiguration.http_header_envs == []


def test_the_page_says_whose_accounts_these_are_and_leads_to_the_planned_reports_who_may_see_them(c):
    di_tutti = {
        "baseUrl": "/",
        "crescereComune": "Comune di Borgo Esempio",
        "crescereCasa": "/hub/casa",
    }
    programmate = {"crescereProgrammate": "/services/programmate/borgo-esempio"}
    for gruppi, in_piu in (
        (["lettori:borgo-esempio"], programmate),
        (["esperti:borgo-esempio", "lettori:colle-orabrina"], programmate),
        (["lettori:colle-orabrina"], {}),
        (["supporto"], {}),
    ):
        chi = JupyterHubUser({"name": "anna", "groups": gruppi, "admin": False})

        def pagina(chi=chi) -> dict:
            viewer._lettore.set(viewer.lettore(chi, AMBIENTE))
            return c.VoilaConfiguration.page_config_hook({"baseUrl": "/"}, notebook_path="qualunque")

        assert copy_context().run(pagina) == di_tutti | in_piu, gruppi


def test_a_forgotten_page_is_freed_after_fifteen_minutes_and_one_left_open_is_not(c):
    assert c.KernelDelCruscotto.cull_idle_timeout == 900
    assert c.KernelDelCruscotto.cull_connected is False
    assert c.VoilaConfiguration.multi_kernel_manager_class is KernelDelCruscotto
    assert c.Voila.kernel_websocket_connection_class is ConnessioneDelLettore


def test_every_name_we_set_is_one_that_voila_knows(c):
    assert [n for n in c.Voila if not Cruscotto.class_traits().get(n)] == []
    assert [n for n in c.KernelDelCruscotto if not KernelDelCruscotto.class_traits().get(n)] == []
