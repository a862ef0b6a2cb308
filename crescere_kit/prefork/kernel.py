"""The child's side of interactive work: a real ipykernel in a forked process, as if it had just started."""

from __future__ import annotations

import contextlib
import importlib
import os
import sys
from collections.abc import Sequence

AT_START = (
    "IPython.core.completerlib",
    "ipykernel.comm.manager",
    "ipykernel.debugger",
    "ipykernel.heartbeat",
    "ipykernel.iostream",
    "ipykernel.ipkernel",
    "ipykernel.kernelapp",
    "ipykernel.zmqshell",
    "ipywidgets",
)


def serve(argv: Sequence[str]) -> int:
    """Serve the kernel of these arguments («-f», connection file …) until it is told to stop."""
    from ipykernel.kernelapp import IPKernelApp

    # The application read its parent's number from the environment when it was imported, before the fork.
    arguments = [*argv, f"--IPKernelApp.parent_handle={os.getppid()}"]
    sys.argv = ["ipykernel_launcher.py", *argv]
    sys.path.insert(0, "")
    with contextlib.suppress(SystemExit):
        IPKernelApp.launch_instance(arguments)
    return 0


def ready() -> None:
    """In the parent: import what every kernel imports when it starts, and make none of it."""
    for module in AT_START:
        importlib.import_module(module)
