"""One warm parent for the tests of this folder, which finds the jobs of `lavori`."""

import json
import os
from pathlib import Path

import pytest

from crescere_kit.prefork import Prefork

TESTS = str(Path(__file__).parents[1])


@pytest.fixture(scope="session", autouse=True)
def _jobs_are_found():
    with pytest.MonkeyPatch.context() as ambiente:
        ambiente.setenv("PYTHONPATH", os.pathsep.join(filter(None, [TESTS, os.environ.get("PYTHONPATH")])))
        yield


@pytest.fixture(scope="session")
def parent(_jobs_are_found):
    prefork = Prefork(["lavori"])
    yield prefork
    prefork.close()


@pytest.fixture
def ask(parent, tmp_path):
    """Fork a child for a job and return what it tells, with how it ended."""

    def fork(job="lavori:tell", args=None, prefork=parent, env=None, **settings):
        reading, writing = os.pipe()
        nothing = os.open(os.devnull, os.O_RDWR)
        child = prefork.fork(
            job,
            args or {},
            env=env or {},
            cwd=str(tmp_path),
            fds=[nothing, nothing, nothing, writing],
            **settings,
        )
        os.close(writing)
        os.close(nothing)
        with os.fdopen(reading, "rb") as file:
            told = file.read()
        return (json.loads(told) if told else None), child.wait(60)

    return fork
