"""The owner's side: keep one warm parent, replace it when it is stale or dead, ask it for children."""

from __future__ import annotations

import contextlib
import json
import os
import select
import signal
import socket
import subprocess
import sys
import threading
import weakref
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from crescere_kit.errors import ErroreSpiegato
from crescere_kit.prefork import warmth, wire

START_SECONDS = 120
FORK_SECONDS = 60
# All that the parent is told of this process: paths and language, no token and no password.
TOLD = (
    "PYTHONDONTWRITEBYTECODE",
    "PATH",
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "LANG",
    "LC_ALL",
    "TZ",
    "HOME",
    "TMPDIR",
    "LD_LIBRARY_PATH",
)


class Unavailable(ErroreSpiegato, RuntimeError):
    """No parent could be started, or it would not fork."""


@dataclass(frozen=True)
class End:
    """How a child ended. code: as of subprocess, negative for a signal; cpu: seconds; memory: peak, bytes."""

    code: int
    cpu: float = 0.0
    memory: int = 0


@dataclass
class Generation:
    """One parent process and the line to it; while a child of it is in use, it stays."""

    process: subprocess.Popen
    line: socket.socket
    sources: dict[str, int] = field(default_factory=dict)
    fences: bool = False
    children: int = 0
    retired: bool = False
    lock: threading.Lock = field(default_factory=threading.Lock)

    def take(self) -> None:
        """One child more."""
        with self.lock:
            self.children += 1

    def give_back(self, retire: bool = False) -> None:
        """One child less, or none to come; after the last of a retired parent the line is closed."""
        with self.lock:
            self.children -= 0 if retire else 1
            self.retired |= retire
            over = self.retired and not self.children
        if over:
            self.line.close()
            self.process.wait()

    def hear(self, seconds: float) -> dict[str, Any]:
        """Wait for a message of the parent. Raises Unavailable when it is gone or says nothing."""
        heard = wire.receive(self.line) if _readable(self.line, seconds) else None
        if heard is None:
            raise Unavailable(f"Il processo di partenza non risponde (esito {self.process.poll()}).")
        return heard[0]

    def current(self) -> bool:
        """Whether the process is alive and has imported what is on the disk now."""
        return self.process.poll() is None and warmth.unchanged(self.sources)


class Child:
    """One forked process. Closing it, or losing it, kills it and what it started."""

    def __init__(self, control: socket.socket, pid: int, generation: Generation):
        self.pid = pid
        self._control = control
        self._generation = generation  # its line must stay open while we live
        generation.take()
        self._end: End | None = None
        self._lock = threading.Lock()

    def fileno(self) -> int:
        """The descriptor that becomes readable when the child ends."""
        return self._control.fileno()

    def signal(self, number: int) -> None:
        """Send a signal to the child and to what it started; nothing happens when it has ended."""
        with contextlib.suppress(OSError):
            wire.send(self._control, {"signal": int(number)})

    def poll(self) -> End | None:
        """How it ended, or None while it runs."""
        return self.wait(0)

    def wait(self, seconds: float | None = None) -> End | None:
        """Wait for its end, so many seconds at most; None when it is still running."""
        with self._lock:
            if self._end is None and _readable(self._control, seconds):
                heard = wire.receive(self._control)
                # The parent itself was killed: its children went with it.
                self._end = End(**heard[0]) if heard else End(-signal.SIGKILL)
                self._control.close()
                self._generation.give_back()
            return self._end

    def close(self) -> None:
        """Kill it if it runs, and wait for it."""
        if self.poll() is None:
            self.signal(signal.SIGKILL)
            self.wait()


