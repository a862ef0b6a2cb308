"""Messages, each with its file descriptors, between the processes of a fork server."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Sequence
from typing import Any

MOST_FDS = 16


def pair() -> tuple[socket.socket, socket.socket]:
    """Return the two ends of a line that keeps messages whole; its end tells that the other side is gone."""
    return socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)


def send(line: socket.socket, message: dict[str, Any], fds: Sequence[int] = ()) -> None:
    """Send a message of any size: it travels in a memory file, since a packet has a limit."""
    body = os.memfd_create("message")
    try:
        with os.fdopen(os.dup(body), "wb") as file:
            file.write(json.dumps(message).encode())
        socket.send_fds(line, [b"m"], [body, *fds])
    finally:
        os.close(body)


def receive(line: socket.socket) -> tuple[dict[str, Any], list[int]] | None:
    """Wait for a message and what came with it; None when the other side has closed."""
    try:
        packet, fds, _, _ = socket.recv_fds(line, 16, MOST_FDS, socket.MSG_CMSG_CLOEXEC)
    except ConnectionError:
        return None
    if not packet:
        return None
    body, *others = fds
    with os.fdopen(body, "rb") as file:
        file.seek(0)
        return json.loads(file.read()), others
