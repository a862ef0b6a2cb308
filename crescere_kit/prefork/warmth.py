"""What a parent holds ready: modules imported and first calls made, with no thread started on the way."""

from __future__ import annotations

import contextlib
import gc
import importlib
import json
import os
import sys
import sysconfig
from collections.abc import Callable, Iterable
from typing import Any

# What libraries ask the environment when they are imported: most would start a thread.
QUIET = {
    "OPENBLAS_NUM_THREADS": "1",
    "OMP_NUM_THREADS": "1",
    "MKL_NUM_THREADS": "1",
    "JE_ARROW_MALLOC_CONF": "background_thread:false",
    "ARROW_DEFAULT_MEMORY_POOL": "system",
    "PYDEVD_DISABLE_FILE_VALIDATION": "1",
    # Read when plotly is imported, which is before there is a shell to see: figures are shown as in a kernel.
    "PLOTLY_RENDERER": "plotly_mimetype",
}
MOST_LEARNED = 1000


def threads() -> int:
    """Return how many threads this process has, started by Python or not."""
    return len(os.listdir("/proc/self/task"))  # it is asked at every fork


def named(place: str) -> Callable[..., Any]:
    """Return the function written «module:function»."""
    module, _, function = place.partition(":")
    return getattr(importlib.import_module(module), function)


def warm(preload: Iterable[str], calls: Iterable[str]) -> None:
    """Import the modules, make the calls, and keep all of it out of the collector's way.

    The collector writes in every object it visits: pages shared with the children would be copied.
    """
    gc.disable()
    for name in preload:
        importlib.import_module(name)
    for place in calls:
        named(place)()
    settle()


def settle() -> None:
    """Keep what there is now out of the collector's way, in this process and in its children."""
    gc.collect()
    gc.freeze()


def learn(names: Iterable[str]) -> list[str]:
    """Import what a child needed besides; whatever would start a thread or fail is left to the children.

    A child tries first. Names are looked for only where this parent looks: a child cannot bring its own code.
    """
    wanted = [name for name in names if name not in sys.modules and _is_name(name)][:MOST_LEARNED]
    learned: list[str] = []
    while wanted:
        good, wanted = _try_in_a_child(wanted)
        for name in good:
            importlib.import_module(name)
        learned += good
    settle()
    return learned


def _is_name(name: str) -> bool:
    return name != "__main__" and all(part.isidentifier() for part in name.split("."))


def _try_in_a_child(names: list[str]) -> tuple[list[str], list[str]]:
    """Return the names that can be imported here, and those after the first that started a thread."""
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(reading)
        with contextlib.suppress(BaseException):
            os.write(writing, json.dumps(_import_quietly(names)).encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as file:
        said = file.read()
    os.waitpid(pid, 0)
    if not said:
        return [], []
    good, reached = json.loads(said)
    return good, names[reached:]


def _import_quietly(names: list[str]) -> tuple[list[str], int]:
    with open(os.devnull, "w") as nothing:  # the plainest call there is, after a fork
        os.dup2(nothing.fileno(), 1)
        os.dup2(nothing.fileno(), 2)
    good: list[str] = []
    for reached, name in enumerate(names, 1):
        try:
            importlib.import_module(name)
        except BaseException:  # noqa: S112, a module may do anything when it is imported
            continue
        if threads() > 1:
            return good, reached
        good.append(name)
    return good, len(names)


def sources() -> dict[str, int]:
    """Return the files this process has imported that somebody may edit, each with its time.

    The folders of installed packages stand for what is in them: an installation changes them.
    """
    installed = {sysconfig.get_path(kind) for kind in ("purelib", "platlib")}
    fixed = (*installed, sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib"))
    files = {str(getattr(module, "__file__", None) or "") for module in list(sys.modules.values())}
    edited = {file for file in files if file.startswith("/") and not file.startswith(fixed)}
    return {place: time for place in sorted(edited | installed) if (time := _time(place)) is not None}


def unchanged(sources: dict[str, int]) -> bool:
    """Whether every one of these files is still what it was."""
    return all(_time(place) == time for place, time in sources.items())


def _time(place: str) -> int | None:
    try:
        return os.stat(place).st_mtime_ns  # not a Path: there are hundreds before each fork
    except OSError:
        return None
