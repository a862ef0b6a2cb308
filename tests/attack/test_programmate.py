"""Every role at the planned reports of a real hub, and what a comune may put in its own folder as a trap."""

import re
import sqlite3
import time
from contextlib import closing
from urllib.parse import quote

import psutil
import pytest
import requests

QUI, LI, ALTROVE = 0, 1, 2
BASE = "/services/programmate/"
PIANO = {"notebook": "01_conti", "tipo": "mese", "giorno_mese": "1", "alle": "06:00"}
VEDONO = {("lettore", QUI), ("autore", QUI), ("esperto", QUI), ("esperto", LI)}
SCRIVONO = VEDONO - {("lettore", QUI)}
TUTTI = [(ruolo, dove) for ruolo in ("lettore", "autore", "esperto") for dove in (QUI, LI, ALTROVE)]


def manda(persona, percorso: str, campi: dict | None = None, **altro):
    """Post as our page does, with the proof that the form came from it."""
    persona.get(BASE)
    return persona.post(BASE + percorso, {"_xsrf": persona.xsrf(BASE), **(campi or {})}, **altro)


def piani(persona, slug: str) -> list[str]:
    return re.findall(r"/piani/(\d+)/elimina", persona.get(BASE + slug).text)


@pytest.fixture(scope="module")
def piano(hub) -> str:
    """A plan of the first comune, made by its autore, that already has its report."""
    autore, slug = hub.persona("autore", hub.slug[QUI]), hub.slug[QUI]
    prima = piani(autore, slug)
    assert manda(autore, slug, PIANO | {"alle": "05:00"}).status_code == 200
    [numero] = set(piani(autore, slug)) - set(prima)
    assert manda(autore, f"{slug}/piani/{numero}/esegui").status_code == 200
    scadenza = time.monotonic() + 120
    while "data-aperto" in (pagina := autore.get(BASE + slug).text):
        assert time.monotonic() < scadenza, pagina
        time.sleep(0.5)
    return numero


@pytest.fixture(scope="module")
def rapporto(hub, piano) -> str:
    """The address of that report."""
    pagina = hub.persona("autore", hub.slug[QUI]).get(BASE + hub.slug[QUI]).text
    return re.search(rf'href="({BASE}[^"]*/rapporti/[^"]*)"', pagina).group(1)


@pytest.mark.parametrize(("ruolo", "dove"), TUTTI)
def test_a_person_sees_the_plans_of_their_comuni_and_of_no_other(hub, ruolo, dove):
    risposta = hub.persona(ruolo, hub.slug[QUI]).get(BASE + hub.slug[dove])
    assert risposta.status_code == (200 if (ruolo, dove) in VEDONO else 404)


@pytest.mark.parametrize(("ruolo", "dove"), TUTTI)
def test_only_autori_and_esperti_of_a_comune_plan_there(hub, ruolo, dove):
    persona = hub.persona(ruolo, hub.slug[QUI])
    risposta = manda(persona, hub.slug[dove], PIANO | {"alle": f"0{dove}:{len(ruolo):02}"})
    if (ruolo, dove) in SCRIVONO:
        assert risposta.status_code == 200
    else:
        assert risposta.status_code == (403 if (ruolo, dove) in VEDONO else 404)


@pytest.mark.parametrize("azione", ["esegui", "sospendi", "riprendi", "elimina"])
def test_the_buttons_of_a_plan_are_of_who_plans_there(hub, piano, azione):
    qui, li, altrove = hub.slug
    lettore, estraneo = hub.persona("lettore", qui), hub.persona("autore", altrove)
    assert manda(lettore, f"{qui}/piani/{piano}/{azione}").status_code == 403
    assert manda(estraneo, f"{qui}/piani/{piano}/{azione}").status_code == 404
    assert manda(estraneo, f"{altrove}/piani/{piano}/{azione}").status_code == 404
    assert manda(hub.persona("esperto", qui), f"{li}/piani/{piano}/{azione}").status_code == 404
    assert piano in piani(hub.persona("autore", qui), qui)


