"""What a child does between the fork and its job: it lets go of the parent and becomes itself."""

from __future__ import annotations

import atexit
import contextlib
import ctypes
import fcntl
import gc
import os
import random
import resource
import signal
import sys
import time
import traceback
from collections.abc import Sequence
from typing import Any, NoReturn

from crescere_kit.prefork import confinement
from crescere_kit.prefork.warmth import named

PR_SET_PDEATHSIG = 1
# A table of accounts makes and drops thousands of objects that no cycle holds: looking for cycles every 700,
# as Python does, is a seventh of the time of a report.
COLLECT_AFTER = (50_000, 20, 100)
_LIBC = ctypes.CDLL(None, use_errno=True)


def become(request: dict[str, Any], fds: Sequence[int], parent: int) -> NoReturn:
    """Do the job of the request and end with its exit code; never return to the parent's code.

    fds become 0, 1, 2, 3 … and nothing else stays open.
    """
    code = 1
    try:
        _let_go(fds, parent)
        _settle(request)
        code = int(named(request["job"])(**request["args"]) or 0)
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(end.code is not None)
    except BaseException:  # whatever happens must not unwind into the parent's loop
        traceback.print_exc()
    finally:
        _leave(code)


def _let_go(fds: Sequence[int], parent: int) -> None:
    """Keep only our own descriptors, die with the parent, and hear signals as a new process does."""
    os.setsid()
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os._exit(1)
    aside = [fcntl.fcntl(fd, fcntl.F_DUPFD, 64) for fd in fds]
    for number, fd in enumerate(aside):
        os.dup2(fd, number)
    os.closerange(len(aside), os.sysconf("SC_OPEN_MAX") if len(aside) > 60 else _highest() + 1)
    signal.set_wakeup_fd(-1)
    signal.signal(signal.SIGINT, signal.default_int_handler)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)


def _highest() -> int:
    return max(int(name) for name in os.listdir("/proc/self/fd"))


def _settle(request: dict[str, Any]) -> None:
    os.environ.clear()
    os.environ.update(request["env"])
    time.tzset()
    os.chdir(request["cwd"])
    sys.argv = [request["job"]]
    _seed(request.get("seed"))
    _limit(request.get("limits") or {})
    if request.get("confine") is not None:
        confinement.enter(confinement.Fence(**request["confine"]))
    gc.set_threshold(*COLLECT_AFTER)
    gc.enable()


def _seed(seed: int | None) -> None:
    """Give this child its own chance: all children begin with the parent's generators."""
    random.seed(seed)
    if "numpy" in sys.modules:
        sys.modules["numpy"].random.seed(seed)


def _limit(limits: dict[str, int]) -> None:
    """Set the limits; memory counts from what the parent already holds, since a child shares it."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if "memory" in limits:
        whole = _virtual() + limits["memory"]
        resource.setrlimit(resource.RLIMIT_AS, (whole, whole))
    for name, kind in (("cpu", "RLIMIT_CPU"), ("file", "RLIMIT_FSIZE"), ("files", "RLIMIT_NOFILE")):
        if name in limits:
            resource.setrlimit(getattr(resource, kind), (limits[name], limits[name]))


def _virtual() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[0]) * resource.getpagesize()


def _leave(code: int) -> NoReturn:
    """End at once: the objects of the parent are not taken down one by one in every child."""
    with contextlib.suppress(BaseException):
        atexit._run_exitfuncs()  # noqa: SLF001, the interpreter would call it; we do not let it end
    for stream in (sys.stdout, sys.stderr):
        with contextlib.suppress(BaseException):
            stream.flush()
    os._exit(code & 0xFF)
