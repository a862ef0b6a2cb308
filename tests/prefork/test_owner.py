"""The seven ways in which forking goes wrong, each looked for in real processes."""

import json
import os
import signal
import subprocess
import sys
import threading
import time

import pytest

from crescere_kit.prefork import Prefork, Unavailable
from crescere_kit.prefork.notebook import CALLS, PRELOAD
from crescere_kit.prefork.provisioner import CALLS as KERNEL_CALLS
from crescere_kit.prefork.provisioner import PRELOAD as KERNEL_PRELOAD


def gone(pid: int, seconds: float = 10) -> bool:
    """Whether a process ends within some time; one that nobody has buried yet has ended."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            with open(f"/proc/{pid}/stat") as file:
                if file.read().rpartition(")")[2].split()[0] == "Z":
                    return True
        except (FileNotFoundError, ProcessLookupError):
            return True
        time.sleep(0.02)
    return False


def test_a_child_is_itself(ask, tmp_path):
    told, end = ask(env={"LANG": "C.UTF-8", "COMUNE": "borgo"})
    assert told["env"] == {"LANG": "C.UTF-8", "COMUNE": "borgo"}
    assert told["cwd"] == str(tmp_path)
    assert told["session"]
    assert told["fds"] == [0, 1, 2, 3, 4]  # 4 is the one that lists them
    assert (told["threads"], end.code) == (1, 0)
    assert end.memory > 1 << 20
    assert end.cpu > 0


def test_children_do_not_share_their_chance_unless_told_to(ask):
    first, second = ask()[0]["chance"], ask()[0]["chance"]
    assert first[0] != second[0]
    assert first[1] != second[1]
    assert ask(seed=7)[0]["chance"] == ask(seed=7)[0]["chance"]


@pytest.mark.parametrize(
    ("how", "code"), [("well", 7), ("signal", -signal.SIGSEGV), ("error", 1), ("exit", 4), ("memory", 1)]
)
def test_the_owner_knows_how_each_ended_and_the_next_one_runs(ask, how, code):
    _, end = ask("lavori:end", {"how": how}, limits={"memory": 1 << 30})
    assert end.code == code
    assert ask()[1].code == 0


def test_time_that_runs_out_ends_one_child_only(ask):
    _, end = ask("lavori:end", {"how": "time"}, limits={"cpu": 1})
    assert end.code in (-signal.SIGXCPU, -signal.SIGKILL)
    assert 0.9 < end.cpu < 3


def test_a_child_that_is_let_go_ends_with_what_it_started(parent, tmp_path):
    reading, writing = os.pipe()
    child = parent.fork(
        "lavori:sleep_with_a_child", {}, env=os.environ, cwd=str(tmp_path), fds=[0, 1, 2, writing]
    )
    os.close(writing)
    pids = json.loads(os.read(reading, 1000))
    os.close(reading)
    child.close()
    assert child.poll().code == -signal.SIGKILL
    assert all(gone(pid) for pid in pids)


OWNER = """
import os, sys, threading
from crescere_kit.prefork import Prefork
prefork, kept = Prefork(["lavori"]), []
def fork():
    kept.append(prefork.fork("lavori:sleep_with_a_child", {}, env=os.environ, cwd="/", fds=[0, 1, 2, 1]))
