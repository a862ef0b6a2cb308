import socket

from hub_config import __main__ as avvio
from hub_config import registry
from hub_config.secrets_file import PasswordNote


def test_a_taken_port_is_said_in_one_sentence_with_the_way_out(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_HUB", str(tmp_path))
    with socket.socket() as occupante:
        occupante.bind(("127.0.0.1", 0))
        occupante.listen()
        porta = occupante.getsockname()[1]
        assert avvio.main(["--port", str(porta)]) == 2
    detto = capsys.readouterr().err
    assert detto.count("\n") == 1
    assert f"La porta {porta} è già occupata" in detto
    assert f"make hub PORT={porta + 1}" in detto


def test_a_mistake_in_the_settings_is_said_without_a_traceback(capsys, tmp_path, monkeypatch):
    monkeypatch.setenv("CRESCERE_HUB", str(tmp_path))
    (tmp_path / "hub.toml").write_text("portone = 1", "utf-8")
    assert avvio.main([]) == 1
    assert capsys.readouterr().err.startswith("hub.toml: «portone» non è un'impostazione")


def test_the_table_says_who_may_enter_today_and_hides_a_password_of_one_s_own(registro, tmp_path):
    note = PasswordNote(tmp_path / "password.csv", {"anna.bianchi": ("aaaa-bbbb", "impronta")})
    righe = avvio.tabella(registry.leggi(registro), note).splitlines()
    assert righe[0].split() == ["Nome", "utente", "Ruolo", "Comune", "Password"]
    assert righe[1].split() == ["anna.bianchi", "lettore", "Borgo", "Esempio", "aaaa-bbbb"]
    assert righe[2].endswith("(scelta dalla persona)")
