import signal
from contextlib import contextmanager
from types import SimpleNamespace

import pytest
from jupyter_server.services.kernels.connection.base import serialize_binary_message, serialize_msg_to_ws_v1
from jupyter_server.services.kernels.websocket import KernelWebsocketHandler
from voila.tornado.kernel_websocket_handler import read_header_from_binary_message

from hub_config.viewer import V1, CanaleDelLettore


class Bloccato(Exception):
    pass


@contextmanager
def entro(secondi: float):
    """Interrupt what does not end by itself."""

    def basta(*_):
        raise Bloccato

    prima = signal.signal(signal.SIGALRM, basta)
    signal.setitimer(signal.ITIMER_REAL, secondi)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, prima)


def messaggio(tipo: str, *allegati: bytes) -> dict:
    return {
        "header": {"msg_type": tipo},
        "parent_header": {},
        "metadata": {},
        "content": {},
        "channel": "iopub",
        "buffers": list(allegati),
    }


def v1(tipo: str) -> bytes:
    parti = [f'{{"msg_type": "{tipo}"}}'.encode(), b"{}", b"{}", b"{}"]
    return serialize_msg_to_ws_v1(parti, "iopub")


@pytest.fixture
def canale(monkeypatch):
    """A reader's websocket, and what goes through it to the browser."""
    usciti = []
    monkeypatch.setattr(
        KernelWebsocketHandler, "write_message", lambda _, testo, binary=False: usciti.append(testo)
    )

    def scrivi(cornice, protocollo):
        handler = object.__new__(CanaleDelLettore)
        handler.ws_connection = SimpleNamespace(selected_subprotocol=protocollo)
        handler.write_message(cornice, binary=isinstance(cornice, bytes))
        return usciti

    return scrivi


def test_the_library_loops_on_a_download_sent_to_a_browser_that_speaks_the_older_protocol():
    """The fault that we guard against: when this fails, the guard may go."""
    scaricato = serialize_binary_message(messaggio("comm_msg", b"x" * 100))
    assert int.from_bytes(scaricato[:8], "little") > 10**9
    with pytest.raises(Bloccato), entro(0.5):
        read_header_from_binary_message(scaricato)


def test_a_download_reaches_the_older_browser_and_the_server_goes_on(canale):
    scaricato = serialize_binary_message(messaggio("comm_msg", b"x" * 100))
    with entro(2):
        assert canale(scaricato, None) == [scaricato]


def test_a_binary_message_that_is_not_one_is_lost_and_the_server_goes_on(canale):
    with entro(2):
        assert canale((2**60).to_bytes(8, "little") + b"x" * 100, V1) == []


def test_messages_pass_and_the_code_of_the_cells_does_not(canale):
    assert canale(v1("comm_msg"), V1) == [v1("comm_msg")]
    assert canale(v1("execute_input"), V1) == [v1("comm_msg")]
    assert canale({"header": {"msg_type": "execute_input"}}, None) == [v1("comm_msg")]
    assert canale('{"header": {"msg_type": "execute_input"}, "content": {}}', None) == [v1("comm_msg")]
