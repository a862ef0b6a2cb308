"""The parent: it imports once, then forks a ready child for each request that comes on its line.

It has one thread for ever, holds no secret, and ends with its owner: `python -m crescere_kit.prefork.parent`.
"""

from __future__ import annotations

import contextlib
import json
import os
import selectors
import signal
import socket
import sys
from dataclasses import dataclass
from typing import Any, NoReturn

from crescere_kit.prefork import child, confinement, warmth, wire


@dataclass(frozen=True)
class Forked:
    """A child and the line on which its owner hears of it."""

    pid: int
    pidfd: int
    control: socket.socket


class Parent:
    """The loop: requests from the owner, signals for a child, and the end of children."""

    def __init__(self, line: socket.socket):
        self.line = line
        self.children: dict[int, Forked] = {}
        self.selector = selectors.DefaultSelector()
        self.selector.register(line, selectors.EVENT_READ, self._hear_owner)

    def serve(self) -> NoReturn:
        """Work until the owner is gone."""
        while True:
            for key, _ in self.selector.select():
                if key.fd in self.selector.get_map():  # an event before this one may have ended it
                    key.data()

    def _hear_owner(self) -> None:
        heard = wire.receive(self.line)
        if heard is None:
            self._stop()
            return
        message, fds = heard
        if message["do"] == "fork":
            self._fork(message, fds)
        elif message["do"] == "learn":
            wire.send(self.line, {"learned": warmth.learn(message["names"]), "sources": warmth.sources()})

    def _stop(self) -> NoReturn:
        for one in self.children.values():
            _signal(one, signal.SIGKILL)
        os._exit(0)

    def _fork(self, message: dict[str, Any], fds: list[int]) -> None:
        control = socket.socket(fileno=fds[0])
        if (number := warmth.threads()) > 1:
            wire.send(control, {"refused": f"the parent has {number} threads"})
        else:
            me = os.getpid()
            pid = os.fork()
            if not pid:
                child.become(message, fds[1:], me)
            self._watch(Forked(pid, os.pidfd_open(pid), control))
        for fd in fds[1:]:
            os.close(fd)

    def _watch(self, one: Forked) -> None:
        self.children[one.pid] = one
        self.selector.register(one.pidfd, selectors.EVENT_READ, lambda: self._ended(one))
        self.selector.register(one.control, selectors.EVENT_READ, lambda: self._hear_control(one))
        with contextlib.suppress(OSError):
            wire.send(one.control, {"pid": one.pid})

    def _hear_control(self, one: Forked) -> None:
        heard = wire.receive(one.control)
        if heard is None:  # who asked for this child does not want it any more
            self.selector.unregister(one.control)
            _signal(one, signal.SIGKILL)
        else:
            _signal(one, heard[0]["signal"])

    def _ended(self, one: Forked) -> None:
        _signal(one, signal.SIGKILL)  # what it left running ends with it, while its number is still its own
        _, status, usage = os.wait4(one.pid, 0)
        self.selector.unregister(one.pidfd)
        os.close(one.pidfd)
        with contextlib.suppress(KeyError, ValueError):
            self.selector.unregister(one.control)
        end = {
            "code": os.waitstatus_to_exitcode(status),
            "cpu": usage.ru_utime + usage.ru_stime,
            "memory": usage.ru_maxrss * 1024,
        }
        with contextlib.suppress(OSError):
            wire.send(one.control, end)
        one.control.close()
        del self.children[one.pid]


def _signal(one: Forked, number: int) -> None:
    """Signal a child and what it started: each child leads a session of its own."""
    with contextlib.suppress(ProcessLookupError, PermissionError):
        os.killpg(one.pid, number)


def main(fd: int, settings: dict[str, Any]) -> None:
    """Warm up, say so to the owner, serve."""
    line = socket.socket(fileno=fd)
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    warmth.warm(settings["preload"], settings["calls"])
    ready = {"ready": True, "sources": warmth.sources(), "fences": confinement.available()}
    try:
        wire.send(line, ready)
    except OSError:  # who wanted us is gone already
        return
    Parent(line).serve()


if __name__ == "__main__":
    main(int(sys.argv[1]), json.loads(sys.argv[2]))
