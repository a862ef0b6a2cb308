"""Kernels for Jupyter from a warm parent: the provisioner «crescere», in the place of the stock one.

Everything but the start is jupyter_client's own local provisioner: what it holds as its process is a child.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import signal
import subprocess
import threading
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from typing import Any

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Bool, Integer
from traitlets import List as ListTrait

from crescere_kit.prefork.owner import Child, Prefork, Unavailable

JOB = "crescere_kit.prefork.kernel:serve"
LAUNCHERS = ("ipykernel_launcher", "ipykernel")
PRELOAD = ("crescere_kit", "crescere_kit.reports", "crescere_kit.app", "plotly.graph_objects")
CALLS = ("crescere_kit.prefork.kernel:ready",)
_log = logging.getLogger(__name__)
_parents: dict[tuple[str, ...], Prefork] = {}
_lock = threading.Lock()


def shared(preload: Sequence[str] = PRELOAD) -> Prefork:
    """Return the parent of this process for these modules: one serves all its kernels."""
    with _lock:
        return _parents.setdefault(tuple(preload), Prefork(preload, CALLS))


def prepare() -> None:
    """Have the parent ready before the first kernel is asked for; that it cannot be had is not a fault."""
    try:
        shared().start()
    except Unavailable as error:
        _log.warning("%s", error)


@atexit.register
def _end() -> None:
    for parent in _parents.values():
        parent.kill()


class Forked:
    """A child with the manners of `subprocess.Popen`, which is what jupyter_client expects to hold."""

    stdin = stdout = stderr = None

    def __init__(self, child: Child):
        self._child = child
        self.pid = child.pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """The exit code, or None while it runs."""
        return self._ended(self._child.poll())

    def wait(self, timeout: float | None = None) -> int:
        """Wait for the exit code. Raises TimeoutExpired."""
        code = self._ended(self._child.wait(timeout))
        if code is None:
            raise subprocess.TimeoutExpired(str(self.pid), timeout or 0)
        return code

    def _ended(self, end: Any) -> int | None:
        if end is not None:
            self.returncode = end.code
        return self.returncode

    def send_signal(self, number: int) -> None:
        """Signal the kernel and what it started."""
        self._child.signal(number)

    def terminate(self) -> None:
        """Ask it to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End it."""
        self.send_signal(signal.SIGKILL)


class Provisioner(LocalProvisioner):
    """Forks a ready kernel; where that cannot be done, starts one as always."""

    preload = ListTrait(list(PRELOAD), help="The modules that kernels find already imported").tag(config=True)
    memory = Integer(0, help="How many bytes a kernel may take besides what it shares; 0: no limit").tag(
        config=True
    )
    warm = Bool(True, help="Fork from a warm parent; False: the cold path, always").tag(config=True)

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Fork the kernel that the command would start."""
        arguments = _arguments(cmd)
        if not self.warm or arguments is None:
            return await super().launch_kernel(cmd, **kwargs)
        try:
            # A thread of our own: in a process that was forked those of the loop are dead, and waited for.
            with ThreadPoolExecutor(1) as one:
                fork = asyncio.get_running_loop().run_in_executor(one, self._fork, arguments, kwargs)
                child = await fork
        except Unavailable as error:
            _log.warning("%s Il kernel parte nel modo consueto.", error)
            return await super().launch_kernel(cmd, **kwargs)
        self.process = Forked(child)
        self.pid = self.pgid = child.pid
        self.cwd = kwargs.get("cwd") or os.getcwd()  # as the stock provisioner keeps it
        return self.connection_info

    async def send_signal(self, signum: int) -> None:
        """Signal through the parent, which knows whether the number is still that of the child."""
        if isinstance(self.process, Forked):
            self.process.send_signal(signum)
        else:
            await super().send_signal(signum)

    def _fork(self, arguments: list[str], kwargs: dict[str, Any]) -> Child:
        streams, opened = _streams(kwargs)
        try:
            return shared(self.preload).fork(
                JOB,
                {"argv": arguments},
                env=kwargs.get("env") or os.environ,
                cwd=str(kwargs.get("cwd") or os.getcwd()),
                fds=streams,
                limits={"memory": self.memory} if self.memory else {},
            )
        finally:
            for fd in opened:
                os.close(fd)


def _arguments(cmd: Sequence[str]) -> list[str] | None:
    """Return what follows `python -m ipykernel_launcher`; None when the command is another."""
    for place, (flag, module) in enumerate(pairwise(cmd)):
        if flag == "-m":
            return list(cmd[place + 2 :]) if module in LAUNCHERS else None
    return None


def _streams(kwargs: dict[str, Any]) -> tuple[list[int], list[int]]:
    """Return what becomes 0, 1, 2 of the kernel, and what we opened for that."""
    nothing = os.open(os.devnull, os.O_RDWR)
    streams = []
    for name, own in (("stdin", None), ("stdout", 1), ("stderr", 2)):
        given = kwargs.get(name)
        if given is None:
            streams.append(nothing if own is None else own)
        elif given == subprocess.DEVNULL or (isinstance(given, int) and given < 0):
            streams.append(nothing)
        else:
            streams.append(given if isinstance(given, int) else given.fileno())
    return streams, [nothing]