def test_a_report_is_opened_by_its_comune_and_by_nobody_else(hub, rapporto):
    qui, _, altrove = hub.slug
    for ruolo in ("lettore", "autore", "esperto"):
        aperto = hub.persona(ruolo, qui).get(rapporto)
        assert aperto.status_code == 200
        assert hub.registro.comuni[QUI].nome in aperto.text
        assert "script-src 127.0.0.1:" in aperto.headers["Content-Security-Policy"]
        assert aperto.headers["X-Content-Type-Options"] == "nosniff"
    estraneo = hub.persona("autore", altrove)
    assert estraneo.get(rapporto).status_code == 404
    assert estraneo.get(rapporto.replace(qui, altrove)).status_code == 404


@pytest.mark.parametrize("percorso", ["", "{slug}", "{slug}/rapporti/1/index.html"])
def test_who_has_not_logged_in_meets_the_login_page(hub, percorso):
    risposta = hub.sconosciuto().get(BASE + percorso.format(slug=hub.slug[QUI]))
    assert risposta.url.startswith(f"{hub.base}/hub/login")


def test_who_has_not_logged_in_plans_nothing(hub):
    sconosciuto = hub.sconosciuto()
    assert sconosciuto.post(BASE + hub.slug[QUI], PIANO).status_code == 403
    assert sconosciuto.post(f"{BASE}{hub.slug[QUI]}/piani/1/elimina", {}).status_code == 403


@pytest.mark.parametrize("prova", [{}, {"_xsrf": "inventata"}, {"_xsrf": ""}])
def test_a_page_elsewhere_cannot_press_our_buttons(hub, piano, prova):
    autore, slug = hub.persona("autore", hub.slug[QUI]), hub.slug[QUI]
    altrove = {
        "Origin": "https://altrove.example",
        "Sec-Fetch-Mode": "navigate",
        "Sec-Fetch-Site": "cross-site",
    }
    for percorso, campi in ((slug, PIANO), (f"{slug}/piani/{piano}/elimina", {})):
        assert autore.post(BASE + percorso, campi | prova, headers=altrove).status_code == 403
    di_un_altro = hub.persona("esperto", slug)
    di_un_altro.get(BASE)
    rubata = {"_xsrf": di_un_altro.xsrf(BASE)}
    assert autore.post(f"{BASE}{slug}/piani/{piano}/elimina", rubata).status_code == 403
    assert piano in piani(autore, slug)


@pytest.mark.parametrize("percorso", ["{slug}/piani/{piano}/esegui", "{slug}/piani/{piano}/elimina"])
def test_looking_at_an_address_changes_nothing(hub, piano, percorso):
    autore = hub.persona("autore", hub.slug[QUI])
    assert autore.get(BASE + percorso.format(slug=hub.slug[QUI], piano=piano)).status_code == 405


@pytest.mark.parametrize(
    "file",
    [
        "../../../../segreti/cookie",
        "..%2f..%2f..%2fsegreti%2fpassword.csv",
        "%2e%2e/%2e%2e/dati.impronta",
        "lotto.json/../../x.html",
        "risorse/../../../../../hub.log",
        "risorse/%2e%2e/conf.json",
        ".nascosto.html",
        "collegamento.html",
        "cartella/password.csv",
        "script.js",
        "non-c-e.html",
        "%00.html",
    ],
)
def test_no_file_but_those_of_the_report_is_given_out(hub, rapporto, file):
    slug = hub.slug[QUI]
    [cartella] = (hub.stato / "comuni" / slug / "rapporti").iterdir()
    for nome, verso in (("collegamento.html", hub.stato / "hub.log"), ("cartella", hub.stato / "segreti")):
        if not (cartella / nome).is_symlink():
            (cartella / nome).symlink_to(verso)
    for nome in (".nascosto.html", "script.js"):
        (cartella / nome).write_text("alert(1)", "utf-8")
    ricetta = f"{hub.base}{rapporto.rsplit('/', 1)[0]}/{file}"
    persona = hub.persona("lettore", slug)
    assert persona.sessione.get(ricetta, timeout=60).status_code in (400, 404)


