"""Jobs for the children of a fork server, and a module to be edited under its feet."""

import json
import os
import random
import subprocess
import sys
import threading
import time

import numpy as np


def tell(fd: int = 3) -> int:
    """Write what this process is on a descriptor."""
    told = {
        "pid": os.getpid(),
        "env": dict(os.environ),
        "cwd": os.getcwd(),
        "chance": [random.random(), float(np.random.random())],
        "threads": len(os.listdir("/proc/self/task")),
        "fds": sorted(int(fd) for fd in os.listdir("/proc/self/fd")),
        "modules": sorted(sys.modules),
        "session": os.getsid(0) == os.getpid(),
    }
    os.write(fd, json.dumps(told).encode())
    return 0


def end(how: str) -> int:
    """End in one of the ways in which processes end."""
    if how == "signal":
        os.kill(os.getpid(), 11)
    if how == "error":
        raise ValueError("andata male")
    if how == "exit":
        sys.exit(4)
    if how == "memory":
        bytearray(1 << 33)
    if how == "time":
        while True:
            pass
    return 7


def sleep_with_a_child(fd: int = 3) -> int:
    """Start a process, say both numbers, and sleep."""
    child = subprocess.Popen(["sleep", "300"])
    os.write(fd, json.dumps([os.getpid(), child.pid]).encode())
    time.sleep(300)
    return 0


def start_a_thread() -> None:
    """What a library does that should not be warmed up."""
    threading.Thread(target=time.sleep, args=(300,), daemon=True).start()


def try_to_harm(paths: dict[str, str], fd: int = 3) -> int:
    """Try every way out of the fence; tell those that worked."""
    import ctypes
    import resource
    import shutil
    import signal
    import socket

    ways = {
        "write outside": lambda: open(paths["outside"] + "/nuovo", "w"),
        "change a file": lambda: open(paths["file"], "r+"),
        "cut a file": lambda: os.truncate(paths["file"], 0),
        "remove a file": lambda: os.remove(paths["file"]),
        "rename into": lambda: os.rename(paths["file"], "preso"),
        "link": lambda: os.link(paths["file"], "preso"),
        "make a folder": lambda: os.mkdir(paths["outside"] + "/cartella"),
        "read a secret": lambda: open(paths["secret"]).read(),
        "read through a link": lambda: (os.symlink(paths["secret"], "qui"), open("qui").read()),
        "read the parent's environment": lambda: open(f"/proc/{os.getppid()}/environ").read(),
        "write the parent's memory": lambda: open(f"/proc/{os.getppid()}/mem", "r+b"),
        "kill the parent": lambda: os.kill(os.getppid(), signal.SIGKILL),
        "kill everybody": lambda: os.kill(-1, signal.SIGKILL),
        "stop a sister": lambda: os.kill(int(paths["sister"]), signal.SIGSTOP),
        "fork": lambda: os.fork() or os._exit(0),
        "start a program": lambda: subprocess.run(["true"], check=True),
        "become a program": lambda: os.execv("/bin/true", ["true"]),
        "open a socket": lambda: socket.socket(),
        "open a socket of the machine": lambda: socket.socket(socket.AF_UNIX),
        "trace the parent": lambda: _call(ctypes, 101, 16, os.getppid()),
        "raise its limits": lambda: resource.setrlimit(resource.RLIMIT_NOFILE, (10**6, 10**6)),
        "make room for itself": lambda: resource.setrlimit(resource.RLIMIT_AS, (-1, -1)),
        "use io_uring": lambda: _call(ctypes, 425, 1, 0),
        "change its root": lambda: os.chroot("."),
        "read another's folder": lambda: os.listdir(paths["outside"]),
    }
    passed = []
    for name, way in ways.items():
        try:
            way()
            passed.append(name)
        except (OSError, ValueError, subprocess.SubprocessError):
            continue
    os.chmod(paths["file"], 0o777)  # says yes, does nothing
    with open("suo", "w") as file:
        file.write("qui si può")
    shutil.copy("suo", "copia")
    os.write(fd, json.dumps({"passed": passed, "tried": len(ways)}).encode())
    return 0


def _call(ctypes, number: int, *arguments: int) -> None:
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")


def no_zmq_context() -> int:
    """Tell whether somebody opened a context before the fork."""
    zmq = sys.modules.get("zmq")
    return int(zmq is not None and zmq.Context._instance is not None)


def harm_from(cwd: str, paths: dict[str, str]) -> int:
    """Try to do harm from a folder of one's own."""
    os.chdir(cwd)
    return try_to_harm(paths)


def read_and_write(place: str, fd: int = 3) -> int:
    """Tell what a file says and whether it could be written."""
    with open(place) as file:
        told = {"read": file.read(), "written": True}
    try:
        open(place, "a")
    except PermissionError:
        told["written"] = False
    os.write(fd, json.dumps(told).encode())
    return 0
