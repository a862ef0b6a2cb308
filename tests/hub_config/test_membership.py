import bcrypt
import pytest
from jupyterhub import orm
from nativeauthenticator.orm import UserInfo

from hub_config import membership, registry
from hub_config.secrets_file import PasswordNote


@pytest.fixture
def banca_dati(tmp_path) -> str:
    return f"sqlite:///{tmp_path / 'hub.sqlite'}"


@pytest.fixture
def note(tmp_path) -> PasswordNote:
    return PasswordNote(tmp_path / "password.csv")


def letta(banca_dati):
    sessione = orm.new_session_factory(banca_dati)()
    try:
        utenti = {utente.name for utente in sessione.query(orm.User)}
        gruppi = {gruppo.name: {u.name for u in gruppo.users} for gruppo in sessione.query(orm.Group)}
        accessi = {accesso.username: accesso.password for accesso in UserInfo.all_users(sessione)}
        return utenti, gruppi, accessi
    finally:
        sessione.close()
        sessione.get_bind().dispose()


def allinea(banca_dati, registro, note):
    membership.allinea(banca_dati, registry.leggi(registro), note)
    return letta(banca_dati)


def test_people_get_a_password_and_comuni_get_none(banca_dati, registro, note):
    utenti, _, accessi = allinea(banca_dati, registro, note)
    assert {"borgo-esempio", "valle-chiara"} <= utenti
    assert set(accessi) == {"anna.bianchi", "gina.neri"}
    assert bcrypt.checkpw(note.password("anna.bianchi").encode(), accessi["anna.bianchi"])


def test_groups_hold_exactly_who_the_registry_says_today(banca_dati, registro, note):
    _, gruppi, _ = allinea(banca_dati, registro, note)
    assert gruppi["lettori:borgo-esempio"] == {"anna.bianchi"}
    assert gruppi["esperti:valle-chiara"] == {"gina.neri"}


def test_an_incarico_that_ended_is_taken_away_at_the_next_start(banca_dati, registro, note):
    allinea(banca_dati, registro, note)
    incarichi = registro / "incarichi.csv"
    incarichi.write_text(
        incarichi.read_text("utf-8").replace("valle-chiara,esperto,,", "valle-chiara,esperto,,2020-12-31"),
        "utf-8",
    )
    _, gruppi, _ = allinea(banca_dati, registro, note)
    assert gruppi["esperti:valle-chiara"] == set()


def test_who_leaves_the_registry_leaves_the_hub(banca_dati, registro, note):
    allinea(banca_dati, registro, note)
    for nome in ("persone.csv", "incarichi.csv"):
        file = registro / nome
        righe = [r for r in file.read_text("utf-8").splitlines() if not r.startswith("gina.neri")]
        file.write_text("\n".join(righe) + "\n", "utf-8")
    utenti, _, accessi = allinea(banca_dati, registro, note)
    assert "gina.neri" not in utenti
    assert set(accessi) == {"anna.bianchi"}


def test_a_second_start_keeps_passwords_and_the_first_one_of_who_changed_it_is_forgotten(
    banca_dati, registro, note
):
    _, _, prima = allinea(banca_dati, registro, note)
    sessione = orm.new_session_factory(banca_dati)()
    UserInfo.find(sessione, "gina.neri").password = bcrypt.hashpw(b"scelta da me", bcrypt.gensalt(4))
    sessione.commit()
    sessione.close()
    sessione.get_bind().dispose()
    _, _, dopo = allinea(banca_dati, registro, note)
    assert dopo["anna.bianchi"] == prima["anna.bianchi"]
    assert note.password("anna.bianchi") is not None
    assert note.password("gina.neri") is None