def test_a_plan_is_not_a_way_to_run_something_else(hub):
    autore, slug = hub.persona("autore", hub.slug[QUI]), hub.slug[QUI]
    prima = piani(autore, slug)
    for notebook in ("../laboratorio/mio", "/etc/mio.ipynb", "06_atti", "--help", "07_relazione --in /etc"):
        assert manda(autore, slug, PIANO | {"notebook": notebook}).status_code == 400
    assert manda(autore, slug, PIANO | {"alle": "<script>"}).status_code == 400
    assert piani(autore, slug) == prima


def test_the_page_of_a_comune_tells_nothing_of_another(hub, piano, rapporto):
    """Even to somebody who may open both: what is of one never stands on the page of the other."""
    qui, li, altrove = hub.slug
    esperto = hub.persona("esperto", qui)
    assert piano in piani(esperto, qui)
    assert piano not in piani(esperto, li)
    assert rapporto not in esperto.get(BASE + li).text
    numero = re.search(r"/rapporti/(\d+)/", rapporto).group(1)
    for nome in ("lotto.json", "index.html", rapporto.rsplit("/", 1)[1]):
        assert esperto.get(f"{BASE}{li}/rapporti/{numero}/{nome}").status_code == 404
    inizio = hub.persona("autore", altrove).get(BASE).text
    assert hub.registro.comuni[ALTROVE].nome in inizio
    assert not any(comune.nome in inizio for comune in hub.registro.comuni[:ALTROVE])


SQL = ("01_conti'; DROP TABLE piani; --", "01_conti' OR '1'='1", '01_conti"; DELETE FROM lavori; --')


@pytest.mark.parametrize("nome", SQL)
def test_a_name_is_never_a_question_to_the_database(hub, piano, nome):
    autore, slug = hub.persona("autore", hub.slug[QUI]), hub.slug[QUI]
    prima, cifrato = piani(autore, slug), quote(nome, safe="")
    for campo in ("notebook", "tipo", "giorno_mese", "alle"):
        assert manda(autore, slug, PIANO | {campo: nome}).status_code == 400
    assert manda(autore, f"{slug}/piani/{piano}{cifrato}/elimina").status_code == 404
    assert manda(autore, f"{slug}/piani/{piano}/{cifrato}").status_code == 404
    assert manda(autore, f"{slug}{cifrato}", PIANO).status_code == 404
    assert autore.get(f"{BASE}{slug}/rapporti/{piano}{cifrato}/index.html").status_code == 404
    assert autore.get(f"{BASE}{slug}?esito={cifrato}").status_code == 200
    assert piani(autore, slug) == prima


def test_a_database_that_does_not_answer_is_said_in_a_sentence_without_its_questions(hub, piano):
    autore, slug = hub.persona("autore", hub.slug[QUI]), hub.slug[QUI]
    with closing(sqlite3.connect(hub.stato / "programmate.sqlite", isolation_level=None)) as aperta:
        aperta.execute("ALTER TABLE piani RENAME TO piani_altrove")
        try:
            muta = autore.get(BASE + slug)
        finally:
            aperta.execute("ALTER TABLE piani_altrove RENAME TO piani")
    assert muta.status_code == 503
    assert "La banca dati che le conserva non risponde" in muta.text
    assert "SELECT" not in muta.text
    assert piano in piani(autore, slug)


def test_the_service_of_planned_reports_may_ask_the_hub_nothing_about_people(hub):
    """Its token, read from the machine as whoever owns the process could."""
    del_hub = psutil.Process(hub.processo.pid).children(recursive=True)
    [servizio] = [processo for processo in del_hub if "hub_config.lotti" in processo.cmdline()]
    gettone = servizio.environ()["JUPYTERHUB_API_TOKEN"]
    for percorso in ("/users", "/groups", "/proxy", "/services", f"/users/{hub.slug[QUI]}/tokens"):
        risposta = requests.get(
            f"{hub.base}/hub/api{percorso}", headers={"Authorization": f"token {gettone}"}, timeout=60
        )
        assert risposta.status_code in (403, 404) or risposta.json() in ([], {}), percorso