thread = threading.Thread(target=fork)  # a thread that ends must not take its child with it
thread.start()
thread.join()
kept[0].wait()
"""


def test_children_die_with_their_owner_even_when_it_is_killed():
    owner = subprocess.Popen([sys.executable, "-c", OWNER], stdout=subprocess.PIPE)
    pids = json.loads(os.read(owner.stdout.fileno(), 1000))
    time.sleep(0.3)
    assert not any(gone(pid, 0.05) for pid in pids)
    owner.kill()
    owner.wait()
    owner.stdout.close()
    assert all(gone(pid) for pid in pids)


def test_a_parent_that_was_killed_is_replaced_and_its_children_are_gone(tmp_path):
    prefork = Prefork(["lavori"])
    child = prefork.fork("lavori:sleep_with_a_child", {}, env=os.environ, cwd=str(tmp_path), fds=[0, 1, 2, 1])
    first = prefork.start().process
    first.kill()
    first.wait()
    assert child.wait(10).code == -signal.SIGKILL
    assert gone(child.pid)
    assert prefork.start().process.pid != first.pid
    prefork.close()


def test_an_edited_module_is_read_again_and_who_runs_is_left_alone(ask, tmp_path, monkeypatch):
    modulo = tmp_path / "provvisorio.py"
    modulo.write_text("def esito(): return 1\n")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.environ['PYTHONPATH']}")
    prefork = Prefork(["provvisorio", "lavori"])
    assert ask("provvisorio:esito", prefork=prefork)[1].code == 1
    running = prefork.fork("time:sleep", {}, env={}, cwd="/", fds=[0, 1, 1])
    modulo.write_text("def esito(): return 22\n")
    os.utime(modulo, ns=(1, 1))
    assert ask("provvisorio:esito", prefork=prefork)[1].code == 22
    running.close()
    prefork.close()


def test_a_process_forked_from_the_owner_has_a_parent_of_its_own(parent, ask):
    ask()
    reading, writing = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            _, end = ask()
            os.write(writing, f"{end.code} {parent.start().process.pid}".encode())
            parent.close()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as file:
        code, other = file.read().split()
    os.waitpid(pid, 0)
    assert code == "0"
    assert int(other) != parent.start().process.pid
    assert ask()[1].code == 0


def test_a_parent_with_a_second_thread_refuses_to_fork():
    prefork = Prefork(["lavori"], ["lavori:start_a_thread"])
    with pytest.raises(Unavailable, match="2 threads"):
        prefork.fork("lavori:tell", {}, env={}, cwd="/")
    prefork.close()


def test_a_parent_learns_what_a_child_imported_unless_it_starts_threads(ask, tmp_path, monkeypatch):
    (tmp_path / "con_filo.py").write_text("import lavori\nlavori.start_a_thread()\n")
    (tmp_path / "rotto.py").write_text("1 / 0\n")
    (tmp_path / "buono.py").write_text("")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{os.environ['PYTHONPATH']}")
    prefork = Prefork(["lavori"])
    names = ["rotto", "con_filo", "buono", "che.non.esiste", "x; import os", "__main__"]
    assert prefork.learn(names) == ["buono"]
    told, _ = ask(prefork=prefork)
    assert "buono" in told["modules"]
    assert "con_filo" not in told["modules"]
    prefork.close()


@pytest.mark.parametrize(
    ("preload", "calls"), [(PRELOAD, CALLS), (KERNEL_PRELOAD, KERNEL_CALLS)], ids=["notebooks", "kernels"]
)
def test_our_own_parents_have_one_thread_and_no_zmq_context(ask, preload, calls):
    prefork = Prefork(["lavori", *preload], calls)
    told, _ = ask(prefork=prefork)
    assert told["threads"] == 1
    assert "pandas" in told["modules"]
    assert ("ipykernel.kernelapp" in told["modules"]) == (preload == KERNEL_PRELOAD)
    _, end = ask("lavori:no_zmq_context", prefork=prefork)
    assert end.code == 0
    prefork.close()


def test_the_parent_is_told_no_secret(ask, monkeypatch):
    monkeypatch.setenv("JUPYTERHUB_API_TOKEN", "segreto")
    prefork = Prefork(["lavori"])
    generation = prefork.start()
    with open(f"/proc/{generation.process.pid}/environ") as file:
        assert "segreto" not in file.read()
    prefork.close()


def test_two_hundred_children_leave_nothing_behind(parent, ask):
    ask()
    place = f"/proc/{parent.start().process.pid}/fd"
    before, ours = len(os.listdir(place)), len(os.listdir("/proc/self/fd"))
    threads = [
        threading.Thread(target=lambda: [ask("lavori:end", {"how": "well"}) for _ in range(50)])
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    deadline = time.monotonic() + 10
    while len(os.listdir(place)) > before and time.monotonic() < deadline:
        time.sleep(0.02)  # we hear of the last child just before the parent closes its line
    assert len(os.listdir(place)) <= before
    assert len(os.listdir("/proc/self/fd")) == ours
