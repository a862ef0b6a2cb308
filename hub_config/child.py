"""A child process that does not outlive its parent, whatever happens to the parent."""

import ctypes
import signal

PR_SET_PDEATHSIG = 1  # of prctl(2)
_LIBC = ctypes.CDLL(None)


def muori_col_padre() -> None:
    """Called in the child before it becomes the new program: the kernel will end it with its parent."""
    _LIBC.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
