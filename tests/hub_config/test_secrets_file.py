import stat

from hub_config import secrets_file
from hub_config.secrets_file import PasswordNote


def permessi(percorso) -> int:
    return stat.S_IMODE(percorso.stat().st_mode)


def test_secrets_are_readable_by_the_hub_s_user_only(tmp_path):
    secrets_file.assicura(tmp_path / "segreti")
    assert permessi(tmp_path / "segreti") == 0o700
    assert {file.name: permessi(file) for file in (tmp_path / "segreti").iterdir()} == {
        "cookie": 0o600,
        "proxy": 0o600,
    }


def test_a_second_start_finds_the_same_secrets(tmp_path):
    secrets_file.assicura(tmp_path)
    prima = (tmp_path / "cookie").read_text("ascii")
    secrets_file.assicura(tmp_path)
    assert (tmp_path / "cookie").read_text("ascii") == prima
    assert len(bytes.fromhex(prima)) == 32


def test_a_secret_left_open_is_closed_again(tmp_path):
    secrets_file.assicura(tmp_path)
    (tmp_path / "proxy").chmod(0o644)
    secrets_file.assicura(tmp_path)
    assert permessi(tmp_path / "proxy") == 0o600


def test_passwords_are_all_different_and_without_letters_that_look_alike():
    password = {secrets_file.nuova_password() for _ in range(200)}
    assert len(password) == 200
    assert not set("".join(password)) & set("l1o0OI")
    assert all(len(p) == 19 for p in password)


def test_noted_passwords_are_read_back_and_kept_closed(tmp_path):
    note = PasswordNote(tmp_path / "password.csv")
    note.annota("anna.bianchi", "aaaa-bbbb", b"impronta")
    note.annota("uscita.ieri", "cccc-dddd", b"altra")
    note.salva({"anna.bianchi"})
    assert permessi(tmp_path / "password.csv") == 0o600
    rilette = PasswordNote.leggi(tmp_path / "password.csv")
    assert rilette.password("anna.bianchi") == "aaaa-bbbb"
    assert rilette.password("uscita.ieri") is None
