"""A fence around a child that runs somebody else's code: its own folder, no process, no network, no signal.

Files by Landlock, the rest by seccomp: neither needs privileges, and neither can be taken off again.
"""

from __future__ import annotations

import ctypes
import errno
import os
import struct
import sys
import sysconfig
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

PR_SET_NO_NEW_PRIVS = 38
CREATE_RULESET, ADD_RULE, RESTRICT_SELF = 444, 445, 446  # the same numbers on every architecture
VERSION, PATH_BENEATH = 1, 1
EXECUTE, WRITE_FILE, READ_FILE, READ_DIR, TRUNCATE, IOCTL = 1, 1 << 1, 1 << 2, 1 << 3, 1 << 14, 1 << 15
OF_A_FILE = EXECUTE | WRITE_FILE | READ_FILE | TRUNCATE | IOCTL
READ = EXECUTE | READ_FILE | READ_DIR
CLONE_THREAD = 0x10000

# What Python and its libraries read of a machine; secrets are elsewhere.
OF_THE_MACHINE = (
    "/usr", "/lib", "/lib64", "/bin", "/sys/devices/system", "/proc/self", "/proc/meminfo", "/proc/cpuinfo",
    "/proc/stat", "/proc/filesystems", "/proc/version", "/etc/fonts", "/etc/ld.so.cache", "/etc/localtime",
    "/etc/timezone", "/etc/mime.types", "/etc/ssl/certs", "/dev/null", "/dev/zero", "/dev/urandom",
    "/dev/random",
)  # fmt: skip
# Ways to another process, to the network, to the owner of a file, to the system, or around the fence.
FORBIDDEN = (
    "fork", "vfork", "execve", "execveat", "ptrace", "process_vm_readv", "process_vm_writev", "kcmp",
    "pidfd_open", "pidfd_getfd", "pidfd_send_signal", "rt_sigqueueinfo", "rt_tgsigqueueinfo",
    "process_madvise", "socket", "connect", "bind", "listen", "accept", "accept4", "shmget", "shmctl",
    "msgget", "semget", "mq_open", "open_by_handle_at", "name_to_handle_at", "mount", "umount2",
    "pivot_root", "chroot", "unshare", "setns", "mount_setattr", "move_mount", "open_tree", "fsopen",
    "fsconfig", "fsmount", "fspick", "bpf", "perf_event_open", "keyctl", "add_key", "request_key",
    "io_uring_setup", "userfaultfd", "init_module", "finit_module", "delete_module", "kexec_load",
    "kexec_file_load", "reboot", "sethostname", "setdomainname", "settimeofday", "clock_settime",
    "adjtimex", "clock_adjtime", "setrlimit", "setpriority", "ioprio_set", "sched_setscheduler",
    "sched_setattr", "swapon", "swapoff", "quotactl", "acct", "ioperm", "iopl", "syslog", "vhangup",
    "fanotify_init",
)  # fmt: skip
# What Landlock lets through on files that may only be read. They say yes and do nothing: a copy asks them.
IDLE = (
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat", "utime", "utimes",
    "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr",
    "lremovexattr", "fremovexattr", "removexattrat",
)  # fmt: skip
OWN_ONLY = ("kill", "tkill", "tgkill")
_LIBC = ctypes.CDLL(None, use_errno=True)


@dataclass(frozen=True)
class Fence:
    """The folder a child may write, and what it may read besides Python and the system's libraries."""

    writable: str
    readable: tuple[str, ...] = ()


class NoFence(RuntimeError):
    """This machine cannot confine a child."""


def available() -> bool:
    """Whether this machine has both halves of the fence."""
    try:
        import pyseccomp  # noqa: F401
    except (ImportError, RuntimeError, OSError):
        return False
    return _abi() > 0


def enter(fence: Fence) -> None:
    """Close the fence around this process, for ever. Raise NoFence when the machine has none."""
    if not available():
        raise NoFence
    _LIBC.prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0)
    _close_files(fence)
    _close_calls()


def _abi() -> int:
    return _LIBC.syscall(CREATE_RULESET, None, ctypes.c_size_t(0), VERSION)


def _close_files(fence: Fence) -> None:
    abi = _abi()
    every = (1 << 13) - 1
    for least, right in ((2, 1 << 13), (3, TRUNCATE), (5, IOCTL)):
        every |= right if abi >= least else 0
    attributes = struct.pack("=QQQ", every, 0b11 if abi >= 4 else 0, 0b11 if abi >= 6 else 0)
    size = 24 if abi >= 6 else 16 if abi >= 4 else 8
    ruleset = _checked(_LIBC.syscall(CREATE_RULESET, attributes, ctypes.c_size_t(size), 0))
    for place in (*OF_THE_MACHINE, *_of_python(), *fence.readable):
        _allow(ruleset, place, READ)
    _allow(ruleset, "/dev/null", READ_FILE | WRITE_FILE)
    _allow(ruleset, fence.writable, every)
    _checked(_LIBC.syscall(RESTRICT_SELF, ruleset, 0))
    os.close(ruleset)


def _of_python() -> Iterable[str]:
    """Return where this Python and the packages it sees are."""
    return {sys.prefix, sys.base_prefix, sysconfig.get_path("stdlib"), *filter(os.path.isdir, sys.path)} - {
        ""
    }


def _allow(ruleset: int, place: str, rights: int) -> None:
    try:
        fd = os.open(place, os.O_PATH | os.O_CLOEXEC)
    except OSError:
        return  # what is not there cannot be read
    try:
        rights &= -1 if Path(place).is_dir() else OF_A_FILE
        rule = struct.pack("=Qi", rights, fd)
        _checked(_LIBC.syscall(ADD_RULE, ruleset, PATH_BENEATH, rule, 0))
    finally:
        os.close(fd)


def _checked(answer: int) -> int:
    if answer < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return answer


def _close_calls() -> None:
    """Forbid calls by name; threads may be started, processes may not."""
    import pyseccomp as seccomp

    rules = seccomp.SyscallFilter(defaction=seccomp.ALLOW)
    refuse = seccomp.ERRNO(errno.EPERM)
    for call in FORBIDDEN:
        _forbid(rules, refuse, call)
    for call in IDLE:
        _forbid(rules, seccomp.ERRNO(0), call)
    for call in OWN_ONLY:
        _forbid(rules, refuse, call, seccomp.Arg(0, seccomp.NE, os.getpid()))
    _forbid(rules, refuse, "clone", seccomp.Arg(0, seccomp.MASKED_EQ, CLONE_THREAD, 0))
    _forbid(rules, seccomp.ERRNO(errno.ENOSYS), "clone3")  # its flags are out of sight: libc then uses clone
    _forbid(rules, refuse, "prlimit64", seccomp.Arg(2, seccomp.NE, 0))
    rules.load()


def _forbid(rules, action, call: str, *conditions) -> None:
    try:
        rules.add_rule(action, call, *conditions)
    except (OSError, ValueError, RuntimeError):
        if call in {"clone", "execve", "socket", "kill"}:  # known on every machine
            raise
