from hub_config import registry, roles


def scopes(registro, gruppo: str) -> set[str]:
    tutti = roles.ruoli(registry.leggi(registro))
    return {scope for ruolo in tutti if gruppo in ruolo.get("groups", []) for scope in ruolo["scopes"]}


def test_a_lettore_may_wake_and_enter_the_cruscotto_see_planned_reports_and_nothing_else(registro):
    assert scopes(registro, "lettori:borgo-esempio") == {
        "access:servers!server=borgo-esempio/cruscotto",
        "start:servers!server=borgo-esempio/cruscotto",
        "access:services!service=programmate",
    }


def test_an_autore_and_an_esperto_also_work_in_the_laboratorio(registro):
    laboratorio = {
        "access:servers!server=borgo-esempio/",
        "start:servers!server=borgo-esempio/",
        "delete:servers!server=borgo-esempio/",
        "read:servers!user=borgo-esempio",
    }
    atteso = laboratorio | scopes(registro, "lettori:borgo-esempio")
    assert scopes(registro, "autori:borgo-esempio") == atteso
    assert scopes(registro, "esperti:borgo-esempio") == atteso


def test_no_role_opens_every_server_of_a_comune(registro):
    tutti = {scope for ruolo in roles.ruoli(registry.leggi(registro)) for scope in ruolo["scopes"]}
    assert not [scope for scope in tutti if scope.startswith("access:servers!user=")]
    assert not [scope for scope in tutti if scope.startswith(("admin", "servers", "tokens", "shares"))]


def test_a_person_may_only_read_about_themselves(registro):
    persona = next(ruolo for ruolo in roles.ruoli(registry.leggi(registro)) if ruolo["name"] == "user")
    assert persona["scopes"] == ["read:users!user"]


def test_a_role_of_one_comune_names_no_other(registro):
    ruoli = [r for r in roles.ruoli(registry.leggi(registro)) if r["name"].endswith("-borgo-esempio")]
    assert len(ruoli) == 2
    assert "valle-chiara" not in str(ruoli)


def test_an_osservatore_sees_the_planned_reports_and_enters_no_server(registro):
    assert scopes(registro, "osservatori:borgo-esempio") == {"access:services!service=programmate"}
