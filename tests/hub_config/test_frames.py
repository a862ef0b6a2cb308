import json
import struct

import pytest

from hub_config import frames

TIPI = ["comm_msg", "kernel_info_request"]


def v1(tipo: str, contenuto: dict | None = None) -> bytes:
    """A message as a browser of today writes it."""
    parti = [
        b"shell",
        json.dumps({"msg_type": tipo}).encode(),
        b"{}",
        b"{}",
        json.dumps(contenuto or {}).encode(),
    ]
    confini = [8 * (len(parti) + 2)]
    for parte in parti:
        confini.append(confini[-1] + len(parte))
    return b"".join(n.to_bytes(8, "little") for n in [len(confini), *confini]) + b"".join(parti)


def antica(tipo: str) -> bytes:
    """A message with buffers as written before v1."""
    testo = json.dumps({"header": {"msg_type": tipo}, "content": {}}).encode()
    return struct.pack("!II", 1, 8) + testo


def test_a_message_of_a_browser_is_read_in_the_three_ways_it_can_be_written():
    testo = json.dumps({"header": {"msg_type": "comm_msg"}, "content": {}})
    assert frames.in_arrivo(v1("comm_msg"), v1=True)["header"] == {"msg_type": "comm_msg"}
    assert frames.in_arrivo(antica("comm_msg"), v1=False)["header"] == {"msg_type": "comm_msg"}
    assert frames.in_arrivo(testo, v1=False)["header"] == {"msg_type": "comm_msg"}


@pytest.mark.parametrize("quanti", [0, 4, 1025, 2**31, 2**63])
def test_a_table_longer_than_its_message_is_not_read(quanti):
    """The library would loop as many times as the number says, for hours, in the only thread there is."""
    bomba = quanti.to_bytes(8, "little") + b"x" * 32
    assert not frames.v1_valida(bomba)
    assert frames.in_arrivo(bomba, v1=True) is None
    assert frames.contiene_sorgente(bomba, v1=True)


@pytest.mark.parametrize("quanti", [0, 1025, 2**31 - 1, 2**32 - 1])
def test_the_older_table_is_measured_too(quanti):
    assert frames.in_arrivo(struct.pack("!I", quanti) + b"x" * 32, v1=False) is None


@pytest.mark.parametrize(
    "cornice",
    ["", "[]", "{}", "null", '{"header": 3}', b"\x05", v1("a")[:60], v1("a")[:-5]],
    ids=["empty", "list", "object", "null", "number", "byte", "half", "nearly whole"],
)
def test_what_is_not_a_message_is_not_one(cornice):
    assert frames.in_arrivo(cornice, isinstance(cornice, bytes)) is None


@pytest.mark.parametrize(
    "tipo", ["execute_request", "inspect_request", "complete_request", "debug_request", "input_reply", ""]
)
def test_a_reader_may_not_run_code(tipo):
    assert not frames.ammesso(frames.in_arrivo(v1(tipo), v1=True), TIPI)


def test_a_reader_may_move_the_controls_of_the_page():
    assert frames.ammesso(frames.in_arrivo(v1("comm_msg"), v1=True), TIPI)


def test_a_reader_opens_only_the_channel_of_the_controls():
    controlli = frames.in_arrivo(v1("comm_open", {"target_name": "jupyter.widget.control"}), v1=True)
    altro = frames.in_arrivo(v1("comm_open", {"target_name": "jupyter.widget"}), v1=True)
    assert frames.ammesso(controlli, [*TIPI, "comm_open"])
    assert not frames.ammesso(altro, [*TIPI, "comm_open"])


def test_the_code_of_a_cell_does_not_reach_the_browser():
    testo = json.dumps({"header": {"msg_type": "execute_input"}, "content": {}})
    assert frames.contiene_sorgente(v1("execute_input"), v1=True)
    assert frames.contiene_sorgente(testo, v1=False)
    assert not frames.contiene_sorgente(v1("comm_msg"), v1=True)
    assert not frames.contiene_sorgente(antica("comm_msg"), v1=False)