class Prefork:
    """A warm parent that is always there when asked, and the children it forks. Safe between threads.

    preload: modules the parent imports; calls: functions («module:function») it calls, once.
    """

    def __init__(self, preload: Iterable[str] = (), calls: Iterable[str] = ()):
        self._settings = {"preload": list(preload), "calls": list(calls)}
        self._lock = threading.RLock()
        self._generation: Generation | None = None
        _everyone.add(self)

    def start(self) -> Generation:
        """Have a parent that is alive, current and ready. Raises Unavailable."""
        with self._lock:
            if self._generation is None or not self._generation.current():
                self._retire()
                self._generation = self._launch()
            return self._generation

    def fork(
        self,
        job: str,
        args: Mapping[str, Any],
        *,
        env: Mapping[str, str],
        cwd: str,
        fds: Sequence[int] = (),
        **settings: Any,
    ) -> Child:
        """Fork a child that calls `job` («module:function») with `args`, then ends.

        fds: become 0, 1, 2 … of the child. settings: `limits` {memory, cpu, file, files}, `seed`,
        `confine` {writable, readable}. Raises Unavailable.
        """
        message = {"do": "fork", "job": job, "args": dict(args), "env": dict(env), "cwd": cwd, **settings}
        with self._lock:
            generation = self.start()
            control = _ask(generation, message, fds)
        heard = wire.receive(control) if _readable(control, FORK_SECONDS) else None
        if heard is None or "refused" in heard[0]:
            control.close()
            reason = heard[0]["refused"] if heard else "no answer"
            raise Unavailable(f"Il processo di partenza non ha potuto duplicarsi: {reason}.")
        return Child(control, heard[0]["pid"], generation)

    def learn(self, names: Iterable[str]) -> list[str]:
        """Have the parent import what a child had to import by itself; return what it did."""
        with self._lock:
            generation = self.start()
            wire.send(generation.line, {"do": "learn", "names": list(names)})
            heard = generation.hear(START_SECONDS)
            generation.sources = heard["sources"]
            return heard["learned"]

    def close(self) -> None:
        """Let the parent end when its last child does."""
        with self._lock:
            self._retire()

    def kill(self) -> None:
        """End the parent and every child of it at once: who waits for one hears that it was killed."""
        with self._lock:
            if self._generation is not None:
                self._generation.process.kill()
                self._retire()

    def forget(self) -> None:
        """In a process that was itself forked: the parent is that of another, whose line must not be used."""
        if self._generation is not None:
            self._generation.line.close()
            self._generation.process.returncode = 0  # it is not ours to wait for
        self._lock, self._generation = threading.RLock(), None

    def _retire(self) -> None:
        """Ask for no more children; the parent ends with the last one."""
        if self._generation is not None:
            self._generation.give_back(retire=True)
            self._generation = None

    def _launch(self) -> Generation:
        ours, theirs = wire.pair()
        told = {name: os.environ[name] for name in TOLD if name in os.environ}
        with theirs:
            process = subprocess.Popen(
                [
                    sys.executable,
                    "-P",
                    "-m",
                    "crescere_kit.prefork.parent",
                    str(theirs.fileno()),
                    json.dumps(self._settings),
                ],
                pass_fds=[theirs.fileno()],
                env=told | warmth.QUIET,
                cwd="/",
                stdin=subprocess.DEVNULL,
                start_new_session=True,
            )
        generation = Generation(process, ours)
        try:
            ready = generation.hear(START_SECONDS)
        except Unavailable:
            process.kill()
            generation.give_back(retire=True)
            raise
        generation.sources, generation.fences = ready["sources"], ready["fences"]
        return generation


_everyone: weakref.WeakSet[Prefork] = weakref.WeakSet()


def _forget_all() -> None:
    for prefork in list(_everyone):
        prefork.forget()


os.register_at_fork(after_in_child=_forget_all)


def _ask(generation: Generation, message: dict[str, Any], fds: Sequence[int]) -> socket.socket:
    """Send a request for a child; return the line on which we shall hear of it."""
    ours, theirs = wire.pair()
    with theirs:
        try:
            wire.send(generation.line, message, [theirs.fileno(), *fds])
        except OSError as error:
            ours.close()
            raise Unavailable("Il processo di partenza si è interrotto.") from error
    return ours


def _readable(line: socket.socket, seconds: float | None) -> bool:
    poller = select.poll()
    poller.register(line, select.POLLIN)
    return bool(poller.poll(None if seconds is None else seconds * 1000))
