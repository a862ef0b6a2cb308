"""The commands of many machines, as an administrator would give them."""

from typer.testing import CliRunner

from crescere_kit.cli import app


def esegui(*argomenti):
    return CliRunner().invoke(app, list(argomenti))


def test_the_certificates_are_written_and_each_is_told_where_it_goes(tmp_path):
    esito = esegui("lotto-certificati", str(tmp_path / "c"), "--macchine", "centro, nodo1")
    assert esito.exit_code == 0
    assert f"Copiare «{tmp_path / 'c' / 'nodo1'}» sulla macchina «nodo1»." in esito.output
    assert "resta qui" in esito.output


def test_a_clear_address_on_the_network_is_refused_by_every_command(tmp_path):
    for comando in (
        ("lotto-centrale", "--indirizzo", "tcp://10.0.0.1:8786"),
        ("lotto-macchina", "--scheduler", "tcp://10.0.0.1:8786"),
        ("lotto", "07_relazione", "--in", str(tmp_path / "lotto"), "--scheduler", "tcp://10.0.0.1:8786"),
    ):
        esito = esegui(*comando)
        assert esito.exit_code in {1, 2}
        assert "è in chiaro" in esito.output
        assert "Traceback" not in esito.output
    assert list(tmp_path.iterdir()) == []


def test_a_trial_here_and_a_scheduler_there_do_not_go_together(tmp_path):
    esito = esegui(
        "lotto", "07_relazione", "--in", str(tmp_path), "--scheduler", "tcp://127.0.0.1:1", "--dask", "2"
    )
    assert esito.exit_code == 2
    assert "non vanno insieme" in esito.output
